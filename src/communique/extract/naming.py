"""Which noun phrases name an act: the word that says what it is, and what must stand with it."""

from collections.abc import Sequence

from communique.extract.about import Moment
from communique.extract.analysis import Analysis
from communique.extract.instruments import DEFINITE, NounPhrase, capital, modifies
from communique.extract.looks import Look
from communique.extract.mentions import Mention
from communique.extract.offices import Words
from communique.extract.stages import Stage
from communique.languages import words as read_words
from communique.model.entity import Entity

_WORDS = read_words("en", "instruments")
_JOINT = frozenset({"joint"})
_ACTS, _BEARERS = frozenset(_WORDS["acts"]), frozenset(_WORDS["bearers"]["words"])
_OF = 7
"""How many words from one that bears what an act is for may stand the word for the act: "the text of a new accord"."""


def is_head(analysis: Analysis, look: Look, head: int) -> bool:
    """Whether a word is the head of a noun phrase, and no part of another's name or of a longer noun."""
    tagged, owner = look.parsed.tagged, look.words.owner[head]
    lower = look.words.lower
    if tagged.upos[head] not in ("NOUN", "PROPN", "X", "ADJ"):
        return False
    if _ALWAYS.isdisjoint(lower[max(head - _NEAR, 0) : head]) and lower[head] in _WORDS["needs_always"]:
        return False
    if owner:
        entity = analysis.mentions.of(owner)
        tokens = look.words.sentence.tokens
        longer = owner.end > tokens[head].end and head + 1 < len(tokens) and capital(look.words, head + 1)
        if owner.type == "person" or longer or (entity and entity.known and not _is_treaty(look, owner, entity, head)):
            return False
    if _bears(lower[head : head + _OF]):
        return False
    following = look.words.lower[head + 1 : head + 2]
    return not modifies(look.parsed, head) or bool(following and following[0] in ("package", "packages", "("))


def _bears(lower: Sequence[str]) -> bool:
    """Whether some words begin with what bears an act and its name."""
    return lower[0] in _BEARERS and lower[1:2] == ("of",) and not _ACTS.isdisjoint(lower[2:])


_ALWAYS = frozenset(word for head in _WORDS["needs_always"] for word in _WORDS["needs"][head])
_NEAR = 3


def _is_treaty(look: Look, owner: Mention, entity: Entity, head: int) -> bool:
    """Whether a body that is known by the name of a treaty is named as the treaty, not as what has organs."""
    words, tree = look.words, look.parsed.tree
    inside = [words.lower[i] for i, o in enumerate(words.owner) if o is owner]
    first = next((word for word in inside if word in _WORDS["acts"]), "")
    if entity.kind in ("state", "alliance") or first != words.lower[head] or first not in _TREATIES:
        return False
    return inside[0] not in _BODIES and not (tree.case(head) == "of" and tree.relations[head] == "nmod")


_TREATIES, _BODIES = frozenset(_WORDS["treaties_of_bodies"]), frozenset(_WORDS["bodies_alone"])


def counts(look: Look, phrase: NounPhrase, found: Sequence[Stage], own: Moment | None) -> bool:
    """Whether a phrase names an act: by capitals, a definite reference with content, or its stage."""
    words, definite = look.words, phrase.determiner in DEFINITE
    if (not phrase.named and not _fits(words, phrase, found)) or is_no_one(phrase):
        return False
    if phrase.named and phrase.bare and phrase.determiner == "(":
        return False
    if own or (phrase.named and (not phrase.bare or found)) or words.lower[phrase.head] in _WORDS["always"]:
        return True
    if definite and words.lower[phrase.head] in _WORDS["lasting"]:
        return True
    if not phrase.bare:
        return definite or bool(found) or phrase.head + 1 < phrase.last or _JOINT.issubset(_before(phrase))
    return (definite and bool(found)) or any(s.name in ("signed", "ratified") for s in found)


def is_no_one(phrase: NounPhrase) -> bool:
    """Whether a phrase is of no one act, or of agreeing: "no agreement", "reached agreement on"."""
    if phrase.determiner in _WORDS["unsaid"]:
        return True
    alone = phrase.first == phrase.head and phrase.words.lower[phrase.head] in ("agreement", "accord")
    return alone and not phrase.named and phrase.determiner not in DEFINITE | {"a", "an"}


def _before(phrase: NounPhrase) -> frozenset[str]:
    return frozenset(phrase.words.lower[phrase.first : phrase.head])


def _fits(words: Words, phrase: NounPhrase, found: Sequence[Stage]) -> bool:
    """Whether a head word in small letters has beside it what it needs to name an act."""
    word = words.lower[phrase.head]
    before = set(words.lower[phrase.first : phrase.head])
    after = words.lower[phrase.head + 1] if phrase.head + 1 < phrase.last else ""
    if before & set(_WORDS["never"].get(word, ())):
        return False
    if word in _WORDS["needs_stage"] and not found and after in ("of", "", "to"):
        return False
    needs = _WORDS["needs"].get(word)
    following = {after, " ".join(words.lower[phrase.head + 1 : phrase.head + 3])}
    opened = not following.isdisjoint(_WORDS["needs_after"].get(word, ()))
    whose = word in _WORDS["needs_owner"] and any(m and m.type == "body" for m in _owners(words, phrase))
    return needs is None or bool(before & set(needs)) or opened or whose or (word in _WORDS["or_stage"] and bool(found))


def _owners(words: Words, phrase: NounPhrase) -> Sequence[Mention | None]:
    """The names before a head word, with that of a possessor."""
    first = phrase.first - 2 if phrase.determiner in ("'s", "’s", "'", "’") else phrase.first
    return words.owner[max(first, 0) : phrase.head]


def kind_of(phrase: NounPhrase) -> str:
    """The kind of act by its head word, or by what it is of: "an accord on coffee quotas" is a quota agreement."""
    if phrase.words.lower[phrase.head] in _CHANGES["words"]:
        return _changed(phrase)
    return _kind(phrase, phrase.head)


def _kind(phrase: NounPhrase, at: int) -> str:
    """The kind of act by one word of a phrase, with what stands beside it."""
    head, inside = phrase.words.lower[at], set(phrase.words.lower[phrase.first : phrase.last])
    kind: str = _WORDS["acts"][head]
    special = _WORDS["of_kind"].get(head) or _WORDS["of_kind"].get(kind, {})
    return next((str(other) for word, other in special.items() if word in inside), kind)


_CHANGES = _WORDS["changes"]


def _changed(phrase: NounPhrase) -> str:
    """The kind of what changes an act: that of the act, so a treaty's amendments are of a treaty."""
    lower, kinds, before = phrase.words.lower, _WORDS["acts"], _before(phrase)
    if not before.isdisjoint(_CHANGES["own"]) or any(word[0].isdigit() for word in before):
        return str(kinds["amendment"])
    after = range(phrase.head + 1, phrase.last) if lower[phrase.head + 1 : phrase.head + 2] == ("to",) else ()
    around = (*after, *range(phrase.head - 1, phrase.first - 1, -1))
    named = next((_kind(phrase, i) for i in around if lower[i] in kinds), None)
    return named or str(kinds["amendment"] if phrase.bare else _CHANGES["other"])


def points_back(phrase: NounPhrase) -> bool:
    """Whether a phrase points back to an act without naming it: "the accord", "its present pact"."""
    generic = _before(phrase) <= frozenset(_WORDS["generic"])
    return generic and phrase.last == phrase.head + 1 and (phrase.determiner in DEFINITE or not phrase.bare)
