"""The body of an answer within its bounds; law: no more is unpacked, or held, than the limit allows."""

import threading
import time
import zlib
from collections.abc import Iterator

import httpx

from communique.sources.limits import Limits

ENCODINGS = "gzip, deflate"
"""What a request may offer to take: what is unpacked here within bounds."""

_GZIP = b"\x1f\x8b"
_PIECE = 262_144
_LARGE = 500_000
_LARGE_AT_ONCE = threading.BoundedSemaphore(2)
"""Bodies above `_LARGE` bytes that are taken in at one time, whatever the number of threads."""


class Unwanted(Exception):
    """Why a body is not taken, as a clause."""


class TooLarge(Unwanted):
    """A body is over the limit."""


def body(response: httpx.Response, limits: Limits, end: float) -> bytes:
    """The body, unpacked, before the moment `end` of the monotonic clock. Raises `Unwanted` and `httpx.HTTPError`."""
    length = response.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > limits.max_bytes:
        raise TooLarge(limits.too_large)
    unpack, data, large = _Unpacker(response.headers.get("Content-Encoding", "")), bytearray(), False
    try:
        for chunk in response.iter_raw():
            for piece in unpack.pieces(chunk):
                data += piece
                if len(data) > limits.max_bytes:
                    raise TooLarge(limits.too_large)
                if len(data) > _LARGE and not large:
                    large = _LARGE_AT_ONCE.acquire(timeout=max(end - time.monotonic(), 0.0))
                    if not large:
                        raise Unwanted("other large pages were being taken in; it is tried again")
            if unpack.over:
                break
            if time.monotonic() > end:
                raise httpx.ReadTimeout("The answer drips.")
        unpack.close()
    finally:
        if large:
            _LARGE_AT_ONCE.release()
    return bytes(data)


class _Unpacker:
    """Unpacks a body piece by piece; it is `over` where something else follows what was packed."""

    def __init__(self, encoding: str) -> None:
        name = encoding.strip().lower()
        if name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise Unwanted(f"packed as {name[:20]}, which was not asked for")
        self._packed = name not in ("", "identity")
        self._raw = name == "deflate"
        self._inner = zlib.decompressobj(wbits=47)
        self._begun = False
        self.over = False

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """What a part of the body unpacks to, piece by piece."""
        if not self._packed:
            yield chunk
            return
        while chunk and not self.over:
            if self._inner.eof:
                self._again(chunk)
            else:
                found = self._unpacked(chunk)
                chunk = self._inner.unconsumed_tail or self._inner.unused_data
                yield found

    def _again(self, chunk: bytes) -> None:
        """Go on with another packed part, of which gzip may have several (RFC 1952)."""
        if chunk.startswith(_GZIP[: len(chunk)]):
            self._inner = zlib.decompressobj(wbits=31)
        else:
            self.over = True

    def _unpacked(self, chunk: bytes) -> bytes:
        try:
            found = self._inner.decompress(chunk, _PIECE)
        except zlib.error as error:
            if self._begun or not self._raw:
                raise Unwanted(f"its compression is damaged: {error}") from error
            self._inner, self._raw = zlib.decompressobj(wbits=-15), False  # some servers send deflate without its head
            return self._unpacked(chunk)
        self._begun = True
        return found

    def close(self) -> None:
        """Complain about a body that broke off."""
        if self._packed and self._begun and not self._inner.eof:
            raise Unwanted("its compression breaks off before its end")
