"""Bytes to a document, or a refusal with its reason; law: the text is normalised once, here, then frozen."""

from collections.abc import Callable

from communique.model.document import Document, compose
from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.reading.encoding import decode
from communique.reading.form import HTML, PDF, form
from communique.reading.normal import normalise, one_line
from communique.reading.parts import Parts, Unreadable
from communique.reading.plain import read_plain

__all__ = ["read_document"]


def _no_guess(text: str) -> str | None:
    return None


def read_document(
    fetched: Fetched, *, max_characters: int = 1_000_000, guess: Callable[[str], str | None] = _no_guess
) -> Document | Refused:
    """The document in what was fetched.

    Its language is the one that the document declares, else the one that `guess` finds in the text, else English.
    """
    try:
        parts = _parts(fetched)
        title = one_line(parts.title) or None
        body = normalise(parts.body)
        if not any(c.isalnum() for c in body):
            raise Unreadable("holds no text" if title is None else "holds a title but no text")
        if len(body) > max_characters:
            limit = f"{max_characters:,} characters (COMMUNIQUE_MAX_CHARACTERS raises it)"
            raise Unreadable(f"its text is longer than the limit of {limit}")
    except Unreadable as error:
        return Refused(source=fetched.source, reason=str(error))
    return Document(
        text=compose(title, body),
        title=title,
        source=fetched.source,
        publisher=one_line(parts.publisher) or None,
        url=parts.url or fetched.url,
        published=parts.published,
        language=parts.language or guess(body) or parts.claimed_language or "en",
    )


def _parts(fetched: Fetched) -> Parts:
    if not fetched.data.strip():
        raise Unreadable("empty")
    kind = form(fetched.data, fetched.media_type)
    if kind == PDF:
        from communique.reading.pdf import read_pdf  # slow to import, and seldom needed

        return read_pdf(fetched.data)
    text = decode(fetched.data, fetched.charset, declared_inside=kind == HTML)
    if kind == HTML:
        from communique.reading.page import read_page  # slow to import

        return read_page(text, fetched.url)
    return read_plain(text)
