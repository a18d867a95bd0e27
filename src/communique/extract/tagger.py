"""What the small neural model says of sentences: parts of speech, trees, names, attributions, spans of claims.

Law: what is said of a document's sentences hangs on these alone, not on batches, threads or what was read before.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from communique.extract.neural import grouping
from communique.extract.neural.decoding import Forest, Marked, Value, decode, within
from communique.extract.neural.network import Network, Output
from communique.extract.neural.pieces import pack
from communique.extract.tokens import MAX_TOKENS, Sentence

MODELS = Path(__file__).parent / "models"

SPANS = {"post": "", "meeting": "meeting:", "slot": "", "work": "", "membership": "membership:"}
"""The heads whose runs are a sentence's `spans`, where the model has them, and what is put before their labels."""

UNREAD = frozenset({"crossner", "re3d", "attribution"})
"""Heads that only teach: they are not read, but for `attribution` where a model has no better one."""


TOGETHER = 4
"""Windows that are scored before they are decoded: the network and the decoding each take the cache for itself."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled run of tokens of a sentence: `start` is the first, `end` is past the last; `score` is from 0 to 1.

    `values` say what it is like; `anchor` is the run that it hangs on: the number of the sentence in the document, and
    that of the run's first token in the sentence.
    """

    start: int
    end: int
    label: str
    score: float = 1.0
    values: tuple[Value, ...] = ()
    anchor: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is reported, by which words, as saying what; a part that stands in another sentence is missing."""

    source: Labelled | None
    cue: Labelled | None
    content: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence with one part of speech, head (-1: root) and relation a token, and the spans found in it.

    Where it stands is hash enough to keep what is worked out of it.
    """

    sentence: Sentence
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    names: tuple[Labelled, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    spans: tuple[Labelled, ...] = ()

    def __hash__(self) -> int:
        return hash(self.sentence)


def tag(sentences: Sequence[Sentence]) -> tuple[Tagged, ...]:
    """The sentences of one document, in order, tagged by the model that the package ships."""
    return _shipped().tag(sentences)


@cache
def _shipped() -> "Tagger":
    return Tagger.load(MODELS)


@dataclass(frozen=True, slots=True)
class _Window:
    """A window that was read: number of its first sentence, first word of each sentence, scores, parts of speech."""

    first: int
    starts: list[int]
    forest: Forest
    upos: list[str]


class Tagger:
    """A model, ready to tag; one may be shared by threads."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._unread = UNREAD - (set() if "said" in network.heads else {"attribution"})

    @classmethod
    def load(cls, folder: Path) -> "Tagger":
        """The model whose files stand in a folder."""
        return cls(Network(folder))

    def tag(self, sentences: Sequence[Sentence]) -> tuple[Tagged, ...]:
        """The sentences of one document, in order. Neighbours are read together, so pass all of them."""
        if any(not 0 < len(s.tokens) <= MAX_TOKENS for s in sentences):
            raise ValueError(f"A sentence to tag has 1 to {MAX_TOKENS} tokens, as those from tokens.split have.")
        words = [self._network.vocabulary.words([t.text for t in s.tokens]) for s in sentences]
        spans = pack([len(w.ids) for w in words])
        found: list[Tagged] = []
        for some in (spans[i : i + TOGETHER] for i in range(0, len(spans), TOGETHER)):
            outputs = [self._network.scores(self._network.vocabulary.window([words[i] for i in s])) for s in some]
            for span, output in zip(some, outputs, strict=True):
                found += self._window(sentences, span, output)
        return tuple(found)

    def _window(self, sentences: Sequence[Sentence], span: range, output: Output) -> Iterator[Tagged]:
        starts = [0, *accumulate(len(sentences[i].tokens) for i in span)][:-1]
        upos = self._network.heads["upos"]
        labels = upos.labels
        tags = [labels[u] for u in output.flat[:, upos.part].argmax(1).tolist()]
        window = _Window(span.start, starts, Forest(self._network, output), tags)
        found = decode(self._network, output, starts, self._unread)
        for i, marked in zip(span, within(found, starts), strict=True):
            yield self._tagged(sentences[i], window, i, marked)

    def _tagged(self, sentence: Sentence, window: _Window, number: int, runs: Mapping[str, list[Marked]]) -> Tagged:
        start = window.starts[number - window.first]
        here = slice(start, start + len(sentence.tokens))
        heads, relations = window.forest.tree(here)
        found = {
            name: [_labelled(m, window, start, SPANS.get(name, "")) for m in marked] for name, marked in runs.items()
        }
        return Tagged(
            sentence=sentence,
            upos=tuple(window.upos[here]),
            heads=tuple(heads),
            deprels=tuple(relations),
            names=_names(found),
            attributions=tuple(_attributions(found, number)),
            spans=tuple(sorted((s for name in SPANS for s in found.get(name, ())), key=lambda s: (s.start, s.end))),
        )


def _labelled(marked: Marked, window: _Window, start: int, before: str) -> Labelled:
    run, anchor = marked.run, None
    if marked.anchor is not None:
        number = bisect_right(window.starts, marked.anchor) - 1
        anchor = (window.first + number, marked.anchor - window.starts[number])
    return Labelled(run.start - start, run.end - start, before + run.label, run.score, marked.values, anchor)


def _names(found: dict[str, list[Labelled]]) -> tuple[Labelled, ...]:
    """Names of persons, bodies and places, and what the news corpus calls miscellaneous where these leave room."""
    names = found["names"]
    taken = {i for n in names for i in range(n.start, n.end)}
    others = (n for n in found["news"] if n.label == "MISC" and taken.isdisjoint(range(n.start, n.end)))
    return tuple(sorted((*names, *others), key=lambda n: n.start))


def _attributions(found: dict[str, list[Labelled]], number: int) -> Iterator[Attribution]:
    if "said" not in found:
        runs = found["attribution"]
        groups = grouping.nearest([(r.start, r.end, r.label) for r in runs])
    else:
        runs = sorted((*found["speaking"], *found["said"]), key=lambda r: (r.start, r.end))
        groups = grouping.linked([(r.start, r.label, r.anchor) for r in runs], number)
    for group in groups:
        parts = [runs[i] for i in group]
        yield Attribution(
            source=next((p for p in parts if p.label == "source"), None),
            cue=next((p for p in parts if p.label == "cue"), None),
            content=tuple(p for p in parts if p.label == "content"),
        )
