"""Same: which occasion told of before a mention speaks of again, or that it is of a new one, by weighed marks.

Law: what the two say, how near they stand and what the rules of retelling hold decide, by weights that `train/same.py`
fits to documents whose meetings are known.
"""

from collections.abc import Iterator, Sequence

from communique.extract import retellings
from communique.extract.chunks import word_set
from communique.extract.retellings import ENDS, REMEMBERED, Occasion, are_told_apart, home, kinds_agree
from communique.extract.slots import Slots
from communique.extract.weighing import weigh
from communique.model import edtf

_SLOTS = ("body", "ordinal", "date", "place")
_FLAGS = ("definite", "indefinite", "fresh", "follows", "again", "equated")


def again(item: Slots, found: Sequence[Occasion]) -> Occasion | None:
    """The occasion that a mention speaks of again; nothing where it is of none of those before."""
    if item.trigger.along:
        return None
    ruled = home(item, found)
    if is_ruled(item):
        return ruled
    near = before(item, found)
    weighed = [weigh("same-meetings", marks(item, o, near, ruled)) for o in near]
    best = max(range(len(near)), key=weighed.__getitem__, default=None)
    if best is None or weighed[best] <= weigh("same-meetings", news(item, near, ruled)):
        return None
    return near[best]


def is_ruled(item: Slots) -> bool:
    """Whether the rules alone say of what a mention is: one of an agenda, or of what an occasion was."""
    return item.kind == "agenda" or item.equated


def before(item: Slots, found: Sequence[Occasion]) -> list[Occasion]:
    """The occasions of which a mention can be: the latest ones but those that its own words tell of as others."""
    near = [o for o in found[-REMEMBERED:] if not any(are_told_apart(item, s) for s in o.slots[-ENDS:])]
    if not item.definite or item.date or item.place or item.earlier:
        return near
    current = [o for o in near if not all(s.earlier for s in o.slots)]
    fitting = any(retellings.hindrance(item, s) is None for o in current for s in o.slots)
    return current if fitting else near


def marks(item: Slots, occasion: Occasion, found: Sequence[Occasion], ruled: Occasion | None) -> tuple[str, ...]:
    """What speaks for and against it that a mention is of an occasion."""
    told = occasion.slots if len(occasion.slots) <= 2 * ENDS else occasion.slots[:ENDS] + occasion.slots[-ENDS:]
    return tuple(dict.fromkeys(_marks(item, occasion, told, found, ruled)))


def _marks(
    item: Slots, occasion: Occasion, told: Sequence[Slots], found: Sequence[Occasion], ruled: Occasion | None
) -> Iterator[str]:
    rank = sum(_last(o) > _last(occasion) for o in found if o is not occasion)
    near = f"rank{min(rank, 3)}"
    apart = min(abs(item.trigger.sentence - s.trigger.sentence) for s in told)
    far = "0" if apart == 0 else "1" if apart == 1 else "2" if apart <= 3 else "4" if apart <= 8 else "9"
    yield near
    yield f"far{far}"
    yield f"ruled|{occasion is ruled}"
    hindering = {h for s in told if (h := retellings.hindrance(item, s))}
    yield from (f"x|{h}" for h in hindering)
    grounds = {g for s in told if (g := retellings.ground(item, s))}
    yield from (f"g|{g}" for g in grounds)
    if not hindering:
        yield "free"
        yield f"free|{near}"
        yield f"free|far{far}"
        yield from (f"free|g|{g}" for g in grounds or ("",))
    kinds = {s.kind for s in told}
    kin = "same" if item.kind in kinds else "kin" if any(kinds_agree(item.kind, k) for k in kinds) else "other"
    yield f"kind|{kin}"
    yield f"kind|{item.kind}|{occasion.first.kind}"
    for name in _SLOTS:
        how = _compared(name, item, told)
        yield f"{name}|{how}"
        yield f"{name}|{how}|{kin}"
        if item.definite:
            yield f"{name}|{how}|definite"
    yield f"who|{_who(item, told)}"
    yield f"levels|{_levels(item, told)}"
    yield f"standing|{item.standing.status}|{occasion.first.standing.status}"
    for flag in _FLAGS:
        if getattr(item, flag):
            yield f"{flag}"
            yield f"{flag}|{near}"
            yield f"{flag}|{kin}"
            yield f"{flag}|far{far}"
    manner = "verb" if item.trigger.verb else "noun"
    yield f"{manner}|{near}|{kin}"
    yield f"{manner}|{'verb' if occasion.slots[-1].trigger.verb else 'noun'}"
    mine, theirs = _called(item), [_called(s) for s in told]
    word = "same" if any(mine[-1:] == t[-1:] for t in theirs) else "other"
    yield f"word|{word}|{kin}"
    if item.definite:
        yield f"word|{word}|definite|{near}"
    plain = word_set("meetings", "plain")
    if looks := set(mine[:-1]) - plain:
        alike = any(looks & set(t) for t in theirs)
        yield f"looks|{'same' if alike else 'other' if any(set(t[:-1]) - plain for t in theirs) else 'none'}"
    if item.aside or any(s.aside for s in told):
        yield f"aside|{item.aside}|{occasion.slots[-1].aside}"
    if all(s.trigger.start > item.trigger.start for s in told):
        yield "headline"
        yield f"headline|{kin}"
        yield f"headline|first{occasion is found[0]}"
    if item.implied and any(s.body and s.body.id == item.implied.id for s in told):
        yield "implied"
        yield f"implied|{kin}"


