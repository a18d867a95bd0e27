"""Who quotes whom: "the paper quoted the minister as saying", "the minister was quoted by the agency as saying"."""

from communique.extract.chunks import word_set
from communique.extract.cues import Cue
from communique.extract.lines import Line, phrase_after, phrase_before

_FAR = 16


def quoted(line: Line, cue: Cue) -> tuple[int, int] | None:
    """The words between a verb of quoting and "as saying"."""
    at = _verb(line, cue)
    if at is None:
        return None
    last = cue.first - 1
    last -= line.lower[last - 1] == ","
    return (at + 1, last) if at + 1 < last and line.lower[at + 1] not in ("by", "in") else None


def outlet(line: Line, cue: Cue) -> tuple[int, int] | None:
    """Where the outlet stands that quotes, if it is named."""
    at = _verb(line, cue)
    if at is None:
        return None
    by = line.lower[at + 1] in ("by", "in")
    start, end = (at + 2, min(phrase_after(line, at + 2), cue.first - 1)) if by else (phrase_before(line, at), at)
    if start is None or start >= end or not any(line.upos(i) == "PROPN" for i in range(start, end)):
        return None
    person = any(o is not None and o.type == "person" and " " in o.name for o in line.owner[start:end])
    return None if person else (line.tokens[start].start, line.tokens[end - 1].end)


def _verb(line: Line, cue: Cue) -> int | None:
    if cue.form != "ing" or line.lower[cue.first - 1] != "as":
        return None
    before = range(cue.first - 2, max(-1, cue.first - _FAR), -1)
    return next((i for i in before if line.lower[i] in word_set("saying", "quoting")), None)
