"""Where it comes from: files, folders, archives, standard input, addresses; what cannot be fetched is refused."""

import re
from collections.abc import Iterable, Iterator

from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.sources.files import count_files, fetch_path, fetch_stdin
from communique.sources.limits import Limits

__all__ = ["Limits", "count", "fetch"]

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)


def fetch(sources: Iterable[str], limits: Limits) -> Iterator[Fetched | Refused]:
    """The bytes behind each path, folder (all that is in it), address or `-`, in order, one at a time."""
    for source in sources:
        yield from fetch_one(source, limits)


def fetch_one(source: str, limits: Limits) -> Iterator[Fetched | Refused]:
    """What one source holds: several items for a folder, else one."""
    scheme = _SCHEME.match(source)
    if source == "-":
        yield fetch_stdin(limits)
    elif scheme is None:
        yield from fetch_path(source, limits)
    elif scheme[1].lower() in ("http", "https"):
        from communique.sources.http import fetch_address  # the network library is slow to import

        yield fetch_address(source, limits)
    else:
        reason = f"no way to fetch {scheme[1]} addresses; give a path, an http or https address, or -"
        yield Refused(source=source, reason=reason)


def count(sources: Iterable[str]) -> int | None:
    """How many items the sources hold, to tell how far a run is; `None` where archives are among them."""
    counts = [1 if source == "-" or _SCHEME.match(source) else count_files(source) for source in sources]
    return None if None in counts else sum(number or 0 for number in counts)
