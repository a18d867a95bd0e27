"""What every extractor looks at: a document's sentences, tags, names, dates and quotations, worked out once."""

from dataclasses import dataclass

from communique.extract.diaries import Notice
from communique.extract.mentions import Mentions
from communique.extract.offices import Words
from communique.extract.quotes import Quotation
from communique.extract.tagger import Tagged
from communique.extract.unions import Side
from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.entity import Entity
from communique.model.times import TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analysis:
    """A document with all that the extractors share; `tagged` and `words` have one item a sentence, in order.

    One equals only itself, so that what several extractors ask of the one being read is kept.

    `written` is the day in the dateline, which stands at `dateline`, else that of publication: what "today" means.
    `main` is the union that the document is about, and where it is first named; `titled` the organ whose meeting its
    title tells of; `plain` are the bodies with the plain references to them, those that only these name among them;
    `diary` the notices of a document that is one; `meetings` the claims of meetings, once read.
    """

    document: Document
    tagged: tuple[Tagged, ...]
    words: tuple[Words, ...]
    mentions: Mentions
    dates: tuple[TimeExpression, ...]
    quotations: tuple[Quotation, ...]
    written: str | None = None
    dateline: int | None = None
    main: Side | None = None
    diary: tuple[Notice, ...] = ()
    titled: Side | None = None
    meetings: tuple[Claim, ...] = ()
    plain: tuple[Entity, ...] = ()
