"""The event that a shift hangs on: the noun phrase after "a month after", or what stands for it.

Those who meet do ("after the ministers"), the town where they meet ("a week after Lima"), a number ("after the 52nd"),
the month of one ("after the July one"), "it", and those of whom a verb says that they met or parted.
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
    head = head if head is not None else _by_number_or_month(words, lexicon)
    if head is None and _stands_for_it(tokens, at, table):
        head = 0
    return (at, at + head + 1) if head is not None else None


def reach(tokens: Tokens, event: tuple[int, int], lexicon: Lexicon) -> int:
    """Where the words end that say more of an event: "the close (of the Lima session)", "the talks (in Tehran)"."""
    table, end = lexicon.tables["events"], event[1]
    words = [w.lower() for w in tokens.words[end : end + _REACH]]
    if words[:1] == ["of"] and tokens.words[end - 1].lower() in table["edges"]:
        heads = (i for i in range(1, len(words)) if words[i] in table["nouns"] or words[i] in table["ones"])
        stop = next((i for i, word in enumerate(words) if word in table["stops"]), len(words))
        head = next((i for i in heads if i < stop), -1)
        while -1 < head < len(words) - 1 and words[head + 1] in table["nouns"]:
            head += 1
        end += head + 1
    elif len(words) > 1 and words[0] in _HAVE and words[1] in table["parted"]:
        end += 2
    elif words and (words[0] in table["met"] or words[0] in table["parted"]):
        end += 1
    return _with_names(tokens, end, lexicon)


def _with_names(tokens: Tokens, end: int, lexicon: Lexicon) -> int:
    """The end of words with the body and the town that are named right after them: "of the EAC in Port Louis"."""
    table, dates = lexicon.tables["events"], (lexicon.tables["months"], lexicon.tables["weekdays"])
    while tokens.words[end : end + 1] and tokens.words[end] in table["before_names"]:
        first = end + 1 + (tokens.words[end + 1 : end + 2] == ["the"])
        last = first
        while last < len(tokens.words) and tokens.words[last][0].isupper() and last - first < _NAME:
            last += 1
        if last == first or any(tokens.words[i].lower() in months for i in range(first, last) for months in dates):
            break
        end = last
    return end


def _those_who_meet(words: Sequence[str], table: Mapping[str, Any]) -> int | None:
    """The last word of those whose meeting is meant: "a month after the foreign ministers"."""
    if words[0] == "they" and len(words) > 1 and (words[1] in table["met"] or words[1] in table["parted"]):
        return 1
    for i in range(1, len(words)):
        if words[0] not in table["determiners"] or words[i] in table["stops"]:
            return None
        following = words[i + 1] if i + 1 < len(words) else ""
        if following in table["parted"] or (
            following in _HAVE and words[i + 2 : i + 3] and words[i + 2] in table["parted"]
        ):
            return i
        if " ".join(words[1 : i + 1]).endswith(tuple(table["meeting"])):
            return i if not following[:1].isalpha() or following in table["meet"] else None
    return None


def _by_number_or_month(words: Sequence[str], lexicon: Lexicon) -> int | None:
    """The last word of what goes by its number, or by its month or weekday: "the 52nd", "the July one"."""
    table = lexicon.tables
    if len(words) < 2 or words[0] not in table["events"]["determiners"]:
        return None
    following = words[2] if len(words) > 2 else ""
    if following in table["events"]["ones"]:
        return 2 if words[1] in table["months"] or words[1] in table["weekdays"] else None
    numbered = words[1] in table["ordinals"] or (words[1][0].isdigit() and words[1][-1].isalpha())
    return 1 if numbered and (not following[:1].isalnum() or following in table["events"]["meet"]) else None


def _stands_for_it(tokens: Tokens, at: int, table: Mapping[str, Any]) -> bool:
    """Whether a pronoun or a town stands at the end of its phrase, for what is done there."""
    following = tokens.words[at + 1] if at + 1 < len(tokens.words) else "."
    word = tokens.words[at]
    if word == "it" and following in table["determiners"]:
        return True
    if following not in table["stops"] and following not in table["meet"]:
        return False
    return word in table["pronouns"] or (len(word) > _SHORT and word[0].isupper() and word[1:].islower())


_SHORT, _OWNED, _NAME = 2, 4, 5
_HAVE = ("have", "has", "had")
_OWNING = ("'s", "’s")
