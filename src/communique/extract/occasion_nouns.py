"""Nouns of occasions: whether a noun that can speak of a meeting does, by the words beside it."""

from communique.extract import ordinals
from communique.extract.offices import Words
from communique.languages import words as read_words


def is_occasion(words: Words, i: int, word: str) -> bool:
    """Whether a noun that can name an occasion does so, by the words beside it."""
    exclude = read_words("en", "meetings")["exclude"]
    before = words.lower[i - 1] if i else ""
    after = words.lower[i + 1 : i + 3]
    if (
        before in exclude["before"]
        or before in exclude["generic"]
        or word in ("calls", "trips", "tours", "missions", "rounds")
    ):
        return False
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


def is_held(words: Words, i: int) -> bool:
    """Whether a call is said to be held: "the premiers hold a call"."""
    return words.lower[i - 1] in ("a", "another") and not _HELD.isdisjoint(words.lower[max(0, i - 3) : i])


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
