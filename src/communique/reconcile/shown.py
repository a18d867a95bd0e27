"""Which of several values is shown, by which rule, and which of them cannot be true together."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.model.days import civil
from communique.model.kinds import CERTAINTIES, Kind
from communique.model.record import Variant
from communique.reconcile import places
from communique.reconcile.chain import Chain
from communique.reconcile.days import apart, first_day, length, window
from communique.reconcile.entities import Who
from communique.reconcile.groups import Key
from communique.reconcile.occasions import family
from communique.reconcile.said import Said, plain, values

DATE = "since the last move the day with the most reports, then the latest, then the most exact"
PLACE = (
    "since the last move or change of place the place with the most reports, then the latest; a city before its country"
)
STATUS = "the latest said; what is over outlasts what is to come, what is fixed what is not"
LATEST = "the latest said"
MOST = "the most reports, then the latest"
ALL = "all that reports name, the most named first"
BODY = "the most exact body that reports name"
# Fields whose several values are a list, and those whose values cannot differ without a conflict.
_LISTS = ("entities", "passages")
_FIRM = ("ordinal", "agenda_count", "count")


@dataclass(frozen=True, slots=True)
class Found:
    """The shown values of a record, all values where there are several, the conflicts, and the rules."""

    values: dict[str, Any]
    variants: dict[str, tuple[Variant, ...]]
    conflicts: tuple[str, ...]
    rules: dict[str, str]


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a field, and the claims that give it, in time."""

    value: Any
    said: tuple[Said, ...]

    @property
    def support(self) -> int:
        """How many reports give it; copies count as one."""
        return len({said.group for said in self.said})

    @property
    def latest(self) -> int:
        """The last day on which it was reported."""
        return max(first_day(said.published) for said in self.said)


def shown(kind: Kind, chain: Chain, who: Who) -> Found:
    """The values of a record from its claims."""
    found = Found({}, {}, (), {})
    conflicts = []
    for field in kind.fields:
        options = _options(chain.said, field.name, who)
        if field.type in _LISTS:
            ranked = sorted(options, key=_rank) if len(options) > 1 else options
            found.values[field.name] = [option.value for option in ranked]
            if options:
                found.rules[field.name] = ALL
            continue
        choice, rule = _choose(kind.name, field.name, options, chain, who)
        found.values[field.name] = choice
        if len(options) > 1:
            found.rules[field.name] = rule
            found.variants[field.name] = _variants(options, choice)
            if _conflict(kind.name, field.name, options, chain):
                conflicts.append(field.name)
    return Found(found.values, found.variants, tuple(conflicts), found.rules)


def _options(said: Sequence[Said], field: str, who: Who) -> list[Option]:
    found: dict[str, tuple[Any, list[Said]]] = {}
    for item in said:
        for value in values(item.claim[field]):
            simple = plain(item, value, who)
            simple = places.in_reader_script(simple) if field == "place" else simple
            found.setdefault(_same(simple), (simple, []))[1].append(item)
    return [Option(value, tuple(group)) for value, group in found.values()]


def _same(value: Any) -> str:
    """What makes two values one: the record of an entity, else the words."""
    if isinstance(value, dict):
        return str(value["id"] or value["name"]).casefold()
    return str(value).casefold()


def _rank(option: Option) -> tuple[int, int, str]:
    return (-option.support, -option.latest, str(option.value))


def _choose(kind: str, field: str, options: Sequence[Option], chain: Chain, who: Who) -> tuple[Any, str]:
    if not options:
        return None, ""
    if kind == "meeting" and field in _MEETING:
        pick, rule = _MEETING[field]
        return pick(options, chain, who), rule
    if len(options) == 1:
        return options[0].value, MOST
    if field in ("stage", "status"):
        return max(options, key=lambda o: (o.latest, o.support, str(o.value))).value, LATEST
    return min(options, key=_rank).value, MOST


def _status(options: Sequence[Option], chain: Chain, who: Who) -> str | None:
    del options, who
    return chain.status


def _date(options: Sequence[Option], chain: Chain, who: Who) -> str | None:
    """The date of the reports since the last move: not one that another makes more exact, and most reports agree."""
    current = _current(options, chain) or list(options)
    exact = [o for o in current if not any(_refines(other.value, o.value) for other in current)]
    groups = {str(o.value): {s.group for x in current if apart(x.value, o.value) == 0 for s in x.said} for o in exact}
    best = min(
        exact,
        key=lambda o: (-len(groups[str(o.value)]), -o.latest, not _from_body(o, who), length(str(o.value)), o.value),
    )
    return str(best.value)


