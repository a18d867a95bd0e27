"""Programmes that go by a name of their own, with no word in it that says so: known beforehand, or heard as one."""

from collections.abc import Iterator, Mapping

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.instruments import capital
from communique.extract.offices import Words
from communique.extract.tagger import Tagged

_WORDS = word_set("instruments", "programmes", "words")
_ENDS = word_set("instruments", "programmes", "ends")
Names = Mapping[int, Mapping[int, tuple[int, int]]]
_SURE = 0.8
"""Of what the tagger marks as surely on texts that it was not trained on, nearly all are programmes."""


def known_programmes(analysis: Analysis) -> Names:
    """The names by the place of their sentence and that of the last word of their core: their first and last words."""
    found: dict[int, dict[int, tuple[int, int]]] = {}
    for number, (tagged, words) in enumerate(zip(analysis.tagged, analysis.words, strict=True)):
        for first, last in (*_known(analysis, words), *_heard(analysis, tagged, words)):
            core = next((i for i in range(first + 1, last) if words.lower[i] in _ENDS), last)
            found.setdefault(number, {}).setdefault(core - 1, (first, last))
    return found


def _known(analysis: Analysis, words: Words) -> Iterator[tuple[int, int]]:
    """The names of programmes that are known beforehand, with a word in them that says so."""
    for i in (i for i, word in enumerate(words.lower) if word in _WORDS and words.owner[i]):
        entity = analysis.mentions.of(mention) if (mention := words.owner[i]) else None
        if entity and entity.kind == "programme" and entity.known:
            inside = [k for k, owner in enumerate(words.owner) if owner is mention]
            yield inside[0], inside[-1] + 1


def _heard(analysis: Analysis, tagged: Tagged, words: Words) -> Iterator[tuple[int, int]]:
    """The proper names that the tagger surely hears as programmes, and that are no known body's."""
    for span in tagged.spans:
        if span.label != "programme":
            continue
        last = span.end
        while last > span.start and words.lower[last - 1] in _ENDS:
            last -= 1
        if last - span.start > 1 and _is_name(analysis, range(span.start, last), tagged, words, span.score):
            yield span.start, last


def _is_name(analysis: Analysis, inside: range, tagged: Tagged, words: Words, score: float) -> bool:
    """Whether words are all written as a name that is no known body's; less sure where one knows the programme."""
    if not all(capital(words, i) for i in inside if tagged.upos[i] in ("NOUN", "PROPN", "ADJ", "VERB")):
        return False
    owners = [e for i in inside if (o := words.owner[i]) and (e := analysis.mentions.of(o)) and e.known]
    known = bool(owners) and all(e.kind == "programme" for e in owners)
    return known or (score >= _SURE and all(e.kind == "state" or e.kind == "programme" for e in owners))
