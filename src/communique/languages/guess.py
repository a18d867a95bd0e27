"""A cheap guess at a text's language: by its script, and for the Latin script by its commonest words."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib import resources
from tomllib import loads
from typing import Any

_SAMPLE = 5_000
_WORD = re.compile(r"[^\W\d_]+")
# Below this share of a text's words a language's commonest words say nothing.
_SHARE = 0.12


def guess_language(text: str) -> str | None:
    """The code of the language that a text seems to be in, or `None` where nothing stands out.

    >>> guess_language("The council of the union met and agreed on the budget for the next year.")
    'en'
    >>> guess_language("Совет министров союзного государства собрался в Минске.")
    'ru'
    """
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script is None:
        return None
    declared = _tables()["scripts"][script]
    for language, letters in declared.get("letters", {}).items():
        if sum(sample.count(letter) for letter in letters) * 200 > len(sample):
            return str(language)
    return str(declared["language"]) if "language" in declared else _by_words(sample)


def _script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    return next((name for name in _tables()["scripts"] if 2 * _count(name, sample) > letters), None)


def _count(script: str, sample: str) -> int:
    return sum(map(len, _pattern(script).findall(sample)))


def _by_words(sample: str) -> str | None:
    words = Counter(map(str.lower, _WORD.findall(sample)))
    scores = {name: sum(words.get(word, 0) for word in common) for name, common in _tables()["words"].items()}
    language, score = max(scores.items(), key=lambda item: item[1])
    return language if score >= words.total() * _SHARE else None


@cache
def _pattern(script: str) -> re.Pattern[str]:
    return re.compile(f"[{_tables()['scripts'][script]['range']}]+")


@cache
def _tables() -> Mapping[str, Any]:
    return loads((resources.files("communique.languages") / "guess.toml").read_text(encoding="utf-8"))
