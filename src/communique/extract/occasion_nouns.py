"""Nouns of occasions: whether a noun that can speak of a meeting does, by the words beside it."""

from communique.extract import ordinals
from communique.extract.offices import Words
from communique.languages import pattern
from communique.languages import words as read_words


def is_occasion(words: Words, i: int, word: str) -> bool:
    """Whether a noun that can name an occasion does so, by the words beside it."""
    exclude = read_words("en", "meetings")["exclude"]
    before = words.lower[i - 1] if i else ""
    after = words.lower[i + 1 : i + 3]
    if before == "no" and word not in _IN_PARTS and _NONE_OF.search(" ".join(words.lower[max(0, i - 9) : i])):
        return not in_body(words, i, at_end=True)
    if (
        before in exclude["before"]
        or before in exclude["generic"]
        or word in ("calls", "trips", "tours", "missions", "rounds")
    ):
        return False
    if word in FORUMS:
        return words.owner[i] is None and bool(_HELD_FORUM.match(" ".join(words.lower[i + 1 : i + 12])))
    if word == "round":
        return after[:1] == ("of",) or before in _COUNTING or ordinals.is_ordinal(before)
    if word == "call":
        dated = before in ("their", "the", "this") and after[:1] and after[0] in ("of", "on", "this", "last", "next")
        told = before in ("phone", "telephone", "video", "courtesy") or after[:1] == ("with",) or bool(dated)
        return told or is_held(words, i)
    if word in ("dinner", "lunch", "breakfast"):
        return after[:1] in (("with",), ("of",), ("between",))
    if word == "conversation":
        return before in ("phone", "telephone")
    if word == "dialogue":
        return before in ("political", "strategic")
    if word == "mission":
        return before in ("second", "first", "assessment", "official")
    if word in ("signing", "handover", "inauguration", "ceremony") and "anniversary" in words.lower[max(0, i - 4) : i]:
        return False
    if word in ("signing", "handover", "inauguration"):
        return after[:1] == ("ceremony",) or after[:1] == ("of",)
    return not in_body(words, i, at_end=True)


FORUMS, _HELD_FORUM = frozenset(read_words("en", "meetings")["forums"]), pattern("meetings", "held_forum")
_OWNED = ("'s", "’s", "'", "’")
_IN_PARTS = frozenset(read_words("en", "meetings")["in_parts"])
_NONE_OF = pattern("meetings", "none_of")


def is_held(words: Words, i: int) -> bool:
    """Whether a call is said to be held: "the premiers hold a call", "the deputies' call on Friday"."""
    if words.lower[i - 1] in _THEIRS and _CALL_OF.match(" ".join(words.lower[i + 1 : i + 12])):
        return True
    if is_paid(words, i):
        return True
    if words.lower[i - 1] in _OWNED:
        return words.lower[i + 1 : i + 2] in _DATED and _FOR.isdisjoint(words.lower[i + 1 : i + 6])
    return words.lower[i - 1] in ("a", "another") and not _HELD.isdisjoint(words.lower[max(0, i - 3) : i])


def is_paid(words: Words, i: int) -> bool:
    """Whether a call is one that a person pays on another: "her call on President Berg", "the call of the envoy on"."""
    of = words.lower[i + 1 : i + 2] == ("of",)
    later = range(i + 2, min(i + _FAR, len(words.lower))) if of else range(i + 1, min(i + 2, len(words.lower)))
    on = next((k + 1 for k in later if words.lower[k] == "on"), len(words.owner))
    return any(m is not None and m.type == "person" for m in words.owner[on : on + _TITLED])


_FAR, _TITLED = 16, 4
_DATED = (("on",), ("this",), ("last",), ("next",), ("of",), ("stays",))
_THEIRS = frozenset({"the", "their", "its"})
_CALL_OF = pattern("meetings", "call_of")
_FOR = frozenset({"for", "to", "that"})
_HELD = frozenset({"hold", "holds", "held", "holding"})


def in_body(words: Words, i: int, *, at_end: bool = False) -> bool:
    """Whether a word is part of a body's name and no occasion: "the meeting of the OPEC Conference"."""
    owner = words.owner[i]
    if owner is None or owner.type != "body":
        return False
    first = next(k for k in range(i + 1) if words.owner[k] is owner)
    last = i + 1 == len(words.lower) or words.owner[i + 1] is not owner
    return _names_body(words, first) or (at_end and not last)


def _names_body(words: Words, first: int) -> bool:
    """Whether an occasion's word stands right before a body's name: "the meeting of the OPEC Conference"."""
    nouns = read_words("en", "meetings")["nouns"]
    return any(word in nouns for word in words.lower[max(0, first - 4) : first])


_COUNTING = frozenset((*ordinals.ORDINALS, "next", "last", "final", "new", "latest", "another"))
