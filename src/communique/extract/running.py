"""Whether a programme is under way by how its sentence uses it: something is done under it, or it does something."""

from communique.extract.instruments import NounPhrase
from communique.extract.looks import Look
from communique.extract.stages import Stage
from communique.languages import words as read_words

_WORDS = read_words("en", "instruments")["running"]
_CASES = frozenset(_WORDS["cases"])
_STATES = frozenset(_WORDS["states"])
_UNREAL = frozenset(_WORDS["unreal"])


def running(look: Look, phrase: NounPhrase) -> Stage | None:
    """The stage that no word says of a programme which is at work, with the word that shows it."""
    at = _means(look, phrase)
    if at is None:
        at = _doing(look, phrase) if phrase.named else None
    if at is None:
        return None
    token = phrase.words.sentence.tokens[at]
    return Stage(name="under way", start=token.start, end=token.end, at=at, certainty="certain", planned=False)


def _means(look: Look, phrase: NounPhrase) -> int | None:
    """The word by which it is what something is done under, or of which the state is told: "the status of the plan"."""
    parsed, lower = look.parsed, phrase.words.lower
    case = next((c for c in parsed.children(phrase.head, "case")), None)
    if case is None:
        return None
    above = parsed.tagged.heads[phrase.head]
    if lower[case] in _CASES and phrase.named:
        return case
    return above if above >= 0 and lower[case] in ("of", "on") and lower[above] in _STATES else None


def _doing(look: Look, phrase: NounPhrase) -> int | None:
    """The verb of what it does to something."""
    tagged, parsed = look.parsed.tagged, look.parsed
    verb = tagged.heads[phrase.head]
    if verb < 0 or tagged.deprels[phrase.head] != "nsubj" or tagged.upos[verb] != "VERB":
        return None
    unreal = any(phrase.words.lower[k] in _UNREAL for k in parsed.children(verb, "aux", "advmod"))
    return None if unreal or not parsed.children(verb, "obj") else verb
