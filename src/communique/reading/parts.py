"""What every form of document is taken apart into, and the one way to say that it cannot be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A document's parts before normalisation.

    `published` is an EDTF day. `language` is what its author declared; `claimed_language` what a page's template
    claims, which gives way to the text itself.
    """

    body: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    claimed_language: str | None = None


class Unreadable(Exception):
    """The reason for refusing a document, as a clause whose subject is the source."""
