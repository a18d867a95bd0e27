"""Retellings: which of the occasions named before a mention speaks of again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from communique.extract.chunks import word_set
from communique.extract.slots import Slots
from communique.languages import pattern
from communique.model import edtf


@dataclass(slots=True)
class Occasion:
    """What the mentions of one occasion say together, while the document is being read.

    `passing` are those that only name what a day is counted from, and tell nothing of it.
    """

    slots: list[Slots] = field(default_factory=list)
    passing: list[Slots] = field(default_factory=list)

    @property
    def first(self) -> Slots:
        """The mention that says most."""
        return max(self.slots, key=lambda s: (s.weight, -s.trigger.start))


def home(item: Slots, found: Sequence[Occasion]) -> Occasion | None:
    """The occasion that a mention speaks of again: the latest that it can, for a headline the first and of its kind.

    What it is at the same place goes before. An agenda goes to those who deal with it.
    """
    if item.equated and (told := _just_told(item, found)):
        return told
    if (off := _OFF_IT.search(item.evidence.quote.lower())) and (off["that"] or off["eve"]):
        return None
    homes = (o for o in reversed(found[-REMEMBERED:]) if _belongs(item, o))
    headline = any(o.slots[0].trigger.start > item.trigger.start for o in found[-REMEMBERED:])
    if item.kind != "agenda" and item.place is None and not headline:
        alike = list(homes) if item.kind in _OWN_NAME else list(islice(homes, 1))
        return min(alike, key=lambda o: all(s.kind != item.kind for s in o.slots), default=None)
    likely = list(homes)
    if item.kind != "agenda":
        if likely and all(s.trigger.start > item.trigger.start for o in likely for s in o.slots):
            likely.reverse()
        return min(likely, key=lambda o: (not _is_there(item, o), _is_of_another_kind(item, o)), default=None)
    said = set(item.evidence.quote.lower().split()[:_SUBJECT])
    named = (o for o in likely if said & _HOLDERS & set(o.slots[0].evidence.quote.lower().split()))
    return next(named, likely[0] if likely else None)


_OFF_IT = pattern("besides", "offset")
_OWN_NAME = frozenset({"summit", "conference", "ceremony"})


def _just_told(item: Slots, found: Sequence[Occasion]) -> Occasion | None:
    """The occasion of the sentences right before that a mention says more of."""
    near = [
        (o, s)
        for o in reversed(found[-REMEMBERED:])
        for s in o.slots[-ENDS:]
        if 0 <= item.trigger.sentence - s.trigger.sentence <= _RIGHT_BEFORE and kinds_agree(item.kind, s.kind)
    ]
    return min(near, key=lambda told: told[1].aside is not None, default=(None, None))[0]


def _is_there(item: Slots, occasion: Occasion) -> bool:
    place = item.place
    return place is not None and any(s.place and not _elsewhere(s.place, place) for s in occasion.slots)


def _is_of_another_kind(item: Slots, occasion: Occasion) -> bool:
    """Whether a headline, which stands before all that is told of an occasion, calls it something else."""
    return all(s.trigger.start > item.trigger.start and s.kind != item.kind for s in occasion.slots)


def _belongs(item: Slots, occasion: Occasion) -> bool:
    slots = occasion.slots if len(occasion.slots) <= 2 * ENDS else occasion.slots[:ENDS] + occasion.slots[-ENDS:]
    return all(hindrance(item, other) is None for other in slots) and any(ground(item, other) for other in slots)


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FORTNIGHT = 14
REMEMBERED = 40  # occasions back, so that time stays linear
ENDS = 8  # mentions from the first and from the last on
_RIGHT_BEFORE = 2  # sentences
_SUBJECT = 4  # words in which a sentence names those who deal with an agenda
_HOLDERS = frozenset(
    {"ministers", "leaders", "presidents", "council", "committee", "delegates", "officials", "governors"}
)


def hindrance(a: Slots, b: Slots) -> str | None:
    """What keeps two mentions from speaking of one occasion, in a word; nothing where all that both say agrees."""
    if are_told_apart(a, b) or _is_off(a, b) or _is_off(b, a):
        return "beside"
    if "apart" in (a.aside, b.aside) and a.kind != b.kind and "summit" in (a.kind, b.kind):
        return "aside"
    if "agenda" in (a.kind, b.kind):
        return None if a.body is None or b.body is None or a.body == b.body else "body"
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
        return "ordinal"
    goal = _is_goal(a, b) or _is_goal(b, a)
    if not goal and (_is_before(a, b) or _is_before(b, a)):
        return "before"
    if _are_on_other_levels(a, b):
        return "levels"
    if a.date and b.date and not edtf.meet(a.date, b.date) and not _are_ends(a, b):
        return "date"
    if a.body and b.body and a.body.id != b.body.id and not _organ_of(a, b):
        return "body"
    if a.place and b.place and _elsewhere(a.place, b.place):
        return "place"
    if any(map(_goes_by_its_town, (a, b))) and a.kind != b.kind and not (a.place and b.place) and not a.ordinal:
        return "town"
    if not (a.body and b.body) and _are_others(a, b):
        return "others"
    if _is_besides(a, b) or _is_besides(b, a):
        return "besides"
    return None if kinds_agree(a.kind, b.kind) or goal else "kind"


def _is_goal(a: Slots, b: Slots) -> bool:
    """Whether one is what is done at the end of the way that the other tells of: "flew to Lima for talks"."""
    there = a.trigger.sentence == b.trigger.sentence and a.told_of == b.trigger.token
    return there and b.kind == "visit" and b.trigger.verb and a.kind in _ON_THE_WAY


_ON_THE_WAY = frozenset({"talks", "consultation"})


def _are_on_other_levels(a: Slots, b: Slots) -> bool:
    """Whether leaders meet in one and their ministers or officials in the other."""
    first, second = (said.levels - {"premier"} if "minister" in said.levels else said.levels for said in (a, b))
    return bool(first and second) and first.isdisjoint(second)


def _counts_on(a: Slots, b: Slots) -> bool:
    """Whether a text tells that a body met, and goes on to its next session by its number."""
    near = a.trigger.sentence == b.trigger.sentence or b.date is not None
    return near and a.trigger.verb and a.ordinal is None and b.ordinal is not None


def _is_before(a: Slots, b: Slots) -> bool:
    """Whether one is told to have been, by its verb or its day, and the other is still to come."""
    was = a.standing.status in ("held", "ongoing") and (a.trigger.verb or a.date is not None)
    was = was and (a.kind != b.kind or _counts_on(a, b))
    return was and a.aside is b.aside is None and b.standing.status in ("scheduled", "tentative")


def _are_ends(a: Slots, b: Slots) -> bool:
    """Whether one gives the day on which an occasion begins and the other that on which it ends, soon after."""
    days = {said.edge: said.date or "" for said in (a, b)}
    if set(days) != {"begins", "ends"} or not all(_DAY.fullmatch(day) for day in days.values()):
        return False
    return 0 < edtf.parse(days["ends"]).days[0] - edtf.parse(days["begins"]).days[0] <= _FORTNIGHT


def are_told_apart(a: Slots, b: Slots) -> bool:
    """Whether the same words tell of two occasions, or one of a session that other talks follow."""
    return a.trigger is b.trigger or _is_beside(a, b) or _is_in_turn(a, b) or _is_in_turn(b, a)


def _is_in_turn(a: Slots, b: Slots) -> bool:
    """Whether one is a body's session, told of with talks that follow it, and the other is of parties that it names."""
    if not a.in_turn or a.body is None or b.body is not None or b.kind not in _ON_THE_WAY:
        return False
    return len(b.participants) > 1 or (b.in_turn and a.trigger.sentence == b.trigger.sentence)


