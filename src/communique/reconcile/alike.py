"""How surely two reports are of one meeting, and which of all reports are worth comparing.

Evidence adds up: the body, the people, the level, the place, the dates, the words, and what surrounds them.
"""

from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, groupby

from communique import knowledge
from communique.knowledge.called import is_plain
from communique.languages.naming import body_words
from communique.model.days import civil
from communique.reconcile.groups import Link
from communique.reconcile.occasions import Occasion, circle, date_evidence, kin, of_one_circle
from communique.reconcile.weights import WEIGHTS as W

# So much must speak for one meeting; and so much where one report stands alone and is like those of no other meeting,
# and nothing in them speaks against it by more than this.
ENOUGH, LEAST, _AGAINST = 0.55, 0.36, -0.1
# A larger block says little: each report is compared with the next ones by date only.
_CROWD, _NEXT = 60, 20
# Reports of so many days at most are compared with those of every day of theirs.
_SPAN = 10
# Parties visit or talk in meetings of these kinds.
_OF_PARTIES = frozenset({"visit", "talks", "call", "ceremony", "consultation"})


def linked(a: Occasion, b: Occasion) -> Link | None:
    """How surely two reports are of one meeting, and why."""
    if a.voice == b.voice or (a.ordinal and b.ordinal and a.ordinal != b.ordinal):
        return None
    dated = date_evidence(a, b)
    if a.ordinal and a.ordinal == b.ordinal and a.body and (a.body == b.body or kin(a, b)):
        return Link(0.97, a.key, b.key, "the same body and number")
    if dated is None:
        return None
    if a.ordinal and a.ordinal == b.ordinal:
        dated = max(dated, (0.0, ""))
    found = [dated, *_evidence(a, b)]
    score = sum(weight for weight, _ in found)
    if score < LEAST or not any(weight >= 0.1 for weight, _ in found[1:]):
        return None
    if score < ENOUGH and any(weight <= _AGAINST for weight, _ in found):
        return None
    said = tuple(words for weight, words in sorted(found, reverse=True) if weight > 0 and words)
    return Link(min(0.96, round(score, 3)), a.key, b.key, _told(said))


@cache
def _told(said: tuple[str, ...]) -> str:
    """What speaks for one meeting, held once however many links say it."""
    return ", ".join(said)


def _evidence(a: Occasion, b: Occasion) -> Iterator[tuple[float, str]]:
    """What speaks for one meeting besides the date: each with its weight, and against it with a negative one."""
    bodies = _bodies(a, b)
    yield bodies
    yield _people(a, b, bodies[0] > 0)
    if a.ordinal and a.ordinal == b.ordinal:
        yield _numbers(a, b), "the same number"
    yield _levels(a, b)
    yield _places(a, b)
    if a.kind == b.kind:
        yield W["same_kind"], "the same kind"
    elif "call" in (a.kind, b.kind):
        yield W["call"], ""
    yield _texts(a, b)
    shared = len(a.around & b.around)
    yield W["around"] * min(_FEW, shared), "the same people and bodies around"


def _numbers(a: Occasion, b: Occasion) -> float:
    """How much the same number says: little where other bodies count, or where both begin to count."""
    apart = a.body is not None and b.body is not None and a.body != b.body and not kin(a, b)
    return W["small_number" if apart or (a.ordinal or 0) < _COUNTED else "number"]


_COUNTED, _FEW, _FEW_LEVELS = 4, 3, 2
_LEADERS = frozenset({"head", "premier"})
_SAME_BODY = ("same_body", "same_body_implied", "same_body_both_implied")
"""By in how many of two reports the body is not in the meeting's own words."""


def _bodies(a: Occasion, b: Occasion) -> tuple[float, str]:
    if a.body is None or b.body is None:
        if (a.body or b.body) in a.states | b.states:
            return 0.0, ""
        return (W["other_sort"] if _of_two_sorts(a, b) or _of_two_sorts(b, a) else 0.0), ""
    implied = a.implied + b.implied
    less = W["beneath"] if a.beneath != b.beneath else 0.0
    if a.body == b.body:
        return W[_SAME_BODY[implied]] + less, "the same body"
    if kin(a, b):
        if _of_its_own(a, b):
            return W["own_organ"], ""
        return W["organ_implied" if implied else "organ"] + less, "a body and its organ"
    if a.families and b.families and of_one_circle(a.families[-1], b.families[-1]):
        return W["one_circle"], "groups of nearly the same states"
    return W["other_known" if a.families and b.families and not implied else "other_body"], ""


