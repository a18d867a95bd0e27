"""What a watch asks of a change; law: a change of a record that the desk's search finds is one that its watch tells."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from communique.errors import BadDate, BadWatch
from communique.languages.asking import wanted
from communique.languages.naming import fold
from communique.model import edtf
from communique.model.change import WHAT, Change
from communique.model.days import civil
from communique.model.kinds import ALL, CERTAINTIES
from communique.model.record import Record

PLURALS = {"person": "people", "body": "bodies", **{kind.name: kind.plural for kind in ALL}}
FILTERS = ("q", "in", "what", "body", "person", "status", "kind", "stage", "certainty", "source", "from", "to")
_IDS = ("body", "person")
_TRAITS = ("status", "kind", "stage")
_REPORTED = ("certainty", "source")
_WORD = re.compile(r"\w+")
_MOST = 50
_LONG = 92
"""Days; a date that is vaguer than a quarter of a year is in no month."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A change as watches look at it: the ids that it and its record name, its folded words, what it is filtered by,
    and the first and last day that the record's date can mean."""

    change: Change
    words: str
    traits: Mapping[str, frozenset[str]]
    days: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A saved search: words that must all be there (each folded, with a blank before it, and behind a phrase), values
    of which one must be there by trait, and days."""

    terms: tuple[str, ...] = ()
    traits: Mapping[str, frozenset[str]]
    month: int | None = None
    year: int | None = None
    first: int | None = None
    last: int | None = None

    def fits(self, seen: Seen) -> bool:
        """Whether a change is one that is searched for."""
        words = seen.words
        for term in self.terms:  # a loop, as this is what most of the time of matching goes into
            if term not in words:
                return False
        return (
            all(not values.isdisjoint(seen.traits.get(name, ())) for name, values in self.traits.items())
            and self._in_month(seen.days)
            and (self.first is None or (seen.days is not None and seen.days[1] >= self.first))
            and (self.last is None or (seen.days is not None and seen.days[0] <= self.last))
        )

    def handles(self) -> Iterator[tuple[Key, ...]]:
        """What the search can be found by: of each group of words or traits, a fitting change has at least one."""
        for term in self.terms:
            yield tuple(("word", word) for word in sorted(term.split(), key=len)[-1:])
        for name, values in self.traits.items():
            yield tuple((name, value) for value in sorted(values))

    def _in_month(self, days: tuple[int, int] | None) -> bool:
        if self.month is None:
            return True
        if days is None or days[1] - days[0] > _LONG:
            return False
        ends = [civil(day)[:2] for day in days]
        return any(month == self.month and self.year in (None, year) for year, month in ends)


def search(query: str) -> Search:
    """The search that an address's query asks for (`q=fisheries&in=meetings`). Raises `BadWatch`."""
    given: dict[str, tuple[str, ...]] = {}
    for name, value in _pairs(query):
        if name not in FILTERS:
            raise BadWatch(f"A watch cannot go by {name[:20]!r}. Known: {', '.join(FILTERS)}.")
        given[name] = (*given.get(name, ()), value)
    asked = wanted(" ".join(given.get("q", ())))
    kinds = set(given.get("in", ())) | ({asked.kind} if asked.kind else set())
    _known("kind of record", kinds, PLURALS.values())
    _known("change", given.get("what", ()), WHAT)
    _known("certainty", given.get("certainty", ()), CERTAINTIES)
    traits = {"in": kinds, "what": given.get("what"), **{name: given.get(name) for name in (*_TRAITS, *_REPORTED)}}
    ids = [{"id": given.get(name)} for name in _IDS]
    bounds = {"first": _day(given, "from", 0), "last": _day(given, "to", 1)}
    found = Search(
        terms=tuple(term for text in asked.terms if (term := _term(text))),
        traits={name: frozenset(values) for name, values in traits.items() if values} | _ids(ids),
        month=asked.month,
        year=asked.year,
        **bounds,
    )
    if not (found.terms or found.traits or found.month or found.first or found.last):
        raise BadWatch("A watch needs words to search for, or a filter.")
    return found


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, max_num_fields=_MOST)
    except ValueError:
        raise BadWatch(f"A watch has at most {_MOST} filters.") from None


def query_of(filters: Mapping[str, Iterable[str]]) -> str:
    """The query of a search by its filters, always written the same way. Raises `BadWatch` as `search` does."""
    pairs = [(name, value.strip()) for name in sorted(filters) for value in sorted(filters[name]) if value.strip()]
    query = urlencode(pairs)
    search(query)
    return query


def seen(change: Change, record: Record | None = None) -> Seen:
    """A change as watches look at it, with its record as it is now, where that is there."""
    values = record.values if record else {}
    told = (values, change.before, change.after)
    said = [word for report in change.reports for word in report.words]
    reports = [*change.reports, *(record.reports if record else ())]
    date = values.get("date") or values.get("period") or (change.after if change.field == "date" else None)
    traits = {
        "id": frozenset((change.record, *_references(told))),
        "in": frozenset((PLURALS.get(change.kind, change.kind),)),
        "what": frozenset((change.what,)),
        **{name: frozenset((str(values[name]),)) for name in _TRAITS if values.get(name)},
        "certainty": frozenset(report.certainty for report in reports),
        "source": frozenset(report.outlet for report in reports),
    }
    words = plain(" \n ".join((change.title, *_texts(told), *said)))
    return Seen(change=change, words=words, traits=traits, days=_days(date))


def plain(text: str) -> str:
    """A text as folded words, with a blank before, between and behind them.

    >>> plain("Türkiye, Oslo (2027)")
    ' turkiye oslo 2027 '
    """
    return f" {' '.join(_WORD.findall(fold(text)))} "


def _term(text: str) -> str:
    """A term with its last word open at the end, unless it is a phrase."""
    words = plain(text)
    return words if text.endswith(" ") and words.strip() else words.rstrip()


def _ids(found: Iterable[Mapping[str, Iterable[str] | None]]) -> dict[str, frozenset[str]]:
    """Persons and bodies stand in one trait, so a search by both takes what names one of them."""
    ids = frozenset(id for part in found for id in part["id"] or ())
    return {"id": ids} if ids else {}


def _known(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    for value in given:
        if value not in known:
            raise BadWatch(f"No {what} to watch named {value[:30]!r}. Known: {', '.join(known)}.")


def _day(given: Mapping[str, tuple[str, ...]], name: str, end: int) -> int | None:
    try:
        return edtf.order(given[name][0])[end] if name in given else None
    except BadDate:
        raise BadWatch(f"{name} is {given[name][0][:20]!r}, but must be a day such as 2026-03-31.") from None


def _days(date: Any) -> tuple[int, int] | None:
    try:
        return edtf.order(date) if isinstance(date, str) and date else None
    except BadDate:
        return None


def _references(value: Any) -> Iterator[str]:
    """The ids of the persons and bodies that a value names."""
    if isinstance(value, Mapping):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _references(inner)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in ("id", "documents", "known"):
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
