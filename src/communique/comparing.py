"""Two readers on the same documents, compared; law: neither sees the other's work."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from communique.engine import Reader
from communique.engine.joining import of_engines
from communique.engine.several import several
from communique.export.jsonl import as_dict
from communique.model.claim import OWN
from communique.model.document import Document
from communique.model.reading import Reading, Refused
from communique.scoring.comparison import Comparison, compare
from communique.scoring.figures import Scores, scores
from communique.scoring.gold import by_gold
from communique.scoring.pairs import Plain
from communique.store import Register

_Both = tuple[Document, Reading | Refused, Reading | Refused]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two readers with their names, and what each has read, by document."""

    names: tuple[str, str]
    readers: tuple[Reader, Reader]
    read: tuple[dict[str, Plain], dict[str, Plain]] = field(default_factory=lambda: ({}, {}))

    def both(self, document: Document | Refused) -> Refused | _Both:
        """Let both read a document."""
        if isinstance(document, Refused):
            return document
        first, second = (reader(document) for reader in self.readers)
        return document, first, second

    def take(self, found: _Both) -> Iterator[Refused]:
        """Keep what both have read of a document, and tell what one refuses."""
        document, *readings = found
        name = document.source or document.id
        if any(name in read for read in self.read):
            name = f"{name} ({document.id})"
        for reading, read in zip(readings, self.read, strict=True):
            if isinstance(reading, Reading):
                read[name] = as_dict(reading)
            else:
                yield reading


def kept(register: Register, name: str, reader: Reader) -> Reader:
    """The reader that gives what a register keeps of an engine, and asks it only where that is nothing.

    Raises `RegisterError` when it reads.
    """

    def read(document: Document) -> Reading | Refused:
        reading = register.reading(document.id)
        held = reading and of_engines(reading, {name})
        return held if held and (held.claims or name == OWN) else reader(document)

    return read


def compared(
    documents: Iterable[Document | Refused], pair: Pair, gold: Mapping[str, Plain] | None = None, at_once: int = 1
) -> Iterator[Comparison | Refused]:
    """What is refused, and last the comparison of the two readers on all documents that both read."""
    for found in several(documents, pair.both, at_once):
        if isinstance(found, Refused):
            yield found
        else:
            yield from pair.take(found)
    first, second = pair.read
    both = {name: (first[name], second[name]) for name in first if name in second}
    yield compare(pair.names, both, _scores(pair, gold) if gold else None)


def _scores(pair: Pair, gold: Mapping[str, Plain]) -> tuple[Scores, Scores]:
    first, second = (scores(gold, by_gold(gold, read.values())) for read in pair.read)
    return first, second
