"""All figures of a model, each of a corpus's test part or, for development, of its part for that."""

import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path

from train import corpora
from train.corpora import Item
from train.items import DATA, by_document

from bench.tagger import measures
from communique.extract.neural.network import Network
from communique.extract.tagger import Tagger


def treebank(part: str) -> list[Item]:
    """A part of UD EWT with its names, by document."""
    labels = corpora.uner(DATA / "names" / "uner" / f"en_ewt-ud-{part}.iob2")
    return list(corpora.treebank(DATA / "names" / "ewt" / f"en_ewt-ud-{part}.conllu.gz", labels))


def gum(part: str) -> list[Item]:
    """A part of GUM's permissive genres."""
    parts = corpora.splits(DATA / "names" / "gum" / "splits.md")
    rows = corpora.treebank(DATA / "names" / "gum" / "gum-permissive.conllu.gz")
    return by_document(i for i in rows if i.name in parts[part])


def named(part: str) -> list[Item]:
    """Sentences with names in the order of a UNER file."""
    labels = corpora.uner(DATA / "names" / "uner" / f"{part}.iob2")
    return [Item(k.split(" "), [k.count(" ") + 1], {"names": v}) for k, v in labels.items()]


def cofenet(part: str) -> list[Item]:
    """PolNeAR in CofeNet's form."""
    with gzip.open(DATA / "polnear" / f"cofenet-{part}.txt.gz", "rt", encoding="utf-8") as lines:
        return [corpora.attributions(json.loads(line)) for line in lines if line.strip()]


def figures(folder: Path, file: str, *, dev: bool) -> Iterator[tuple[str, float]]:
    """All figures of one model file, as they come."""
    network = Network(folder, file)
    tagger = Tagger(network)
    part = "dev" if dev else "test"
    words = treebank(part)
    yield from ((f"EWT {k}", v) for k, v in measures.trees(tagger, by_document(words)).items())
    yield from ((f"GUM {k}", v) for k, v in measures.trees(tagger, gum(part)).items())
    with_names = [i for i in words if "names" in i.layers]
    yield "UNER EWT names F1, each sentence alone", measures.names(tagger, with_names).f1()
    yield "UNER EWT names F1, in documents", measures.names(tagger, by_document(with_names)).f1()
    if not dev:
        yield "UNER PUD names F1, each sentence alone", measures.names(tagger, named("en_pud-ud-test")).f1()
    quoted = cofenet("valid" if dev else "test")
    exact = measures.head(network, "attribution", quoted)
    shared = measures.token_f1(network, "attribution", quoted)
    overlap = measures.jaccard(network, "attribution", quoted)
    near = measures.head(network, "attribution", by_document(quoted))
    for label in ("source", "cue", "content"):
        yield f"PolNeAR {label} exact F1", exact.f1(label)
        yield f"PolNeAR {label} exact F1, in documents", near.f1(label)
        yield f"PolNeAR {label} words F1", shared[label]
        yield f"PolNeAR {label} overlap F1", overlap[label]
    politics = list(corpora.crossner(DATA / "names" / "crossner" / "politics" / f"{part}.txt"))
    yield "CrossNER politics F1", measures.head(network, "crossner", politics).f1()
    reports = list(corpora.re3d(DATA / "names" / "re3d", held=True))
    yield "re3d held out F1", measures.head(network, "re3d", reports).f1()
    yield "words a second", speed(tagger, by_document(words))


def speed(tagger: Tagger, items: list[Item]) -> float:
    """Words tagged in a second, on one core."""
    given = [measures.sentences(i) for i in items]
    begin = time.process_time()
    for sentences in given:
        tagger.tag(sentences)
    return sum(len(s.tokens) for sentences in given for s in sentences) / (time.process_time() - begin)
