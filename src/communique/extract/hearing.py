"""What the tagger marks of reported speech in a line: cues, sources and contents, whatever it links them to.

Its marks are surer than its links: rules say what belongs together, marks say what counts and how far it reaches.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.extract.chunks import word_set
from communique.extract.cues import Cue, is_anonymous
from communique.extract.keeping import kept
from communique.extract.lines import Line
from communique.extract.tagger import Labelled

_BEING = word_set("saying", "being")
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Heard:
    """The marked runs of words of a line, each from its first word to before its last."""

    cues: tuple[Labelled, ...]
    sources: tuple[Labelled, ...]
    contents: tuple[Labelled, ...]


@kept(8)
def heard(line: Line) -> Heard:
    """The marks of a line in order."""
    found = line.tagged.attributions
    if not found:
        return _NOTHING
    return Heard(
        tuple(sorted((a.cue for a in found if a.cue), key=_start)),
        tuple(sorted((a.source for a in found if a.source), key=_start)),
        tuple(sorted((c for a in found for c in a.content), key=_start)),
    )


_NOTHING = Heard((), (), ())


def _start(run: Labelled) -> int:
    return run.start


def anything(lines: Sequence[Line]) -> bool:
    """Whether the tagger marked reported speech at all, as it does not where no model is used."""
    return any(line.tagged.attributions for line in lines)


def meets(runs: Sequence[Labelled], first: int, last: int) -> bool:
    """Whether a run has a word between `first` and before `last`."""
    return any(run.start < last and first < run.end for run in runs)


def unlisted(line: Line, heard: Heard, listed: Sequence[Cue]) -> Iterator[Cue]:
    """The marked cues that the lists of words do not have, as verbs that can take anything."""
    for run in heard.cues:
        if run.score >= SURE and not any(c.first < run.end and run.start < c.last for c in listed):
            if is_anonymous(line, run.start):
                continue
            word = line.lower[run.start]
            form = "ing" if word.endswith("ing") else "finite"
            if run.start > 0 and line.lower[run.start - 1] in _BEING:
                form = "finite" if word.endswith("ing") else "passive"
            yield Cue(first=run.start, last=run.end, lemma=word, classes=frozenset({"say", "object"}), form=form)


def source_of(heard: Heard, cue: Cue, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The marked source nearest to a cue that no other cue has."""
    free = [(s.start, s.end) for s in heard.sources if not any(a < s.end and s.start < b for a, b in taken)]
    return min(free, key=lambda s: abs(s[0] - cue.first), default=None)


def content_of(line: Line, heard: Heard, cue: Cue, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The marked content nearest to a cue, in the text, that no other cue has; what follows it first."""
    at = line.tokens[cue.first].start
    spans = [s for s in intervals(line, heard.contents) if not any(a < s[1] and s[0] < b for a, b in taken)]
    return min(spans, key=lambda s: s[0] - at if s[0] > at else 2 * (at - s[1]), default=None)


def intervals(line: Line, runs: Sequence[Labelled]) -> Iterator[tuple[int, int]]:
    """The intervals of the text that runs of words take up."""
    for run in runs:
        yield line.tokens[run.start].start, line.tokens[run.end - 1].end
