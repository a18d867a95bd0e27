"""Topics: the runs of words of a text that may say what an occasion deals with.

Law: of runs that overlap one is kept: what the words of an occasion claim, else what the tagger marks, else what a verb
of dealing with something takes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from communique.extract import agenda
from communique.extract.analysis import Analysis
from communique.extract.clauses import Clauses
from communique.extract.retellings import Occasion
from communique.extract.tagger import Labelled
from communique.model.entity import Passage

_LEAST = 0.3
"""How sure the tagger must be."""
_AFTER = 12
"""In so many sentences from the mention of an occasion on verbs are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A run of words, the number of its sentence and the index of its head word there.

    `score` is how sure the tagger is of it, `anchor` where it has its occasion named; `claimed` are the numbers of the
    occasions whose own words claim it.
    """

    passage: Passage
    number: int
    head: int
    score: float
    anchor: tuple[int, int] | None
    claimed: frozenset[int]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.passage.spans[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.passage.spans[-1].end


@dataclass(frozen=True, slots=True)
class _Run:
    """A run, and what it comes from: an occasion by its number, or a mark of the tagger, or neither."""

    passage: Passage
    occasion: int | None = None
    mark: Labelled | None = None

    @property
    def order(self) -> tuple[bool, float, int, int]:
        """Which of several runs goes first."""
        start, end = self.passage.spans[0].start, self.passage.spans[-1].end
        return self.occasion is None, -(self.mark.score if self.mark else 0.0), start, -end

    def meets(self, other: "_Run") -> bool:
        """Whether both have a word in common."""
        a, b = self.passage.spans, other.passage.spans
        return a[0].start < b[-1].end and b[0].start < a[-1].end


def topics(analysis: Analysis, found: Sequence[Occasion], parsed: Callable[[int], Clauses]) -> list[Topic]:
    """The topics of a text, in its order, by its occasions and the parse of each sentence."""
    runs: dict[int, list[_Run]] = {}
    for run in chain(_claimed(found), _marked(analysis, parsed), _told(analysis, found, parsed)):
        start = run.passage.spans[0].start
        number = bisect_right(analysis.tagged, start, key=lambda t: t.sentence.start) - 1
        runs.setdefault(number, []).append(run)
    return [_topic(analysis, number, run, runs[number]) for number in sorted(runs) for run in _kept(runs[number])]


def _claimed(found: Sequence[Occasion]) -> Iterator[_Run]:
    for number, occasion in enumerate(found):
        yield from (_Run(passage, occasion=number) for said in occasion.slots for passage in said.agenda)


def _marked(analysis: Analysis, parsed: Callable[[int], Clauses]) -> Iterator[_Run]:
    for number, tagged in enumerate(analysis.tagged):
        for span in (s for s in tagged.spans if s.label == "agenda" and s.score >= _LEAST):
            for passage in agenda.passages(analysis, number, parsed(number).tree, span):
                yield _Run(passage, mark=span)


def _told(analysis: Analysis, found: Sequence[Occasion], parsed: Callable[[int], Clauses]) -> Iterator[_Run]:
    said = {s.trigger.sentence for occasion in found for s in occasion.slots}
    near = {n for at in said for n in range(at, min(at + _AFTER, len(analysis.tagged)))}
    for number in sorted(near):
        if agenda.deals(analysis.words[number]):
            yield from map(_Run, agenda.told(analysis, number, parsed(number).tree))


def _kept(runs: Sequence[_Run]) -> list[_Run]:
    """The runs of a sentence without those that meet one which goes first."""
    kept: list[_Run] = []
    for run in sorted(runs, key=lambda r: r.order):
        if not any(run.meets(other) for other in kept):
            kept.append(run)
    return sorted(kept, key=lambda r: r.passage.spans[0].start)


def _topic(analysis: Analysis, number: int, run: _Run, runs: Sequence[_Run]) -> Topic:
    """A run with all that is said of it or of those that meet it."""
    same = [other for other in runs if run.meets(other)]
    mark = max((r.mark for r in same if r.mark), key=lambda m: m.score, default=None)
    tagged = analysis.tagged[number]
    first = max(bisect_right(tagged.sentence.tokens, run.passage.spans[0].start, key=lambda t: t.start) - 1, 0)
    last = bisect_left(tagged.sentence.tokens, run.passage.spans[-1].end, key=lambda t: t.start)
    return Topic(
        passage=run.passage,
        number=number,
        head=next((i for i in range(first, last) if not first <= tagged.heads[i] < last), first),
        score=mark.score if mark else 0.0,
        anchor=mark.anchor if mark else None,
        claimed=frozenset(r.occasion for r in same if r.occasion is not None),
    )
