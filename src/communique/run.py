"""The whole path on one screen: source, document, claims, register."""

from collections.abc import Iterable, Iterator

from communique.extract import extract
from communique.model.reading import Reading, Refused
from communique.reading import read_document
from communique.sources import fetch


def read(sources: Iterable[str]) -> Iterator[Reading | Refused]:
    """Read paths, folders, addresses and `-`, one after the other; what cannot be read is a `Refused`, and the rest goes on."""
    for fetched in fetch(sources):
        if isinstance(fetched, Refused):
            yield fetched
            continue
        document = read_document(fetched)
        yield document if isinstance(document, Refused) else extract(document)
