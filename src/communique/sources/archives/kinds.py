"""Which kind of archive a file is, told by its first bytes before its name."""

import tarfile
import zlib

from communique.sources.names import LINES as _LINE_NAMES

WARC, ZIP, TAR, LINES, PARQUET = "warc", "zip", "tar", "lines", "parquet"
HEAD = 4096
_OFFICE = (b"[Content_Types].xml", b"mimetype", b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/", b"META-INF/")


def kind_of(head: bytes, name: str) -> str | None:
    """The kind of archive that begins with some bytes; `None` for a file that is none."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, HEAD)
        except zlib.error:
            return _by_name(name)
        return _unpacked(head) or _by_name(name)
    if head.startswith(b"PK\x05\x06") or (head.startswith(b"PK\x03\x04") and not head[30:].startswith(_OFFICE)):
        return ZIP
    return _unpacked(head) or (LINES if name.lower().endswith(_LINE_NAMES) else None)


def _unpacked(head: bytes) -> str | None:
    if head.startswith(b"WARC/"):
        return WARC
    if head.startswith(b"PAR1"):
        return PARQUET
    return TAR if _is_tar(head) else None


def _is_tar(head: bytes) -> bool:
    try:
        tarfile.TarInfo.frombuf(head[:512], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return head[257:262] == b"ustar"


def _by_name(name: str) -> str | None:
    """What a gzip file is called, where its beginning does not tell."""
    name = name.lower()
    if name.endswith(".warc.gz"):
        return WARC
    if name.endswith((".tar.gz", ".tgz")):
        return TAR
    return LINES if name.endswith(_LINE_NAMES) else None
