"""Words of a Russian sentence that name an occasion on which representatives come together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.extract.ru.words import Sentence, Word
from communique.languages import words as read_words

_FIGURE = re.compile(r"(\d{1,3})-(?:[еяйюмо]|ое|ая|ый|го|ой|ом|ую|му)")
_NEAR = 9  # so many words after a verb stands whoever is received
_NUMERALS = "II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV"
_ROMAN = {numeral: i for i, numeral in enumerate(_NUMERALS.split(), 2)}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of a sentence that names an occasion of a kind; `verb` whether it tells of it instead."""

    at: int
    kind: str
    verb: bool


@cache
def table(name: str) -> Mapping[str, Any]:
    """A table of the words of meetings."""
    found: Mapping[str, Any] = read_words("ru", "meetings")[name]
    return found


def listed(name: str, group: str = "words") -> frozenset[str]:
    """A list of words of meetings."""
    return frozenset(table(group)[name])


def find(sentence: Sentence) -> Iterator[Trigger]:
    """The occasions that a sentence names, in order."""
    for i, word in enumerate(sentence.words):
        if word.pos in ("NOUN", "PROPN") and (kind := table("nouns").get(word.lemma)):
            if _meets(sentence, i):
                yield Trigger(i, kind, False)
        elif word.pos == "VERB" and (kind := table("verbs").get(word.lemma)) and _goes(sentence, i):
            yield Trigger(i, kind, True)


def _meets(sentence: Sentence, at: int) -> bool:
    """Whether a noun names an occasion of representatives, one and not many in general."""
    words = sentence.words
    under = [words[i] for i in sentence.under(at)]
    if any(w.lemma in listed("not_of") and w.case == "Gen" for w in under):
        return False
    if any(w.lemma in listed("generic") or w.lemma in listed("not_before") for w in under):
        return False
    if words[at].lemma == "разговор":
        return any(w.lemma == "телефонный" for w in under)
    if words[at].lemma == "раунд":
        return any(w.lemma in ("переговоры", "консультация") for w in under)
    return not (words[at].lemma == "церемония" and not any(w.lemma in ("подписание", "инаугурация") for w in under))


def _goes(sentence: Sentence, at: int) -> bool:
    """Whether a verb tells of an occasion: whoever receives somebody, or goes on a visit."""
    words = sentence.words
    under = [words[i] for i in sentence.under(at)]
    if words[at].lemma in listed("receiving"):
        taken = [w for w in under if w.rel == "obj"]
        if any(w.pos == "PRON" for w in taken):
            return True
        near = [w for w in words[at + 1 : at + _NEAR] if w.case in ("Acc", "Gen")]
        return any(_is_somebody(w) for w in near) and not any(w.feats.get("Animacy") == "Inan" for w in taken)
    if words[at].lemma in listed("discussing"):
        with_whom = [i for i in sentence.under(at) if words[i].case == "Ins" and _is_somebody(words[i])]
        return any(words[j].lemma in listed("with") for i in with_whom for j in sentence.under(i))
    if words[at].lemma in listed("going"):
        return any(w.lemma in ("визит", "поездка") for w in under)
    return words[at].lemma != "поговорить" or any(w.lemma == "телефон" for w in under)


def _is_somebody(word: Word) -> bool:
    return word.feats.get("Animacy") == "Anim" and word.pos in ("NOUN", "PROPN")


def ordinal(sentence: Sentence, at: int) -> tuple[int, Word] | None:
    """The number of an occasion: "53-е заседание", "второй саммит"."""
    words = sentence.words
    for i in range(max(0, at - 5), at):
        word = words[i]
        near = word.head == at or all(words[j].pos in ("ADJ", "NUM") for j in range(i, at))
        if not near:
            continue
        if found := _FIGURE.fullmatch(word.text):
            return int(found[1]), word
        if word.text in _ROMAN:
            return _ROMAN[word.text], word
        if number := table("ordinals").get(word.lemma):
            tens = table("tens").get(words[i - 1].lemma, 0) if i else 0
            return int(number) + int(tens), word
    return None
