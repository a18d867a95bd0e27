"""Anchors: the days of the occasions that other dates hang on: "three weeks after the close of the summit".

Law: days are counted from its first day backwards, and from its last one forwards, but from its opening. Words that
name an occasion by its number, town, month or day mean one that the text tells of so, where it tells of one.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from communique.extract.bodies import head_word
from communique.extract.retellings import Occasion, kinds_agree
from communique.extract.slots import Slots
from communique.extract.standings import Standing
from communique.languages import words as read_words
from communique.languages.levels import levels
from communique.model.times import TimeExpression

Pair = tuple[int, int]
Told = tuple[int, str | None, Slots]

_EDGES = re.compile(r"\b(?:end|close|closing|conclusion|opening|beginning|start)\b")
_OPENED = re.compile(r"\b(?:opening|beginning|start|opened|opens)\b")
_WHOLE = frozenset({"session", "summit", "conference", "meeting"})
_LATELY, _RIGHT_AFTER = 20, 8


def meant(words: str, item: Slots | None, found: Sequence[Occasion]) -> Occasion | None:
    """The occasion told of before that words from which a day is counted name by its number, month, town or day.

    `item` is the mention of it among them, if there is one.
    """
    if number := _number(words):
        return _numbered(number, found)
    if item and item.date:
        return next((o for o in _of_kind(item, found) if _is_on(o, item.date)), None)
    if month := _month(words):
        return next((o for o in _of_kind(item, found) if any(s.date and s.date[5:7] == month for s in o.slots)), None)
    towns = _capitalised(words)
    there = [o for o in found if any(s.place and not towns.isdisjoint(s.place.split()) for s in o.slots)]
    literal = [o for o in there if any(not towns.isdisjoint(_WORD.findall(s.evidence.quote)) for s in o.slots)]
    if there:
        return next(iter(_of_kind(item, literal or there)), None)
    if item and (organ := _organ(words)) and (own := _of_organ(organ, _of_kind(item, found))):
        return own
    first = found[0] if found and towns and item and item.place else None
    if first is None or item is None or any(s.place for s in first.slots) or first.first.standing.status not in _BEGUN:
        return None
    those = levels(words)
    fits = not those or any(those & s.levels for s in first.slots)
    return first if fits and kinds_agree(item.kind, first.first.kind) else None


def passed_by(text: str, date: TimeExpression, pair: Pair, item: Slots, found: Sequence[Occasion]) -> Slots:
    """A mention from which a date is counted, with what its own words say alone, given to the occasion that they name.

    It adds the place of that, where it is not known; a mention of none stays without an occasion.
    """
    after = date.operation[0].amount > 0
    item = _own_words(text, item, pair, after=after)
    if date.anchor.kind == "expression":
        item = replace(item, date=date.anchor.edtf, spans={**item.spans, "date": (item.evidence,)}, basis={})
    told = meant(text[slice(*pair)], item, found) or _most_told(item, found, after=after)
    if told:
        told.passing.append(item)
        if item.place and not any(s.place for s in told.slots):
            spans = {**told.slots[0].spans, "place": item.spans["place"]}
            told.slots[0] = replace(told.slots[0], place=item.place, spans=spans)
    return item


def _own_words(text: str, item: Slots, counted: Pair, *, after: bool) -> Slots:
    """A mention from which a day is counted, with what these words say of it alone: it was, if a day is after it."""
    start, end = counted
    within = {name: [s for s in item.spans.get(name, ()) if start <= s.start < end] for name in _FIELDS}
    changed: dict[str, Any] = {name: None for name in _FIELDS if not within[name]}
    if item.basis.get("date", "").startswith("counted"):  # back from the day that is named beside it
        changed.pop("date", None)
    was = not item.trigger.verb or text[item.trigger.start : item.trigger.end].lower() in _GONE
    standing = Standing("held", "certain") if after and was else item.standing
    implied = None if item.trigger.verb else item.implied
    return replace(item, participants=(), implied=implied, follows=False, standing=standing, **changed)


_GONE = frozenset(read_words("en", "meetings")["gone"])


_FIELDS = ("body", "ordinal", "date", "place")


def _most_told(item: Slots, found: Sequence[Occasion], *, after: bool) -> Occasion | None:
    """The occasion that "the summit" alone means: after it was, the first one told of that has begun, of that kind.

    Where no summit is told of, the first whole occasion is called so.
    """
    if not item.definite or item.date or item.place or item.body or item.ordinal or item.kind not in _WHOLE:
        return None
    of_kind = [o for o in found if any(s.kind == item.kind for s in o.slots)]
    if item.kind == "summit" and not of_kind:
        of_kind = [o for o in found if o.first.kind in _WHOLE][:1]
    elif not after:
        return None
    begun = [o for o in of_kind if (o.first.standing.status in _BEGUN) == after and not o.first.earlier]
    return next(iter(begun), None)


_BEGUN = frozenset({"held", "ongoing"})
_WORD = re.compile(r"[\w-]+")


def _of_kind(item: Slots | None, found: Sequence[Occasion]) -> list[Occasion]:
    """The occasions that a mention can be of by its kind, those of its very kind first."""
    fitting = [o for o in found if item is None or any(kinds_agree(item.kind, s.kind) for s in o.slots)]
    return sorted(fitting, key=lambda o: item is not None and all(s.kind != item.kind for s in o.slots))


def _organ(words: str) -> str | None:
    """The word for an organ by which an occasion is called: "congress" of "the close of the congress"."""
    return head_word(_EDGE_OF.sub("", words))


_EDGE_OF = re.compile(rf"^.*{_EDGES.pattern} of ")


def _of_organ(organ: str, found: Sequence[Occasion]) -> Occasion | None:
    """The occasion of an organ that is called by its word alone, where the text tells of one."""
    own = [o for o in found if any(s.body and head_word(s.body.name) == organ for s in o.slots)]
    return own[0] if len(own) == 1 else None


def _is_on(occasion: Occasion, day: str) -> bool:
    return any(day in (s.date or "").split("/") for s in occasion.slots)


def _capitalised(words: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(words) if word[0].isupper())


def _number(words: str) -> int:
    """The number by which words call an occasion: 52 of "the 52nd"."""
    called = words.lower().split()[1:2]
    digits = _ORDINAL.fullmatch(called[0]) if called else None
    return int(digits[1]) if digits else int(read_words("en", "dates")["ordinals"].get(called[0], 0)) if called else 0


_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


def _numbered(number: int, found: Sequence[Occasion]) -> Occasion | None:
    """The occasion of a number, else the last one told of before that the one with the next number follows."""
    if told := next((o for o in found if any(s.ordinal == number for s in o.slots)), None):
        return told
    after = next((o for o in found if any(s.ordinal == number + 1 for s in o.slots)), None)
    bodies = {s.body.id for s in after.slots if s.body} if after else set()
    own = (o for o in reversed(found) if o is not after and not any(s.ordinal for s in o.slots))
    return next((o for o in own if any(s.body and s.body.id in bodies for s in o.slots)), None)


def _month(words: str) -> str | None:
    """The month by which words call an occasion, as in its date: "07" of "the July session"."""
    months = read_words("en", "dates")["months"]
    called = next((months[word.lower()] for word in _capitalised(words) if word.lower() in months), None)
    return f"{called:02}" if called else None


def dates_of(text: str, counted: Mapping[Pair, TimeExpression], found: Sequence[Occasion]) -> dict[Pair, str]:
    """The day of each occasion that some words speak of, by where these stand, and the date counted from it."""
    dates = [(o, next((s.date for s in o.slots if s.date), None)) for o in found]
    each = ((s.trigger.start, date, s) for o, date in dates for s in (*o.slots, *o.passing))
    said = sorted(each, key=lambda item: item[0])
    dated = {pair: _date_of(text, pair, said, found) for pair in counted}
    return {pair: _edge(date, counted[pair], text[slice(*pair)]) for pair, date in dated.items() if date}


def _date_of(text: str, pair: Pair, said: Sequence[Told], found: Sequence[Occasion]) -> str | None:
    """The date of the occasion that some words speak of: one of its mentions, else the last one named before.

    Words for those who meet speak of one on their level: "a month after the premiers do"; a town's name alone of one
    there: "a week after Lima".
    """
    at = bisect_left(said, pair[0], key=lambda item: item[0])
    inside = said[at] if at < len(said) and said[at][0] < pair[1] else None
    if inside and (inside[1] or inside[2].kind not in _WHOLE or not inside[2].definite):
        return inside[1]
    words = text[pair[0] : pair[1]]
    if inside is None:
        told = [o for o in found if min(s.trigger.start for s in o.slots) < pair[0]]
        if (named := meant(words, None, told)) and (date := next((s.date for s in named.slots if s.date), None)):
            return date
    those = levels(words)
    those = those - {"premier"} if "minister" in those else those
    if those and at < len(said) and said[at][0] - pair[1] < _RIGHT_AFTER and said[at][2].trigger.verb:
        return said[at][1]
    before = [s for _, _, s in reversed(said[max(0, at - _LATELY) : at]) if s.date]
    if inside:
        likely = [s for s in before if _can_be_meant(s, inside[2])]
        surest = _likeliest(likely, inside[2])
        return next((s.date for s in (surest if inside[2].place else [*surest, *likely])), None)
    if words[0].isupper() and " " not in words:
        return next((s.date for s in before if s.place and words in s.place.split()), None)
    there = [s for s in before if s.place and not set(s.place.split()).isdisjoint(words.split())]
    organ = _organ(words)
    if there:
        before = there
    elif organ is not None:
        before = [*(s for s in before if s.body and head_word(s.body.name) == organ), *before]
    elif _IN_TOWN.search(words):
        before = [s for s in before if not s.place]
    if not there and organ is None and _EDGES.search(words):
        whole = [s for s in before if s.kind in _WHOLE]
        begun = [s for s in whole[-1:] if s.standing.status in _BEGUN]
        before = [*begun, *(s for s in whole if "/" in (s.date or "") or s.edge), *whole]
    meeting = [s for s in before if not those or those & (s.levels or levels(s.evidence.quote))]
    surely = next((s.date for s in sorted(meeting, key=lambda s: bool(those) and s.levels != those)), None)
    of_any = (s.date for s in before if s.kind in _WHOLE and not (s.levels or levels(s.evidence.quote)))
    return surely or next(of_any, None)


_IN_TOWN = re.compile(r"\bin [A-Z]")


def _likeliest(said: Sequence[Slots], by: Slots) -> list[Slots]:
    """Those that are most surely meant: in the town that is named, or the leaders' own where it is "the summit"."""
    if by.place:
        return [s for s in said if s.place == by.place]
    return [s for s in said if by.kind == "summit" and s.levels != {"premier"}]


def _can_be_meant(said: Slots, by: Slots) -> bool:
    """Whether "the summit" or the like can mean an occasion told of before: no next one, and none in another town."""
    elsewhere = said.place and by.place and said.place != by.place
    return said.kind == by.kind and not (said.fresh or elsewhere)


def _edge(date: str, counted: TimeExpression, words: str) -> str:
    first, _, last = date.partition("/")
    step = counted.operation[0] if counted.operation else None
    return first if not last or (step and step.amount < 0) or _OPENED.search(words) else last
