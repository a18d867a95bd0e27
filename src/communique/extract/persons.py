"""Where a text names persons: what the tagger marks, and runs of capitals that an honorific or given name gives away."""

from collections.abc import Iterator, Sequence

from communique import knowledge
from communique.extract.chunks import Chunk, runs, word_set
from communique.extract.tagger import Tagged
from communique.extract.tokens import Token

_PARTICLES = word_set("names", "particles")


def person_spans(tagged: Sequence[Tagged], known: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans of persons' names without honorifics and offices; `known` are spans that the knowledge base names."""
    for sentence in tagged:
        tokens = sentence.sentence.tokens
        marked = [(n.start, n.end) for n in sentence.names if n.label == "PER"]
        inside = {i for first, last in marked for i in range(first, last)}
        for first, last in marked:
            trimmed = _trim(tokens, first, last)
            if trimmed and trimmed not in known:
                yield trimmed
        for chunk in runs(sentence.sentence, _PARTICLES):
            if inside.isdisjoint(range(chunk.first, chunk.last)):
                span = _by_shape(chunk)
                if span and span not in known:
                    yield span


def _trim(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """A marked name without what is no part of it on either side."""
    no_name = word_set("names", "honorifics") | word_set("offices", "heads") | word_set("offices", "modifiers") | {"the"}
    while first < last - 1 and tokens[first].text.lower() in no_name:
        first += 1
    while last > first and (tokens[last - 1].text in ("'s", "’s", "'", "’", ",", ".")):
        last -= 1
    if first >= last or not any(c.isalpha() for c in tokens[first].text) or tokens[first].text.islower():
        return None
    return tokens[first].start, tokens[last - 1].end


def _by_shape(chunk: Chunk) -> tuple[int, int] | None:
    """A run of capitals as a person's name, if an honorific stands before it or it begins with a given name."""
    tokens = chunk.tokens
    first = _after_titles(tokens)
    if first == len(tokens):
        return None
    rest = tokens[first:]
    before = chunk.sentence.tokens[chunk.first - 1].text.lower() if chunk.first else ""
    before = tokens[first - 1].text.lower() if first else before
    titled = before in word_set("names", "honorifics") or before in word_set("offices", "heads")
    given = rest[0].text.lower() in _given()
    no_person = word_set("names", "body_heads") | word_set("names", "months_and_days")
    if len(rest) > 5 or any(t.text.lower() in no_person for t in rest):
        return None
    if (given and len(rest) > 1) or (titled and not rest[0].text.isupper()):
        return rest[0].start, rest[-1].end
    return None


def _after_titles(tokens: Sequence[Token]) -> int:
    titles = word_set("names", "honorifics") | word_set("offices", "heads") | word_set("offices", "modifiers") | word_set("offices", "portfolios")
    first = 0
    for i, token in enumerate(tokens):
        word = token.text.lower()
        if word not in titles and not knowledge.country_of(token.text):
            break
        first = i + 1
    return first


def _given() -> frozenset[str]:
    return frozenset(name.lower() for name in knowledge.given_names())
