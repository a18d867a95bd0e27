"""What the readers of Russian share: a document's sentences, names, dates and quotations, worked out once."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.extract.mentions import Mention, Mentions
from communique.extract.quotes import Quotation
from communique.extract.ru.words import Sentence
from communique.model.document import Document
from communique.model.times import TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A Russian document with all that its readers share."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: Mentions
    dates: tuple[TimeExpression, ...]
    quotations: tuple[Quotation, ...]

    def named(self, sentence: Sentence, type: str | None = None) -> Iterator[tuple[Mention, range]]:
        """The mentions of a sentence, of one type or any, with their words."""
        for mention in self.mentions.within(sentence.start, sentence.end):
            if type in (None, mention.type) and (words := sentence.at(mention.start, mention.end)):
                yield mention, words
