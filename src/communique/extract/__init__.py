"""A document to its claims, pure: one file a claim kind, and what they share."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from communique.extract import (
    acts,
    capacities,
    dates,
    diaries,
    hints,
    keeping,
    meetings,
    memberships,
    ministries,
    names,
    nested,
    offices,
    posts,
    programmes,
    quotes,
    references,
    russian,
    sayings,
    statements,
    tagger,
    tokens,
    unions,
)
from communique.extract.analysis import Analysis
from communique.extract.attributing import Within
from communique.extract.mentions import Mentions
from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.reading import Reading
from communique.model.times import TimeExpression

VERSIONS = frozenset(m.EXTRACTOR for m in (posts, memberships, meetings, programmes, acts, sayings)) | russian.VERSIONS


def extract(document: Document) -> Reading:
    """The people, bodies and claims of a document."""
    with _alone():
        mentions, found, said = _russian(document) if document.language == "ru" else _english(document)
        within = Within(said)
        claims = (within.attributed(claim.grounded()) for claim in (*found, *said))
        return Reading(
            document=document,
            people=mentions.people,
            bodies=mentions.bodies,
            hints=hints.find(document, mentions) if document.language != "ru" else (),
            claims=tuple(claims),
        )


@contextmanager
def _alone() -> Iterator[None]:
    """Without a look for cycles that nothing holds: reading makes many objects, but hardly any cycles."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        keeping.forget()
        if collects:
            gc.enable()


def missing(language: str) -> str | None:
    """Why a document in a language cannot be read by what is installed, in one line; `None` where it can."""
    return russian.missing() if language == "ru" else None


def _english(document: Document) -> tuple[Mentions, tuple[Claim, ...], tuple[Claim, ...]]:
    analysis = analyse(document)
    sittings, held, places = meetings.find(analysis), posts.find(analysis), memberships.find(analysis)
    analysis = replace(analysis, meetings=sittings)
    places = memberships.decided(analysis, places, sittings)
    found = (*held, *places, *sittings, *programmes.find(analysis), *acts.find(analysis))
    bodies = nested.with_nested(document, ministries.with_ministries(analysis, analysis.plain))
    mentions = replace(analysis.mentions, bodies=bodies)
    return mentions, found, capacities.with_offices(statements.find(analysis, held), held)


def _russian(document: Document) -> tuple[Mentions, tuple[Claim, ...], tuple[Claim, ...]]:
    """Its readers are imported here, so that reading English waits for none of them."""
    from communique.extract import ru

    analysis = ru.analyse(document)
    return analysis.mentions, *ru.claims(analysis)


def survey(document: Document) -> tuple[Mentions, tuple[TimeExpression, ...]]:
    """The names and the time expressions of a document, in its language."""
    if document.language == "ru":
        from communique.extract import ru

        read = ru.analyse(document)
        return read.mentions, read.dates
    with _alone():
        analysis = analyse(document)
    return analysis.mentions, analysis.dates


def _is_name(date: TimeExpression, mentions: Mentions) -> bool:
    """Whether a month is a part of somebody's name: "Theresa May", "May's agreement"."""
    if not date.text.isalpha():
        return False
    near = mentions.within(max(0, date.start - _NAME), date.end)
    return any(m.type == "person" and m.start <= date.start and date.end <= m.end for m in near)


_NAME = 40


def analyse(document: Document) -> Analysis:
    """What the extractors share, worked out once for a document."""
    tagged = tagger.tag(tokens.split(document.text))
    mentions = names.find(document, tagged)
    found = dates.find(document.text, published=document.published, language=document.language)
    found = tuple(date for date in found if not _is_name(date, mentions))
    line = dates.written(found)
    analysis = Analysis(
        document=document,
        tagged=tagged,
        words=tuple(offices.look_at(t.sentence, mentions) for t in tagged),
        mentions=mentions,
        dates=found,
        quotations=quotes.find(document.text),
        written=line.edtf if line else document.published,
        dateline=line.start if line else None,
        main=unions.main_body(mentions, document.body_start),
        titled=unions.titled_organ(mentions, document.body_start, document.text),
    )
    analysis = replace(analysis, plain=references.referred(analysis))
    analysis = replace(analysis, diary=diaries.notices(document, analysis.dates, mentions))
    events = meetings.events(analysis)
    return replace(analysis, dates=dates.resolve(analysis.dates, events)) if events else analysis
