"""Levels: on which they meet, ministers or heads of state, as words tell."""

import re
from functools import cache

from communique.languages import pattern, words


@cache
def _levels() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    table = {phrase: frozenset(found) for phrase, found in words("en", "register")["levels"].items()}
    longest = sorted(table, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b"), table


@cache
def levels(text: str) -> frozenset[str]:
    """On which levels they meet; empty where the words tell nothing, or several things.

    >>> sorted(levels("The foreign ministers are to meet")), sorted(levels("the leaders and the experts"))
    (['foreign'], [])
    """
    regex, table = _levels()
    found: frozenset[str] | None = None
    those = pattern("register", "onlookers").sub("", text).casefold()
    for match in regex.finditer(those.replace("'", "").replace("’", "")):
        meant = table[match[0]]
        found = meant if found is None else found & meant
    return found or frozenset()
