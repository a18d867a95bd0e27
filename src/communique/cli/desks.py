"""A register and what reads documents, put together for the server."""

from dataclasses import replace

from communique.model.fetched import Fetched
from communique.model.reading import Reading, Refused
from communique.settings import Settings
from communique.store import Register
from communique.web.desk import Desk


def desk(register: Register, settings: Settings, db: str = "") -> Desk:
    """The desk of a register, with the reader that `communique read` has.

    `db` is the name that the register was opened by, where that holds a password, which the register tells nobody.
    """

    def read(fetched: Fetched) -> Reading | Refused:
        from communique import run  # the extractors are slow to import, and few readers ask for them
        from communique.extract import extract

        found = run.document(fetched, settings)
        return found if isinstance(found, Refused) else extract(found)

    def fetch(address: str) -> Fetched | Refused:
        from communique import run
        from communique.sources.http import fetch_address

        return fetch_address(address, replace(run.limits(settings), public_only=not settings.read_private))

    return Desk(register=register, settings=settings, read=read, fetch=fetch, db=db or register.name)
