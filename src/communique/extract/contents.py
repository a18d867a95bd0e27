"""Contents: which words of a line, and of the quotations that it begins or ends, are what somebody says."""

from dataclasses import dataclass

from communique.extract.chunks import word_set
from communique.extract.cues import Cue, is_adverb
from communique.extract.lines import Line, phrase_after
from communique.extract.subjects import Subject

_DASHES = frozenset({"-", "--", "–", "—"})
_STOPS = frozenset({",", ";", ".", ":", "-", "--", "–", "—"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Intervals of the text that are said, in order, and where the words lie that name the occasion or outlet."""

    spans: tuple[tuple[int, int], ...]
    via: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The words of a line that a cue can take for its content, from `first` to before `last`; `inside` a quotation or not."""

    first: int
    last: int
    inside: bool = False


@dataclass(frozen=True, slots=True)
class _Right:
    """What follows a cue: the first word of the content, how it is introduced, and the words for the occasion."""

    first: int
    mark: str
    via: tuple[int, int] | None


def find(line: Line, cue: Cue, subject: Subject, room: Room) -> Content | None:
    """What a cue reports, or `None` where its line has nothing that it could report."""
    if cue.form in ("phrase", "own"):
        return _around(line, subject, room)
    if subject.side == "left" and subject.outer == room.first + 1 and line.lower[room.first] == "as":
        return _after_as(line, cue, room)
    right = _right(line, cue, subject, room)
    left = _left(line, cue, subject, room) if cue.form != "ing" or right is None else None
    if left and not _introduces(line, left, right):
        return Content(spans=tuple(left[:1] + _rest(line, cue, subject, right, room, left)), via=right.via if right else None)
    if right is None or right.mark in ("none", "comma"):
        return None
    span = _span(line, right.first, room.last, room.inside)
    span = _complement(line, cue, right, room) if right.mark in ("clause", "object", "to") and not cue.may("say", "tell", "ask", "object") else span
    return Content(spans=(span,), via=right.via) if span else None


def _after_as(line: Line, cue: Cue, room: Room) -> Content | None:
    """The clause after "As the secretary reported,"."""
    comma = next((i for i in range(cue.last, room.last) if line.lower[i] == ","), None)
    span = _span(line, comma, room.last, room.inside) if comma is not None else None
    return Content(spans=(span,)) if span else None


def _around(line: Line, subject: Subject, room: Room) -> Content | None:
    """The clause beside "according to the ministry"."""
    before, after = room.first, subject.past
    if subject.outer - 1 > room.first and _worded(line, before, subject.outer):
        left = _span(line, before, subject.outer, room.inside)
        rest = after + 1
        if after < room.last and line.lower[after] == "," and not _finite(line, before, subject.outer) and _finite(line, rest, room.last):
            right = _span(line, rest, room.last, room.inside)
            return Content(spans=tuple(s for s in (left, right) if s))
        return Content(spans=(left,)) if left else None
    while after < room.last and line.lower[after] in (",", "that"):
        after += 1
    span = _span(line, after, room.last, room.inside)
    return Content(spans=(span,)) if span else None


def _worded(line: Line, first: int, last: int) -> bool:
    return any(line.tokens[i].text[0].isalnum() for i in range(first, last))


def _finite(line: Line, first: int, last: int) -> bool:
    """Whether a finite verb stands among some words."""
    for i in range(first, min(last, len(line))):
        if line.upos(i) == "AUX" and line.lower[i] not in ("be", "been", "being"):
            return True
        if line.upos(i) == "VERB" and not line.lower[i].endswith("ing") and (i == 0 or line.lower[i - 1] not in ("to", "be", "been")):
            return True
    return False


def _span(line: Line, first: int, last: int, inside: bool = False) -> tuple[int, int] | None:
    """The words from `first` to before `last` without marks and stops at their edges; a quotation is taken to its end."""
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


def _introduces(line: Line, left: list[tuple[int, int]], right: _Right | None) -> bool:
    """Whether what stands before the cue only introduces: "In a tweet, the council said it …"."""
    if right is None or right.mark in ("none", "comma"):
        return False
    first = next(i for i, t in enumerate(line.tokens) if t.end > left[0][0])
    last = next((i for i, t in enumerate(line.tokens) if t.start >= left[0][1]), len(line))
    if line.quoted[last - 1] is not None and line.quoted[last - 1] is line.quoted[first]:
        return False
    if right.mark in ("that", "quote", "colon", "whether"):
        return True
    opening = line.lower[first] in word_set("saying", "introducing") or line.upos(first) in ("ADP", "SCONJ", "ADV") or line.lower[first].endswith(("ing", "ed"))
    return opening or not _finite(line, first, last)


def _rest(line: Line, cue: Cue, subject: Subject, right: _Right | None, room: Room, left: list[tuple[int, int]]) -> list[tuple[int, int]]:
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
    if right is not None and right.mark == "comma" and not _finite(line, first, subject.outer) and line.lower[at] not in ("and", "but", "while", "who", "which", "adding"):
        span = _span(line, at, room.last, room.inside)
        return [span] if span else []
    return []


def _right(line: Line, cue: Cue, subject: Subject, room: Room) -> _Right | None:
    """How a cue goes on after whom it tells and where it is said."""
    at, via = max(cue.last, subject.past if subject.side == "right" else 0), None
    begin = at
    if cue.may("tell", "ask") and at < room.last and line.lower[at] not in ("that", ":", ","):
        told = phrase_after(line, at)
        if cue.may("tell") and told > at:
            via, at = _venue(line, at, told), told
            begin = at
        elif cue.may("ask") and told > at and (found := _asked(line, begin, told, room)):
            return found
    for _ in range(10):
        if at >= room.last:
            return _Right(at, "none", via)
        word = line.lower[at]
        mark = _marked(line, cue, at, begin, room)
        if mark is not None:
            return _Right(mark[0], mark[1], via)
        if word == ",":
            following = _aside(line, at, room)
            if following is None:
                return _Right(at, "comma-quote" if at + 1 < room.last and line.is_mark(at + 1) else "comma", via)
            via = via or _venue(line, at + 2, following)
            at = following + 1
        elif word in word_set("saying", "days") or is_adverb(line, at) and word not in ("all", "both", "last", "first", "so", "in", "since"):
            at += 1
        elif word in word_set("saying", "between") and not (at == begin and cue.lemma in word_set("saying", "prepositional")):
            end = _adverbial(line, at, room)
            if end is None:
                break
            via = via or (_venue(line, at + 1, end) if word in word_set("saying", "venue_prepositions") else None)
            at = end
        else:
            break
    return _bare(line, cue, at, begin, room, via)


def _asked(line: Line, begin: int, told: int, room: Room) -> _Right | None:
    """The request that begins with whom it is made to: "asked the members to vote"."""
    if told < room.last and line.lower[told] in ("to", "not", "for", "about", "that", "if", "whether"):
        first = begin if line.lower[told] in ("to", "not", "for", "about") else told + (line.lower[told] == "that")
        return _Right(first, "object", None)
    return None


def _marked(line: Line, cue: Cue, at: int, begin: int, room: Room) -> tuple[int, str] | None:
    """A word or mark that opens the content for certain."""
    word = line.lower[at]
    if line.is_mark(at) and line.owner[at] is None:
        return at, "quote"
    if word == ":":
        return (at + 1, "colon") if at + 1 < room.last else None
    if word == "that" and not (at + 1 < room.last and line.lower[at + 1] in (",", ".")):
        after = at + 1
        return after, "that"
    if word in ("how", "why", "whether", "what", "if") and cue.may("say", "ask", "tell"):
        return at, "whether"
    if word == "to" and at + 1 < room.last and line.upos(at + 1) in ("VERB", "AUX", "NOUN") and phrase_after(line, at + 1) <= at + 2 and cue.may("object", "ask") and line.owner[at + 1] is None:
        return at, "to"
    if word in ("to", "not") and cue.lemma in word_set("saying", "prepositional"):
        return at, "object"
    return None


def _aside(line: Line, at: int, room: Room) -> int | None:
    """The comma that closes an aside opened at a comma: "said, in a statement, that"."""
    if at + 1 >= room.last or line.lower[at + 1] not in word_set("saying", "between") and line.lower[at + 1] not in ("referring", "speaking", "however"):
        return None
    for i in range(at + 2, min(at + 16, room.last)):
        if line.lower[i] == "," and i + 1 < room.last:
            return i
    return None


def _adverbial(line: Line, at: int, room: Room) -> int | None:
    """Where a phrase such as "in a statement" or "after meeting them" ends."""
    first = at + 1
    if first < room.last and line.lower[first].endswith("ing") and line.owner[first] is None and line.upos(first) in ("VERB", "NOUN"):
        end = phrase_after(line, first + 1)
        return max(end, first + 1)
    if first < room.last and line.lower[first] in ("which", "whom", "that"):
        return None
    end = phrase_after(line, first)
    if end == first:
        return first + 1 if first < room.last and line.lower[first] in word_set("saying", "days") else None
    return end


def _venue(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """Words that name an occasion, outlet, platform or audience, not somebody in private."""
    if first >= last:
        return None
    owners = {o.type for o in line.owner[first:last] if o is not None}
    heads = {line.lower[i] for i in range(first, last)} & word_set("saying", "venues")
    if heads or owners == {"body"} and line.owner[first] is not None:
        return line.tokens[first].start, line.tokens[last - 1].end
    return None


def _bare(line: Line, cue: Cue, at: int, begin: int, room: Room, via: tuple[int, int] | None) -> _Right:
    """Content with no word to open it: a clause after "said", an object after "announced"."""
    if at >= room.last:
        return _Right(at, "none", via)
    quoting = cue.lemma in word_set("saying", "quote_only")
    if cue.may("say", "tell") and not quoting and _finite(line, at, room.last):
        return _Right(at, "clause", via)
    if cue.may("say", "tell") and not quoting and not cue.may("object") and room.last - at >= 4:
        return _Right(at, "clause", via)
    if cue.may("object") and not (cue.may("say") and quoting and not cue.may("object")) and line.lower[begin] not in ("by", "."):
        return _Right(begin if line.lower[begin] in word_set("saying", "between") and cue.lemma in word_set("saying", "prepositional") else at, "object", via)
    if cue.may("as", "of", "for", "name"):
        return _Right(begin, "object", via)
    return _Right(at, "none", via)


def _complement(line: Line, cue: Cue, right: _Right, room: Room) -> tuple[int, int] | None:
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
