"""Which form a document has."""

import pytest

from communique.reading.form import HTML, PDF, PLAIN, form
from communique.reading.parts import Unreadable


@pytest.mark.parametrize(
    ("data", "media_type", "expected"),
    [
        (b"The council met.", None, PLAIN),
        (b"<!-- saved --> <!DOCTYPE html><p>The council met.", None, HTML),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<html>', None, HTML),
        (b"<p>The council met.</p>", "text/html", HTML),
        (b"<p>The council met.</p>", "text/plain", PLAIN),
        (b"%PDF-1.7 ...", "text/plain", PDF),
    ],
)
def test_the_first_bytes_count_more_than_the_name(data: bytes, media_type: str | None, expected: str) -> None:
    assert form(data, media_type) == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04...", "a ZIP archive"),
        (b"\x89PNG...", "an image"),
        (b"{\\rtf1", "an RTF file"),
        (b'<?xml version="1.0"?><rss version="2.0">', "XML that is no page"),
    ],
)
def test_other_forms_are_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        form(data, None)
