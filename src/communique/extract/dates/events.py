"""The event that a shift hangs on: the noun phrase after "a month after", or what stands for it.

Those who meet do ("after the ministers"), the town where they meet ("a week after Lima"), and "it".
"""

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
        elif head is not None and word in _OWNING:
            head = next((k for k in range(i + 1, min(len(words), i + _OWNED)) if words[k] in table["nouns"]), head)
            break
        elif head is not None:
            break
    head = head if head is not None else _those_who_meet(words, table)
    if head is None and _stands_for_it(tokens, at, table):
        head = 0
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


def _stands_for_it(tokens: Tokens, at: int, table: Mapping[str, Any]) -> bool:
    """Whether a pronoun or a town stands at the end of its phrase, for what is done there."""
    following = tokens.words[at + 1] if at + 1 < len(tokens.words) else "."
    if following not in table["stops"] and following not in table["meet"]:
        return False
    word = tokens.words[at]
    return word in table["pronouns"] or (len(word) > _SHORT and word[0].isupper() and word[1:].islower())


_SHORT, _OWNED = 2, 4
_OWNING = ("'s", "’s")
