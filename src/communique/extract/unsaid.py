"""Whose an act is where its clause does not say: the states just spoken of, the text's union, the state of a law."""

from itertools import islice

from communique.extract.about import Owner, pointer, state_of
from communique.extract.analysis import Analysis
from communique.extract.doers import standing
from communique.extract.instruments import DEFINITE, NounPhrase, capital
from communique.extract.looks import Look
from communique.languages import words as read_words

_WORDS = read_words("en", "instruments")["sides"]
_BETWEEN = frozenset(_WORDS["between_states"])
_LAWS = frozenset(_WORDS["laws"])
_NATIONAL = frozenset(_WORDS["lower_laws"])
_JOINT = frozenset(_WORDS["joint_kinds"])
_BACK = 500


def spoken_of(analysis: Analysis, look: Look, start: int) -> tuple[Owner, ...]:
    """The states and unions that the sentence, or else the text just before it, has named together before a place."""
    text = analysis.document.text
    for first in (look.words.sentence.start, max(text.rfind("\n\n", 0, start), start - _BACK, 0)):
        found = _states(analysis, first, start)
        if len(found) > 1:
            return tuple(found) if len(found) < 4 else ()
    return look.about.pair


def _states(analysis: Analysis, start: int, end: int) -> list[Owner]:
    found: dict[str, Owner] = {}
    for mention, entity in standing(analysis, analysis.mentions.within(start, end)):
        state = state_of(analysis.mentions, entity)
        if state:
            found.setdefault(state.name, (pointer(state), analysis.document.span(mention.start, mention.end)))
    return list(found.values())


def between_states(phrase: NounPhrase) -> bool:
    """Whether a name says that an act is one between states: "the bilateral treaty", "our agreement"."""
    between = not _BETWEEN.isdisjoint(phrase.words.lower[phrase.first : phrase.head])
    return between or phrase.determiner == "our"


def lawgiver(analysis: Analysis, look: Look, phrase: NounPhrase, kind: str) -> Owner | None:
    """The state whose law it is: the last named in the sentence, or else the one that the text names most often."""
    lower = phrase.words.lower[phrase.first : phrase.head]
    if kind not in _LAWS and "government" not in lower:
        return None
    own = kind == "budget" or phrase.named or phrase.words.lower[phrase.head] not in _NATIONAL
    if own and look.about.central and (look.about.known or kind == "budget"):
        return None
    near = _states(analysis, look.words.sentence.start, phrase.start)
    others = kind == "budget" and look.about.known
    return near[-1] if near else None if others else look.about.state


def of_union(analysis: Analysis, look: Look, phrase: NounPhrase, kind: str) -> Owner | None:
    """The union that the text is about, where the act may well be its own."""
    if kind in _JOINT and not _may_be_own(look, phrase, kind):
        return None
    return _organ(analysis, look, phrase) or look.about.union if kind in _OF_ORGANS else look.about.union


_OF_ORGANS = frozenset(_WORDS["kinds_of_organs"])
_DECIDING = frozenset(_WORDS["deciding"])


def _organ(analysis: Analysis, look: Look, phrase: NounPhrase) -> Owner | None:
    """The organ of the text's union that is spoken of last before an act that such organs adopt."""
    union = analysis.main[1].id if analysis.main else None
    for mention in islice(analysis.mentions.before(phrase.start), 6):
        entity = analysis.mentions.of(mention)
        if entity and union and entity.parent == union and not _DECIDING.isdisjoint(entity.name.lower().split()):
            return pointer(entity), analysis.document.span(mention.start, mention.end)
    return None


def _may_be_own(look: Look, phrase: NounPhrase, kind: str) -> bool:
    """Whether an act of a kind that has parties may be one of the text's union, by how it is named."""
    if kind == "declaration":
        return look.about.central or look.about.known
    if kind == "treaty" and _of_elsewhere(phrase):
        return False
    if kind != "agreement":
        return look.about.central
    placed = any(capital(phrase.words, i) for i in range(phrase.first, phrase.head))
    known = phrase.determiner in DEFINITE and (phrase.named or phrase.bare)
    return look.about.central and not known and (phrase.named or not placed)


def _of_elsewhere(phrase: NounPhrase) -> bool:
    """Whether a name sets a treaty apart by a place or an acronym before its word: "the Chicago Convention"."""
    tokens = phrase.words.sentence.tokens
    for i in range(phrase.first, phrase.head):
        owner = phrase.words.owner[i]
        if tokens[i].text.isupper() or (owner and (owner.type == "place" or owner.form == "adjective")):
            return True
    return False
