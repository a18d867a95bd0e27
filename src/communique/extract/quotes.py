"""Quotations: which stretches of a text stand in quotation marks; law: ordered by start, nested or apart, linear time.

A paragraph that does not close its quotation hands it on to the next, if that opens with the same mark.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from communique.extract.chunks import word_set

_OPENERS = {"“": "”", "«": "»", "„": "“", "‹": "›", "``": "''", "<<": ">>", "‘": "’", "‚": "‘"}
_DOUBLE = re.compile(r"``|''|<<|>>|[\"“”„«»]")
_SINGLE = re.compile(r"['‘’‚]")
_PARAGRAPH = re.compile(r"(?<=[.!?:…”\"»’'\n])[^\S\n]*\n\s*|\n[^\S\n]*\n\s*")
_WORD = re.compile(r"[^\W_]+")
_AFTER = re.compile(r"\s*((?:[^\W\d_][\w.'’-]*\s+){0,5}[^\W\d_]+)")
_ENDS = ".!?…,;:—-"
_BEFORE_OPENING = "([{—–-/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quotation with its marks at `[start, end)` and without them at `[inner_start, inner_end)`.

    `mark` is the mark that opens it; `closed` whether its own mark ends it; `goes_on` whether the next paragraph takes
    it up again; `speech` whether it reads as what somebody said, not as a name or a word held at a distance.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    mark: str
    closed: bool = True
    goes_on: bool = False
    speech: bool = True


def find(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text, by their start.

    >>> [(q.inner_start, q.inner_end) for q in find('He said: "Come." She said it wasn\\'t so.')]
    [(10, 15)]
    """
    found: list[Quotation] = []
    for start, end in _paragraphs(text):
        doubles = list(_doubles(text, start, end))
        starts = [d.start for d in doubles]
        singles = [q for q in _singles(text, start, end) if _apart(q, doubles, starts)]
        if (
            found
            and not found[-1].closed
            and doubles
            and doubles[0].start == start
            and doubles[0].mark == found[-1].mark
        ):
            found[-1] = replace(found[-1], goes_on=True, speech=found[-1].inner_start < found[-1].inner_end)
        found += sorted([*doubles, *singles], key=lambda q: (q.start, -q.end))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _doubles(text: str, start: int, end: int) -> Iterator[Quotation]:
    """The quotations in double marks of a paragraph; none holds another."""
    opened: tuple[int, str] | None = None
    for found in _DOUBLE.finditer(text, start, end):
        at, mark = found.start(), found.group()
        if mark == "''" and (opened is None or opened[1] != "``"):
            continue
        if opened is None:
            if _may_open(text, at, mark, start):
                opened = (at, mark)
            continue
        if _closes(text, at, mark, opened):
            yield _quotation(text, opened, at, found.end(), end)
            opened = None
    if opened is not None:
        yield _unclosed(text, opened, end)


def _may_open(text: str, at: int, mark: str, start: int) -> bool:
    if mark in ("”", ">>", "''"):
        return mark == "”" and _is_opening(text, at, mark, start)
    if mark == "»":
        return _is_opening(text, at, mark, start)
    return mark != '"' or _is_opening(text, at, mark, start)


def _is_opening(text: str, at: int, mark: str, start: int) -> bool:
    """Whether a mark that looks alike on both sides stands where one opens: after a blank, before a word."""
    before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
    free = at == start or before.isspace() or before in _BEFORE_OPENING or before in "'‘:"
    return free and bool(after) and (not after.isspace() or at == start or not before.isspace())


def _closes(text: str, at: int, mark: str, opened: tuple[int, str]) -> bool:
    """Whether a mark ends the open quotation; an opening one does where the words after it report."""
    opener = opened[1]
    if opener == '"':
        return mark == '"'
    if (
        mark == _OPENERS.get(opener)
        or (opener == "„" and mark in '"”“')
        or (opener == "»" and mark == "«")
        or (opener == "”" and mark == "”")
    ):
        return True
    if opener == "“" and mark == '"':
        return not _is_opening(text, at, mark, -1)
    return mark == opener and mark == "“" and _reported_after(text, at)


