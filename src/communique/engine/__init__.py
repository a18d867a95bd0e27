"""Readers of documents by name: our own, and models of others; law: every reader's claims stand the same checks.

A reader may be asked by several threads: they wait for the answers of others together, and one at a time reads.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from communique.engine.joining import joined
from communique.engine.naming import Engine, check_key, named
from communique.engine.remote import Remote
from communique.extract import extract
from communique.model.claim import OWN
from communique.model.document import Document
from communique.model.reading import Reading, Refused
from communique.sources.chat import Endpoint

__all__ = ["Endpoint", "Engine", "Reader", "named", "reader"]

Reader = Callable[[Document], Reading | Refused]

_ALONE = threading.Lock()
"""Held by whoever reads: our own reader takes one document at a time."""


def reader(engines: Sequence[Engine], endpoint: Endpoint, size: int) -> Reader:
    """The reader that asks all engines and puts their claims side by side; one that fails refuses the document.

    `endpoint` says how to ask, each engine where; `size` is how much of a document is given at once, in characters.
    Raises `BadSetting` where the key would go over the network for all to read.
    """
    check_key(engines, endpoint.key)
    readers = [_reader(engine, replace(endpoint, address=engine.address), size) for engine in engines]
    return readers[0] if len(readers) == 1 else _all(readers)


def _reader(engine: Engine, endpoint: Endpoint, size: int) -> Reader:
    return _own if engine.name == OWN else Remote(engine, endpoint, size, alone=_ALONE)


def _own(document: Document) -> Reading:
    with _ALONE:
        return extract(document)


def _all(readers: Sequence[Reader]) -> Reader:
    def read(document: Document) -> Reading | Refused:
        readings = []
        for each in readers:
            reading = each(document)
            if isinstance(reading, Refused):
                return reading
            readings.append(reading)
        return joined(readings)

    return read