def _is_beside(a: Slots, b: Slots) -> bool:
    """Whether a sentence speaks of two occasions, and of one only to say how the other lies to it."""
    return a.trigger.sentence == b.trigger.sentence and (a.aside is None) != (b.aside is None)


def _is_off(a: Slots, b: Slots) -> bool:
    """Whether one did not take place and the other did, on a day that the text gives."""
    if a.standing.status != "cancelled" or b.date is None:
        return False
    took_place = b.standing.status in ("held", "ongoing")
    return took_place or (b.standing.status == "scheduled" and bool(_NOT_HELD.search(a.evidence.quote)))


_NOT_HELD = pattern("meetings", "not_held")


def _goes_by_its_town(said: Slots) -> bool:
    """Whether an occasion is called by the town that it is in: "the Cannes economic summit"."""
    if said.kind not in _OWN_NAME or said.trigger.verb or not said.place:
        return False
    place, start = said.spans["place"][0], said.evidence.start
    between = (
        said.evidence.quote[place.end - start : said.trigger.start - start].split() if place.start >= start else []
    )
    return place.end < said.trigger.start and len(between) <= 1


def _elsewhere(a: str, b: str) -> bool:
    """Whether two places have no word in common."""
    return set(a.lower().split()).isdisjoint(b.lower().split())


