"""Contents: which words of a line, and of the quotations that it begins or ends, are what somebody says."""

from dataclasses import dataclass, replace

from communique.extract import openings
from communique.extract.chunks import word_set
from communique.extract.cues import Cue
from communique.extract.lines import Line, phrase_after
from communique.extract.openings import Opening, Room, finite
from communique.extract.subjects import Subject

_DASHES = frozenset({"-", "--", "–", "—"})
_JOINING = frozenset({"and", "but", "or"})
_STOPS = frozenset({",", ";", ".", ":", "-", "--", "–", "—"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Intervals of the text that are said, in order, and where the words lie that name the occasion or outlet."""

    spans: tuple[tuple[int, int], ...]
    via: tuple[int, int] | None = None

    @property
    def venue(self) -> tuple[int, int] | None:
        """To whom or where it is said, up to where its words begin."""
        if self.via is None:
            return None
        start, end = self.via
        return start, min((s for s, _ in self.spans if start < s < end), default=end)


def find(line: Line, cue: Cue, subject: Subject, room: Room) -> Content | None:
    """What a cue reports, or `None` where its line has nothing that it could report."""
    if cue.form in ("phrase", "own"):
        return _around(line, subject, room)
    if subject.side == "left" and subject.outer == room.first + 1 and line.lower[room.first] == "as":
        return _after_as(line, cue, room)
    before = line.introduced(subject.first) if line.lower[subject.first] in ("he", "she") else None
    if before is not None and room.first <= before[0]:
        room = replace(room, first=before[0] + 1)
    if _joined_before(line, subject.outer):
        span = _span(line, max(cue.last, subject.past), room.last, room.inside)
        return Content(spans=(span,)) if span else None
    right = openings.after(line, cue, subject, room)
    left = _left(line, cue, subject, room) if cue.form != "ing" or right is None else None
    if left and not _introduces(line, left, right):
        return Content(
            spans=tuple(left[:1] + _rest(line, cue, subject, right, room, left)), via=right.via if right else None
        )
    if right is None or right.mark in ("none", "comma"):
        return None
    span = _span(line, right.first, room.last, room.inside)
    span = (
        _complement(line, cue, right, room)
        if right.mark in ("clause", "object", "to") and not cue.may("say", "tell", "ask", "object")
        else span
    )
    return Content(spans=(span,), via=right.via) if span else None


def _after_as(line: Line, cue: Cue, room: Room) -> Content | None:
    """The clause after "As the secretary reported,"."""
    comma = next((i for i in range(cue.last, room.last) if line.lower[i] == ","), None)
    span = _span(line, comma, room.last, room.inside) if comma is not None else None
    return Content(spans=(span,)) if span else None


def _around(line: Line, subject: Subject, room: Room) -> Content | None:
    """The clause beside "according to the ministry"."""
    before, after = room.first, subject.past
    if (
        not _joined_before(line, subject.outer)
        and line.lower[subject.outer - 1] not in _JOINING
        and subject.outer - 1 > room.first
        and _worded(line, before, subject.outer)
    ):
        left = _span(line, before, subject.outer, room.inside)
        rest = after + 1
        if (
            after < room.last
            and line.lower[after] == ","
            and not finite(line, before, subject.outer)
            and finite(line, rest, room.last)
        ):
            right = _span(line, rest, room.last, room.inside)
            return Content(spans=tuple(s for s in (left, right) if s))
        return Content(spans=(left,)) if left else None
    while after < room.last and line.lower[after] in (",", "that"):
        after += 1
    span = _span(line, after, room.last, room.inside)
    return Content(spans=(span,)) if span else None


def _joined_before(line: Line, outer: int) -> bool:
    """Whether a conjunction and a comma stand before a cue: it says what follows ("slow and, traders say, dear")."""
    joint = outer > 2 and line.lower[outer - 1] == "," and line.lower[outer - 2] in _JOINING
    return joint and not line.is_mark(outer - 1)


def _worded(line: Line, first: int, last: int) -> bool:
    return any(line.tokens[i].text[0].isalnum() for i in range(first, last))


def _span(line: Line, first: int, last: int, inside: bool = False) -> tuple[int, int] | None:
    """The words from `first` to before `last` without marks and stops at their edges; a quotation to its end."""
    while first < last and (line.lower[first] in _STOPS or line.is_mark(first)):
        first += 1
    while last > first and (line.lower[last - 1] in _STOPS or line.is_mark(last - 1)):
        last -= 1
    if first >= last or not _worded(line, first, last):
        return None
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    opened, closing = line.quoted[first], line.quoted[last - 1]
    if not inside and opened is not None and opened.start < line.tokens[0].start:
        start = opened.inner_start
    if not inside and closing is not None and closing.end > line.tokens[-1].end:
        end = closing.inner_end
    return start, end


def _left(line: Line, cue: Cue, subject: Subject, room: Room) -> list[tuple[int, int]] | None:
    """What stands before the group of subject and cue, if a comma, dash or quotation mark sets it off."""
    outer = subject.outer
    if not cue.may("say", "tell") and not (outer > 0 and line.is_mark(outer - 1)):
        return None
    if outer > 0 and line.lower[outer - 1] in ("as", "so"):
        outer -= 1
    if subject.side == "shared" and subject.first >= room.first:
        return None
    if outer == 0 or outer <= room.first:
        return None
    quoted = line.is_mark(outer - 1)
    if not quoted and line.lower[outer - 1] not in _DASHES | {",", ":"}:
        return None
    if not quoted and subject.side == "left" and not _worded(line, room.first, outer):
        return None
    if quoted and line.lower[outer - 1] not in ('"', "”", "’", "'", "''", "»", "“", ">>", "«"):
        return None
    span = _span(line, room.first, outer, room.inside)
    return [span] if span else None


def _introduces(line: Line, left: list[tuple[int, int]], right: Opening | None) -> bool:
    """Whether what stands before the cue only introduces: "In a letter, the ministry said it …"."""
    if right is None or right.mark in ("none", "comma"):
        return False
    first = next(i for i, t in enumerate(line.tokens) if t.end > left[0][0])
    last = next((i for i, t in enumerate(line.tokens) if t.start >= left[0][1]), len(line))
    if line.quoted[last - 1] is not None and line.quoted[last - 1] is line.quoted[first]:
        return False
    if right.mark in ("that", "quote", "colon", "whether"):
        return True
    opening = (
        line.lower[first] in word_set("saying", "introducing")
        or line.upos(first) in ("ADP", "SCONJ", "ADV")
        or line.lower[first].endswith(("ing", "ed"))
    )
    return opening or not finite(line, first, last)


def _rest(
    line: Line, cue: Cue, subject: Subject, right: Opening | None, room: Room, left: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """What goes on after a cue that interrupts what is said."""
    at = max(subject.past, cue.last) if right is None else right.first
    if at >= room.last:
        return []
    while at < room.last and line.lower[at] in (",", ":", ".", "that", "-", "--", "–", "—"):
        at += 1
    if at >= room.last:
        return []
    if line.is_mark(at):
        span = _span(line, at, room.last, room.inside)
        return [span] if span else []
    first = next(i for i, t in enumerate(line.tokens) if t.end > left[0][0])
    if (
        right is not None
        and right.mark == "comma"
        and not finite(line, first, subject.outer)
        and line.lower[at] not in ("and", "but", "while", "who", "which", "adding")
    ):
        span = _span(line, at, room.last, room.inside)
        return [span] if span else []
    return []


def _complement(line: Line, cue: Cue, right: Opening, room: Room) -> tuple[int, int] | None:
    """What is said of somebody: "described the talks as open", "accused them of delay", "called it a farce"."""
    after = phrase_after(line, right.first)
    wanted = {"as": ("as",), "of": ("of",), "for": ("for", "on")}
    for name, prepositions in wanted.items():
        if name in cue.classes:
            for i in range(right.first, min(room.last, right.first + 30)):
                if line.lower[i] in prepositions:
                    return _span(line, i + 1 if name == "of" else right.first, room.last, room.inside)
    if cue.may("name") and right.first < after < room.last:
        following = after
        if line.is_mark(following) or line.determiner(following) or line.upos(following) in ("ADJ", "ADV"):
            return _span(line, right.first, room.last, room.inside)
    if cue.may("name") and any(line.is_mark(i) for i in range(right.first, min(room.last, right.first + 12))):
        return _span(line, right.first, room.last, room.inside)
    return None
