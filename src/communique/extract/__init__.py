"""A document to its claims, pure: one file a claim kind, and what they share."""

from communique.model.document import Document
from communique.model.reading import Reading


def extract(document: Document) -> Reading:
    """The people, bodies and claims of a document."""
    return Reading(document=document)
