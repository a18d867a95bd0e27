"""The records of a WARC file, cut out one by one; law: a broken one is told, and the next whole one is found."""

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from communique.sources.archives.bounds import Broken, Meter
from communique.sources.limits import Limits

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
_LINE = 1 << 16
_HEADER = 1 << 18
_START = re.compile(rb"WARC/[01]\.\d+\r?\n")
_LENGTH = re.compile(rb"^content-length:\s*(\d+)\s*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record's bytes, header and content, and where it begins in the file; `cut` where it is over the limit."""

    data: bytes
    offset: int
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why there is no record at some byte of the file."""

    reason: str
    offset: int

    def __str__(self) -> str:
        return f"broken at byte {self.offset:,}: {self.reason}"


def records(file: Any, limits: Limits) -> Iterator[Record | Fault]:
    """Each record, and each reason why there is none at some place."""
    if file.peek(2).startswith(b"\x1f\x8b"):
        yield from _Packed(file, limits).records()
    else:
        yield from _framed(file, limits)


class _BadRecord(Exception):
    """Why the bytes at hand are no record."""


def _framed(file: Any, limits: Limits) -> Iterator[Record | Fault]:
    """The records of an unpacked stream; between them only blank lines may stand."""
    offset, lost = 0, False
    while start := file.readline(_LINE):
        here, offset = offset, offset + len(start)
        if _START.fullmatch(start):
            lost = False
            try:
                record, size = _record(file, start, here, limits)
            except _BadRecord as error:
                yield Fault(reason=str(error), offset=here)
                continue
            offset = here + size
            yield record
        elif start.strip() and not lost:
            lost = True
            yield Fault(reason="no record where one should begin; the next one is looked for", offset=here)


def _record(file: Any, start: bytes, offset: int, limits: Limits) -> tuple[Record, int]:
    """The record that begins with a line, and how many bytes it has."""
    head = _header(file, start)
    found = _LENGTH.search(head)
    if found is None:
        raise _BadRecord("a record that does not say its length")
    length = int(found[1][:18])
    data = file.read(min(length, limits.max_bytes))
    left = length - len(data)
    while left and (more := file.read(min(left, _CHUNK))):
        left -= len(more)
    if left:
        raise _BadRecord("a record that breaks off before its end")
    return Record(data=head + data, offset=offset, cut=length > limits.max_bytes), len(head) + length


def _header(file: Any, start: bytes) -> bytes:
    head = bytearray(start)
    while len(head) < _HEADER:
        line = file.readline(_LINE)
        head += line
        if not line.strip():
            if not line:
                raise _BadRecord("a record whose header breaks off")
            return bytes(head)
    raise _BadRecord("a record with an endless header")


class _Packed:
    """A file of gzip members, as a rule one a record; a broken one is passed over to the next that holds a record."""

    def __init__(self, file: Any, limits: Limits) -> None:
        self._file, self._limits = file, limits
        self._waiting, self.offset = b"", 0

    def records(self) -> Iterator[Record | Fault]:
        """The records of one member after the other."""
        while self._fill():
            start = self.offset
            try:
                yield from self._member(start)
            except Broken as error:
                yield Fault(reason=f"{error}; the next record is looked for", offset=start)
                self._recover(start + 1)

    def take(self) -> bytes:
        """The bytes that come next; none at the end."""
        if not self._fill():
            return b""
        data, self._waiting = self._waiting, b""
        self.offset += len(data)
        return data

    def put_back(self, data: bytes) -> None:
        """Bytes that were taken and are not needed."""
        self._waiting = data + self._waiting
        self.offset -= len(data)

    def _fill(self) -> bool:
        if not self._waiting:
            self._waiting = self._file.read1(_CHUNK)
        return bool(self._waiting)

    def _member(self, start: int) -> Iterator[Record | Fault]:
        """The records of a member, each given when what follows it has proved whole too."""
        held: Record | Fault | None = None
        for found in _framed(io.BufferedReader(_Member(self), _CHUNK), self._limits):
            if held is not None:
                yield held
            held = replace(found, offset=start)
        if held is not None:
            yield held

    def _recover(self, place: int) -> None:
        """Stand before the next member that begins like a record."""
        if self._file.seekable():
            self._file.seek(place)
            self._waiting, self.offset = b"", place
        while self._fill():
            at = self._waiting.find(_MAGIC)
            if at < 0:
                kept = self._waiting[-2:]
                self.take()
                more = self._file.read1(_CHUNK)
                if not more:
                    return
                self._waiting, self.offset = kept + more, self.offset - len(kept)
                continue
            self.offset += at
            self._waiting = self._waiting[at:]
            if self._promising():
                return
            self.offset += 1
            self._waiting = self._waiting[1:]

    def _promising(self) -> bool:
        if len(self._waiting) < 512:
            self._waiting += self._file.read(512)
        try:
            return zlib.decompressobj(31).decompress(self._waiting[:512], 5) == b"WARC/"
        except zlib.error:
            return False


class _Member(io.RawIOBase):
    """What one gzip member unpacks to; its checksum is compared at its end."""

    def __init__(self, packed: _Packed) -> None:
        self._packed, self._engine, self._meter = packed, zlib.decompressobj(31), Meter()
        self._tail = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as one step of unpacking goes."""
        while not self._engine.eof:
            data = self._tail or self._packed.take()
            self._meter.packed += 0 if self._tail else len(data)
            try:
                found = self._engine.decompress(data, len(buffer))
            except zlib.error:
                raise Broken("damaged compression") from None
            self._tail = self._engine.unconsumed_tail
            if self._engine.eof:
                self._packed.put_back(self._engine.unused_data)
            if found:
                self._meter.out(len(found))
                buffer[: len(found)] = found
                return len(found)
            if not data and not self._engine.eof:
                raise Broken("cut off within its compression")
        return 0
