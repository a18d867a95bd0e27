"""Programmes that go by a name of their own, with no word in it that says so: known beforehand, or heard as one."""

from collections.abc import Iterator, Mapping

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.heard import core, heard
from communique.extract.offices import Words

_WORDS = word_set("instruments", "programmes", "words")
Names = Mapping[int, Mapping[int, tuple[int, int]]]


def known_programmes(analysis: Analysis) -> Names:
    """The names by the place of their sentence and that of the last word of their core: their first and last words."""
    found: dict[int, dict[int, tuple[int, int]]] = {}
    for number, words in enumerate(analysis.words):
        for first, at, last in (*_known(analysis, words), *heard(analysis, number, "programme", _WORDS)):
            found.setdefault(number, {}).setdefault(at, (first, last))
    return found


def _known(analysis: Analysis, words: Words) -> Iterator[tuple[int, int, int]]:
    """The names of programmes that are known beforehand, with a word in them that says so."""
    for i in (i for i, word in enumerate(words.lower) if word in _WORDS and words.owner[i]):
        entity = analysis.mentions.of(mention) if (mention := words.owner[i]) else None
        if entity and entity.kind == "programme" and entity.known:
            inside = [k for k, owner in enumerate(words.owner) if owner is mention]
            yield inside[0], core(words, inside[0], inside[-1] + 1), inside[-1] + 1
