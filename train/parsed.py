"""Parts of speech, trees and names for texts that have none, by a tagger that learned from corpora of words alone.

Where a text has other labels alone, nothing holds its trees in place while these are learned: they come apart, though
those of the treebanks get better.
"""

from collections.abc import Iterable

from bench.tagger.measures import sentences

from communique.extract.tagger import Labelled, Tagger
from train.corpora import Item


def parse(items: Iterable[Item], tagger: Tagger) -> None:
    """Fill parts of speech, heads, relations and names of the items that lack them."""
    for item in items:
        if item.heads is None:
            _fill(item, tagger)


def _fill(item: Item, tagger: Tagger) -> None:
    heads: list[int] = []
    relations: list[str] = []
    parts: list[str] = []
    names: list[str] = []
    for tagged in tagger.tag(sentences(item)):
        at = len(heads)
        heads += [at + h if h >= 0 else h for h in tagged.heads]
        relations += tagged.deprels
        parts += tagged.upos
        names += _labels(tagged.names, len(tagged.heads))
    item.heads, item.deprels = heads, relations
    item.layers.setdefault("upos", parts)
    item.layers.setdefault("names", names)


def _labels(names: Iterable[Labelled], length: int) -> list[str]:
    """A label a word of persons, bodies and places."""
    labels = ["O"] * length
    for name in names:
        if name.label != "MISC":
            labels[name.start : name.end] = [f"B-{name.label}", *[f"I-{name.label}"] * (name.end - name.start - 1)]
    return labels
