"""Sources that hold their documents inside: archives of mails and calendars; law: one broken entry stops no other."""

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol

from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.sources.limits import Limits

_CALENDARS = {"ical": "ical", "ocd": "opencivic", "indico": "indico"}
HELD = ("mbox", *_CALENDARS)
"""The kinds of sources that hold their documents inside."""
MOST = 100_000
"""Entries of one look."""


class Entry(Protocol):
    """A document inside a source: `mark` is another when it says something else, `when` when its occasion begins."""

    @property
    def address(self) -> str: ...

    @property
    def mark(self) -> str: ...

    @property
    def when(self) -> str | None: ...

    def fetched(self, was: str | None = None) -> Fetched:
        """Its text; `was` is the `when` of the version before."""
        ...


def entries(kind: str, data: bytes, base: str, limits: Limits) -> Iterator[Entry | Refused]:
    """The entries of a source that was fetched from `base`. Raises `SourceError` where it is not of that kind."""
    if kind == "mbox":
        from communique.sources.entries.mbox import messages_in

        found: Iterator[Entry | Refused] = messages_in(data, base, limits.max_bytes)
    else:
        found = import_module(f"communique.sources.entries.{_CALENDARS[kind]}").events(data, base)
    for number, entry in enumerate(found):
        if number >= MOST:
            yield Refused(source=base, reason=f"more than {MOST:,} entries; the rest is left out")
            return
        yield entry