def _are_others(a: Slots, b: Slots) -> bool:
    """Whether both name who takes part, and nobody takes part in both."""
    first, second = ({p.id or p.name for p in said.participants} for said in (a, b))
    after = a.evidence.quote[a.trigger.end - a.evidence.start :].split(maxsplit=1)[:1]
    many = a.definite and a.kind in _OPEN_TO_MANY and after != ["with"]
    return bool(first and second) and not many and first.isdisjoint(second)


_OPEN_TO_MANY = frozenset({"session", "summit", "conference"})


def _is_besides(a: Slots, b: Slots) -> bool:
    """Whether one is called extraordinary, and the other is counted, regular or told of before without that."""
    if not _is_called(a, _EXTRA) or _is_called(b, _EXTRA):
        return False
    before = b.trigger.start < a.trigger.start and a.kind == b.kind == "session"
    return before or b.ordinal is not None or _is_called(b, _REGULAR)


def _is_called(said: Slots, words: frozenset[str]) -> bool:
    start = said.trigger.start - said.evidence.start
    return not words.isdisjoint(said.evidence.quote[:start].lower().split()[-_LOOKS:]) if start > 0 else False


_EXTRA, _REGULAR, _LOOKS = word_set("meetings", "extra"), word_set("meetings", "regular"), 3


def _organ_of(a: Slots, b: Slots) -> bool:
    return bool(a.body and b.body and (a.body.name in b.body.name or b.body.name in a.body.name))


_KIN = (
    {"session", "summit", "conference"},
    {"talks", "consultation", "session"},
    {"visit"},
    {"call"},
    {"ceremony"},
    {"summit", "talks"},
)


def kinds_agree(a: str, b: str) -> bool:
    """Whether two kinds can be said of one occasion."""
    return a == b or any(a in kin and b in kin for kin in _KIN)


def ground(a: Slots, b: Slots) -> str | None:
    """What speaks for it that a later mention goes back to the occasion of an earlier one, in a word, if anything."""
    if a.kind == "agenda":
        near = 0 <= a.trigger.sentence - b.trigger.sentence <= _FOLLOWING and a.notice == b.notice
        named = a.body is None or a.body == b.body
        return "agenda" if near and named and b.kind not in ("agenda", "visit", "call", "ceremony") else None
    if b.kind == "agenda":
        return None
    if a.trigger.sentence == b.trigger.sentence and a.told_of == b.trigger.token:
        return "told of"
    if _is_new(a, b):
        return None
    if a.trigger.sentence == b.trigger.sentence and a.clause == b.clause and not _is_named_beside(a, b):
        return "clause"
    if a.ordinal and a.ordinal == b.ordinal and not (a.fresh and a.date != b.date):
        return "ordinal"
    if a.fresh and not b.fresh and not (a.date and a.date == b.date):
        return None
    if a.body and b.body:
        same = a.definite or b.definite or a.date is None or b.date is None or a.date == b.date
        return "body" if same else None
    if a.date and a.date == b.date and a.kind == b.kind and a.definite:
        return "date"
    shared = {p.id for p in a.participants} & {p.id for p in b.participants}
    if shared and (a.definite or a.kind == b.kind):
        both = len(shared) == min(len(a.participants), len(b.participants)) or a.definite
        return "participants" if both else None
    near = a.trigger.sentence - b.trigger.sentence <= _BACK or _is_of_the_text(a, b)
    few = len(a.participants) < 2 or a.kind in ("summit", "conference")
    return "definite" if a.definite and not a.body and few and near else None


def _is_of_the_text(a: Slots, b: Slots) -> bool:
    """Whether a mention goes by the name of an occasion of the body that the text is about: "the summit"."""
    return a.kind == b.kind and a.kind in _OWN_NAME and bool(a.implied and b.body and a.implied.id == b.body.id)


def _is_named_beside(a: Slots, b: Slots) -> bool:
    """Whether a clause names two occasions, one by its number: "a conference to fix a date for the fifth summit"."""
    nouns = not a.trigger.verb and not b.trigger.verb and a.kind != b.kind
    return nouns and a.ordinal is not None and a.trigger.token - b.trigger.token > _BESIDE


_BESIDE = 4  # words


def _is_new(a: Slots, b: Slots) -> bool:
    """Whether a later mention is worded as if of what was not named before ("a meeting"), and has no day in common."""
    said = bool(a.date and a.date == b.date) or bool(a.ordinal and a.ordinal == b.ordinal)
    return a.indefinite and a.trigger.start > b.trigger.start and not said


_BACK = 6  # sentences
_FOLLOWING = 4
