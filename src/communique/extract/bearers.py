"""Bearers: the person named before or after an office, and the body or country after that name."""

from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.offices import BODIES, DETERMINERS, Words

BRACKETS = frozenset({",", "(", "-", "–", "—", ":"})
COPULAS = frozenset(
    {"is", "was", "as", "became", "remains", "be", "named", "elected", "appointed", "who", "been", "being", "heads"}
)
_STANDING = frozenset({"then", "also", "formerly", "previously"}).union(
    *(word_set("offices", "status", k) for k in ("former", "acting", "elect", "current"))
)
_DONE = frozenset({"dismissed", "ousted", "deposed", "toppled", "nominated"})
"""Of these, words that may be the verb of a sentence: "the court dismissed the president"."""
_BEFORE_NAME = frozenset({"the", ".", "ambassador", "his", "her", "-", "elect", "designate"})


def right(words: Words, i: int) -> tuple[Mention | None, bool]:
    """The person named after an office, past honorifics and brackets; and whether a comma stands between."""
    honorifics = word_set("names", "honorifics")
    comma = False
    closed = i
    for j in range(i, min(i + 10, len(words.lower))):
        mention, word = words.owner[j], words.lower[j]
        if j < closed:
            continue
        if word == "(" and (end := _closing(words, j)):
            closed = end
            continue
        if mention and mention.type == "person":
            return mention, comma
        if word in BRACKETS and not comma:
            comma = True
        elif mention and mention.form == "adjective" and (comma or words.lower[j - 1] == "the"):
            continue
        elif (word not in honorifics and word not in _BEFORE_NAME) or mention:
            return None, comma
    return None, comma


def _closing(words: Words, i: int) -> int | None:
    """Past the bracket that closes a short one without a person in it: "(IAEA)", "(retd.)"."""
    for j in range(i + 1, min(i + 6, len(words.lower))):
        mention = words.owner[j]
        if words.lower[j] == ")":
            return j + 1
        if mention and mention.type == "person":
            return None
    return None


def left(words: Words, i: int) -> Mention | None:
    """The person named before an office, in apposition or with a verb that joins them."""
    j = i - 1
    between = DETERMINERS | COPULAS | BRACKETS | _STANDING
    while j >= 0 and words.owner[j] is None and words.lower[j] in between:
        j -= 1
    skipped = set(words.lower[j + 1 : i])
    if j < 0 or j == i - 1 or (skipped & _DONE and not skipped & (BRACKETS | COPULAS)):
        return None
    mention = words.owner[j]
    return mention if mention and mention.type == "person" else None


def home_of(words: Words, person: Mention) -> Mention | None:
    """The country or body after the name of a holder: "Minister Tokunaga of Japan"."""
    tokens = words.sentence.tokens
    i = next((k for k, token in enumerate(tokens) if token.start >= person.end), len(tokens))
    if i + 1 >= len(tokens) or words.lower[i] not in ("of", "from"):
        return None
    j = i + 1
    while j < len(tokens) and words.lower[j] in ("the", "republic", "of", "kingdom") and words.owner[j] is None:
        j += 1
    mention = words.owner[j] if j < len(tokens) else None
    return mention if mention and mention.type in BODIES else None