def _reported_after(text: str, at: int) -> bool:
    """Whether a broken mark stands after a stop and before "Caughlin said" or the like."""
    before = text[max(0, at - 3) : at].rstrip()
    after = _AFTER.match(text, at + 1)
    if not before or before[-1] not in _ENDS or not after:
        return False
    return any(word.lower() in _reporting() for word in after.group(1).split())


@cache
def _reporting() -> frozenset[str]:
    return word_set("saying", "plain")


def _quotation(text: str, opened: tuple[int, str], at: int, end: int, limit: int) -> Quotation:
    start, mark = opened
    inner_start, inner_end = _trimmed(text, start + len(mark), at)
    speech = _is_speech(text, start, inner_start, inner_end)
    return Quotation(start=start, end=end, inner_start=inner_start, inner_end=inner_end, mark=mark, speech=speech)


def _unclosed(text: str, opened: tuple[int, str], end: int) -> Quotation:
    start, mark = opened
    inner_start, inner_end = _trimmed(text, start + len(mark), end)
    return Quotation(
        start=start, end=max(end, inner_end), inner_start=inner_start, inner_end=inner_end, mark=mark, closed=False
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """An interval without blanks at its ends; an empty one keeps its start."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_speech(text: str, start: int, inner_start: int, inner_end: int) -> bool:
    """Whether it reads as speech: a stop at its end, a colon or comma before it, or the words of a clause."""
    if inner_start >= inner_end:
        return False
    inner = text[inner_start:inner_end]
    before = text[max(0, start - 2) : start].rstrip()[-1:]
    if inner[-1] in ".!?…," or before == ":" or (before == "," and inner[0].isupper()):
        return True
    count = sum(1 for _ in _WORD.finditer(inner[:400]))
    return count >= 6


def _singles(text: str, start: int, end: int) -> Iterator[Quotation]:
    """The quotations in single marks of a paragraph, told apart from apostrophes."""
    marks = [
        (m.start(), m.group()) for m in _SINGLE.finditer(text, start, end) if text[m.start() : m.start() + 2] != "''"
    ]
    i = 0
    while i < len(marks):
        at, mark = marks[i]
        if not _opens_single(text, at, mark, start):
            i += 1
            continue
        closing = _closing_single(text, marks, i)
        if closing is None:
            i += 1
            continue
        yield _quotation(text, (at, mark), marks[closing][0], marks[closing][0] + 1, end)
        i = closing + 1


def _opens_single(text: str, at: int, mark: str, start: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if at > start and not (before.isspace() or before in _BEFORE_OPENING or before in '"“:'):
        return False
    if not after or after.isspace() or (mark in "'’" and after.isdigit()):
        return False
    word = _WORD.match(text, at + 1)
    return mark in "‘‚" or bool(word and word.group().lower() not in word_set("saying", "elided")) or not word


def _closing_single(text: str, marks: list[tuple[int, str]], opening: int) -> int | None:
    """The mark that closes: the first after a stop, else the first that is no apostrophe, else the first after an s."""
    mark = marks[opening][1]
    wanted = {"'": "'", "‘": "’'", "’": "’", "‚": "‘’"}[mark]
    possible = None
    for i in range(opening + 1, min(len(marks), opening + 40)):
        at, found = marks[i]
        before, after = text[at - 1], text[at + 1 : at + 2]
        if (found == "‘" and mark == "‘") or (mark == "'" and found == "'" and before.isspace() and after.isalnum()):
            break
        if found not in wanted or after.isalnum() or before.isspace():
            continue
        if before not in "sS" or not after.isspace():
            return i
        if possible is None:
            possible = i
    return possible


def _apart(single: Quotation, doubles: list[Quotation], starts: list[int]) -> bool:
    """Whether a quotation in single marks crosses none in double marks: it holds them or lies inside one."""
    before = bisect_left(starts, single.start) - 1
    if before >= 0 and single.start < doubles[before].end < single.end:
        return False
    last = bisect_left(starts, single.end) - 1
    return last <= before or doubles[last].end <= single.end
