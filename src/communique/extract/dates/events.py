"""The event that a shift hangs on: the noun phrase after "a month after", or those who meet: "after the ministers"."""

from collections.abc import Mapping, Sequence
from typing import Any

from communique.extract.dates.lexicon import Lexicon, Tokens

_REACH = 8


def event_after(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The tokens of the noun phrase at `at`, where its head is something that happens, or those who meet are."""
    table = lexicon.tables["events"]
    words = [w.lower() for w in tokens.words[at : at + _REACH]]
    if not words or not (words[0] in table["determiners"] or words[0][0].isalpha()):
        return None
    head = None
    for i, word in enumerate(words):
        if word in table["stops"] or (i and word in table["determiners"] and words[i - 1] not in table["of"]):
            break
        if word in table["nouns"]:
            head = i
        elif head is not None:
            break
    head = head if head is not None else _those_who_meet(words, table)
    return (at, at + head + 1) if head is not None else None


def _those_who_meet(words: Sequence[str], table: Mapping[str, Any]) -> int | None:
    """The last word of those whose meeting is meant: "a month after the foreign ministers"."""
    for i in range(1, len(words)):
        if words[0] not in table["determiners"] or words[i] in table["stops"]:
            return None
        following = words[i + 1] if i + 1 < len(words) else ""
        if " ".join(words[1 : i + 1]).endswith(tuple(table["meeting"])):
            return i if not following[:1].isalpha() or following in table["meet"] else None
    return None
