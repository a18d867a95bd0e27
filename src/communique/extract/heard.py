"""Names of acts and programmes that the tagger alone hears as such, as no word in them says so."""

from collections.abc import Iterator, Set

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.instruments import SURE
from communique.extract.offices import Words
from communique.extract.tagger import Tagged

_ENDS = word_set("instruments", "programmes", "ends")
_INNER, _NEAR = frozenset({"amod", "compound", "flat"}), 3


def heard(analysis: Analysis, number: int, label: str, known: Set[str]) -> Iterator[tuple[int, int, int]]:
    """The names of a sentence that the tagger gives a label, with none of the `known` words, and no known body's.

    Each is given by its first word, the last one of its core, and where it ends.
    """
    tagged, words = analysis.tagged[number], analysis.words[number]
    for span in tagged.spans:
        if span.label != label or span.score < SURE:
            continue
        last = _noun(tagged, span.end)
        while last > span.start and words.lower[last - 1] in _ENDS:
            last -= 1
        if last == span.start or not known.isdisjoint(words.lower[span.start : last]):
            continue
        at = core(words, span.start, last)
        if _is_name(analysis, tagged, words, at):
            yield span.start, at, last


def core(words: Words, first: int, last: int) -> int:
    """The last word of the core of a name."""
    return next((i for i in range(first + 1, last) if words.lower[i] in _ENDS), last) - 1


def _noun(tagged: Tagged, last: int) -> int:
    """The end of a name that breaks off before its noun: "the Andean | gas pipeline"."""
    at = last - 1
    while tagged.deprels[at] in _INNER and at < tagged.heads[at] <= at + _NEAR:
        at = tagged.heads[at]
    return at + 1


def _is_name(analysis: Analysis, tagged: Tagged, words: Words, at: int) -> bool:
    """Whether the core of a name ends in a noun that is no known body's."""
    mention = words.owner[at]
    entity = analysis.mentions.of(mention) if mention else None
    other = entity is not None and entity.known is not None and entity.kind != "programme"
    return tagged.upos[at] in ("NOUN", "PROPN") and not other
