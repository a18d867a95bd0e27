"""Itemised statements: "The ministers: – agreed to meet; – called on all to wait", each item by its own verb."""

import re
from collections.abc import Sequence

from communique.extract import cues, speakers, subjects
from communique.extract.chunks import word_set
from communique.extract.focus import Focus
from communique.extract.lines import Line, phrase_after
from communique.extract.sayings import Saying, bare

_BULLETS = frozenset({"-", "*", "•", "–", "—", "▪"})
_LABEL = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_FAR = 15  # lines between an item and the words that all of them go on from


def find(lines: Sequence[Line], number: int, focus: Focus) -> Saying | None:
    """What an item says that begins with a verb of saying, by those whom the line above the items names."""
    line = lines[number]
    label = _label(line)
    if not label or len(line) < label + 2:
        return None
    cue = next((c for c in cues.find(line) if c.first == label), None)
    if cue is None or not (cue.may("say", "tell", "ask") or cue.lemma in word_set("saying", "itemised")):
        return None
    lead = _lead(lines, number)
    words = (subjects.of_clause(lead, len(lead)) or _phrase(lead)) if lead else None
    speaker = speakers.resolve(lead, *words, focus) if lead and words else None
    if speaker is None:
        return None
    text = focus.analysis.document.text
    span = bare(text, (line.tokens[cue.last - 1].end, line.tokens[-1].end))
    if text.startswith("that ", span[0]):
        span = span[0] + len("that "), span[1]
    at = line.tokens[cue.first].start, line.tokens[cue.last - 1].end
    return Saying(speaker, [span], at, None, line.number) if span[1] - span[0] > 1 else None


def _lead(lines: Sequence[Line], number: int) -> Line | None:
    """The last line before an item that is none."""
    above = lines[max(0, number - _FAR) : number]
    return next((line for line in reversed(above) if not _label(line)), None)


def _label(line: Line) -> int:
    """How many words mark a line as an item, as a bullet, a number or a letter does: "–", "2.", "(b)"."""
    if line.tokens[0].text in _BULLETS:
        return 1
    past = next((i + 1 for i in range(min(len(line) - 1, 3)) if line.lower[i] in (".", ")")), 0)
    start, end = line.tokens[0].start, line.tokens[past - 1].end if past else line.tokens[0].start
    return past if _LABEL.fullmatch(line.text(start, end)) else 0


def _phrase(line: Line) -> tuple[int, int] | None:
    """The last phrase of a line without a verb: "Otherwise leaders:"."""
    last = len(line) - (line.lower[-1] == ":")
    start = next((i for i in range(last) if phrase_after(line, i) == last), None)
    return (start, last) if start is not None else None
