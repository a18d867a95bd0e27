"""How much an archive may hold; law: nothing is unpacked beyond a bound, and nothing is written to the disk."""

import gzip
import io
import zlib
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from communique.sources.limits import Limits

# Text packs to about a tenth, pages that repeat themselves to a fiftieth; a bomb goes beyond 1:1000.
_RATIO = 200
_FREE = 100_000_000
DEPTH = 2
"""How deep archives may lie in archives."""


class Broken(Exception):
    """Why an archive, or the rest of it, cannot be read, as a clause whose subject is the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An archive by its name, what may be taken from it, and how many archives it lies in."""

    name: str
    limits: Limits
    depth: int = 0

    def at(self, member: str) -> str:
        """The name of something in the archive, fit to be printed."""
        shown = "".join(c if c.isprintable() else "\ufffd" for c in member)
        return f"{self.name}#{shown}"

    def inside(self, name: str) -> "Place":
        """The place of an archive in this one."""
        return replace(self, name=name, depth=self.depth + 1)


@dataclass(slots=True)
class Meter:
    """Bytes that were read and bytes that they unpacked to."""

    packed: int = 0
    unpacked: int = 0

    def out(self, size: int) -> None:
        """Count what came out. Raises `Broken` where it is out of all proportion to what went in."""
        self.unpacked += size
        if self.unpacked > _FREE and self.unpacked > _RATIO * self.packed:
            raise Broken(f"unpacks to more than {_RATIO} times its size: a decompression bomb? The rest is left")


class Stream(io.RawIOBase):
    """What another stream gives, its errors told as `Broken`, its bytes counted by a meter."""

    def __init__(self, source: Any, meter: Meter, trouble: str = "is damaged") -> None:
        self._source, self._meter, self._trouble = source, meter, trouble

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._source.seekable())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(self._source.seek(offset, whence))

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as one reading goes."""
        try:
            data = self._source.read1(len(buffer))
        except EOFError:
            raise Broken("breaks off: it is cut off within its compression") from None
        except (OSError, zlib.error, ValueError, RuntimeError, NotImplementedError) as error:
            raise Broken(f"{self._trouble}: {line(error)}") from None
        except Exception as error:
            if type(error).__module__ in ("zipfile", "lzma", "_lzma", "tarfile"):
                raise Broken(f"{self._trouble}: {line(error)}") from None
            raise
        self._meter.out(len(data))
        buffer[: len(data)] = data
        return len(data)


class _Counted:
    """A stream whose reads a meter counts as what went in."""

    def __init__(self, source: BinaryIO, meter: Meter) -> None:
        self._source, self._meter = source, meter

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self._meter.packed += len(data)
        return data


def inflated(file: Any) -> io.BufferedReader:
    """What a file holds, unpacked on the way where it is gzip; it cannot be sought in then."""
    if not file.peek(2).startswith(b"\x1f\x8b"):
        return file  # type: ignore[no-any-return]
    meter = Meter()
    source = gzip.GzipFile(fileobj=_Counted(file, meter), mode="rb")  # type: ignore[call-overload]
    stream = Stream(source, meter, "its compression is damaged")
    stream.seekable = lambda: False  # type: ignore[method-assign]
    return io.BufferedReader(stream, 1 << 16)


def line(error: Exception) -> str:
    """What an error says, in one short line."""
    return " ".join(str(error).split())[:200] or type(error).__name__
