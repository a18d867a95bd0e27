"""Two readers on the same documents, compared; law: neither sees the other's work."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from communique import run
from communique.engine import Reader
from communique.export.jsonl import as_dict
from communique.model.document import Document
from communique.model.reading import Reading, Refused
from communique.scoring.comparison import Comparison, compare
from communique.scoring.figures import Scores, scores
from communique.scoring.gold import by_gold
from communique.scoring.pairs import Plain
from communique.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two readers with their names, and what each has read, by document."""

    names: tuple[str, str]
    readers: tuple[Reader, Reader]
    read: tuple[dict[str, Plain], dict[str, Plain]] = field(default_factory=lambda: ({}, {}))

    def take(self, document: Document) -> Iterator[Refused]:
        """Let both read a document, and tell what one refuses."""
        name = document.source or document.id
        for reader, read in zip(self.readers, self.read, strict=True):
            reading = reader(document)
            if isinstance(reading, Reading):
                read[name] = as_dict(reading)
            else:
                yield reading


def compared(
    sources: Iterable[str], settings: Settings, pair: Pair, gold: Mapping[str, Plain] | None = None
) -> Iterator[Comparison | Refused]:
    """What is refused, and last the comparison of the two readers on all documents that both read."""
    for document in run.documents(sources, settings):
        if isinstance(document, Refused):
            yield document
        else:
            yield from pair.take(document)
    first, second = pair.read
    both = {name: (first[name], second[name]) for name in first if name in second}
    yield compare(pair.names, both, _scores(pair, gold) if gold else None)


def _scores(pair: Pair, gold: Mapping[str, Plain]) -> tuple[Scores, Scores]:
    first, second = (scores(gold, by_gold(gold, read.values())) for read in pair.read)
    return first, second
