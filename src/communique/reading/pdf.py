"""PDF: the text of its pages with lines joined to paragraphs again; law: pictures of pages are refused."""

import io
import re
from collections import Counter
from statistics import median

from pypdf import PageObject, PdfReader

from communique.reading.lines import Line, paragraphs
from communique.reading.parts import Parts, Unreadable

# A page of print holds some 2,000 characters; a scan with a stamp or a page number on it a few dozen.
_SCAN = 40
_TITLE = 300
_NUMBER = re.compile(r"[-–— ]*(?:page )?\d+(?: (?:of|/) ?\d+)?[-–— ]*", re.IGNORECASE)


def read_pdf(data: bytes) -> Parts:
    """The parts of a PDF. Raises `Unreadable` for one that is damaged, cut off, encrypted, or scanned."""
    pages = [_merged(pieces) for pieces in _drawn(data)]
    characters = sum(len(line.text) for page in pages for line in page)
    if not pages or characters < _SCAN * len(pages):
        raise Unreadable("a PDF without text (scanned?); run text recognition on it first")
    lines = [line for page in _without_furniture(pages) for line in page]
    if not lines:
        raise Unreadable("a PDF that holds nothing but what every page repeats")
    title, rest = _title(lines)
    return Parts(title=title, body="\n\n".join(paragraphs(rest)))


def _drawn(data: bytes) -> list[list[Line]]:
    """The pieces of text of each page, in the order in which the page draws them."""
    try:
        return [_pieces(page) for page in _open(data).pages]
    except Unreadable:
        raise
    except Exception as error:  # on damaged files the library raises whatever its parser runs into
        raise Unreadable(f"a damaged PDF, or one that is cut off: {' '.join(str(error).split())}") from None


def _open(data: bytes) -> PdfReader:
    if b"%%EOF" not in data.rstrip(b"\0\r\n ")[-2048:]:
        raise Unreadable("a PDF that breaks off before its end")
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not _opens_without_password(reader):
        raise Unreadable("an encrypted PDF; save it without its password first")
    return reader


def _opens_without_password(reader: PdfReader) -> bool:
    try:
        return bool(reader.decrypt(""))
    except Exception as error:  # the library raises its own error where no cipher is installed
        raise Unreadable(f"an encrypted PDF: {error}") from None


def _pieces(page: PageObject) -> list[Line]:
    pieces: list[Line] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        for part in text.split("\n"):
            if part.strip():
                pieces.append(_placed(part, cm, tm, size))

    page.extract_text(visitor_text=visit)
    return pieces


def _placed(text: str, cm: list[float], tm: list[float], size: float) -> Line:
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    scale = abs(tm[3] * cm[3]) or 1.0
    return Line(text=text, left=x, height=y, size=size * scale)


def _merged(pieces: list[Line]) -> list[Line]:
    """Pieces drawn one after the other at one height are one line."""
    lines: list[Line] = []
    for piece in pieces:
        if lines and abs(lines[-1].height - piece.height) < 1:
            lines[-1] = lines[-1].joined(piece)
        else:
            lines.append(piece)
    return lines


def _without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers and without what most of them repeat at the same height."""
    counts = Counter(key for page in pages for key in {_key(line) for line in page})
    repeated = {key for key, count in counts.items() if count > max(len(pages) / 2, 1)}
    return [[line for line in page if _key(line) not in repeated and not _is_number(line, page)] for page in pages]


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text.strip()), round(line.height)


def _is_number(line: Line, page: list[Line]) -> bool:
    heights = [other.height for other in page]
    return line.height in (min(heights), max(heights)) and _NUMBER.fullmatch(line.text.strip()) is not None


def _title(lines: list[Line]) -> tuple[str | None, list[Line]]:
    """The lines at the top that are set larger than the rest, joined; else no title."""
    usual = median(line.size for line in lines)
    first = next((i for i, line in enumerate(lines[:8]) if line.size > usual * 1.15), None)
    if first is None:
        return None, lines
    size = max(line.size for line in lines[:8])
    start = next(i for i, line in enumerate(lines) if line.size == size)
    end = start
    while end < len(lines) and abs(lines[end].size - size) < 0.5:
        end += 1
    title = " ".join(line.text.strip() for line in lines[start:end])
    return (title, lines[:start] + lines[end:]) if len(title) <= _TITLE else (None, lines)
