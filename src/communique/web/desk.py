"""What the server is given: the register, the reader, the settings and the clock; nothing here reads them itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from communique.model.fetched import Fetched
from communique.model.reading import Reading, Refused
from communique.settings import Settings
from communique.store import Register

Read = Callable[[Fetched], Reading | Refused]
Fetch = Callable[[str], Fetched | Refused]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The register that is shown; `read` makes claims of bytes, `fetch` gets an address, `now` tells the time.

    `db` is the name that the register's accounts are opened by.
    """

    register: Register
    settings: Settings
    read: Read
    fetch: Fetch
    db: str
    now: Callable[[], datetime] = _now

    @property
    def today(self) -> str:
        """The day, in ISO."""
        return self.now().date().isoformat()
