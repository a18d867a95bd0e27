"""Russian forms to dictionary words, and phrases to the nominative; law: what is not known stays as written."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from communique.extract.ru import models

_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_PARTS = {
    "NOUN": ("NOUN",), "PROPN": ("NOUN",), "ADJ": ("ADJF", "ADJS", "COMP", "NUMR"),
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "ADV": ("ADVB",), "ADP": ("PREP",), "NUM": ("NUMR",), "PRON": ("NPRO",), "DET": ("ADJF",),
}  # fmt: skip
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


def plain(word: str) -> str:
    """A word in small letters, ё written as е."""
    return word.lower().replace("ё", "е")


def lemma(word: str, pos: str, feats: Mapping[str, str]) -> str:
    """The dictionary word of a form, by its part of speech, case, number and gender.

    >>> lemma("министров", "NOUN", {"Case": "Gen", "Number": "Plur"})
    'министр'
    """
    return _lemma(word, pos, feats.get("Case", ""), feats.get("Number", ""), feats.get("Gender", ""))


@lru_cache(maxsize=1 << 16)
def _lemma(word: str, pos: str, case: str, number: str, gender: str) -> str:
    found = [p for p in _parses(word) if p.tag.POS in _PARTS.get(pos, (p.tag.POS,))] or list(_parses(word))
    wanted = {_CASES.get(case, ""), {"Sing": "sing", "Plur": "plur"}.get(number, ""), _GENDERS.get(gender, "")} - {""}
    best = max(found, key=lambda p: len(wanted & p.tag.grammemes), default=None)
    return plain(best.normal_form) if best else plain(word)


@lru_cache(maxsize=1 << 15)
def _parses(word: str) -> tuple[Any, ...]:
    return tuple(models.dictionary().parse(word))


@lru_cache(maxsize=1 << 15)
def lemmas(word: str) -> frozenset[str]:
    """All dictionary words that a form can belong to."""
    return frozenset(plain(p.normal_form) for p in _parses(word)) | {plain(word)}


@lru_cache(maxsize=1 << 13)
def cases(word: str) -> frozenset[str]:
    """The cases in which a name can stand in this form."""
    found = [p.tag.case for p in _parses(word) if p.tag.POS == "NOUN" and "plur" not in p.tag]
    return frozenset(case for case, mark in _CASES.items() if mark in found)


def person(words: Sequence[str], case: str, gender: str) -> str:
    """A person's name in the nominative, from its words in a case.

    >>> person(["Александром", "Налбандовым"], "Ins", "Masc")
    'Александр Налбандов'
    """
    if case in ("", "Nom"):
        return " ".join(words)
    return " ".join(_named(word, _CASES[case], _GENDERS.get(gender, "")) for word in words)


@lru_cache(maxsize=1 << 14)
def _named(word: str, case: str, gender: str) -> str:
    """One word of a name in the nominative."""
    if "-" in word.strip("-"):
        return "-".join(_named(part, case, gender) for part in word.split("-"))
    if len(word) < 3 or not word[0].isupper() or word.isupper():
        return word
    found = [p for p in _parses(word) if p.tag.POS in ("NOUN", "ADJF") and case in p.tag and "plur" not in p.tag]
    kept = [p for p in found if not gender or gender in p.tag or not {"masc", "femn"} & p.tag.grammemes] or found
    best = max(kept, key=lambda p: bool({"Surn", "Name", "Patr"} & p.tag.grammemes), default=None)
    form = best.inflect({"nomn", "sing", gender} - {""}) or best.inflect({"nomn"}) if best else None
    return _cased(form.word, word) if form else _stripped(word, case) if gender == "masc" else word


def _stripped(word: str, case: str) -> str:
    """A man's surname that the dictionary takes for another word: without the ending of its case."""
    ending = next((e for e in _ENDINGS.get(case, ()) if word.endswith(e)), "")
    return word[: -len(ending)] if ending and len(word) - len(ending) > 2 else word


_ENDINGS = {"gent": ("а",), "accs": ("а",), "datv": ("у",), "ablt": ("ом", "ым", "ем"), "loct": ("е",)}


def phrase(words: Sequence[str], cases: Sequence[str], parts: Sequence[str]) -> str:
    """A noun phrase in the nominative: its head and what agrees with it before it; what follows stays."""
    head = next((i for i, part in enumerate(parts) if part in ("NOUN", "PROPN")), None)
    if head is None or cases[head] in ("", "Nom"):
        return " ".join(words)
    agreeing = {i for i in range(head) if parts[i] in ("ADJ", "DET", "VERB", "NUM") and cases[i] in ("", cases[head])}
    wanted = _CASES[cases[head]]
    turned = [_turned(w, wanted, i == head) if i == head or i in agreeing else w for i, w in enumerate(words)]
    gender = _gender(turned[head])
    return " ".join(_agreed(w, gender) if i in agreeing else w for i, w in enumerate(turned))


@lru_cache(maxsize=1 << 14)
def _turned(word: str, case: str, noun: bool) -> str:
    if word.isupper() and len(word) > 1:
        return word
    kinds = ("NOUN",) if noun else ("ADJF", "PRTF", "NUMR")
    best = next((p for p in _parses(word) if p.tag.POS in kinds and case in p.tag), None)
    form = best.inflect({"nomn"}) if best else None
    return _cased(form.word, word) if form else word


@lru_cache(maxsize=1 << 12)
def _gender(noun: str) -> frozenset[str]:
    best = next((p for p in _parses(noun) if p.tag.POS == "NOUN" and "nomn" in p.tag), None)
    if best is None:
        return frozenset()
    return frozenset({"plur"}) if "plur" in best.tag else frozenset(filter(None, ("sing", best.tag.gender)))


def _agreed(word: str, form: frozenset[str]) -> str:
    best = next((p for p in _parses(word) if p.tag.POS in ("ADJF", "PRTF") and "nomn" in p.tag), None)
    found = best.inflect({"nomn", *form}) if best and form else None
    return _cased(found.word, word) if found else word


def _cased(form: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if like[:1].isupper() else form
