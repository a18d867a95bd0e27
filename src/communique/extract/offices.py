"""Offices: where a sentence names one ("acting First Deputy Minister of Finance"), and what belongs to its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.extract.chunks import word_set, word_sets
from communique.extract.mentions import Mention, Mentions
from communique.extract.tokens import Sentence, small

OF = frozenset({"of", "at", "for", "with", "in", "to", "from"})
DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "this"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
BODIES = ("body", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office named in a sentence: tokens `first` to `last` (exclusive) are its name, without body and status.

    `status_at` is the token that says how it is held, `before` the first token of the phrase with it.
    """

    sentence: Sentence
    first: int
    last: int
    status: str = "current"
    status_at: int | None = None
    before: int

    @property
    def start(self) -> int:
        """Where the office's name starts in the document."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Where the office's name ends in the document."""
        return self.sentence.tokens[self.last - 1].end

    @property
    def head(self) -> str:
        """The words of the office's name, in small letters."""
        return " ".join(t.text.lower() for t in self.sentence.tokens[self.first : self.last])


@cache
def _compounds() -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(word_set("offices", "compounds"), key=lambda p: -len(p.split())):
        parts = tuple(phrase.split())
        table.setdefault(parts[0], []).append(parts)
    return {first: tuple(rest) for first, rest in table.items()}


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence's words in small letters, and which mention, if any, each stands in."""

    sentence: Sentence
    lower: tuple[str, ...]
    owner: tuple[Mention | None, ...]


def look_at(sentence: Sentence, mentions: Mentions) -> Words:
    """The words of a sentence beside the mentions that they stand in."""
    owner: list[Mention | None] = [None] * len(sentence.tokens)
    inside = iter(mentions.within(sentence.start, sentence.end))
    mention = next(inside, None)
    for i, token in enumerate(sentence.tokens):
        while mention and mention.end <= token.start:
            mention = next(inside, None)
        if mention and mention.start <= token.start < mention.end:
            owner[i] = mention
    return Words(sentence, small(sentence), tuple(owner))


def find(words: Words) -> Iterator[Office]:
    """The offices that a sentence names, from left to right."""
    last, done, may = 0, 0, _may_head()
    if may.isdisjoint(words.lower):
        return
    for i in [i for i, word in enumerate(words.lower) if word in may]:
        if i >= last and words.owner[i] is None and (_is_head(words.lower[i]) or _serves(words, i)):
            office = _office(words, i, done)
            yield office
            last = office.last
            done = done if _begins(words.lower[last - 1]) else last


@cache
def _may_head() -> frozenset[str]:
    heads = word_set("offices", "heads")
    return frozenset((*word_set("offices", "plurals"), *heads, *(f"ex-{head}" for head in heads), "assistant"))


def _serves(words: Words, i: int) -> bool:
    """Whether an "assistant to the president" begins at a word."""
    return words.lower[i] == "assistant" and _nested(words, i + 1) > i + 1


def _is_head(word: str) -> bool:
    return (
        word in word_set("offices", "plurals")
        or word in word_set("offices", "heads")
        or word.removeprefix("ex-") in word_set("offices", "heads")
    )


def _nested(words: Words, last: int) -> int:
    """Past the office of whom an adviser or assistant serves: "to the prime minister"; `last` where there is none."""
    if words.lower[last : last + 2] != ("to", "the") or words.lower[last - 1] not in word_set("offices", "serving"):
        return last
    inner = word_sets(("offices", "modifiers"), ("offices", "heads"))
    i = last + 2
    while i < len(words.lower) and words.owner[i] is None and words.lower[i] in inner:
        i += 1
    return i if words.lower[i - 1] in word_set("offices", "heads") else last


def _begins(word: str) -> bool:
    """Whether the last word of an office may as well begin the next: "deputy" in "deputy prime minister"."""
    return _is_head(word) and word in word_sets(("offices", "modifiers"), ("offices", "portfolios"))


def _office(words: Words, head: int, floor: int) -> Office:
    first, last = _first(words, head, floor), _last(words, head)
    held, at, before = status(words, first, last)
    return Office(sentence=words.sentence, first=first, last=last, status=held, status_at=at, before=before)


def _first(words: Words, head: int, floor: int) -> int:
    inner = _inner(words.lower[head])
    first = head
    while first > floor and words.owner[first - 1] is None:
        word = words.lower[first - 1]
        plain = word.removeprefix("deputy-").removeprefix("ex-")
        if word == "under" and words.lower[first] not in ("-", "secretary"):
            break
        if plain in inner or (word == "-" and first - 1 > 0 and words.lower[first - 2] in inner):
            first -= 1
        elif word in ("and", "&") and first > floor + 1 and words.lower[first - 2] in word_set("offices", "portfolios"):
            first -= 2
        else:
            break
    while first < head and words.lower[first] in ("-", "and", "&"):
        first += 1
    return first + 2 if words.lower[first : first + 2] in _OCCASIONS and first + 2 < head else first


_OCCASIONS = (("press", "conference"), ("news", "conference"))
"""What somebody tells, and no part of the office after it: "told a news conference Prime Minister X had left"."""


@cache
def _inner(head: str) -> frozenset[str]:
    """What may stand before the head of an office as part of its name."""
    inner = word_sets(("offices", "modifiers"), ("offices", "portfolios"))
    return inner - word_set("offices", "parties") if head in word_set("offices", "seated") else inner


