"""Names in one script for comparing them; law: what is in Latin letters stays as it is."""

import re
from functools import cache, lru_cache

from communique.languages import words

_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")


def is_latin(name: str) -> bool:
    """Whether a name has no Cyrillic letter."""
    return _CYRILLIC.search(name) is None


@lru_cache(maxsize=1 << 15)
def latin(name: str) -> str:
    """A name in Latin letters, as an English report may write it.

    >>> latin("Сергей Рыженков"), latin("Дэвид Orr")
    ('Sergey Ryzhenkov', 'David Orr')
    """
    return name if is_latin(name) else _CYRILLIC.sub(lambda found: _word(found[0]), name)


def _word(word: str) -> str:
    low = word.lower()
    spelt = _names().get(low) or "".join(_letters().get(letter, letter) for letter in low)
    return spelt[:1].upper() + spelt[1:] if word[:1].isupper() else spelt


@cache
def _letters() -> dict[str, str]:
    return dict(words("ru", "spelling")["letters"])


@cache
def _names() -> dict[str, str]:
    return dict(words("ru", "spelling")["names"])
