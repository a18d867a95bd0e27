"""Diaries: lists of what is to come, a notice a line, under headings of days or with the day before each of them."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract.mentions import Mention, Mentions
from communique.extract.offices import Words
from communique.languages import pattern
from communique.languages import words as read_words
from communique.model.document import Document
from communique.model.times import TimeExpression

Interval = tuple[int, int]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLACE = pattern("diaries", "place")
_NTH = pattern("diaries", "nth_day")
_UNTIL = pattern("diaries", "until")
_SINCE = pattern("diaries", "since")
_BULLETS = " \t*•-–—:."
_ENOUGH = 2
_FAR = 2500  # characters below a heading
_TITLE = 3  # words of a heading that is no day


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A line of a diary: `text` is where what it announces begins, `date` when that is (EDTF).

    `said` has the words that say when, `place` where the place stands that is written before it.
    """

    start: int
    end: int
    text: int
    date: str
    said: tuple[Interval, ...]
    place: Interval | None = None


def notices(document: Document, dates: Sequence[TimeExpression], mentions: Mentions) -> tuple[Notice, ...]:
    """The notices of a document in order; none where it is no diary."""
    days = [d for d in dates if d.start >= document.body_start and d.kind == "date" and d.day]
    found = tuple(_read(document, days, mentions))
    if len({n.date for n in found}) < _ENOUGH:
        return ()
    dashed = any(n.place for n in found)
    kept = [n for n in found if n.place or not dashed or n.said[0][0] >= n.start]
    return tuple(_over_days(document.text, kept))


def at(diary: Sequence[Notice], offset: int) -> Notice | None:
    """The notice that an offset stands in."""
    i = bisect_right(diary, offset, key=lambda n: n.start) - 1
    return diary[i] if i >= 0 and offset < diary[i].end else None


def called_off(text: str, notice: Notice) -> str | None:
    """`cancelled` or `postponed`, where a notice says so in a sentence or in capitals of its own."""
    words = {w.strip(".,:;()–—*").lower() for w in text[notice.start : notice.end].split()}
    marks = read_words("en", "diaries")["called_off"]
    return next((status for status, listed in marks.items() if words & set(listed)), None)


def announced(notice: Notice, words: Words, mentions: Mentions) -> Mention | None:
    """The body, no state, with which the words of a notice begin, where no word goes on its name."""
    tokens = words.sentence.tokens
    first = next((i for i, t in enumerate(tokens) if t.start >= notice.text and words.lower[i] != "the"), None)
    owner = words.owner[first] if first is not None else None
    entity = mentions.of(owner) if owner else None
    if owner is None or entity is None or entity.type != "body" or entity.kind == "state":
        return None
    after = next((t.text for t in tokens if t.start >= owner.end), ".")
    return owner if not after[0].isupper() else None


def _read(document: Document, days: Sequence[TimeExpression], mentions: Mentions) -> Iterator[Notice]:
    text, heading = document.text, None
    for start, end in _lines(text, document.body_start):
        inside = days[_from(days, start) : _from(days, end)]
        line = text[start:end].strip(_BULLETS)
        own = inside[0] if inside and _leads(text, start, inside[0]) else None
        heading = heading if heading and start - heading.end < _FAR else None
        if own is not None and line == own.text.strip(_BULLETS):
            heading = own
        elif line.isupper() and not inside and len(line.split()) <= _TITLE:
            heading = None
        elif line and (day := own or heading):
            yield _notice(text, (start, end), _before_text(text, (start, end), day, mentions), day, inside)


def _from(days: Sequence[TimeExpression], offset: int) -> int:
    return bisect_left(days, offset, key=lambda d: d.start)


def _leads(text: str, start: int, day: TimeExpression) -> bool:
    """Whether a day that the words themselves name stands before a mark at the start of a line, or fills it."""
    named = any(c.isdigit() for c in day.text) or len(day.day or "") == len("2024-12")
    mark = text[day.end : day.end + 3].lstrip(" ")[:1]
    return named and not text[start : day.start].strip(_BULLETS) and mark in ("", "\n", ",", ":", "(", "-", "–", "—")


def _lines(text: str, start: int) -> Iterator[Interval]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _before_text(text: str, line: Interval, day: TimeExpression, mentions: Mentions) -> re.Match[str] | None:
    """What stands before the words of a notice: a place and a dash, or a known place and a colon."""
    found = _PLACE.match(text, day.end if day.start >= line[0] else line[0], line[1])
    if found is None or not found["place"] or ":" not in text[found.end("place") : found.end()]:
        return found
    return found if any(m.type == "place" for m in mentions.within(*found.span("place"))) else None


def _notice(
    text: str, line: Interval, head: re.Match[str] | None, day: TimeExpression, inside: Sequence[TimeExpression]
) -> Notice:
    start, end = line
    body = head.end() if head else day.end if day.start >= start else start
    while body < end and text[body] in _BULLETS:
        body += 1
    date, said = _days(text, body, day, [d for d in inside if d.start >= body])
    place = head.span("place") if head and head["place"] else None
    return Notice(start=start, end=end, text=body, date=date, said=said, place=place)


def _days(
    text: str, body: int, day: TimeExpression, inside: Sequence[TimeExpression]
) -> tuple[str, tuple[Interval, ...]]:
    """The days of what is announced: to the one that it is said to last to, or from the one that it goes on since."""
    own, said = day.day or "", [(day.start, day.end)]
    first = last = own
    for other in inside:
        before = text[body : other.start]
        if other.day and len(other.day) == len(own) and _UNTIL.search(before) and other.day > own:
            last = other.day
            said.append((other.start, other.end))
        elif other.day and len(other.day) == len(own) and _SINCE.search(before) and other.day < own:
            first = other.day
            said.append((other.start, other.end))
    return (own if first == last else f"{first}/{last}"), tuple(said)


def _over_days(text: str, found: Sequence[Notice]) -> Iterator[Notice]:
    """Notices that say which day of something theirs is, with all the days that they and their like tell of."""
    spans: dict[str, tuple[str, str]] = {}
    for notice in found:
        if (days := _counted(text, notice)) is not None:
            first, last = spans.get(key := _key(text, notice), days)
            spans[key] = min(first, days[0]), max(last, days[1])
    for notice in found:
        whole = spans.get(_key(text, notice)) if _counted(text, notice) else None
        yield notice if whole is None or whole[0] == whole[1] else replace(notice, date="/".join(whole))


def _counted(text: str, notice: Notice) -> tuple[str, str] | None:
    """From the first day on that a notice counts to its own: two days on end for "second day"."""
    nth = _NTH.search(text, notice.text, notice.end)
    if nth is None or not _DAY.fullmatch(notice.date):
        return None
    number = read_words("en", "diaries")["nth"].get(nth["nth"].lower(), 1)
    first = dt.date.fromisoformat(notice.date) - dt.timedelta(days=number - 1)
    return first.isoformat(), notice.date


def _key(text: str, notice: Notice) -> str:
    """What a notice says before it counts the day."""
    nth = _NTH.search(text, notice.text, notice.end)
    return text[notice.text : nth.start() if nth else notice.end].strip(" ,:-–—").lower()
