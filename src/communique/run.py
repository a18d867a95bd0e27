"""The whole path on one screen: source, document, claims, register."""

from collections.abc import Collection, Iterable, Iterator

from communique import engine as engines
from communique import reconcile
from communique import sources as where
from communique.engine import Engine, Reader
from communique.engine.joining import joined, of_engines
from communique.engine.several import several
from communique.export.holdings import Holdings
from communique.extract import VERSIONS, extract, missing
from communique.extract.tokens import split
from communique.languages import LANGUAGES
from communique.languages.guess import guess_language
from communique.model.change import Change, Reread
from communique.model.claim import OWN
from communique.model.document import Document
from communique.model.doubt import Doubt
from communique.model.fetched import Fetched
from communique.model.reading import Reading, Refused
from communique.model.record import Record
from communique.reading import read_document
from communique.reconcile.changes import changes as changes_of
from communique.reconcile.known import day_before, known
from communique.reconcile.meant import Meant
from communique.reconcile.rereading import compare
from communique.reconcile.review import review as doubts_of
from communique.settings import Settings
from communique.sources import Limits, fetch
from communique.store import Register

_AT_ONCE = 200
"""Readings of a register that are held in memory while they are made anew."""


def read(
    sources: Iterable[str], settings: Settings | None = None, reader: Reader = extract, at_once: int = 1
) -> Iterator[Reading | Refused]:
    """Read paths, folders, addresses and `-`, in order; what cannot be read is a `Refused`, and the rest goes on.

    A `reader` that waits for others may read several documents `at_once`.
    """

    def found(document: Document | Refused) -> Reading | Refused:
        return document if isinstance(document, Refused) else reader(document)

    yield from several(documents(sources, settings or Settings()), found, at_once)


def reader(chosen: Iterable[Engine], settings: Settings) -> Reader:
    """What reads documents with the engines chosen, side by side. Raises `BadSetting`."""
    endpoint = engines.Endpoint(
        address="",
        key=settings.engine_key,
        user_agent=settings.user_agent,
        timeout=settings.engine_timeout,
        max_bytes=settings.engine_max_bytes,
        tries=settings.engine_tries,
    )
    return engines.reader(tuple(chosen), endpoint, settings.engine_characters)


def read_text(text: str) -> Reading | Refused:
    """Read a text in hand as if it stood in a file."""
    read = document(Fetched(source="text", data=text.encode(errors="replace")), Settings())
    return read if isinstance(read, Refused) else extract(read)


def documents(sources: Iterable[str], settings: Settings) -> Iterator[Document | Refused]:
    """The documents behind sources, each in a language that we have words for."""
    for item in fetched(sources, settings):
        yield item if isinstance(item, Refused) else document(item, settings)


def fetched(sources: Iterable[str], settings: Settings) -> Iterator[Fetched | Refused]:
    """What the sources hold, before it is read."""
    return fetch(sources, limits(settings))


def document(fetched: Fetched, settings: Settings) -> Document | Refused:
    """The document in what was fetched, unless it is in a language that we have no words for."""
    read = read_document(fetched, max_characters=settings.max_characters, guess=guess_language)
    if isinstance(read, Document) and read.language not in LANGUAGES:
        reason = f"in a language that is not read yet ({read.language}); read are: {', '.join(LANGUAGES)}"
        return Refused(source=fetched.source, reason=reason)
    if isinstance(read, Document) and (lacking := missing(read.language)):
        return Refused(source=fetched.source, reason=lacking)
    return read


def add(
    sources: Iterable[str], register: Register, settings: Settings, now: str, reader: Reader = extract
) -> Iterator[bool | Refused]:
    """Read sources into a register: `True` for each new document, `False` for one that is there already.

    `now` is the time of adding, ISO 8601 in UTC. A `reader` of others reads several at a time. Raises `RegisterError`;
    what was added before stays.
    """

    def found(document: Document | Refused) -> Reading | Refused | None:
        if isinstance(document, Refused):
            return document
        return None if register.holds(document) else reader(document)

    at_once = 1 if reader is extract else settings.engine_at_once
    for reading in several(documents(sources, settings), found, at_once):
        if reading is None:
            yield False
        else:
            yield reading if isinstance(reading, Refused) else register.add(reading, added=now)


