"""Ordinal numbers among the words of a sentence: "53rd", "twenty-eighth", "Forty-third", "XV"."""

import re
from collections.abc import Mapping, Sequence

from communique.languages import words as read_words

ORDINALS: Mapping[str, int] = read_words("en", "meetings")["ordinals"]
TENS: Mapping[str, int] = read_words("en", "meetings")["tens"]
_FIGURE = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")
_ROMAN = re.compile(r"(?=[XVIL])(L?X{0,3})(IX|IV|V?I{0,3})")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}


def at(lower: Sequence[str], i: int, text: str) -> tuple[int, int] | None:
    """The number that ends at a word, written `text`, and the word that it begins at."""
    if figure := _FIGURE.fullmatch(lower[i]):
        return int(figure[1]), i
    tens, _, unit = lower[i].rpartition("-")
    if tens in TENS and unit in ORDINALS:
        return TENS[tens] + ORDINALS[unit], i
    if number := ORDINALS.get(lower[i]):
        if i >= 2 and lower[i - 1] == "-" and lower[i - 2] in TENS and number < 10:
            return TENS[lower[i - 2]] + number, i - 2
        return number, i
    return (roman, i) if (roman := _roman(text)) else None


def is_ordinal(word: str) -> bool:
    """Whether a word in small letters ends an ordinal number."""
    return bool(_FIGURE.fullmatch(word)) or word.rpartition("-")[2] in ORDINALS


def _roman(text: str) -> int | None:
    if text in ("I", "X", "C") or not _ROMAN.fullmatch(text):
        return None
    values = [_DIGITS[letter] for letter in text]
    return sum(-v if any(v < w for w in values[k + 1 :]) else v for k, v in enumerate(values))
