"""What all looks share: the register, the network, settings and the clock; law: one thread reads, and reads alone."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from communique import run
from communique.extract import extract
from communique.model.document import Document
from communique.model.fetched import Fetched
from communique.model.followed import Edit, SourceState, Visit
from communique.model.reading import Reading, Refused
from communique.settings import Settings
from communique.sources.plan import Followed
from communique.sources.polite import Answer, Visitor
from communique.sources.warc import Warc
from communique.store import Register

_LIST = 5_000_000
"""Bytes of a feed or a page of links; a sitemap may be as large as anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a look needs; `clock` tells seconds since 1970, `stamp` the time as ISO 8601 in UTC."""

    register: Register
    settings: Settings
    visitor: Visitor
    clock: Callable[[], float]
    stamp: Callable[[], str]
    reader: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    keeping: threading.Lock = field(default_factory=threading.Lock)
    writing: threading.Lock = field(default_factory=threading.Lock)
    stopping: threading.Event = field(default_factory=threading.Event)
    archives: dict[str, Warc] = field(default_factory=dict)

    def get(self, source: Followed, address: str, etag: str | None, modified: str | None) -> Answer:
        """The answer of an address or the content of a file; what came is kept where the source says so."""
        if "://" not in address:
            return _file(address, etag, self.settings.max_bytes)
        most = _LIST if address == source.url and source.kind in ("feed", "page") else None
        answer = self.visitor.get(address, etag, modified, private=source.allow_private, most=most)
        if source.keep and answer.fetched is not None:
            with self.keeping:
                self.archives.setdefault(source.keep, Warc(Path(source.keep))).write(answer, self.stamp())
        return answer

    def document(self, fetched: Fetched) -> Document | Refused:
        """The document in what was fetched."""
        return self.reader.submit(run.document, fetched, self.settings).result()

    def store(self, document: Document) -> bool:
        """Read a document into the register; `False` where it is there already."""
        return self.reader.submit(self._store, document).result()

    def _store(self, document: Document) -> bool:
        if self.register.holds(document):
            return False
        return self.register.add(extract(document), added=self.stamp())

    def keep(self, state: SourceState, visits: Sequence[Visit] = (), edit: Edit | None = None) -> None:
        """Remember how a source does and what came of visits.

        One thread writes: many that waited for a database would take all of its connections.
        """
        with self.writing:
            self.register.sources.keep(state, visits, edit)

    def versions(self, before: str, after: str) -> tuple[Reading, Reading] | None:
        """The readings of two documents of the register, where both are there."""
        old, new = self.register.reading(before), self.register.reading(after)
        return (old, new) if old and new else None

    def close(self) -> None:
        """Let go of connections, files and the thread."""
        self.reader.shutdown(cancel_futures=True)
        self.visitor.close()
        for archive in self.archives.values():
            archive.close()


def _file(path: str, etag: str | None, most: int) -> Answer:
    """A file as if it were an answer; its mark is when it was changed, and its size."""
    try:
        found = Path(path).stat()
        mark = f"{found.st_mtime_ns}-{found.st_size}"
        if mark == etag:
            return Answer(unchanged=True, etag=etag)
        if found.st_size > most:
            return Answer(reason=f"larger than the limit of {most:,} bytes (COMMUNIQUE_MAX_BYTES raises it)")
        return Answer(fetched=Fetched(source=path, data=Path(path).read_bytes()), etag=mark)
    except (OSError, ValueError) as error:
        return Answer(reason=f"cannot be opened: {getattr(error, 'strerror', None) or error}")
