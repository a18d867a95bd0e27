"""Archives made for tests, whole ones and those that are out to do harm."""

import gzip
import io
import tarfile
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.run import limits
from communique.settings import Settings
from communique.sources import fetch

LIMITS = limits(Settings(max_bytes=2000))
PAGE = b"<html><body><p>The council met in Riga.</p></body></html>"
HTML = (("Content-Type", "text/html; charset=iso-8859-1"),)
Headers = tuple[tuple[str, str], ...]


def taken(path: Path) -> list[Fetched | Refused]:
    """What a path holds, without the path in the names."""
    return list(fetch([str(path)], LIMITS))


def told(path: Path) -> list[str]:
    """What a path holds, in short: the name of each member, with the reason where it is refused."""
    short = [(item.source.removeprefix(f"{path.parent}/"), item) for item in taken(path)]
    return [f"{name}: {item.reason}" if isinstance(item, Refused) else name for name, item in short]


def told_in_little(path: Path) -> list[str]:
    """The same, where it takes less than 5 MB of memory."""
    tracemalloc.start()
    try:
        shown = told(path)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    return shown


def response(
    url: str, body: bytes = PAGE, headers: Headers = HTML, status: str = "200 OK", packed: bool = True
) -> bytes:
    """A WARC record of a page, as a gzip member or plain."""
    http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
    return _written(packed, url, "response", payload=io.BytesIO(body), http_headers=http)


def record(url: str, kind: str, body: bytes, media_type: str, packed: bool = True) -> bytes:
    """Another WARC record."""
    return _written(packed, url, kind, payload=io.BytesIO(body), warc_content_type=media_type)


def _written(packed: bool, *about: Any, **more: Any) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    made = writer.create_warc_record(*about, **more)
    writer.write_record(made)
    made.raw_stream.close()  # the library leaves its temporary file open
    return out.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: Mapping[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A plain tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def bomb(size: int) -> bytes:
    """Zeros, packed, many bytes of them from few."""
    return gzip.compress(b"0" * 1_000_000, 9) * (size // 1_000_000)
