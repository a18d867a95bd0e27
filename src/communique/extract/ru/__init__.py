"""A Russian document to its claims, pure: the same claims as of an English one, on models of Russian."""

from communique.extract import dates, quotes
from communique.extract.capacities import with_offices
from communique.extract.ru import acts, meetings, memberships, names, posts, programmes, statements
from communique.extract.ru.analysis import Analysis
from communique.extract.ru.words import parse
from communique.model.claim import Claim
from communique.model.document import Document


def claims(analysis: Analysis) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """The claims of a Russian document, and apart from them what is said in it."""
    held = posts.find(analysis)
    told = (memberships.find, meetings.find, programmes.find, acts.find)
    return (*held, *(claim for find in told for claim in find(analysis))), with_offices(statements.find(analysis), held)


def analyse(document: Document) -> Analysis:
    """What the readers of Russian share, worked out once for a document."""
    sentences = parse(document.text)
    return Analysis(
        document=document,
        sentences=sentences,
        mentions=names.find(document, sentences),
        dates=dates.find(document.text, published=document.published, language="ru"),
        quotations=quotes.find(document.text),
    )