def register(name: str, *, create: bool = True) -> Register:
    """The register of that name, open, with what derives its records. Raises `RegisterError`."""
    return Register(name, create=create, renew=reconcile.renew, rules=reconcile.rules)


def count(sources: Iterable[str]) -> int | None:
    """How many items sources hold, to tell how far a run is."""
    return where.count(sources)


def stored(register: Register, as_of: str | None = None) -> list[Document]:
    """The documents of a register, or those known on a day, in the order of their ids. Raises `RegisterError`."""
    readings = register.readings() if as_of is None else known(register).on(as_of).readings
    return [reading.document for reading in readings]


def records(register: Register, kind: str, as_of: str | None = None) -> list[Record]:
    """The records of one kind, named in the plural, as they are or as they were on a day. Raises `RegisterError`."""
    return list(register.records(kind)) if as_of is None else known(register).on(as_of).records(kind)


def holdings(register: Register, as_of: str | None = None) -> Holdings:
    """All that an export needs of a register, as it is or as it was on a day. Raises `RegisterError`."""
    readings = tuple(register.readings()) if as_of is None else known(register).on(as_of).readings
    return Holdings(
        records={kind: records(register, kind, as_of) for kind in reconcile.KINDS}, readings=tuple(readings)
    )


def changes(register: Register, since: str, until: str, by: str = "added") -> list[Change]:
    """What changed in the records from one day to another, both with their changes (`YYYY-MM-DD`).

    A document counts as known from the day it was `added`, or `published`. Raises `RegisterError`.
    """
    return changes_of(known(register, by), day_before(since), until)


def review(register: Register, as_of: str | None = None) -> list[Doubt]:
    """What is unsure, or was so on a day, the worst first. Raises `RegisterError`."""
    return doubts_of(known(register).on(as_of))


def meant(register: Register) -> Meant:
    """What people can name in their decisions. Raises `RegisterError`."""
    return Meant(known(register))


def reread(
    register: Register,
    *,
    outdated: bool = False,
    reader: Reader = extract,
    names: Collection[str] = (OWN,),
    at_once: int = 1,
) -> Iterator[Reread | Refused]:
    """Read the stored documents again, put the new readings in the place of the old, and tell what differs.

    `names` are those of the engines of which `reader` is made, our own first; the claims of others stay. With
    `outdated`, only documents with claims of another version of an extractor, or with none of an engine that is named.
    Raises `RegisterError`; a document has its old reading or its new one, never a part of each.
    """

    def found(old: Reading) -> tuple[Reading, Reading | Refused]:
        return old, reader(old.document)

    held = (old for old in _held(register) if not outdated or _outdated(old, names))
    for old, new in several(held, found, at_once):
        if isinstance(new, Refused):
            yield new
            continue
        whole = joined((new, of_engines(old, {claim.engine for claim in old.claims} - {OWN, *names})))
        if whole != old:
            register.replace(whole)
        yield compare(old, whole)


def _held(register: Register) -> Iterator[Reading]:
    """What was read from the documents that a register holds now, some at a time in memory."""
    ids = sorted(register.added())
    for start in range(0, len(ids), _AT_ONCE):
        yield from list(register.readings(ids[start : start + _AT_ONCE]))


def _outdated(reading: Reading, names: Collection[str]) -> bool:
    engines = {claim.engine for claim in reading.claims}
    versions = {claim.extractor for claim in reading.claims if claim.engine == OWN}
    return not (versions <= set(VERSIONS) and set(names) <= engines | {OWN})


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