def _last(words: Words, head: int) -> int:
    last = head + 1
    partial = word_set("offices", "modifiers")
    while (
        last < len(words.lower)
        and words.owner[last] is None
        and words.lower[last - 1] in partial
        and _is_head(words.lower[last])
    ):
        last += 1
    if words.lower[head] in word_set("offices", "plurals"):
        return _portfolio(words, last)
    for start in range(max(0, head - 4), last):
        for parts in _compounds().get(words.lower[start], ()):
            end = _matched(words, start, parts)
            last = last if parts[-1] == "republic" and words.lower[end : end + 1] == ("of",) else max(last, end)
    return _portfolio(words, last)


def _matched(words: Words, start: int, parts: tuple[str, ...]) -> int:
    """Where a compound ends that begins at a word, hyphens left aside; 0 where it does not stand there."""
    i = start
    for part in parts:
        while i < len(words.lower) and words.lower[i] == "-":
            i += 1
        if i >= len(words.lower) or words.lower[i] != part:
            return 0
        i += 1
    return i


def _portfolio(words: Words, last: int) -> int:
    """Past "of Foreign Affairs and Trade" or "to the United Nations" after the core of an office."""
    if (named := _affairs(words, last)) > last:
        return named
    last = _nested(words, _posting(words, last))
    advises = words.lower[last - 1] in word_set("offices", "advising")
    if words.lower[last : last + 1] not in ((("of",), ("for",), ("on",)) if advises else (("of",), ("for",))):
        return last
    portfolios = word_set("offices", "portfolios")
    i = last + 1
    if i < len(words.lower) and words.lower[i] == "the":
        i += 1
    end = last
    while i < len(words.lower) and _free(words, i):
        word = words.lower[i]
        if word in portfolios:
            end = i = i + 1
        elif end > last and word in ("and", ",", "&") and i + 1 < len(words.lower) and words.lower[i + 1] in portfolios:
            i += 1
        elif end > last and words.sentence.tokens[i].text[0].isupper() and words.lower[i - 1] in ("and", ","):
            end = i = i + 1
        else:
            break
    return end


def _posting(words: Words, last: int) -> int:
    """Past what a sent one is sent to, or what a minister is for: "ambassador to Jakarta", "for the Middle East"."""
    sent = word_set("offices", "sent") if words.lower[last : last + 1] == ("to",) else word_set("offices", "charged")
    if words.lower[last - 1] not in sent or words.lower[last : last + 1] not in (("to",), ("for",)):
        return last
    i = last + 1
    while i < len(words.lower) and words.owner[i] is None and words.lower[i] in ("the", "kingdom", "republic", "of"):
        i += 1
    mention = words.owner[i] if i < len(words.lower) else None
    if mention is None or mention.type == "person":
        return last
    while i < len(words.lower) and words.owner[i] is mention:
        i += 1
    return i


def _affairs(words: Words, last: int) -> int:
    """Past a body whose affairs somebody is in charge of: "for EAC Affairs and Trade"; `last` where there is none."""
    i = last + 2 if words.lower[last : last + 2] == ("in", "charge") else last
    if words.lower[i : i + 1] not in (("of",), ("for",)):
        return last
    i += 1
    mention = words.owner[i] if i < len(words.lower) else None
    while mention and i < len(words.lower) and words.owner[i] is mention:
        i += 1
    named = mention is not None and mention.type in BODIES
    return i + 1 if named and words.lower[i : i + 1] in (("affairs",), ("integration",)) else last


def _free(words: Words, i: int) -> bool:
    mention = words.owner[i]
    return mention is None or (
        mention.type == "place" and mention.entity is None and words.lower[i] in word_set("offices", "portfolios")
    )


def status(words: Words, first: int, last: int) -> tuple[str, int | None, int]:
    """How the office of some words is held, the word that says so, and where the whole phrase begins."""
    if words.lower[first].startswith("ex-"):
        return "former", first, first
    if suffixed(words, last):
        return "elect", last + 1, status(words, first, 0)[2]
    at = _status_before(words, first - 1)
    before = first if at is None else at
    while at is not None and _status_before(words, at - 1) is not None and _kind(words.lower[at]) == "current":
        at = before = _status_before(words, at - 1) or 0
    if at is None:
        at = _beyond_owner(words, first - 1)
    if at is None:
        at = _once(words, first - 1)
    return (_kind(words.lower[at]) or "current", at, before) if at is not None else ("current", None, before)


def suffixed(words: Words, last: int) -> bool:
    """Whether "-elect" or "-designate" follows an office."""
    return words.lower[last : last + 2] in (("-", "elect"), ("-", "designate")) if last else False


@cache
def _kinds() -> dict[str, str]:
    order = ("current", "elect", "acting", "former")
    return {word: kind for kind in order for word in word_set("offices", "status", kind)}


def _kind(word: str) -> str | None:
    return _kinds().get(word)


def _status_before(words: Words, i: int) -> int | None:
    """The word of status that ends at a token, a hyphen after it left aside."""
    if i > 0 and words.lower[i] == "-":
        i -= 1
    return i if i >= 0 and words.owner[i] is None and _kind(words.lower[i]) else None


def _once(words: Words, i: int) -> int | None:
    """The "formerly" before the article of an office, or the "then" between that and the name of its holder."""
    if i <= 0 or words.lower[i] not in DETERMINERS:
        return None
    beside = i > 2 and words.lower[i - 2] == "," and words.owner[i - 3] is not None
    past = words.lower[i - 1] in ("formerly", "previously") or (beside and words.lower[i - 1] == "then")
    return i - 1 if past else None


def _beyond_owner(words: Words, i: int) -> int | None:
    """The word of status before the body or country that stands before an office: "former US President"."""
    owner = words.owner[i] if i >= 0 else None
    if owner is None or owner.type == "person":
        return None
    while i >= 0 and words.owner[i] is owner:
        i -= 1
    at = _status_before(words, i)
    return at if at is not None and _kind(words.lower[at]) != "current" else None
