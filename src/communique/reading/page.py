"""HTML: the article of a page, its title, day and site; law: a day that the page does not state is not guessed."""

import re

from trafilatura import bare_extraction

from communique.reading.parts import Parts, Unreadable
from communique.reading.published import published_day

_LANGUAGE = re.compile(r"""<html\b[^>]*\b(?:xml:)?lang\s*=\s*["']?([A-Za-z]{2,3})\b""", re.I)
_OPENS = re.compile(r"<(?:html|body)\b", re.I)
_CLOSES = re.compile(r"</(?:html|body)\s*>", re.I)
_SENTENCE_END = re.compile(r"""[.!?…。؟।]["'”’»)\]]*(?:\s|$)""")
# A page of links or a form has no paragraph of this many words that ends like a sentence.
_PARAGRAPH = 12


def read_page(html: str, url: str | None) -> Parts:
    """The parts of a page. Raises `Unreadable` for one that is cut off or holds no article."""
    if _OPENS.search(html) and not _CLOSES.search(html) and not html.rstrip().endswith(">"):
        raise Unreadable("a page that breaks off before its end")
    if not _OPENS.search(html):
        html = f"<html><body>{html}</body></html>"
    found = _extract(html, url)
    paragraphs = [line.strip() for line in (found.get("text") or "").split("\n") if line.strip()]
    title = " ".join((found.get("title") or "").split())
    if paragraphs and paragraphs[0] == title:
        del paragraphs[0]
    if not any(_is_prose(paragraph) for paragraph in paragraphs):
        raise Unreadable("a page without an article")
    language = _LANGUAGE.search(html)
    return Parts(
        title=title,
        body="\n\n".join(paragraphs),
        publisher=found.get("sitename"),
        url=url or found.get("url"),
        published=published_day(html, url or found.get("url")),
        claimed_language=language[1].lower() if language else None,
    )


def _extract(html: str, url: str | None) -> dict[str, str | None]:
    document = bare_extraction(
        html,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
    )
    if document is None:
        return {}
    return {name: getattr(document, name) for name in ("text", "title", "sitename", "url")}


def _is_prose(paragraph: str) -> bool:
    return len(paragraph.split()) >= _PARAGRAPH and _SENTENCE_END.search(paragraph) is not None
