"""A document: a published text, frozen; law: its id hangs on its content alone, its text never changes."""

import hashlib
from dataclasses import dataclass

from communique.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A published text as it was read: `text` is the title, a blank line, and the body; all offsets are into it.

    `published` is an EDTF day or `None`; `source` is the path or address that it was read from, `publisher` the outlet.
    """

    text: str
    title: str | None = None
    source: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str = "en"

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits of the SHA-256 of publication date and text."""
        return hashlib.sha256(f"{self.published or ''}\n{self.text}".encode()).hexdigest()[:16]

    @property
    def body_start(self) -> int:
        """Where the body begins: after the title and the blank line."""
        title, text = self.title, self.text
        first = len(title) if title else 0
        return first + 2 if title and text.startswith("\n\n", first) and text.startswith(title) else 0

    def span(self, start: int, end: int) -> Span:
        """The span of this text from `start` to `end`. Raises `BadSpan`."""
        return Span(self.text, start, end)


def compose(title: str | None, body: str) -> str:
    """The text of a document from its title and body."""
    return f"{title}\n\n{body}" if title else body
