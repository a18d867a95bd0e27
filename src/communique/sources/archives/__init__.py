"""Archives: WARC, WACZ, ZIP, tar, JSON lines and Parquet, one member at a time; what cannot be read is refused."""

import io
from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any

from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.sources.archives.bounds import DEPTH, Broken, Place
from communique.sources.archives.kinds import HEAD, LINES, PARQUET, TAR, WARC, ZIP, kind_of
from communique.sources.archives.packed import Member
from communique.sources.limits import Limits
from communique.sources.names import KNOWN, known, media_type

__all__ = ["archive_in", "members"]

_READERS = {
    WARC: "communique.sources.archives.warc:read",
    ZIP: "communique.sources.archives.zipped:read",
    TAR: "communique.sources.archives.tarred:read",
    LINES: "communique.sources.archives.rows:read_lines",
    PARQUET: "communique.sources.archives.rows:read_parquet",
}


def archive_in(file: Any, name: str) -> str | None:
    """The kind of archive in a file that can be peeked into; `None` for a file that is none."""
    return kind_of(file.peek(HEAD), name)


def members(kind: str, file: Any, name: str, limits: Limits) -> Iterator[Fetched | Refused]:
    """The documents in an archive in the order in which they stand there, one at a time in memory.

    Members whose names are not those of documents or archives are left out, as in a folder.
    """
    return _members(kind, file, Place(name=name, limits=limits))


def _members(kind: str, file: Any, place: Place) -> Iterator[Fetched | Refused]:
    empty = True
    module, _, reader = _READERS[kind].partition(":")
    try:
        for item in getattr(import_module(module), reader)(file, place):
            for found in _unpacked(item, place) if isinstance(item, Member) else (item,):
                empty = False
                yield found
    except Broken as error:
        yield Refused(source=place.name, reason=str(error))
    else:
        if empty:
            yield Refused(source=place.name, reason=f"no document in this archive (looked for {', '.join(KNOWN)})")


def _unpacked(member: Member, place: Place) -> Iterator[Fetched | Refused]:
    """What a member of a ZIP or tar archive holds: nothing for one that is left out."""
    source = place.at(member.name)
    if _leads_out(member.name):
        yield Refused(source=source, reason="its name leads out of the archive")
    elif member.reason:
        yield Refused(source=source, reason=member.reason)
    elif not _left_out(member.name):
        try:
            yield from _taken(member, source, place)
        except Broken as error:
            yield Refused(source=source, reason=str(error))


def _taken(member: Member, source: str, place: Place) -> Iterator[Fetched | Refused]:
    with member.open() as stream:
        kind = archive_in(stream, member.name)
        if kind is None:
            data = stream.read(place.limits.max_bytes + 1)
            too_large = len(data) > place.limits.max_bytes
            yield (
                Refused(source=source, reason=place.limits.too_large)
                if too_large
                else Fetched(source=source, data=data, media_type=media_type(member.name))
            )
        elif place.depth >= DEPTH:
            yield Refused(source=source, reason=f"an archive that lies in {DEPTH + 1} others; unpack it first")
        else:
            yield from _members(kind, _seekable(kind, stream, place), place.inside(source))


def _seekable(kind: str, stream: io.BufferedReader, place: Place) -> Any:
    """The stream, or for kinds that are read from their end a copy in memory. Raises `Broken` for one too large."""
    if kind not in (ZIP, PARQUET):
        return stream
    data = stream.read(place.limits.max_bytes + 1)
    if len(data) > place.limits.max_bytes:
        raise Broken(f"{place.limits.too_large}, which holds for archives in archives; unpack it first")
    return io.BufferedReader(io.BytesIO(data))


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or parts[0].endswith(":")


def _left_out(name: str) -> bool:
    folders = PurePosixPath(name).parts[:-1]
    return not known(name) or any(folder.startswith(".") or folder == "__MACOSX" for folder in folders)