def _refines(a: str, b: str) -> bool:
    """Whether the first date says more than the second: days within a month or week, or all the days of a meeting."""
    x, y = window(a), window(b)
    if x is None or y is None or x == y or max(x[0], y[0]) > min(x[1], y[1]):
        return x is not None and y is None
    return _vagueness(a) < _vagueness(b)


def _vagueness(date: str) -> int:
    """0 for the days from the first to the last, 1 for one day, then the number of days that it can mean."""
    days = length(date)
    return 0 if "/" in date and 1 < days <= _LONGEST and not _is_part(date, days) else days


def _is_part(date: str, days: int) -> bool:
    """Whether days are a week or the third of a month, so that they only tell when something may be within them."""
    first, last = window(date) or (0, 0)
    week = days % _WEEK == 0 and first % _WEEK == 1
    return week or (days > _WEEK and not _THIRDS.isdisjoint((civil(first)[2], civil(last + 1)[2])))


_WEEK, _THIRDS = 7, frozenset((1, 11, 21))
_LONGEST = 14
"""Days that a meeting lasts at most, for its first and last day to be told as those on which it is."""


def _place(options: Sequence[Option], chain: Chain, who: Who) -> str | None:
    if chain.online:
        return None
    current = _among(options, chain.placed) or list(options)
    cities = [o for o in current if places.exactness(str(o.value)) > 1] or current
    found = {o.value: {s.group for x in cities if _one_place(o, x) for s in x.said} for o in cities}
    best = min(cities, key=lambda o: (-len(found[o.value]), -o.latest, not _from_body(o, who), str(o.value)))
    return str(best.value)


def _one_place(a: Option, b: Option) -> bool:
    return places.relation(str(a.value), str(b.value)) == "same"


def _body(options: Sequence[Option], chain: Chain, who: Who) -> Any:
    """The organ before the body that it belongs to, a known body before words."""
    del chain

    def depth(option: Option) -> int:
        return len(family(who.known.get(option.value["id"] or "")))

    return min(options, key=lambda o: (-depth(o), *_rank(o))).value


def _current(options: Sequence[Option], chain: Chain) -> list[Option]:
    """The options as the reports since the last move give them."""
    return _among(options, chain.current)


def _among(options: Sequence[Option], keys: Collection[Key]) -> list[Option]:
    """The options as only some claims give them."""
    kept = [Option(o.value, tuple(s for s in o.said if s.key in keys)) for o in options]
    return [option for option in kept if option.said]


def _from_body(option: Option, who: Who) -> bool:
    """Whether the body itself published one of the reports."""
    for said in option.said:
        body = who.record(said.document, said.claim["body"])
        publisher = (said.reading.document.publisher or "").casefold()
        if body and publisher and publisher in who.names.get(body, "").casefold():
            return True
    return False


_Pick = Callable[[Sequence[Option], Chain, Who], Any]
_MEETING: Mapping[str, tuple[_Pick, str]] = {
    "date": (_date, DATE),
    "place": (_place, PLACE),
    "status": (_status, STATUS),
    "body": (_body, BODY),
}


def _conflict(kind: str, field: str, options: Sequence[Option], chain: Chain) -> bool:
    """Whether two values cannot both be true at one time of saying."""
    current = _among(options, chain.placed if field == "place" else chain.current)
    pairs = [(a.value, b.value) for i, a in enumerate(current) for b in current[i + 1 :] if _of_one_stage(kind, a, b)]
    if field in ("date", "period"):
        return any((apart(str(a), str(b)) or 0) > 0 for a, b in pairs)
    if field == "place":
        return not chain.online and any(places.relation(str(a), str(b)) == "different" for a, b in pairs)
    if field == "status" and kind == "meeting":
        return {"held", "cancelled"} <= {o.value for o in options}
    return field in _FIRM and len(current) > 1


def _of_one_stage(kind: str, a: Option, b: Option) -> bool:
    """Whether values of an act are of one stage: that it was signed in May and ratified in June is no conflict."""
    stages = ({str(s.claim["stage"]) for s in option.said} for option in (a, b))
    return kind != "act" or not set.isdisjoint(*stages)


def _variants(options: Sequence[Option], choice: Any) -> tuple[Variant, ...]:
    ordered = sorted(options, key=lambda o: (_same(o.value) != _same(choice), *_rank(o)))
    return tuple(
        Variant(
            value=o.value,
            documents=tuple(sorted({s.document for s in o.said})),
            shown=_same(o.value) == _same(choice),
            certainty=min((s.claim.certainty for s in o.said), key=CERTAINTIES.index),
            reported=min((s.published for s in o.said if s.published), key=first_day, default=None),
            last_reported=max((s.published for s in o.said if s.published), key=first_day, default=None),
        )
        for o in ordered
    )
