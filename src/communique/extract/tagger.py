"""What the small neural model says of sentences: parts of speech, trees, names, attributions, spans of claims."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.extract.tokens import Sentence


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
    """The sentences of one document, tagged by the model that the package ships."""
    raise NotImplementedError("The package ships no tagger model yet. Train one: python -m train.tagger")
