"""The whole path on one screen: source, document, claims, register."""

from collections.abc import Iterable, Iterator

from communique import reconcile
from communique import sources as where
from communique.extract import extract
from communique.extract.tokens import split
from communique.languages import LANGUAGES
from communique.languages.guess import guess_language
from communique.model.document import Document
from communique.model.fetched import Fetched
from communique.model.reading import Reading, Refused
from communique.model.record import Record
from communique.reading import read_document
from communique.settings import Settings
from communique.sources import Limits, fetch
from communique.store import Register


def read(sources: Iterable[str], settings: Settings | None = None) -> Iterator[Reading | Refused]:
    """Read paths, folders, addresses and `-`, one by one; what cannot be read is a `Refused`, and the rest goes on."""
    for document in documents(sources, settings or Settings()):
        yield document if isinstance(document, Refused) else extract(document)


def read_text(text: str) -> Reading | Refused:
    """Read a text in hand as if it stood in a file."""
    read = document(Fetched(source="text", data=text.encode(errors="replace")), Settings())
    return read if isinstance(read, Refused) else extract(read)


def documents(sources: Iterable[str], settings: Settings) -> Iterator[Document | Refused]:
    """The documents behind sources, each in a language that we have words for."""
    for fetched in fetch(sources, limits(settings)):
        yield fetched if isinstance(fetched, Refused) else document(fetched, settings)


def document(fetched: Fetched, settings: Settings) -> Document | Refused:
    """The document in what was fetched, unless it is in a language that we have no words for."""
    read = read_document(fetched, max_characters=settings.max_characters, guess=guess_language)
    if isinstance(read, Document) and read.language not in LANGUAGES:
        reason = f"in a language that is not read yet ({read.language}); read are: {', '.join(LANGUAGES)}"
        return Refused(source=fetched.source, reason=reason)
    return read


def add(sources: Iterable[str], register: Register, settings: Settings, now: str) -> Iterator[bool | Refused]:
    """Read sources into a register: `True` for each new document, `False` for one that is there already.

    `now` is the time of adding, ISO 8601 in UTC. Raises `RegisterError`; what was added before stays.
    """
    for document in documents(sources, settings):
        if isinstance(document, Refused):
            yield document
        else:
            yield not register.holds(document) and register.add(extract(document), added=now)


def register(name: str, *, create: bool = True) -> Register:
    """The register of that name, open, with what derives its records. Raises `RegisterError`."""
    return Register(name, create=create, derive=reconcile.everything)


def count(sources: Iterable[str]) -> int:
    """How many items sources hold, to tell how far a run is."""
    return where.count(sources)


def stored(register: Register) -> list[Document]:
    """The documents of a register, in the order of their ids. Raises `RegisterError`."""
    return [reading.document for reading in register.readings()]


def records(register: Register, kind: str) -> list[Record]:
    """The records of one kind, named in the plural. Raises `RegisterError`."""
    return list(register.records(kind))


def limits(settings: Settings) -> Limits:
    """What the settings allow a source to take."""
    return Limits(
        max_bytes=settings.max_bytes,
        timeout=settings.timeout,
        max_redirects=settings.max_redirects,
        user_agent=settings.user_agent,
    )


def sentences(document: Document) -> list[tuple[int, int]]:
    """Where the sentences of a document begin and end."""
    return [(sentence.start, sentence.end) for sentence in split(document.text)]
