"""A member of a ZIP or tar archive, to be opened while the archive stands at it."""

import io
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in an archive by its name there; `reason` says why it cannot be opened, if so."""

    name: str
    open: Callable[[], io.BufferedReader]
    reason: str | None = None


def closed() -> io.BufferedReader:
    """What a member gives that is not to be opened."""
    return io.BufferedReader(io.BytesIO())
