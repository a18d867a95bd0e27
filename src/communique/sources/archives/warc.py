"""WARC, plain or gzip: the pages and texts among its records; what no document is (requests, images) is left out.

Law: a record that is broken, or too large, costs only itself; the search for the next one goes on behind it.
"""

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.sources.archives.bounds import Broken, Place, line
from communique.sources.archives.records import Fault, Record, records
from communique.sources.limits import Limits

_READ = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
# What the library raises for records that are none; some headers that are missing it does not expect.
_BROKEN = (
    *(ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, LookupError),
    *(AttributeError, TypeError),
)
_KINDS = ("response", "resource", "conversion")
# What crawlers ask a site for, and what they note about a page: no documents.
_ASIDE = re.compile(r"^urn:|/(?:robots|ads|humans|security)\.txt$", re.IGNORECASE)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def read(file: Any, place: Place) -> Iterator[Fetched | Refused]:
    """The documents of responses with status 200, of resources and of conversions."""
    for found in records(file, place.limits):
        if isinstance(found, Fault):
            yield Refused(source=place.name, reason=str(found))
        else:
            yield from _document(found, place)


def _document(found: Record, place: Place) -> Iterator[Fetched | Refused]:
    where = f"byte {found.offset:,}"
    try:
        record = ArcWarcRecordLoader().parse_record_stream(io.BytesIO(found.data), known_format="warc")
        where = record.rec_headers.get_header("WARC-Target-URI") or where
        if _is_document(record) and not _ASIDE.search(where):
            yield _taken(record, where, found, place)
    except Broken as error:
        yield Refused(source=place.at(where), reason=str(error))
    except _BROKEN as error:
        yield Refused(source=place.at(where), reason=f"a broken record: {line(error)}")


def _is_document(record: ArcWarcRecord) -> bool:
    if record.rec_type not in _KINDS or (record.http_headers is None and record.rec_type == "response"):
        return False
    if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
        return False
    return _content_type(record).partition(";")[0].strip().lower() in _READ


def _content_type(record: ArcWarcRecord) -> str:
    headers = record.rec_headers if record.http_headers is None else record.http_headers
    return str(headers.get_header("Content-Type") or "")


def _taken(record: ArcWarcRecord, where: str, found: Record, place: Place) -> Fetched | Refused:
    data = b"" if found.cut else _payload(record, place.limits)
    if found.cut or len(data) > place.limits.max_bytes:
        return Refused(source=place.at(where), reason=place.limits.too_large)
    media_type, _, rest = _content_type(record).partition(";")
    charset = _CHARSET.search(rest)
    return Fetched(
        source=place.at(where),
        data=data,
        media_type=media_type.strip().lower(),
        charset=charset[1] if charset else None,
        url=where if where.startswith(("http://", "https://")) else None,
    )


def _payload(record: ArcWarcRecord, limits: Limits) -> bytes:
    """The content as the server meant it, no more than just over the limit. Raises `Broken`."""
    stream = record.raw_stream
    headers = {} if record.http_headers is None else {k.lower(): v.lower() for k, v in record.http_headers.headers}
    if headers.get("transfer-encoding") == "chunked":
        stream = ChunkedDataReader(stream)  # takes what is not in chunks, as many crawlers store it, as it is
    data: bytes = stream.read()
    coding = headers.get("content-encoding", "").strip()
    if coding in ("gzip", "x-gzip") and data.startswith(b"\x1f\x8b"):
        return _inflated(data, 31, limits)
    if coding == "deflate":
        return _inflated(data, 15 if data[:1] == b"x" else -15, limits)
    if coding in ("br", "zstd"):
        raise Broken(f"compressed as {coding}, which is not read")
    return data


def _inflated(data: bytes, form: int, limits: Limits) -> bytes:
    engine = zlib.decompressobj(form)
    try:
        found = engine.decompress(data, limits.max_bytes + 1)
    except zlib.error as error:
        raise Broken(f"its compression is damaged: {line(error)}") from None
    if not engine.eof and len(found) <= limits.max_bytes:
        raise Broken("its compression breaks off")
    return found
