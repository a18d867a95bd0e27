"""What the small neural model says of sentences: parts of speech, trees, names, attributions, spans of claims.

Law: what is said of a document's sentences hangs on these alone, not on batches, threads or what was read before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique.extract.neural import grouping, paths, trees
from communique.extract.neural.network import Head, Network, Output
from communique.extract.neural.paths import Run
from communique.extract.neural.pieces import Words, pack
from communique.extract.tokens import MAX_TOKENS, Sentence

MODELS = Path(__file__).parent / "models"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled run of tokens of a sentence: `start` is the first, `end` is past the last; `score` is from 0 to 1."""

    start: int
    end: int
    label: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is reported, by which words, as saying what; a part that stands in another sentence is missing."""

    source: Labelled | None
    cue: Labelled | None
    content: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence with one part of speech, head (-1: root) and relation a token, and the spans found in it."""

    sentence: Sentence
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    names: tuple[Labelled, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    spans: tuple[Labelled, ...] = ()


def tag(sentences: Sequence[Sentence]) -> tuple[Tagged, ...]:
    """The sentences of one document, in order, tagged by the model that the package ships."""
    return _shipped().tag(sentences)


@cache
def _shipped() -> "Tagger":
    return Tagger.load(MODELS)


class Tagger:
    """A model, ready to tag; one may be shared by threads."""

    def __init__(self, network: Network) -> None:
        self._network = network

    @classmethod
    def load(cls, folder: Path) -> "Tagger":
        """The model whose files stand in a folder."""
        return cls(Network(folder))

    def tag(self, sentences: Sequence[Sentence]) -> tuple[Tagged, ...]:
        """The sentences of one document, in order. Neighbours are read together, so pass all of them."""
        if any(not 0 < len(s.tokens) <= MAX_TOKENS for s in sentences):
            raise ValueError(f"A sentence to tag has 1 to {MAX_TOKENS} tokens, as those from tokens.split have.")
        words = [self._network.vocabulary.words([t.text for t in s.tokens]) for s in sentences]
        return tuple(t for span in pack([len(w.ids) for w in words]) for t in self._window(sentences, words, span))

    def _window(self, sentences: Sequence[Sentence], words: Sequence[Words], span: range) -> Iterator[Tagged]:
        output = self._network.scores(self._network.vocabulary.window([words[i] for i in span]))
        at, starts = 0, []
        for i in span:
            starts.append(at)
            at += len(sentences[i].tokens)
        found = {name: _runs(head, output, starts) for name, head in self._network.heads.items() if name != "upos"}
        upos = output.flat[:, self._network.heads["upos"].part].argmax(1)
        for i, start in zip(span, starts, strict=True):
            here = slice(start, start + len(sentences[i].tokens))
            heads = self._tree(output, here)
            yield Tagged(
                sentence=sentences[i],
                upos=tuple(self._network.heads["upos"].labels[u] for u in upos[here]),
                heads=tuple(heads),
                deprels=tuple(self._network.relations[r] for r in self._relations(output, here, heads)),
                names=_names({name: _within(runs, here) for name, runs in found.items()}),
                attributions=tuple(self._attributions(_within(found["attribution"], here))),
            )

    def _tree(self, output: Output, here: slice) -> list[int]:
        columns = [*range(here.start, here.stop), output.arcs.shape[1] - 1]
        return trees.best_tree(output.arcs[here][:, columns])

    def _relations(self, output: Output, here: slice, heads: list[int]) -> Iterator[int]:
        yield from (int(r) for r in self._network.relation(output.below[here], output.above[here], heads))

    def _attributions(self, runs: Sequence[Labelled]) -> Iterator[Attribution]:
        for group in grouping.nearest([(r.start, r.end, r.label) for r in runs]):
            parts = [runs[i] for i in group]
            yield Attribution(
                source=next((p for p in parts if p.label == "source"), None),
                cue=next((p for p in parts if p.label == "cue"), None),
                content=tuple(p for p in parts if p.label == "content"),
            )


def _runs(head: Head, output: Output, starts: Sequence[int]) -> list[Run]:
    scores = output.flat[:, head.part]
    path = paths.best_path(scores, head.steps, head.labels)
    return paths.runs(path, head.labels, paths.probabilities(scores), starts)


def _within(runs: Sequence[Run], here: slice) -> list[Labelled]:
    return [
        Labelled(r.start - here.start, r.end - here.start, r.label, r.score)
        for r in runs
        if here.start <= r.start < here.stop
    ]


def _names(found: dict[str, list[Labelled]]) -> tuple[Labelled, ...]:
    """Names of persons, bodies and places, and what the news corpus calls miscellaneous where these leave room."""
    names = found["names"]
    taken = {i for n in names for i in range(n.start, n.end)}
    others = (n for n in found["news"] if n.label == "MISC" and taken.isdisjoint(range(n.start, n.end)))
    return tuple(sorted((*names, *others), key=lambda n: n.start))
