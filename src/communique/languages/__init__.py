"""Words only: one folder a language, one TOML file a topic, and this reader of them."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from communique.errors import UnknownLanguage

LANGUAGES = ("en", "ru")


@cache
def words(language: str, topic: str) -> Mapping[str, Any]:
    """The words of a topic in a language, as its TOML file holds them. Raises `UnknownLanguage`.

    >>> words("en", "dates")["months"]["january"]
    1
    """
    if language not in LANGUAGES:
        raise UnknownLanguage(language, LANGUAGES)
    file = resources.files(__name__) / language / f"{topic}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def pattern(topic: str, name: str, language: str = "en") -> re.Pattern[str]:
    """A regular expression of a topic, from the table `regex` of its TOML file. Raises `UnknownLanguage`."""
    return re.compile(words(language, topic)["regex"][name])
