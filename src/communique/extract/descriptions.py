"""Acts that have no name but what is said of them: "an accord drawn up by the Fund", "a law banning all alphabets"."""

from dataclasses import replace

from communique.extract.instruments import NounPhrase, capital
from communique.extract.looks import Look
from communique.languages import pattern
from communique.languages import words as read_words

_STAGES = frozenset(
    word
    for stage in ("signed", "agreed", "proposed", "adopted")
    for phrase in read_words("en", "instruments")["stages"][stage]
    for word in phrase.split()
)
_DESCRIBED = frozenset(read_words("en", "instruments")["name"]["described"])
_TIME = pattern("instruments", "time")
_LONGEST = 18


def described(look: Look, phrase: NounPhrase) -> NounPhrase:
    """The phrase with the clause that alone says which act it is, where nothing else in it does."""
    lower, tags = look.words.lower, look.parsed.tagged.upos
    at = phrase.last
    if at + 1 >= len(lower) or phrase.named or lower[phrase.head] not in _DESCRIBED:
        return phrase
    if phrase.last != phrase.head + 1:
        return phrase
    gerund = lower[at].endswith("ing") and tags[at] == "VERB"
    places = ("by", "with") if phrase.determiner in ("a", "an") else ("by",)
    participle = phrase.bare and tags[at] == "VERB" and lower[at] in _STAGES and lower[at + 1] in places
    if not (gerund or participle):
        return phrase
    return replace(phrase, last=_end(look, at))


def _end(look: Look, at: int) -> int:
    """Where the clause that begins at a word ends: before a stop, a time or another clause."""
    lower, tags = look.words.lower, look.parsed.tagged.upos
    end = at + 1
    while end < min(len(lower), at + _LONGEST):
        word = lower[end]
        if word in ',.;:–—()"“”?!' or tags[end] in ("AUX", "SCONJ") or (tags[end] == "VERB" and tags[end - 1] != "ADP"):
            break
        if word == "and" and not capital(look.words, end + 1):
            break
        timed = word in ("on", "in", "at", "since") and end + 1 < len(lower) and _TIME.fullmatch(lower[end + 1])
        if timed or _TIME.fullmatch(word):
            break
        end += 1
    return end if end > at + 1 else at
