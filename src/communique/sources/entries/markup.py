"""HTML inside mails and calendar entries to plain text: its words in paragraphs, nothing of what is not shown."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul"),
    )
)
_HIDDEN = frozenset(("head", "script", "style", "template", "title"))
_TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
_MANY = re.compile(r"\n\s*\n+")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def words_of(html: str) -> str:
    """The words of a piece of HTML, a blank line between its paragraphs.

    >>> words_of("<style>p {}</style><p>The council<br>met.</p>Then &amp; there")
    'The council\\n\\nmet.\\n\\nThen & there'
    """
    parser = _Words()
    parser.feed(html)
    parser.close()
    lines = (line.strip() for line in _MANY.sub("\n\n", "".join(parser.parts)).split("\n"))
    return "\n".join(lines).strip()


def text_of(text: str) -> str:
    """A text that may be plain or HTML, as plain text."""
    return words_of(text) if _TAG.search(text) else text.strip()