def _called(said: Slots) -> list[str]:
    """The word for an occasion and the two before it, in small letters."""
    start = said.trigger.start - said.evidence.start
    quote = said.evidence.quote
    if not 0 <= start < len(quote):
        return []
    return [*quote[:start].lower().split()[-2:], quote[start : start + said.trigger.end - said.trigger.start].lower()]


def news(item: Slots, found: Sequence[Occasion], ruled: Occasion | None) -> tuple[str, ...]:
    """What speaks for and against it that a mention is of no occasion that was told of before."""
    return tuple(dict.fromkeys(_news(item, found, ruled)))


def _news(item: Slots, found: Sequence[Occasion], ruled: Occasion | None) -> Iterator[str]:
    manner = "verb" if item.trigger.verb else "noun"
    said = [name for name in (*_SLOTS, "participants") if getattr(item, name)]
    yield "new"
    yield f"new|{manner}"
    yield f"new|kind|{item.kind}"
    yield f"new|ruled|{ruled is None}"
    yield f"new|ruled|{ruled is None}|{manner}"
    yield f"new|so-far|{min(len(found), 4)}"
    yield f"new|alone|{item.stands_alone}"
    yield f"new|alone|{item.stands_alone}|{manner}|{item.definite}"
    yield f"new|mark|{item.trigger.mark is not None}|{min(int(item.trigger.sure * 5), 5)}"
    yield f"new|weight|{min(item.weight, 5)}"
    yield f"new|{item.standing.status}"
    yield from (f"new|{name}" for name in said)
    yield from (f"new|{flag}" for flag in _FLAGS if getattr(item, flag))
    if item.aside:
        yield f"new|aside|{item.aside}"
    if any(s.trigger.start > item.trigger.start for o in found[-1:] for s in o.slots):
        yield "new|headline"
    if not any(o.slots and item.kind in {s.kind for s in o.slots} for o in found):
        yield "new|first of its kind"


def _last(occasion: Occasion) -> int:
    return max(s.trigger.start for s in occasion.slots)


def _compared(name: str, item: Slots, told: Sequence[Slots]) -> str:
    """How what a mention says of a slot lies to what is told of an occasion."""
    mine = getattr(item, name)
    theirs = [value for s in told if (value := getattr(s, name)) is not None]
    if mine is None or not theirs:
        return f"{'told' if theirs else 'said' if mine is not None else 'none'}"
    if name == "body":
        if any(mine.id == t.id for t in theirs):
            return "same"
        return "part" if any(mine.name in t.name or t.name in mine.name for t in theirs) else "other"
    if name == "place":
        words = set(mine.lower().split())
        return "same" if any(words & set(t.lower().split()) for t in theirs) else "other"
    if mine in theirs:
        return "same"
    if name == "date" and any(edtf.meet(mine, t) for t in theirs):
        return "meets"
    return "other"


def _who(item: Slots, told: Sequence[Slots]) -> str:
    mine = {p.id or p.name for p in item.participants}
    theirs = {p.id or p.name for s in told for p in s.participants}
    if not mine or not theirs:
        return "none"
    shared = len(mine & theirs)
    return "all" if shared == min(len(mine), len(theirs)) else "some" if shared else "other"


def _levels(item: Slots, told: Sequence[Slots]) -> str:
    theirs = frozenset[str]().union(*(s.levels for s in told))
    if not item.levels or not theirs:
        return "none"
    return "same" if item.levels & theirs else "other"