def _of_its_own(a: Occasion, b: Occasion) -> bool:
    """Whether a body's summit is one, and that of its organ with a name of its own another: EU and euro summit."""
    if not (a.families and b.families):
        return False
    below, above = (a, b) if len(a.families) > len(b.families) else (b, a)
    return a.kind == b.kind == "summit" and not is_plain(below.families[0], above.families[0])


def of_one_name(a: Occasion, b: Occasion) -> bool:
    """Whether one's body is an organ of the other's that is called no more than it, or its ministers: G7."""
    if not (a.families and b.families and kin(a, b)) or a.beneath or b.beneath:
        return False
    below, above = (a, b) if len(a.families) > len(b.families) else (b, a)
    organ = knowledge.thing(below.families[0])
    return is_plain(below.families[0], above.families[0]) or bool(organ and "minister" in body_words(organ.name))


def _of_two_sorts(a: Occasion, b: Occasion) -> bool:
    """Whether the first is a body's meeting, and the second a visit or talks of persons or states, others too."""
    if a.body is None or b.body is not None or a.kind == b.kind != "talks":
        return False
    return b.kind in _OF_PARTIES and (b.kind == "visit" or len(b.people) + len(b.states) > 1)


def _people(a: Occasion, b: Occasion, of_one_body: bool) -> tuple[float, str]:
    """The persons and states that take part; of a meeting of many each report may name others, and many the same."""
    people, states = len(a.people & b.people), len(a.states & b.states)
    if people:
        return W["person_of_body" if of_one_body else "person" if people == 1 else "persons"], "the same people"
    if states > 1:
        return W["states"], "the same states"
    few = a.kind in _OF_PARTIES or b.kind in _OF_PARTIES
    against = W["few_apart"] if few and a.people and b.people and not of_one_body else 0.0
    return (against + W["state"] * states, "a state that takes part" if states else "")


def _levels(a: Occasion, b: Occasion) -> tuple[float, str]:
    if not a.levels or not b.levels:
        return 0.0, ""
    if _is_of_ministers(a, b) or _is_of_ministers(b, a):
        return W["other_level"], ""
    return (W["same_level"], "the same level") if a.levels & b.levels else (W["other_level"], "")


def _is_of_ministers(a: Occasion, b: Occasion) -> bool:
    """Whether one is the ministers' session of a body of which the other is the leaders' summit."""
    return a.kind != "summit" == b.kind and "head" not in a.levels and len(a.families) > 1 and kin(a, b)


def _places(a: Occasion, b: Occasion) -> tuple[float, str]:
    if not a.place or not b.place:
        return 0.0, ""
    if a.place[0] == b.place[0]:
        # A town has no two summits in one month, whichever body is taken to hold it.
        return W["summit_town" if a.kind == b.kind == "summit" and not _apart(a, b) else "same_place"], "the same place"
    if a.place[0] == b.place[1] or b.place[0] == a.place[1]:
        return W["place_within"], "places one in the other"
    both_known = a.place[1] and b.place[1]  # a building or an island may be in the other place
    if not both_known or a.moved or b.moved or a.relocated or b.relocated:
        return 0.0, ""
    return W["elsewhere_that_day" if _can_disagree(a, b) else "elsewhere"], ""


def _can_disagree(a: Occasion, b: Occasion) -> bool:
    """Whether reports may give two places of one meeting: nobody and no body is in two towns on one day."""
    of_one = bool(a.people & b.people) or (a.body is not None and a.body == b.body and not (a.implied or b.implied))
    few, many = sorted((a.people, b.people), key=len)
    return of_one and few <= many and a.exact and b.exact and a.days == b.days and a.kind == b.kind


def _apart(a: Occasion, b: Occasion) -> bool:
    return kin(a, b) and _of_its_own(a, b)


