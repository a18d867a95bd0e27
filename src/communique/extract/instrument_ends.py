"""Ends of the names of acts and programmes: titles in quotation marks, numbers, years and dates, times and places."""

import re

from communique.extract.offices import Words
from communique.languages import pattern

YEAR = re.compile(r"\d{4}")
_TIME = pattern("instruments", "time")
_MONTH = pattern("instruments", "month")
_PARTS = pattern("instruments", "parts")
_CLOSING = {"“": "”", '"': '"', "«": "»", "‘": "’", "„": "“"}
_DATE = 6
"""How many words a date may have."""


def quoted(words: Words, i: int) -> int:
    """Where a title in quotation marks ends that starts at a word; 0 where none does."""
    closing = _CLOSING.get(words.lower[i])
    following = words.sentence.tokens[i + 1 : i + 2]
    if closing is None or not following or not following[0].text[0].isupper():
        return 0
    end = next((k for k in range(i + 2, min(i + 22, len(words.lower))) if words.lower[k] == closing), 0)
    return end - 1 if end and words.lower[end - 1] in (",", ".") else end


def brackets(words: Words, i: int) -> int:
    """How many words a number in brackets has: "(2025)", "(No. 190)"."""
    if words.lower[i] != "(":
        return 0
    inside = words.lower[i + 1 : i + 5]
    if ")" not in inside:
        return 0
    size = inside.index(")")
    return size + 2 if size and any(w.isdigit() for w in inside[:size]) else 0


def year(words: Words, i: int) -> int:
    """Two words for ", 2019" with a number in brackets after it."""
    given = words.lower[i] == "," and i + 2 < len(words.lower) and YEAR.fullmatch(words.lower[i + 1])
    return 2 if given and brackets(words, i + 2) else 0


def dated(words: Words, head: int) -> int:
    """The end of a name that nothing but its date sets apart: "the treaty of 30 April 1859"."""
    lower, last = words.lower, head + 1
    if "of" not in lower[last : last + 1]:
        return last
    end = last + 1
    while end < min(len(lower), last + _DATE) and (_TIME.fullmatch(lower[end]) or lower[end] == ","):
        end += 1
    end -= lower[end - 1] == ","
    return end if any(_MONTH.fullmatch(word) for word in lower[last + 1 : end]) else last


def without_time(words: Words, last: int, end: int) -> int:
    """The end without a time or place phrase that says when or where, not what ("on Thursday", "in Minsk")."""
    for i in range(last, end):
        joins = i < end - 1 and words.lower[i] in ("on", "in", "by", "at", "from", "of")
        if joins and (_time(words, i) or _place(words, i + 1)):
            return i
        if i > last and re.fullmatch(r"last|next|yesterday|today|this", words.lower[i]) and words.lower[i - 1] != "of":
            return i
    return end


def _time(words: Words, i: int) -> bool:
    """Whether a time stands after a preposition; "of 2018" may belong to a name, "of 8 May 2018" does not."""
    word, after = words.lower[i + 1], words.lower[i + 2 : i + 3]
    if words.lower[i] == "of" and word.isdigit() and after and _PARTS.fullmatch(after[0]):
        return False
    return bool(_TIME.fullmatch(word)) and not (words.lower[i] == "of" and len(word) == 4 and word.isdigit())


def _place(words: Words, i: int) -> bool:
    owner = words.owner[i]
    return bool(owner and owner.type == "place" and words.lower[i - 1] in ("in", "at"))
