"""Tokens and sentences of a text as in UD English; law: offsets stay true, no sentence crosses a paragraph.

The time is linear in the length of the text: every part of the pattern that can look further than it takes is bounded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.extract.keeping import SENTENCES, kept
from communique.languages import pattern, words

MAX_TOKENS = 200
"""Longer sentences are cut, which bounds the tagger's work."""

_TERMINAL = re.compile(r"[.!?…]+|[。！？]")
_CLOSERS = frozenset("\"'”’»)]}›“")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_BULLET = re.compile(r"\n\s*(?:[-*•–—▪]\s|\(?\w{1,3}\)\s|\d{1,3}\.\s)")
_APOSTROPHE = "['’`´]"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: `text[start:end]` of the document, in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its tokens, none of them empty; `start` and `end` are those of the first and the last token.

    Where it stands is hash enough to keep what is worked out of it.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]

    def __hash__(self) -> int:
        return hash((self.start, self.end))


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order. A title (what stands before the first blank line) has sentences of its own.

    >>> [[t.text for t in s.tokens] for s in split("Talks end\\n\\nIt isn't over. Mr. Orr said so.")]
    [['Talks', 'end'], ['It', 'is', "n't", 'over', '.'], ['Mr.', 'Orr', 'said', 'so', '.']]
    """
    return tuple(s for start, end in _paragraphs(text) for s in _sentences(text, start, end))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


@cache
def _pattern() -> re.Pattern[str]:
    """One alternative a shape of token, the longest shapes first, but for plain words, the most of all.

    The blanks after a token are taken with it, so that no shape is tried at them.
    """
    lists = words("en", "tokens")
    dotted = "|".join(re.escape(w) for w in sorted([*lists["titles"], *lists["endings"]], key=len, reverse=True))
    numbered = "|".join(lists["numbered"])
    prefixes = "|".join(lists["prefixes"])
    domains = "|".join(form for domain in lists["domains"] for form in (domain, domain.upper()))
    letters = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad])*"
    parts = (
        r"(?!cannot\b)[a-z]++(?=[ \n,])",
        r"https?://[^\s<>\"”]+[^\s<>\"”.,;:!?)\]'’]|www\.[^\s<>\"”]+[^\s<>\"”.,;:!?)\]'’]",
        r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}",
        rf"[^\W_][\w-]{{2,40}}+\.(?:[^\W_]{{2,20}}\.)?(?-i:{domains})\b",
        r"(?:[^\W\d_]\.){2,12}(?:[^\W\d_](?![\w.]))?",
        rf"\b(?:{dotted})\.(?=\s?[^\s.?!])|\b(?:{numbered})\.(?=\s?\d)",
        r"(?<![\w.])[A-Z]\.(?=\s?[A-Z])",
        r"\d+(?:st|nd|rd|th|s)\b",
        r"\d{1,4}(?:[.,:/]\d{1,9}){1,8}|\d+",
        rf"(?:[cC]an(?=not\b)|not\b(?<=[cC]annot))|{letters}(?=n{_APOSTROPHE}t\b)",
        rf"n{_APOSTROPHE}t\b",
        rf"{_APOSTROPHE}(?:s|m|re|ve|ll|d)\b",
        rf"\b(?:{prefixes})-{letters}",
        rf"{letters}(?:{_APOSTROPHE}(?!(?:s|m|re|ve|ll|d|t)\b){letters}|&{letters}){{0,4}}",
        r"--+|\.\.+|[!?]+|[*=_~#]{2,}|''|``|<<|>>",
        r"\S",
    )
    return re.compile(rf"({'|'.join(f'(?:{p})' for p in parts)})\s*+", re.IGNORECASE)


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for found in _pattern().finditer(text, start, end):
        first, last = found.span(1)
        yield Token(first, last, text[first:last])


def _sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    tokens = tuple(_tokens(text, start, end))
    breaks = {m.start() for m in _BULLET.finditer(text, start, end)}
    for line in _day_line().finditer(text, start, end):
        breaks |= {line.start() - 1, line.end()}
    first, each = 0, range(len(tokens) - 1)
    few = not breaks and len(tokens) <= MAX_TOKENS
    for i in [i for i in each if not tokens[i].text[-1].isalnum()] if few else each:
        token = tokens[i]
        apart = tokens[i + 1].start > token.end
        if i + 1 - first >= MAX_TOKENS or (apart and _parted(tokens, first, i, breaks)):
            yield Sentence(tokens[first].start, token.end, tokens[first : i + 1])
            first = i + 1
    if tokens:
        yield Sentence(tokens[first].start, tokens[-1].end, tokens[first:])


def _parted(tokens: tuple[Token, ...], first: int, i: int, breaks: set[int]) -> bool:
    """Whether a sentence ends with token `i`: before the sign of an item, or with what is no word or number."""
    if breaks and _bullet(breaks, tokens[i], tokens[i + 1]):
        return True
    return not tokens[i].text[-1].isalnum() and _ends(tokens, first, i)


def _bullet(breaks: set[int], token: Token, following: Token) -> bool:
    return any(at in breaks for at in range(token.end, min(following.start, token.end + 8)))


def _ends(tokens: tuple[Token, ...], first: int, i: int) -> bool:
    """Whether a sentence that began at `first` ends with token `i`, which is not the last of its paragraph."""
    following, at = tokens[i + 1], i
    while at > first and tokens[at].text in _CLOSERS and tokens[at - 1].end == tokens[at].start:
        at -= 1
    stop = tokens[at].text
    if not _TERMINAL.fullmatch(stop):
        return at == i and _dotted_end(stop, following.text)
    return _begins(tokens, i + 1, quoted_question=at < i and stop[-1] in "!?")


def _dotted_end(stop: str, following: str) -> bool:
    """Whether an abbreviation ends a sentence: only before a word that hardly goes on a name."""
    if not stop.endswith(".") or len(stop) < 3 or stop[:-1].lower() in _listed("titles"):
        return False
    return following[0].isupper() and following.lower() in _listed("starters")


def _begins(tokens: tuple[Token, ...], i: int, *, quoted_question: bool) -> bool:
    """Whether a sentence may begin with token `i` after a stop."""
    text = tokens[i].text
    if text[0].islower() or text in (",", ";", ":", ")", "]"):
        return False
    following = (t.text.lower() for t in tokens[i + 1 : i + 4])
    return not (quoted_question and any(w in _listed("reporting") for w in following))


@cache
def _day_line() -> re.Pattern[str]:
    """A line that is a day and nothing else, as over the notices of a diary."""
    return pattern("tokens", "day_line")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(words("en", "tokens")[name])


@kept(SENTENCES)
def small(sentence: Sentence) -> tuple[str, ...]:
    """A sentence's words in small letters, but for the month of May, which is no verb."""
    lower = tuple([token.text.lower() for token in sentence.tokens])
    return lower if "may" not in lower else tuple(_not_may(sentence, lower))


def _not_may(sentence: Sentence, lower: tuple[str, ...]) -> Iterator[str]:
    for i, word in enumerate(lower):
        yield "May" if i and word == "may" and sentence.tokens[i].text == "May" else word