def _texts(a: Occasion, b: Occasion) -> tuple[float, str]:
    shared = len(a.text & b.text) / max(1, min(len(a.text), len(b.text)))
    if a.group == b.group and shared >= 0.5:
        return W["copies"], "the same words in copies of one report"
    return W["words"] * shared, "words in common" if shared > 0.4 else ""


def pairs(occasions: Sequence[Occasion]) -> Iterator[tuple[Occasion, Occasion]]:
    """Pairs that share a block, each once, given reports in the order of their keys."""
    near: list[list[_Near]] = [[] for _ in occasions]
    for members in _shared_blocks(occasions):
        crowd = len(members) > _CROWD
        if crowd:
            members = array("I", sorted(members, key=lambda n: (occasions[n].days or (0, 0), n)))
        for at, n in enumerate(members):
            near[n].append((members, max(0, at - _NEXT), at + _NEXT + 1) if crowd else (members, at + 1, len(members)))
    for n, some in enumerate(near):
        found = {other for members, first, end in some for other in members[first:end] if other > n}
        yield from ((occasions[n], occasions[other]) for other in sorted(found))


_Near = tuple["array[int]", int, int]
"""The numbers of some reports, and the first and the end of those that one of them is compared with."""


def _shared_blocks(occasions: Sequence[Occasion]) -> Iterator["array[int]"]:
    """The numbers of the reports in each block that has several; blocks are told apart by their hashes, as numbers
    take little room."""
    marked = sorted(hash(block) << _BITS | n for n, o in enumerate(occasions) for block in set(_blocks(o)))
    for _, some in groupby(marked, key=lambda each: each >> _BITS):
        members = array("I", (each & (1 << _BITS) - 1 for each in some))
        if len(members) > 1:
            yield members


_BITS = 32


def _blocks(o: Occasion) -> Iterator[tuple[object, ...]]:
    """Keys of which two reports of one meeting share one."""
    yield ("copies", o.group)
    if o.ordinal:
        yield ("number", o.ordinal, o.body)
        if o.ordinal >= _COUNTED:
            yield from (("number of", o.ordinal, quarter) for quarter in _quarters(o))
        yield from (("number", o.ordinal, family) for family in o.families)
        if o.place:
            yield ("number", o.ordinal, o.place[0])
    quarters = list(_quarters(o))
    who = {*o.families, *o.above[:1], *filter(None, (o.body,)), *o.people}
    who |= {*circle(o.families[-1])} if o.families else set()
    who |= {"+".join(pair) for pair in combinations(sorted(o.states), 2)} if len(o.states) <= 4 else set()
    yield from ((item, quarter) for item in sorted(who) for quarter in quarters)
    if len(o.levels) == 1 or (len(o.levels) == _FEW_LEVELS and not o.levels & _LEADERS):
        yield from ((*sorted(o.levels), quarter) for quarter in quarters)
    if o.place:
        yield from ((o.place[0], near, quarter) for near in sorted(o.states | o.around) for quarter in quarters)
    if o.place and o.kind in ("summit", "conference"):
        yield from (("town", o.place[0], quarter) for quarter in quarters)
    if o.days and not o.guessed and o.days[1] - o.days[0] < _SPAN:
        for day in range((o.days[0] - 1) // 3, (o.days[1] + 1) // 3 + 1):
            yield from (("day", day, what) for what in _marks(o))


def _marks(o: Occasion) -> Iterator[object]:
    if o.place:
        yield o.place[0]
    yield from sorted(o.levels)
    if o.ordinal:
        yield o.ordinal
    yield from sorted(o.around)


def _quarters(o: Occasion) -> Iterator[int]:
    """The quarters in which another report may date it, numbered from year 1."""
    if o.days is None:
        return
    first, last = o.days
    if o.moved:
        first, last = min(first, max(o.published, 1)), last + 92
    elif o.guessed:
        first, last = max(first, o.published - 120), min(last, o.published + 120)
    start, end = _quarter(first), _quarter(last)
    yield from range(start, min(end, start + 4) + 1)


def _quarter(day: int) -> int:
    year, month, _ = civil(max(day, 1))
    return 4 * year + (month - 1) // 3
