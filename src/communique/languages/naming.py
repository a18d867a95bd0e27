"""Names as words: folding, what belongs to a person's or body's name, and when two names can be one's."""

import re
import unicodedata
from functools import cache, lru_cache
from sys import intern

from communique.languages import words

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SMALL = frozenset({"the", "of", "a", "an", "and", "for", "on", "in", "to", "at", "by", "with", "de", "&"})


# Letters that are no letter and accent, as English writes them.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ə": "a", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """A text in small letters without accents, for comparing names.

    >>> fold("Türkiye"), fold("Məmmədov"), fold("Kırcalı")
    ('turkiye', 'mammadov', 'kircali')
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")


@cache
def _left_out() -> frozenset[str]:
    names = words("en", "names")
    return frozenset(map(fold, (*names["particles"], *names["honorifics"])))


def person_words(name: str) -> tuple[str, ...]:
    """The folded words of a person's name, without particles and honorifics.

    >>> person_words("Dr. Abdel Fattah el-Sisi")
    ('abdel', 'fattah', 'el-sisi')
    """
    found = tuple(fold(word).strip(".,") for word in name.replace("’s", "").replace("'s", "").split())
    kept = tuple(word for word in found if word and word not in _left_out())
    return kept or found


def same_full_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of several words can be one person's: same surname and a first name or initial that agrees."""
    short, long = sorted((_without_generation(a), _without_generation(b)), key=len)
    if set(short) <= set(long):
        return True
    if short[-1] != long[-1]:
        return False
    first, other = given(short[0]), given(long[0])
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


def _without_generation(name: tuple[str, ...]) -> tuple[str, ...]:
    return name[:-1] if len(name) > 2 and name[-1] in words("en", "names")["generations"] else name


def given(word: str) -> str:
    """The form that stands for a folded given name and its short and foreign forms.

    >>> given("joe")
    'joseph'
    """
    return _same_given().get(word, word)


@cache
def _same_given() -> dict[str, str]:
    return {fold(name): fold(row[0]) for row in words("en", "spelling")["given"] for name in row}


@lru_cache(maxsize=1 << 14)
def body_words(name: str) -> frozenset[str]:
    """The folded words of a body's name without small words, in the singular.

    >>> sorted(body_words("the Council of Ministers"))
    ['council', 'minister']
    """
    found = (fold(w).removesuffix("'s") for w in _WORD.findall(name))
    return frozenset(intern(w[:-1] if len(w) > 3 and w.endswith("s") else w) for w in found if w not in _SMALL)
