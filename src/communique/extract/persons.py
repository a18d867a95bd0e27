"""Where a text names persons: what the tagger marks, and runs of capitals that the words around give away."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from communique import knowledge
from communique.extract.chunks import Chunk, runs, word_set, word_sets
from communique.extract.keeping import SENTENCES, kept
from communique.extract.tagger import Tagged
from communique.extract.tokens import Token

_SHORT = frozenset(
    {"u", "he", "general", "major", "judge", "justice", "prince", "sultan", "bishop", "tun", "tan", "hon"}
)
_PARTICLES = word_set("names", "particles")


def person_spans(tagged: Sequence[Tagged], known: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans of persons' names without honorifics and offices; `known` are spans that the knowledge base names."""
    starts = dict(known)
    for sentence in tagged:
        tokens = sentence.sentence.tokens
        headline = shouting(sentence)
        marked = _whole(tokens, [(n.start, n.end) for n in sentence.names if n.label == "PER"])
        inside = {i for first, last in marked for i in range(first, last)}
        for first, last in marked:
            trimmed = _trim(tokens, _past_body(tokens, first, last, starts), last)
            if trimmed and trimmed not in known:
                yield trimmed
        for chunk in runs(sentence.sentence, _PARTICLES):
            if inside.isdisjoint(range(chunk.first, chunk.last)):
                span = _by_shape(chunk) if not headline or chunk.tokens[0].text.lower() in _given() else None
                if span and span not in known:
                    yield span


