"""Organs that stand for their own meetings: "the Council, due on 22 September", "the Assembly opens on Monday"."""

from communique.extract.mentions import Mention
from communique.extract.offices import Words
from communique.extract.ordinals import is_ordinal
from communique.languages import pattern
from communique.languages import words as read_words

_ORGANS = pattern("meetings", "organs")
_CONVENED = pattern("meetings", "convened")
_DEALS = pattern("meetings", "deals")
_EXTRA = pattern("meetings", "extra")
_DATED = pattern("meetings", "dated")
_LASTING = pattern("meetings", "lasting")
_AT_WHICH, _ON_A_DAY = pattern("meetings", "at_which"), pattern("meetings", "on_a_day")
_IN_TOWN, _ITSELF = pattern("meetings", "in_town"), pattern("meetings", "itself")


def nouns_of(word: str) -> str | None:
    """The kind of occasion that a noun names, in either number."""
    nouns = read_words("en", "meetings")["nouns"]
    kind: str | None = nouns.get(word) or nouns.get(word.removesuffix("s"))
    return kind


def deals(words: Words, i: int) -> bool:
    """Whether an organ that has no name of its own will do something on a day: "the board will vote on Monday"."""
    if words.owner[i] is not None or words.lower[i] not in DECIDING:
        return False
    of_body = any(owner is not None and owner.type == "body" for owner in words.owner[max(0, i - 3) : i])
    rest = " ".join(words.lower[i + 1 : i + 30])
    return of_body and bool(_DEALS.match(rest)) and _IN_WRITING not in rest


def is_convened(words: Words, i: int) -> bool:
    """Whether an organ without a name of its own stands for its meeting: "the Union's council, due on 4 May"."""
    if words.owner[i] is not None or words.lower[i] not in _PLAIN:
        return False
    if _HELD_IN.match(" ".join(words.lower[i + 1 : i + 14])):
        return True
    near = [k for k in range(max(0, i - _BEFORE), i) if (owner := words.owner[k]) and owner.type == "body"]
    if not near or any(nouns_of(word) is not None for word in words.lower[max(0, i - 6) : i]):
        return False
    after = " ".join(words.lower[i + 1 : i + 16])
    if near[-1] >= i - _CLOSE and _CONVENED.match(_OF_WHOM.sub("", after, count=1)):
        return True
    first = next(k for k in range(i) if words.owner[k] is words.owner[near[0]])
    return bool(_AT_WHICH.search(" ".join(words.lower[max(0, first - 2) : first])) and _ON_A_DAY.match(after))


_IN_WRITING = "written procedure"
_CLOSE, _BEFORE = 2, 4  # words


_PLAIN = frozenset(read_words("en", "meetings")["convened_alone"])
_HELD_IN = pattern("meetings", "held_in")
_OF_WHOM = pattern("meetings", "of_whom")
DECIDING = frozenset(read_words("en", "meetings")["deciding"])


def convenes(words: Words, i: int) -> bool:
    """Whether the last word of an organ's name stands for its meeting: "the Council, due on 22 September"."""
    owner = words.owner[i]
    last = owner is not None and (i + 1 == len(words.lower) or words.owner[i + 1] is not owner)
    if not last or owner is None or owner.type != "body" or not _ORGANS.search(owner.name.lower()):
        return False
    first = next(k for k in range(i + 1) if words.owner[k] is owner)
    if any(nouns_of(word) not in (None, "conference") for word in words.lower[max(0, first - 10) : i + 1]):
        return False
    past = _past_owner(words, i)
    after = " ".join(words.lower[past : past + 12])
    extra = " ".join(words.lower[max(0, first - 2) : first])
    rest = " ".join(words.lower[past : past + 29])
    if _DEALS.match(rest) and _IN_WRITING not in rest:
        return True
    if bool(_CONVENED.match(after)) or bool(_EXTRA.search(extra) and _DATED.match(after)):
        return True
    if (behind := _behind_aside(words, past)) and _CONVENED.match(behind):
        return True
    if _MOVES_IT.search(" ".join(words.lower[max(0, first - 4) : first])) and _MOVED.match(rest):
        return True
    if _AT_WHICH.search(extra) and (_ON_A_DAY.match(after) or (_at_once(owner) and _IN_TOWN.match(rest))):
        return True
    if _ITSELF.match(after):
        return True
    counted = is_ordinal(words.lower[first]) or (first > 0 and is_ordinal(words.lower[first - 1]))
    return counted and not _LASTING.search(owner.name.lower())


def _past_owner(words: Words, i: int) -> int:
    """The word behind an organ's name and that of the body which it is of: "the executive council of the OPCW"."""
    past = i + 1
    if words.lower[past : past + 1] != ("of",):
        return past
    first = past + 1 + (words.lower[past + 1 : past + 2] == ("the",))
    owner = words.owner[first] if first < len(words.owner) else None
    if owner is None or owner.type != "body":
        return past
    return next((k for k in range(first, len(words.owner)) if words.owner[k] is not owner), len(words.owner))


def _behind_aside(words: Words, past: int) -> str:
    """What is said of an organ behind an aside: "the Council, which deals with fees alone, is due in Oslo"."""
    if words.lower[past : past + 1] != (",",):
        return ""
    end = next((k for k in range(past + 2, min(len(words.lower), past + _ASIDE)) if words.lower[k] == ","), None)
    said = " ".join(words.lower[end + 1 : end + 13]) if end else ""
    return said if _SAID_OF_IT.match(said) else ""


_ASIDE = 16
_SAID_OF_IT, _MOVES_IT = pattern("meetings", "said_of_it"), pattern("meetings", "moves_it")
_MOVED = pattern("meetings", "moved_by_or_to")


def _at_once(organ: Mention) -> bool:
    """Whether an organ is only when it meets, and has no house of its own."""
    return not _LASTING.search(organ.name.lower())
