"""Programmes that go by a name of their own, with no word in it that says so: known beforehand, or heard as one."""

from collections.abc import Iterator, Mapping

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.instruments import SURE
from communique.extract.offices import Words
from communique.extract.tagger import Tagged

_WORDS = word_set("instruments", "programmes", "words")
_ENDS = word_set("instruments", "programmes", "ends")
Names = Mapping[int, Mapping[int, tuple[int, int]]]


def known_programmes(analysis: Analysis) -> Names:
    """The names by the place of their sentence and that of the last word of their core: their first and last words."""
    found: dict[int, dict[int, tuple[int, int]]] = {}
    for number, (tagged, words) in enumerate(zip(analysis.tagged, analysis.words, strict=True)):
        for first, last in (*_known(analysis, words), *_heard(analysis, tagged, words)):
            found.setdefault(number, {}).setdefault(_core(words, first, last), (first, last))
    return found


def _known(analysis: Analysis, words: Words) -> Iterator[tuple[int, int]]:
    """The names of programmes that are known beforehand, with a word in them that says so."""
    for i in (i for i, word in enumerate(words.lower) if word in _WORDS and words.owner[i]):
        entity = analysis.mentions.of(mention) if (mention := words.owner[i]) else None
        if entity and entity.kind == "programme" and entity.known:
            inside = [k for k, owner in enumerate(words.owner) if owner is mention]
            yield inside[0], inside[-1] + 1


def _heard(analysis: Analysis, tagged: Tagged, words: Words) -> Iterator[tuple[int, int]]:
    """The names that the tagger hears as programmes, with no word in them that says so, and no known body's."""
    for span in tagged.spans:
        if span.label != "programme" or span.score < SURE:
            continue
        last = _noun(tagged, span.end)
        while last > span.start and words.lower[last - 1] in _ENDS:
            last -= 1
        if last == span.start or not _WORDS.isdisjoint(words.lower[span.start : last]):
            continue
        if _is_name(analysis, tagged, words, _core(words, span.start, last)):
            yield span.start, last


def _noun(tagged: Tagged, last: int) -> int:
    """The end of a name that breaks off before its noun: "the Andean | gas pipeline"."""
    at = last - 1
    while tagged.deprels[at] in _INNER and at < tagged.heads[at] <= at + _NEAR:
        at = tagged.heads[at]
    return at + 1


_INNER, _NEAR = frozenset({"amod", "compound", "flat"}), 3


def _core(words: Words, first: int, last: int) -> int:
    """The last word of the core of a name."""
    return next((i for i in range(first + 1, last) if words.lower[i] in _ENDS), last) - 1


def _is_name(analysis: Analysis, tagged: Tagged, words: Words, core: int) -> bool:
    """Whether the core of a name ends in a noun that is no known body's."""
    mention = words.owner[core]
    entity = analysis.mentions.of(mention) if mention else None
    other = entity is not None and entity.known is not None and entity.kind != "programme"
    return tagged.upos[core] in ("NOUN", "PROPN") and not other