def _whole(tokens: Sequence[Token], marked: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marked names with the initials before them, and in one piece where a particle joins two: "Hasan Al Rubaiy"."""
    found: list[tuple[int, int]] = []
    for first, last in marked:
        while first and _INITIAL.fullmatch(tokens[first - 1].text):
            first -= 1
        title = bool(found) and " ".join(t.text.lower() for t in tokens[slice(*found[-1])]) in _honorifics()
        if found and (first < found[-1][1] or (first == found[-1][1] and title)):
            found.pop()
        elif found and first == found[-1][1] and tokens[first].text.lower() in _PARTICLES:
            first = found.pop()[0]
        found.append((first, last))
    return found


_INITIAL = re.compile(r"[A-Z]\.")


def _honorifics() -> frozenset[str]:
    return word_set("names", "honorifics")


@kept(SENTENCES)
def shouting(sentence: Tagged) -> bool:
    """Whether nearly all words of a sentence have a capital, as in headlines: there capitals say little."""
    firsts = [t.text[0] for t in sentence.sentence.tokens]
    letters = sum(map(str.isalpha, firsts))
    return letters > 3 and sum(c.isupper() for c in firsts if c.isalpha()) > 0.7 * letters


def _past_body(tokens: Sequence[Token], first: int, last: int, known: Mapping[int, int]) -> int:
    """Where a marked name begins after the body, country or town that was marked with it.

    Examples: "Speaker of the Saeima Ann Lee", "In Gdynia A. Lee".
    """
    before = tokens[first - 1].text.lower() if first else ""
    named = known.get(tokens[first].start) == tokens[first].end and before in ("of", "the")
    article = before == "the" and first > 1 and tokens[first - 2].text.lower() == "of"
    town = before == "in" and last - first > 2 and bool(_INITIAL.fullmatch(tokens[first + 1].text))
    return first + 1 if (named or article or town) and last - first > 2 else first


def _trim(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """A marked name without what is no part of it on either side."""
    no_name = word_sets(("names", "honorifics"), ("offices", "heads"), ("offices", "modifiers"))
    while first < last - 1 and not _given_title(tokens, first):
        if (word := tokens[first].text.lower()) not in no_name and word != "the":
            break
        first += 1
    while last > first and (tokens[last - 1].text in ("'s", "’s", "'", "’", ",", ".")):
        last -= 1
    if first >= last or not any(c.isalpha() for c in tokens[first].text):
        return None
    if tokens[first].text.lower() in word_set("names", "honorifics") and tokens[first].text.lower() not in _SHORT:
        return None
    if tokens[first].text.islower() and (tokens[first].text not in _PARTICLES or last - first < 2):
        return None
    return tokens[first].start, tokens[last - 1].end


def _given_title(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word that can be a title is a given name here, as whose son one is follows: "Sultan bin Khalid"."""
    after = tokens[i + 1].text.lower().partition("-")[0]
    return tokens[i].text.lower() in word_set("names", "given_titles") and after in word_set("names", "filial")


def _by_shape(chunk: Chunk) -> tuple[int, int] | None:
    """A run of capitals as a person's name, if an honorific, an office, a given name or a verb of saying tells."""
    tokens = chunk.tokens
    first = _after_titles(tokens)
    if first == len(tokens):
        return None
    rest = chunk.part(first, len(tokens))
    no_person = word_sets(("names", "body_heads"), ("names", "months_and_days"), ("names", "never_persons"))
    words = [t for t in rest.tokens if t.text.isalpha() or "'" in t.text or "." in t.text]
    if not words or words[0] is not rest.tokens[0] or len(words) > 6 or any(t.text.lower() in no_person for t in words):
        return None
    initial = len(words) == 2 and bool(_INITIAL.fullmatch(words[0].text))
    if words[0].text.isupper() and len(words[0].text) > 1 and not (initial or words[-1].text.isupper()):
        return None
    long = len(words) > 1
    if _titled(rest) or (long and (words[0].text.lower() in _given() or initial or _in_office(rest) or _speaks(rest))):
        return rest.start, rest.end
    later = next((k for k in range(1, len(rest.tokens) - 1) if rest.tokens[k].text.lower() in _given()), 0)
    return (rest.tokens[later].start, rest.end) if later and rest.tokens[later - 1].text.isalpha() else None


def _titled(run: Chunk) -> bool:
    """Whether an honorific stands right before a run, or an office written with a capital."""
    if run.first == 0:
        return False
    before = run.sentence.tokens[run.first - 1].text
    return before.lower() in word_set("names", "honorifics") or (
        before.lower() in word_set("offices", "heads") and before[0].isupper() and len(run.tokens) <= 3
    )


def _in_office(run: Chunk) -> bool:
    """Whether an office stands before a run, perhaps with its body between, or after it behind a comma."""
    heads = word_set("offices", "heads")
    lower = [t.text.lower() for t in run.sentence.tokens]
    before = lower[max(0, run.first - 9) : run.first]
    if before and before[-1] in ("of", "for", "on", "in", "and", "the"):
        before = []
    if before and (
        before[-1] in heads or ((heads & set(before) and before[-1] in (",", "general")) or heads & set(before[-5:]))
    ):
        after_head = before[max(i for i, w in enumerate(before) if w in heads) + 1 :] if heads & set(before) else ["."]
        return not {".", ";", "said", "and", "that", "with", "who", "from"} & set(after_head)
    after = lower[run.last : run.last + 7]
    return (
        bool(after)
        and after[0] in (",", "(")
        and bool(heads & set(after[1:5]))
        and not {"said", "who", "that"} & set(after[:4])
    )


def _speaks(run: Chunk) -> bool:
    tokens = run.sentence.tokens
    verbs = word_set("names", "person_verbs")
    next_to = [tokens[i].text.lower() for i in (run.first - 1, run.last) if 0 <= i < len(tokens)]
    return any(word in verbs for word in next_to)


def _after_titles(tokens: Sequence[Token]) -> int:
    """How many tokens of a run are offices, honorifics and countries before the name itself."""
    titles = word_sets(("names", "honorifics"), ("offices", "heads"))
    parts = word_sets(("names", "honorifics"), *(("offices", kind) for kind in ("heads", "modifiers", "portfolios")))
    first = 0
    for i, token in enumerate(tokens):
        if token.text.lower() not in parts and token.text != "-" and not knowledge.country_of(token.text):
            break
        first = i + 1
    named = [i + 1 for i, token in enumerate(tokens[:-1]) if token.text.lower() in titles]
    return max(first, *named) if named else first


@cache
def _given() -> frozenset[str]:
    return frozenset(name.lower() for name in knowledge.given_names())
