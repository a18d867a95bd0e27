"""Figures of a tagger on one corpus each: shares in per cent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import harmonic_mean

from train.corpora import Item

from communique.extract.neural.decoding import Marked, decode
from communique.extract.neural.network import Network
from communique.extract.neural.pieces import pack
from communique.extract.tagger import Tagger
from communique.extract.tokens import MAX_TOKENS, Sentence, Token

Span = tuple[int, int, str]


@dataclass(slots=True)
class Count:
    """Spans found, wanted and both, by label."""

    wanted: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    both: dict[str, int] = field(default_factory=dict)

    def add(self, wanted: Iterable[Span], found: Iterable[Span]) -> None:
        """Count one more text's spans."""
        gold, mine = set(wanted), set(found)
        for table, spans in ((self.wanted, gold), (self.found, mine), (self.both, gold & mine)):
            for span in spans:
                table[span[2]] = table.get(span[2], 0) + 1

    def f1(self, label: str | None = None) -> float:
        """Harmonic mean of precision and recall, of one label or all together."""
        wanted, found, both = (
            sum(v for k, v in table.items() if label in (None, k)) for table in (self.wanted, self.found, self.both)
        )
        return 200 * both / (wanted + found) if wanted + found else 0.0


def spans(labels: Sequence[str]) -> list[Span]:
    """The runs of B-I-O labels."""
    found: list[Span] = []
    for i, label in enumerate(labels):
        if label[:1] == "I" and found and found[-1][1] == i and found[-1][2] == label[2:]:
            found[-1] = (found[-1][0], i + 1, label[2:])
        elif label[:1] in "BI" and label:
            found.append((i, i + 1, label[2:]))
    return found


def sentence(words: Sequence[str]) -> Sentence:
    """Given words as a sentence, with one blank between them."""
    tokens, at = [], 0
    for word in words:
        tokens.append(Token(at, at + len(word), word))
        at += len(word) + 1
    return Sentence(0, at - 1, tuple(tokens))


def sentences(item: Item) -> list[Sentence]:
    """An item's sentences; what is too long for the tagger, as whole paragraphs may be, in parts."""
    made, at = [], 0
    for length in item.lengths:
        made += [sentence(part) for part in _parts(item.words[at : at + length])]
        at += length
    return made


def _parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Words as they are, or if they are too many, cut behind the last full stop that leaves them few enough."""
    while len(words) > MAX_TOKENS:
        stops = [i + 1 for i in range(MAX_TOKENS) if words[i] in _STOPS and words[i + 1] not in _STOPS]
        yield words[: (end := stops[-1] if stops else MAX_TOKENS)]
        words = words[end:]
    yield words


_STOPS = (".", "!", "?", "''", '"')


def trees(tagger: Tagger, items: Sequence[Item]) -> dict[str, float]:
    """UPOS, UAS and LAS on given words and sentences, punctuation counted."""
    words = upos = uas = las = 0
    for item in items:
        at = 0
        for tagged in tagger.tag(sentences(item)):
            for i, part in enumerate(tagged.upos):
                head = item.heads[at + i] if item.heads else -1
                right = tagged.heads[i] == (head - at if head >= 0 else -1)
                words += 1
                upos += part == item.layers["upos"][at + i]
                uas += right
                las += right and item.deprels is not None and tagged.deprels[i] == item.deprels[at + i]
            at += len(tagged.upos)
    return {"UPOS": 100 * upos / words, "UAS": 100 * uas / words, "LAS": 100 * las / words}


def names(tagger: Tagger, items: Sequence[Item]) -> Count:
    """Names of persons, bodies and places, span and label right."""
    count = Count()
    for item in items:
        at = 0
        found: list[Span] = []
        for tagged in tagger.tag(sentences(item)):
            found += [(at + n.start, at + n.end, n.label) for n in tagged.names if n.label != "MISC"]
            at += len(tagged.upos)
        count.add(spans(item.layers["names"]), found)
    return count


def read(network: Network, item: Item) -> dict[str, list[Marked]]:
    """All runs of an item by head, in words of the item, read in windows of neighbouring sentences as when tagged."""
    given = [[t.text for t in s.tokens] for s in sentences(item)]
    words = [network.vocabulary.words(w) for w in given]
    found: dict[str, list[Marked]] = {}
    at = 0
    for span in pack([len(w.ids) for w in words]):
        lengths = [len(given[i]) for i in span]
        starts = [sum(lengths[:k]) for k in range(len(lengths))]
        output = network.scores(network.vocabulary.window([words[i] for i in span]))
        for name, marked in decode(network, output, starts).items():
            found.setdefault(name, []).extend(_moved(m, at) for m in marked)
        at += sum(lengths)
    return found


def _moved(marked: Marked, at: int) -> Marked:
    run = type(marked.run)(marked.run.start + at, marked.run.end + at, marked.run.label, marked.run.score)
    return Marked(run, marked.values, None if marked.anchor is None else marked.anchor + at)


def head(network: Network, name: str, items: Sequence[Item], layer: str = "") -> Count:
    """Exact spans of one head."""
    count = Count()
    for gold, runs in _both(network, name, items, layer or name):
        count.add(gold, runs)
    return count


def _both(network: Network, name: str, items: Sequence[Item], layer: str) -> Iterator[tuple[list[Span], list[Span]]]:
    """The spans of each item, wanted and found."""
    for item in items:
        yield spans(item.layers[layer]), [(m.run.start, m.run.end, m.run.label) for m in read(network, item)[name]]


def jaccard(network: Network, name: str, items: Sequence[Item]) -> dict[str, float]:
    """F1 by label where a span counts for the share that it has in common with the best of the other side."""
    shares: dict[tuple[str, bool], list[float]] = {}
    for gold, runs in _both(network, name, items, name):
        for of, others, wanted in ((gold, runs, True), (runs, gold, False)):
            for span in of:
                shares.setdefault((span[2], wanted), []).append(max((_alike(span, o) for o in others), default=0.0))
    means = {key: 100 * sum(of) / len(of) for key, of in shares.items()}
    labels = {label for label, _ in means}
    return {k: harmonic_mean([means.get((k, True), 0.0), means.get((k, False), 0.0)]) for k in labels}


def _alike(a: Span, b: Span) -> float:
    """The words that two spans of one label share, of all that they have."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 and a[2] == b[2] else 0.0


def token_f1(network: Network, name: str, items: Sequence[Item]) -> dict[str, float]:
    """F1 of words under each label of a head: overlap where `head` counts whole spans."""
    count = Count()
    for gold, runs in _both(network, name, items, name):
        count.add(_words(gold), _words(runs))
    return {label: count.f1(label) for label in sorted(count.wanted)}


def _words(found: Iterable[Span]) -> list[Span]:
    return [(i, i + 1, label) for start, end, label in found for i in range(start, end)]
