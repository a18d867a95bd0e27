"""The one normal form of a text: NFC, plain blanks and line ends, no control characters, at most one blank line."""

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls, and the characters that stand between others without being seen: soft hyphen, zero width, direction marks.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_TRAILING = re.compile(r" +$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")


def normalise(text: str) -> str:
    r"""The normal form of a text of several lines.

    >>> normalise("The council\u00a0met. \r\n\r\n\r\nIt agreed.\n")
    'The council met.\n\nIt agreed.'
    """
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))))
    return _BLANK_LINES.sub("\n\n", _TRAILING.sub("", text)).strip()


def one_line(text: str | None) -> str:
    """The normal form of a title or name: one line, single blanks; empty for `None`."""
    return " ".join(normalise(text or "").split())
