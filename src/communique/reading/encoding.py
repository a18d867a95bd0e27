"""Bytes to characters: a byte order mark, then UTF-8, then what is declared, then what the bytes look like."""

import codecs
import re

from communique.reading.parts import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<meta[^>]*\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]*\bencoding=["']([\w.:-]+)""", re.I)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Detectors take any bytes for these, which no page has been written in for decades.
_EXOTIC = ["cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140", "utf_7", "utf_16", "utf_32"]
_MANY = 0.005
_SAMPLE = 100_000
# Latin text with a curly quote or accent here and there is called all sorts of things by detectors; up to this
# share (or number) of bytes outside ASCII it is Windows-1252, the commonest by far.
_FEW = 0.05
_A_FEW = 8


def decode(data: bytes, charset: str | None, *, declared_inside: bool) -> str:
    """The characters. `charset` is what came with the bytes; with `declared_inside` a page may name its own.

    Raises `Unreadable` for what is no text, is cut off within a character, or is in no known encoding.
    """
    text = _marked(data)
    if text is None and b"\0" in data:
        text = _wide(data, charset)
    if text is None:
        text = _unmarked(data, charset or (_inside(data) if declared_inside else None))
    if len(_CONTROLS.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) * _MANY:
        raise Unreadable("no text (control characters); only text, HTML and PDF are read")
    return text


def _marked(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name)
    return None


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        if error.end == len(data) or "truncated" in error.reason:
            raise Unreadable(f"ends in the middle of a {name.upper()} character: cut off?") from None
        raise Unreadable(f"not valid {name.upper()} at byte {error.start:,}") from None


def _wide(data: bytes, charset: str | None) -> str:
    sample = data[:_SAMPLE]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if charset and charset.lower().startswith(("utf-16", "utf-32", "utf16", "utf32")):
        return _strictly(data, charset)
    if max(odd, even) < len(sample) / 8 or min(odd, even) > max(odd, even) / 8:
        raise Unreadable("no text (zero bytes); only text, HTML and PDF are read")
    return _strictly(data, "utf-16-le" if odd > even else "utf-16-be")


def _unmarked(data: bytes, declared: str | None) -> str:
    if declared is None or not data.isascii():
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            if _cut_off(data, error):
                raise Unreadable("ends in the middle of a UTF-8 character: cut off?") from None
    text = _as_declared(data, declared) if declared else None
    return text if text is not None else _looks_like(data)


def _cut_off(data: bytes, error: UnicodeDecodeError) -> bool:
    return error.reason == "unexpected end of data" and not data[: error.start].isascii()


def _as_declared(data: bytes, declared: str) -> str | None:
    name = "windows-1252" if declared.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else declared
    try:
        return data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None


def _looks_like(data: bytes) -> str:
    sample = data[:_SAMPLE]
    if sum(byte > 127 for byte in sample) <= max(len(sample) * _FEW, _A_FEW):
        text = _as_declared(data, "windows-1252")
        if text is not None:
            return text
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    best = from_bytes(data, cp_exclusion=_EXOTIC).best()
    if best is None:
        raise Unreadable("in no encoding that can be told; save it as UTF-8")
    return str(best)


def _inside(data: bytes) -> str | None:
    found = _META.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None
