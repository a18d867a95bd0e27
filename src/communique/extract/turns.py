"""Turns of a conversation as they stand in a text: after a label and a colon, or as a quotation below a question.

Law: turns are in the order of the text and apart; the words of a turn are whole paragraphs, but for its label.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract.quotes import Quotation
from communique.languages import pattern
from communique.model.document import Document

_LABEL = re.compile(
    r"[*_]{0,3}(?:\(\((?P<bracket>[^\W\d_][^()\n]{0,60})\)\)|(?P<letter>[QA])\d{0,2}[.)](?=[^\S\n])|"
    r"(?P<label>[^\W\d_][^\n:?!;,\"“”«»()*_]{0,60}?)\s?(?:\([^)\n]{1,40}\))?[*_]{0,3}:)[*_]{0,3}[^\S\n]*\n?[^\S\n]*(?=\S)"
)
_DASH = re.compile(r"[-–—]{1,2}\s+")
_SET_OFF = re.compile(r"([*_]{1,3})[^*_\n]+\1")
_FEWEST = 3
"""Questions of a document in which what stands below them is taken for the answers."""
_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_ENDS = ".!?…”\"»’')]"
_MARKS = " \t\n*_\"“”«»'‘’"
_MOST_WORDS = 6
_LONGEST_QUESTION = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one side says in turn: one interval of offsets a paragraph; `label` is where its label stands, if any."""

    start: int
    label: tuple[int, int] | None
    spans: tuple[tuple[int, int], ...]

    @property
    def end(self) -> int:
        """Where its last paragraph ends."""
        return self.spans[-1][1]


def labelled(document: Document) -> tuple[Turn, ...]:
    """The turns after labels, each with the paragraphs up to the next; whether they are a conversation is not asked."""
    turns: list[Turn] = []
    for start, end in _blocks(document):
        found = _LABEL.match(document.text, start, end)
        name = found and found.lastgroup
        if found and name and len(found[name].split()) <= _MOST_WORDS and found.end() < end:
            turns.append(Turn(start=start, label=found.span(name), spans=((found.end(), end),)))
        elif turns:
            turns[-1] = replace(turns[-1], spans=(*turns[-1].spans, (start, end)))
    return tuple(turns)


def quoted(document: Document, quotations: Sequence[Quotation]) -> tuple[Turn, ...]:
    """The answers that are paragraphs in quotation marks, below a paragraph that asks and is in none."""
    by_start = {q.start: q for q in quotations}
    turns: list[Turn] = []
    asked, open_turn = False, False
    for start, end in _pieces(document):
        quotation = by_start.get(start)
        whole = quotation is not None and quotation.end >= end - 1
        if quotation is not None and whole and (asked or open_turn):
            span = (quotation.inner_start, quotation.inner_end)
            if asked:
                turns.append(Turn(start=start, label=None, spans=(span,)))
            else:
                turns[-1] = replace(turns[-1], spans=(*turns[-1].spans, span))
        open_turn = whole and (asked or open_turn)
        asked = quotation is None and _asks(document.text[start:end])
    return tuple(turns)


def dashed(document: Document) -> tuple[Turn, ...]:
    """The answers in a run of paragraphs that begin with dashes, of which every other one mostly asks."""
    found: list[Turn] = []
    run: list[tuple[int, int, int]] = []
    for start, end in (*_paragraphs(document), (0, 0)):
        mark = _DASH.match(document.text, start, end)
        if mark:
            run.append((start, mark.end(), end))
            continue
        asking, answering = run[::2], run[1::2]
        asked = [sum(_asks(document.text[first:last]) for _, first, last in side) for side in (asking, answering)]
        if len(run) > 3 and 2 * asked[0] >= len(asking) and asked[1] < asked[0]:
            found += (Turn(start=at, label=None, spans=((first, last),)) for at, first, last in answering)
        run = []
    return tuple(found)


def plain(document: Document) -> tuple[Turn, ...]:
    """The paragraphs below questions that are paragraphs of their own, in a document that is called an interview."""
    paragraphs = list(_paragraphs(document))
    asked = [i for i, (start, end) in enumerate(paragraphs) if _asks(document.text[start:end])]
    if len(asked) < _FEWEST or not pattern("interview", "named").search(document.text, 0, paragraphs[asked[0]][1]):
        return ()
    parts = [paragraphs[i + 1 : j] for i, j in zip(asked, (*asked[1:], len(paragraphs)), strict=True)]
    return tuple(Turn(start=part[0][0], label=None, spans=tuple(part)) for part in parts if part)


def asks(document: Document, turn: Turn) -> bool:
    """Whether a turn ends in a question."""
    return document.text[turn.spans[0][0] : turn.end].rstrip(_MARKS).endswith("?")


def is_sentence(document: Document, turn: Turn) -> bool:
    """Whether what follows a label ends as a sentence does, and is no mere entry of a list."""
    words = document.text[turn.spans[0][0] : turn.spans[0][1]].rstrip()
    return words[-1:] in _ENDS and len(words.split()) > 1


def _asks(paragraph: str) -> bool:
    """Whether a paragraph is a question, or set off as one by the marks of italics."""
    if _SET_OFF.fullmatch(paragraph.strip()):
        return True
    return paragraph.rstrip(" *_").endswith("?") and len(paragraph.split()) <= _LONGEST_QUESTION


def _paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    start = document.body_start
    for gap in _GAP.finditer(document.text, start):
        yield start, gap.start()
        start = gap.end()
    if start < len(document.text):
        yield start, len(document.text)


def _pieces(document: Document) -> Iterator[tuple[int, int]]:
    """The paragraphs, cut after a first line in the marks of italics."""
    for start, end in _paragraphs(document):
        line = document.text.find("\n", start, end)
        if line > 0 and _SET_OFF.fullmatch(document.text[start:line].strip()):
            yield start, line
            start = line + 1
        yield start, end


def _blocks(document: Document) -> Iterator[tuple[int, int]]:
    """The paragraphs, cut where a line of theirs begins with a label."""
    for start, end in _paragraphs(document):
        cuts = [start]
        at = document.text.find("\n", start, end)
        while at >= 0:
            if _LABEL.match(document.text, at + 1, end):
                cuts.append(at + 1)
            at = document.text.find("\n", at + 1, end)
        for first, last in zip(cuts, (*cuts[1:], end), strict=True):
            yield first, last if last == end else last - 1
