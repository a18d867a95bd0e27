"""Which form a document has, told by its first bytes before its name or what the server calls it."""

import re

from communique.reading.parts import Unreadable

PLAIN, HTML, PDF = "plain", "html", "pdf"

_OTHERS = (
    (b"PK\x03\x04", "a ZIP archive (or a Word, Excel or EPUB file)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|urlset)\b", re.IGNORECASE)
_HEAD = 4096


def form(data: bytes, media_type: str | None) -> str:
    """`PLAIN`, `HTML` or `PDF`. Raises `Unreadable` for a form that is known and not read."""
    if b"%PDF-" in data[:1024]:
        return PDF
    for start, name in _OTHERS:
        if data.startswith(start):
            raise Unreadable(f"{name}; only text, HTML and PDF are read")
    if media_type == "application/pdf":
        raise Unreadable("called a PDF but none: damaged, or cut off at the start")
    if _PAGE.match(data[:_HEAD]) or media_type in ("text/html", "application/xhtml+xml"):
        return HTML
    if _XML.match(data[:_HEAD]):
        raise Unreadable("XML that is no page (a feed?); give the page itself")
    return PLAIN
