"""Retaken: acts that a pronoun takes up, by what is done to them: "Kenya had signed it in 1999", "it expires in May".

Law: "it" is an act only where the sentence, or the one before, names an act, and its verb says a stage of one.
"""

from collections.abc import Iterator, Mapping

from communique.extract.analysis import Analysis
from communique.extract.instruments import NounPhrase
from communique.extract.looks import Look
from communique.extract.stages import Stage, said
from communique.languages import words as read_words

PRONOUN = "it"
_WORDS = read_words("en", "instruments")
_ACTS = frozenset(_WORDS["acts"])
_STAGES, _PASSIVE = frozenset(_WORDS["retaken"]["stages"]), frozenset(_WORDS["retaken"]["passive"])
_VERBS = frozenset(p.split()[0] for stage in _STAGES for p in _WORDS["stages"][stage])
_OF_CLAUSES = ("ccomp", "csubj", "csubj:pass", "expl", "xcomp")


def places(analysis: Analysis) -> Mapping[int, list[int]]:
    """Where a pronoun may take up an act, by the place of the sentence."""
    return dict(_places(analysis))


def _places(analysis: Analysis) -> Iterator[tuple[int, list[int]]]:
    just = False
    for number, words in enumerate(analysis.words):
        lower = frozenset(words.lower)
        here = not _ACTS.isdisjoint(lower)
        if (here or just) and PRONOUN in lower and not _VERBS.isdisjoint(lower):
            yield number, [i for i, word in enumerate(words.lower) if word == PRONOUN]
        just = here


def phrase(look: Look, at: int) -> NounPhrase:
    """The pronoun as a noun phrase."""
    return NounPhrase(look.words, at, at, at + 1)


def stages(look: Look, at: int) -> tuple[Stage, ...]:
    """The stages that a pronoun's own verb says of what it stands for."""
    tagged = look.parsed.tagged
    return tuple(s for s in said(look, phrase(look, at)) if s.at == tagged.heads[at] and _fits(look, at, s))


def _fits(look: Look, at: int, stage: Stage) -> bool:
    relation = look.parsed.tagged.deprels[at]
    if stage.name not in _STAGES or any(True for _ in look.parsed.children(stage.at, *_OF_CLAUSES)):
        return False
    return relation == "nsubj:pass" or (stage.name not in _PASSIVE and relation in ("obj", "nsubj"))
