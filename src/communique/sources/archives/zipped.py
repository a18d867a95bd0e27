"""ZIP, and WACZ, which is a ZIP of WARC files; law: a member is unpacked no further than it is asked for."""

import io
import struct
import zipfile
from collections.abc import Iterator
from typing import Any

from communique.model.reading import Refused
from communique.sources.archives.bounds import Broken, Meter, Place, Stream, line
from communique.sources.archives.packed import Member, closed

_DIRECTORY = 32_000_000
"""Bytes of the list of members, which is held in memory as a whole: some hundred thousand members."""
_TAIL = 22 + 65_535 + 20 + 56
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The packings that the library unpacks as far as it is asked to; of others it unpacks all that it took in."""
_NAMES = {zipfile.ZIP_BZIP2: "bzip2", zipfile.ZIP_LZMA: "LZMA"}
_ENCRYPTED = 0x1
_LINK = 0o120000


def read(file: Any, place: Place) -> Iterator[Member | Refused]:
    """The members in the order of the archive's list. Raises `Broken`."""
    _check_directory(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise Broken(f"a damaged ZIP archive: {line(error)}") from None
    meter = Meter(packed=file.seek(0, io.SEEK_END))
    with archive:
        prefix = "archive/" if "datapackage.json" in archive.NameToInfo else ""
        infos = [info for info in archive.infolist() if not info.is_dir()]
        wacz = bool(prefix) and any(info.filename.startswith(prefix) for info in infos)
        for info in infos:
            if not wacz or info.filename.startswith(prefix):
                yield _member(archive, info, meter)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter) -> Member:
    name = info.orig_filename
    if info.flag_bits & _ENCRYPTED:
        return Member(name=name, open=closed, reason="encrypted")
    if (info.external_attr >> 16) & 0o170000 == _LINK:
        return Member(name=name, open=closed, reason="a link, not a file")
    if info.compress_type not in _BOUNDED:
        how = _NAMES.get(info.compress_type, f"type {info.compress_type}")
        return Member(name=name, open=closed, reason=f"packed as {how}, which is not read; deflate is")
    return Member(name=name, open=lambda: _open(archive, info, meter))


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter) -> io.BufferedReader:
    try:
        source = archive.open(info)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, struct.error) as error:
        raise Broken(f"a damaged member: {line(error)}") from None
    return io.BufferedReader(Stream(source, meter, "a damaged member"), 1 << 16)


def _check_directory(file: Any) -> None:
    """Refuse a list of members that would fill the memory, as the library reads it whole."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise Broken("a damaged ZIP archive: its list of members is missing (cut off?)")
    (length,) = struct.unpack_from("<L", tail, at + 12)
    large = tail.rfind(b"PK\x06\x06", 0, at)
    if large >= 0 and len(tail) >= large + 48:
        (length,) = struct.unpack_from("<Q", tail, large + 40)
    if length > _DIRECTORY:
        raise Broken(f"its list of members is larger than {_DIRECTORY:,} bytes; split the archive")
    file.seek(0)
