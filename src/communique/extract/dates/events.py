"""The event that a shift hangs on: the noun phrase after "a month after"."""

from communique.extract.dates.lexicon import Lexicon, Tokens

_REACH = 8


def event_after(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The tokens of the noun phrase at `at`, where its head is something that happens."""
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
    return (at, at + head + 1) if head is not None else None
