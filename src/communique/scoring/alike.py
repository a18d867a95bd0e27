"""When two names, texts or dates of two readings count as the same; law: the order of the two does not matter."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Any

from communique.languages import words

_WORD = re.compile(r"[^\W_]+")
_CAPITAL = re.compile(r"[A-Z]\w*")
_DATE = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?")
_GROUPS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_MONTH = 31

Day = tuple[int, int, int]
Days = tuple[Day, Day]


def text_of(value: Any) -> str:
    """A value as words: those of a list one after another, a person's or body's name, a passage's text."""
    if isinstance(value, list):
        return " ".join(text_of(item) for item in value)
    if isinstance(value, dict):
        value = value.get("name") or value.get("text")
    return str(value or "")


@lru_cache(maxsize=1 << 14)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, folded, without the possessive."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return tuple(_WORD.findall(plain.replace("'s", "").replace("’s", "")))


@lru_cache(maxsize=1 << 14)
def telling(text: str) -> tuple[str, ...]:
    """The words of a name that tell it from others."""
    listed = words("en", "scoring")
    found = tuple(token for token in tokens(text) if token not in listed["small"])
    return tuple(listed["alike"].get(" ".join(found), " ".join(found)).split())


def overlap(a: str, b: str) -> float:
    """The F1 of the words that two texts share, from 0 to 1."""
    x, y = tokens(a), tokens(b)
    return 2 * (Counter(x) & Counter(y)).total() / (len(x) + len(y)) if x and y else 0.0


def singular(word: str) -> str:
    """A word without the ending of the plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def same_name(a: str, b: str) -> bool:
    """Whether two names can be those of one body, place or thing."""
    x, y = ({singular(word) for word in telling(name)} for name in (a, b))
    if not x or not y:
        return False
    small, large = (x, y) if len(x) <= len(y) else (y, x)
    if small <= large and len(small) / len(large) >= 0.5:
        return True
    return len(x & y) / len(x | y) >= 0.6 or _acronym(a, b) or _acronym(b, a)


def _acronym(short: str, long: str) -> bool:
    return short.isupper() and len(short) > 1 and "".join(w[0] for w in _CAPITAL.findall(long)) == short


def same_person(a: str, b: str) -> bool:
    """Whether two names can be one person's."""
    x, y = telling(a), telling(b)
    if not x or not y:
        return False
    if set(x) == set(y):
        return True
    if x[-1] == y[-1]:
        return len(x) == 1 or len(y) == 1 or x[0][0] == y[0][0]
    return overlap(a, b) >= 0.75


def same_named(a: Any, b: Any) -> bool:
    """Whether two persons, bodies or places can be the same by their names."""
    x, y = text_of(a), text_of(b)
    return same_name(x, y) or same_person(x, y)


def dates_meet(a: Any, b: Any) -> bool:
    """Whether two dates can be the same day."""
    x, y = days(a), days(b)
    return bool(x and y and x[0] <= y[1] and y[0] <= x[1])


def same_date(a: Any, b: Any) -> bool:
    """Whether two dates are the same days, or one lies in the other and neither is wider than a month."""
    x, y = days(a), days(b)
    if not x or not y:
        return False
    inside = (x[0] <= y[0] and y[1] <= x[1]) or (y[0] <= x[0] and x[1] <= y[1])
    narrow, wide = sorted((_width(x), _width(y)))
    return x == y or (inside and wide <= _MONTH and narrow * 4 >= wide)


def _width(found: Days) -> int:
    (y1, m1, d1), (y2, m2, d2) = found
    return (y2 - y1) * 365 + (m2 - m1) * 30 + d2 - d1


def days(date: Any) -> Days | None:
    """The first and last day that an EDTF text can mean, as year, month and day; `None` where it means none."""
    if not date:
        return None
    text = str(date).split("T")[0]
    first, _, last = text.translate({ord(mark): None for mark in "~?%"}).partition("/")
    a, b = _edge(first, last=False), _edge(last or first, last=True)
    return (a, b) if a and b else None


def _edge(part: str, *, last: bool) -> Day | None:
    if part in ("", ".."):
        return (9999, 12, 31) if last else (0, 1, 1)
    found = _DATE.fullmatch(part)
    if found is None:
        return None
    year, month, day = int(found[1].replace("X", "9" if last else "0")), found[2], found[3]
    if month and month != "XX" and int(month) in _GROUPS:
        return (year, _GROUPS[int(month)][last], 31 if last else 1)
    return (year, _number(month, 12 if last else 1), _number(day, 31 if last else 1))


def _number(part: str | None, unknown: int) -> int:
    return int(part) if part and part != "XX" else unknown
