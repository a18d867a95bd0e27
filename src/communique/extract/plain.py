"""Tags without a trained model: parts of speech by lists and endings, and no trees."""

from collections.abc import Sequence

from communique.extract.chunks import word_set
from communique.extract.tagger import Tagged
from communique.extract.tokens import Sentence, Token

_CLOSED = ("aux", "pron", "det", "adp", "sconj", "cconj", "adv", "verb")


def tag(sentences: Sequence[Sentence]) -> tuple[Tagged, ...]:
    """The sentences with a guess at each word's part of speech; every word hangs on the first."""
    return tuple(_tagged(sentence) for sentence in sentences)


def _tagged(sentence: Sentence) -> Tagged:
    count = len(sentence.tokens)
    upos = tuple(_part_of_speech(token) for token in sentence.tokens)
    return Tagged(sentence, upos, (-1, *[0] * (count - 1)), ("root", *["dep"] * (count - 1)))


def _part_of_speech(token: Token) -> str:
    word = token.text.lower()
    closed = next((name for name in _CLOSED if word in word_set("plain", name)), None)
    if closed:
        return closed.upper()
    if not any(c.isalnum() for c in word):
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    if token.text[0].isupper():
        return "PROPN"
    return "VERB" if word.endswith("ed") and len(word) > 4 else "ADV" if word.endswith("ly") else "NOUN"
