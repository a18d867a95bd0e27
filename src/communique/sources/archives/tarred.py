"""Tar, plain or gzip; law: one header at a time, so that neither many members nor long names fill the memory."""

import io
import tarfile
from collections.abc import Iterator
from typing import Any

from communique.model.reading import Refused
from communique.sources.archives.bounds import Broken, Meter, Place, Stream, inflated
from communique.sources.archives.packed import Member, closed

_BLOCK = 512
_LONG = 65_536
_LONG_NAME, _EXTENDED = (tarfile.GNUTYPE_LONGNAME,), (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE)
_ASIDE = (tarfile.GNUTYPE_LONGLINK, tarfile.XGLTYPE, tarfile.DIRTYPE)
_STEP = 1 << 20


class _Body:
    """The content of one member, which ends where the member ends."""

    def __init__(self, file: Any, size: int) -> None:
        self._file, self.left = file, size

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        """Nothing: the archive goes on."""

    def read1(self, size: int) -> bytes:
        if not self.left:
            return b""
        data: bytes = self._file.read(min(size, self.left))
        if not data:
            raise Broken("breaks off in the middle of a member")
        self.left -= len(data)
        return data


def read(file: Any, place: Place) -> Iterator[Member | Refused]:
    """The members as they come; after a broken header it goes on with the next whole one. Raises `Broken`."""
    extra: dict[str, str] = {}
    stream, well = inflated(file), True
    while header := stream.read(_BLOCK):
        if header == bytes(_BLOCK):
            continue
        try:
            info = _header(header)
        except tarfile.HeaderError as error:
            if well:
                yield Refused(source=place.name, reason=f"a broken header ({error}); the next whole one is looked for")
            well, extra = False, {}
            continue
        well = True
        if info.type in (*_LONG_NAME, *_EXTENDED):
            extra |= _extra(stream, info)
            continue
        yield from _member(stream, info, extra)
        if info.type not in _ASIDE or info.type == tarfile.DIRTYPE:
            extra = {}


def _header(block: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    if info.size < 0:
        raise tarfile.HeaderError("a size below nought")
    return info


def _member(stream: Any, info: tarfile.TarInfo, extra: dict[str, str]) -> Iterator[Member]:
    name = extra.get("path", info.name)
    size = int(extra["size"]) if extra.get("size", "").isdecimal() else info.size
    if info.type in (tarfile.LNKTYPE, tarfile.SYMTYPE):
        yield Member(name=name, open=closed, reason="a link, not a file")
        return
    body = _Body(stream, size if info.type not in (tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE) else 0)
    if info.type in (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE):
        yield Member(name=name, open=lambda: io.BufferedReader(Stream(body, Meter(packed=size)), 1 << 16))
    elif info.type not in _ASIDE:
        yield Member(name=name, open=closed, reason="a device or a file with holes, which is not read")
    while body.left:
        body.read1(_STEP)
    stream.read(-size % _BLOCK)


def _extra(stream: Any, info: tarfile.TarInfo) -> dict[str, str]:
    """The long name, or the values of an extended header, that come before a member."""
    if info.size > _LONG:
        raise Broken(f"an extended header of {info.size:,} bytes; the rest is left")
    data = stream.read(info.size)
    stream.read(-info.size % _BLOCK)
    if info.type in _LONG_NAME:
        return {"path": data.rstrip(b"\0").decode("utf-8", "replace")}
    return dict(_records(data))


def _records(data: bytes) -> Iterator[tuple[str, str]]:
    while data:
        length, _, rest = data.partition(b" ")
        if not length.isdigit() or not 0 < int(length) <= len(data):
            return
        name, _, value = rest[: int(length) - len(length) - 1].partition(b"=")
        if name in (b"path", b"size"):
            yield name.decode(), value.rstrip(b"\n").decode("utf-8", "replace")
        data = data[int(length) :]
