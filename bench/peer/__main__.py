"""`python -m bench.peer FOLDER`: reading beside spaCy's small kind of pipeline, by accuracy and speed in one run.

The pipeline is trained where the folder does not hold it yet (`--passes`). Needs spaCy, in an environment of its own.
"""

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tarfile import open as open_tar
from tempfile import TemporaryDirectory

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from train.corpora import Item
from train.items import by_document

from bench.peer.training import items, train
from bench.tagger import measures
from bench.tagger.figures import named, treebank
from communique.extract import extract
from communique.extract.tagger import MODELS, Tagger
from communique.model.document import Document
from communique.run import documents
from communique.settings import Settings

WIRE = Path("../shared/data/news/reuters-igo.tar.gz")


def peer_trees(language: Language, given: list[Item]) -> dict[str, float]:
    """UPOS, UAS and LAS of spaCy's on given words and sentences."""
    words = upos = uas = las = 0
    for item in given:
        doc = Doc(language.vocab, item.words, sent_starts=[i == 0 for i in range(len(item.words))])
        for token, tag, head, relation in zip(
            _run(language, doc), item.layers["upos"], item.heads or (), item.deprels or (), strict=True
        ):
            right = token.head.i == (head if head >= 0 else token.i)
            words += 1
            upos += token.tag_ == tag
            uas += right
            las += right and token.dep_.lower() == relation
    return {"UPOS": 100 * upos / words, "UAS": 100 * uas / words, "LAS": 100 * las / words}


def peer_names(language: Language, given: list[Item]) -> float:
    """F1 of spaCy's names, span and label right."""
    count = measures.Count()
    for item in given:
        found = [(e.start, e.end, e.label_) for e in _run(language, Doc(language.vocab, item.words)).ents]
        count.add(measures.spans(item.layers["names"]), found)
    return count.f1()


def _run(language: Language, doc: Doc) -> Doc:
    for _, pipe in language.pipeline:
        doc = pipe(doc)
    return doc


def stories() -> list[Document]:
    """The wire's stories."""
    with TemporaryDirectory() as place, open_tar(WIRE) as packed:
        packed.extractall(place, filter="data")
        found = documents(sorted(map(str, Path(place).glob("*.txt"))), Settings())
        return [d for d in found if isinstance(d, Document)]


def seconds(work: Callable[[], object]) -> float:
    """Processor time of a piece of work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def accuracy(language: Language) -> Iterator[tuple[str, float, float]]:
    """Ours and spaCy's, figure by figure."""
    words = treebank("test")
    tagger = Tagger.load(MODELS)
    ours, theirs = measures.trees(tagger, by_document(words)), peer_trees(language, words)
    yield from ((f"EWT {name}", ours[name], theirs[name]) for name in ours)
    with_names = [i for i in words if "names" in i.layers]
    yield "UNER EWT names F1", measures.names(tagger, with_names).f1(), peer_names(language, with_names)
    others = named("en_pud-ud-test")
    yield "UNER PUD names F1", measures.names(tagger, others).f1(), peer_names(language, others)


def main() -> None:
    """Print a line a figure: ours, spaCy's."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--passes", type=int, default=12)
    asked.add_argument("--rounds", type=int, default=3)
    said = asked.parse_args()
    if not said.folder.exists():
        train(items(), said.passes).to_disk(said.folder)
    language = spacy.load(said.folder)
    for name, ours, theirs in accuracy(language):
        print(f"{name:28} {ours:9.2f} {theirs:9.2f}", flush=True)
    given = stories()
    texts = [d.text for d in given]
    words = sum(len(t.split()) for t in texts)
    times = [
        (seconds(lambda: [extract(d) for d in given]), seconds(lambda: [*language.pipe(texts, batch_size=64)]))
        for _ in range(said.rounds)
    ]
    ours, theirs = (median(t) for t in zip(*times, strict=True))
    print(f"{'stories of 300 words a second':28} {words / 300 / ours:9.2f} {words / 300 / theirs:9.2f}")
    print(f"whole reading has {theirs / ours:.2f} of the peer's speed")
    print(f"most memory of both together: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
