"""Openings: how a cue goes on, past whom it tells and where it is said, to the first word of what is said."""

import re
from dataclasses import dataclass

from communique.extract.chunks import word_set
from communique.extract.cues import Cue, is_adverb
from communique.extract.lines import Line, phrase_after
from communique.extract.subjects import Subject
from communique.model.document import Document

_BETWEEN = word_set("saying", "between")
_DAYS = word_set("saying", "days")
_PREPOSITIONAL = word_set("saying", "prepositional")
_QUOTE_ONLY = word_set("saying", "quote_only")
_VENUE_PREPOSITIONS = word_set("saying", "venue_prepositions")
_VENUES = word_set("saying", "venues")
_DATELINE = re.compile(r"[A-Z][^\n.:;\"“]{0,60}?(?:\s[-–—]{1,2}\s|:\s)")
_ITEM = re.compile(r"(?:\(?\d{1,3}[.)]|[-*•–—])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The words that a cue can take for its content, from `first` to before `last`; `inside` one quotation or not."""

    first: int
    last: int
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """What follows a cue: the first word of the content, how it is introduced, and the words for the occasion."""

    first: int
    mark: str
    via: tuple[int, int] | None


def finite(line: Line, first: int, last: int) -> bool:
    """Whether a finite verb stands among some words."""
    for i in range(first, min(last, len(line))):
        if line.upos(i) == "AUX" and line.lower[i] not in ("be", "been", "being"):
            return True
        if (
            line.upos(i) == "VERB"
            and not line.lower[i].endswith("ing")
            and (i == 0 or line.lower[i - 1] not in ("to", "be", "been"))
        ):
            return True
    return False


def after(line: Line, cue: Cue, subject: Subject, room: Room) -> Opening | None:
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
            return Opening(at, "none", via)
        word = line.lower[at]
        mark = _marked(line, cue, at, begin, room)
        if mark is not None:
            return Opening(mark[0], mark[1], via)
        if word == ",":
            following = _aside(line, at, room)
            if following is None:
                return Opening(at, "comma-quote" if at + 1 < room.last and line.is_mark(at + 1) else "comma", via)
            via = via or _venue(line, at + 2, following)
            at = following + 1
        elif word in _DAYS or (
            is_adverb(line, at) and word not in ("all", "both", "last", "first", "so", "in", "since")
        ):
            at += 1
        elif word in _BETWEEN and not (at == begin and cue.lemma in _PREPOSITIONAL):
            end = _adverbial(line, at, room)
            if end is None:
                break
            via = via or (_venue(line, at + 1, end) if word in _VENUE_PREPOSITIONS else None)
            at = end
        else:
            break
    return _bare(line, cue, at, begin, room, via)


def _asked(line: Line, begin: int, told: int, room: Room) -> Opening | None:
    """The request that begins with whom it is made to: "asked the members to vote"."""
    if told < room.last and line.lower[told] in ("to", "not", "for", "about", "that", "if", "whether"):
        first = begin if line.lower[told] in ("to", "not", "for", "about") else told + (line.lower[told] == "that")
        return Opening(first, "object", None)
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
    if (
        word == "to"
        and at + 1 < room.last
        and line.upos(at + 1) in ("VERB", "AUX", "NOUN")
        and phrase_after(line, at + 1) <= at + 2
        and cue.may("object", "ask")
        and line.owner[at + 1] is None
    ):
        return at, "to"
    if word in ("to", "not") and cue.lemma in _PREPOSITIONAL:
        return at, "object"
    return None


def _aside(line: Line, at: int, room: Room) -> int | None:
    """The comma that closes an aside opened at a comma: "said, in a statement, that"."""
    if at + 1 >= room.last or (
        line.lower[at + 1] not in _BETWEEN and line.lower[at + 1] not in ("referring", "speaking", "however")
    ):
        return None
    for i in range(at + 2, min(at + 16, room.last)):
        if line.lower[i] == "," and i + 1 < room.last:
            return i
    return None


def _adverbial(line: Line, at: int, room: Room) -> int | None:
    """Where a phrase such as "in a statement" or "after meeting them" ends."""
    first = at + 1
    if (
        first < room.last
        and line.lower[first].endswith("ing")
        and line.owner[first] is None
        and line.upos(first) in ("VERB", "NOUN")
    ):
        end = phrase_after(line, first + 1)
        return max(end, first + 1)
    if first < room.last and line.lower[first] in ("which", "whom", "that"):
        return None
    end = phrase_after(line, first)
    if end == first:
        return first + 1 if first < room.last and line.lower[first] in _DAYS else None
    return end


def _venue(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """Words that name an occasion, outlet, platform or audience, not somebody in private."""
    if first >= last:
        return None
    owners = {o.type for o in line.owner[first:last] if o is not None}
    heads = {line.lower[i] for i in range(first, last)} & _VENUES
    if heads or (owners == {"body"} and line.owner[first] is not None):
        return line.tokens[first].start, line.tokens[last - 1].end
    return None


def _bare(line: Line, cue: Cue, at: int, begin: int, room: Room, via: tuple[int, int] | None) -> Opening:
    """Content with no word to open it: a clause after "said", an object after "announced"."""
    if at >= room.last:
        return Opening(at, "none", via)
    quoting = cue.lemma in _QUOTE_ONLY
    if cue.may("say", "tell") and not quoting and finite(line, at, room.last):
        return Opening(at, "clause", via)
    if cue.may("say", "tell") and not quoting and not cue.may("object") and room.last - at >= 4:
        return Opening(at, "clause", via)
    if (
        cue.may("object")
        and not (cue.may("say") and quoting and not cue.may("object"))
        and line.lower[begin] not in ("by", ".")
    ):
        return Opening(
            begin if line.lower[begin] in _BETWEEN and cue.lemma in _PREPOSITIONAL else at,
            "object",
            via,
        )
    if cue.may("as", "of", "for", "name"):
        return Opening(begin, "object", via)
    return Opening(at, "none", via)


def first_word(document: Document, line: Line) -> int:
    """The first word of a line past its dateline or its number in a list."""
    start = line.tokens[0].start
    pattern = (
        _DATELINE
        if start - document.body_start < 4
        or (document.text[start - 1 : start] == "\n" and line.tokens[0].text.isupper())
        else _ITEM
    )
    found = pattern.match(document.text, start, line.tokens[-1].end)
    if not found or (
        pattern is _DATELINE and not found.group()[:2].isupper() and found.group().rstrip()[-1:] not in "-–—"
    ):
        return 0
    return next((i for i, token in enumerate(line.tokens) if token.start >= found.end()), 0)


_JOINTS = frozenset((",", ";", "-", "--", "–", "—", "and", "but", "while", "whereas", "although", "though"))


def trimmed(line: Line, last: int) -> int:
    """The end of words before word `last`, joints of clauses left out."""
    while last > 0 and line.lower[last - 1] in _JOINTS:
        last -= 1
    return last
