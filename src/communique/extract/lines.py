"""Sentences as lines of words with their names and quotation marks, and where their noun phrases begin and end."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.quotes import Quotation
from communique.extract.tagger import Tagged
from communique.extract.tokens import Sentence, Token

_DAYS = word_set("saying", "days")
_DETERMINERS = word_set("saying", "determiners")
_INSIDE = word_set("saying", "inside")
_NEVER_LAST = word_set("saying", "never_last")
_OPENERS = word_set("saying", "openers")
_PERSONAL = word_set("saying", "personal")
_PRONOUNS = word_set("saying", "pronouns")
_INNER = frozenset({"'s", "’s", "-", "&", "<", ">", "/", "'", "’", "."})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "SYM"})
_BOUNDS = frozenset({",", ";", ":", "(", ")", "-", "--", "–", "—", "."})


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence: its tokens, in small letters, the mention and the innermost quotation that each stands in, its tags.

    A line equals only itself, so that what is worked out of it can be kept.
    """

    number: int
    tagged: Tagged
    tokens: tuple[Token, ...]
    lower: tuple[str, ...]
    owner: tuple[Mention | None, ...]
    quoted: tuple[Quotation | None, ...]
    parsed: bool

    def __len__(self) -> int:
        return len(self.lower)

    def upos(self, i: int) -> str:
        """The part of speech of a word."""
        return self.tagged.upos[i]

    def is_mark(self, i: int) -> bool:
        """Whether a token is a quotation mark of a quotation that was found."""
        token, quotation = self.tokens[i], self.quoted[i]
        return quotation is not None and (token.start < quotation.inner_start or token.start >= quotation.inner_end)

    def speech_at(self, i: int) -> Quotation | None:
        """The quotation that a token stands in."""
        return self.quoted[i] if 0 <= i < len(self.quoted) else None

    def nominal(self, i: int) -> bool:
        """Whether a word can be part of a noun phrase, articles and pronouns aside."""
        if i < 0 or i >= len(self):
            return False
        if self.owner[i] is not None:
            return True
        if self.tagged.upos[i] == "VERB":
            return i > 0 and self.lower[i].endswith("ed") and self.tagged.upos[i - 1] == "DET"
        return self.tagged.upos[i] in _NOMINAL or self.lower[i] in _PRONOUNS

    def joined(self, i: int) -> bool:
        """Whether no blank stands before a token, as before a possessive or a hyphen, but not before a dash."""
        return i > 0 and self.tokens[i - 1].end == self.tokens[i].start

    def introduced(self, before: int) -> tuple[int, Mention] | None:
        """A colon before a word, with the person named before it: "Orr was careful: the money, he said"."""
        at = next((i for i in range(before - 1, 0, -1) if self.lower[i] == ":" and self.quoted[i] is None), 0)
        person = next((o for o in self.owner[:at] if o is not None and o.type == "person"), None)
        return (at, person) if person is not None else None

    def determiner(self, i: int) -> bool:
        """Whether a word is an article or the like."""
        return self.owner[i] is None and (self.upos(i) == "DET" or self.lower[i] in _DETERMINERS)

    def text(self, start: int, end: int) -> str:
        """The words between two offsets, with single blanks where there are blanks."""
        parts: list[str] = []
        for before, token in zip((None, *self.tokens), self.tokens, strict=False):
            if token.start >= end:
                break
            if start <= token.start and token.end <= end:
                if parts and before is not None and before.end < token.start:
                    parts.append(" ")
                parts.append(token.text)
        return "".join(parts)


def lines(analysis: Analysis) -> tuple[Line, ...]:
    """The sentences of a document as lines."""
    spans = _Covering(analysis.quotations)
    found = []
    for number, (tagged, words) in enumerate(zip(analysis.tagged, analysis.words, strict=True)):
        quoted = spans.of(tagged.sentence)
        parsed = any(relation != "dep" for relation in tagged.deprels[1:])
        lower, tokens = _lower(tagged, words.lower, words.owner), tagged.sentence.tokens
        found.append(Line(number, tagged, tokens, lower, words.owner, quoted, parsed))
    return tuple(found)


def _lower(tagged: Tagged, lower: tuple[str, ...], owner: tuple[Mention | None, ...]) -> tuple[str, ...]:
    """The words in small letters, but for acronyms that would look like pronouns: "the WHO"."""
    alike = [i for i, word in enumerate(lower) if word in _PERSONAL and owner[i] is not None and len(word) > 1]
    if not alike:
        return lower
    tokens = tagged.sentence.tokens
    return tuple(tokens[i].text if i in alike and tokens[i].text.isupper() else w for i, w in enumerate(lower))


class _Covering:
    """Which quotation an offset stands in: the outermost, found by its start."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        outer: list[Quotation] = []
        for quotation in quotations:
            if not outer or quotation.start >= outer[-1].end:
                outer.append(quotation)
        self._outer = outer
        self._starts = [q.start for q in outer]

    def of(self, sentence: Sentence) -> tuple[Quotation | None, ...]:
        """The quotation that each token of a sentence stands in."""
        first = bisect_right(self._starts, sentence.start)
        within = first < len(self._starts) and self._starts[first] < sentence.end
        if within or self._at(sentence.start) is not None:
            return tuple(self._at(t.start) for t in sentence.tokens)
        return (None,) * len(sentence.tokens)

    def _at(self, offset: int) -> Quotation | None:
        i = bisect_right(self._starts, offset) - 1
        return self._outer[i] if i >= 0 and offset < self._outer[i].end else None


def phrase_before(line: Line, end: int) -> int | None:
    """Where the noun phrase starts whose last word is the one before `end`, or `None` where there is none."""
    last = before_time(line, end) - 1
    if last >= 0 and line.lower[last] == ")":
        last = _opening(line, last) - 1
    if last < 0 or (line.is_mark(last) and line.owner[last] is None):
        return None
    if line.upos(last) == "PRON" or line.lower[last] in _PERSONAL:
        part = last > 1 and line.lower[last - 1] == "of" and line.nominal(last - 2)
        return phrase_before(line, last - 1) if part else last
    if not line.nominal(last) or line.lower[last] in _NEVER_LAST:
        return None
    start, safe = last, None
    i = last
    while i >= 0 and last - i < 28:
        word = line.lower[i]
        if line.nominal(i) or (word in _INNER and not line.is_mark(i) and line.joined(i)):
            start, i = i, i - 1
        elif line.determiner(i):
            start, i = i, i - 1
            if not (i >= 0 and (line.lower[i] in _INSIDE or line.lower[i] in ("all", "both", "half", "even"))):
                break
        elif word in _INSIDE and i > 0 and (line.nominal(i - 1) or line.lower[i - 1] in (")", "close", "all", "both")):
            safe = start if safe is None and word != "of" else safe
            i -= 1
            i = _opening(line, i) if line.lower[i] == ")" else i
        elif word in ("and", "or") and i > 0 and line.nominal(i - 1):
            safe = start if safe is None else safe
            i -= 1
        elif word == "," and safe is not None and i > 0 and _listed(line, i, start):
            i -= 1
        else:
            break
    while start < last and (
        line.lower[start] in _INSIDE or line.lower[start] in ("and", "or") or line.lower[start] in _INNER
    ):
        start += 1
    if safe is not None and not _clean(line, start):
        return safe
    return start


def before_time(line: Line, end: int) -> int:
    """Where a phrase ends whose last words before `end` are such as "last month"."""
    timed = end > 2 and line.lower[end - 2] in ("last", "this", "next") and line.lower[end - 1] in _DAYS
    return end - 2 if timed else end


def _clean(line: Line, start: int) -> bool:
    """Whether a phrase can begin here for certain: at the start of a clause."""
    return (
        start == 0 or line.lower[start - 1] in _BOUNDS or line.is_mark(start - 1) or line.lower[start - 1] in _OPENERS
    )


def _listed(line: Line, comma: int, start: int) -> bool:
    """Whether a comma stands between two names of bodies in a list."""
    before, after = line.owner[comma - 1], line.owner[start]
    return before is not None and after is not None and before.type == after.type != "person"


def _opening(line: Line, i: int) -> int:
    for j in range(i, max(-1, i - 12), -1):
        if line.lower[j] == "(":
            return j
    return i


def phrase_after(line: Line, start: int) -> int:
    """Where the noun phrase ends (exclusive) that starts at `start`; `start` itself where there is none.

    It ends before a new article or pronoun, and before a name that follows a common noun.
    """
    i = start
    if (
        i < len(line)
        and (line.upos(i) == "PRON" or line.lower[i] in _PERSONAL)
        and not line.determiner(i)
        and not (line.lower[i] in _PRONOUNS and i + 1 < len(line) and _counted(line, i + 1))
    ):
        part = line.lower[i + 1 : i + 2] == ("of",) and i + 2 < len(line) and line.upos(i + 2) == "PRON"
        return i + 1 + 2 * part
    while i < len(line) and line.determiner(i) and i - start < 3:
        i += 1
    first = i
    while i < len(line) and i - start < 24:
        word = line.lower[i]
        if word in _INNER and i > first and not line.is_mark(i):
            if word == "." or (
                word in ("'", "’") and i + 1 < len(line) and line.tokens[i + 1].start == line.tokens[i].end
            ):
                break
            i += 1
        elif line.nominal(i) and not _restarts(line, first, i):
            i += 1
        elif word in ("of", "for", "and") and i > first and i + 1 < len(line):
            following = i + 1 + line.determiner(i + 1)
            if (word == "and" and line.lower[i + 1] in _PERSONAL) or not line.nominal(following):
                break
            if word == "and" and (line.owner[i - 1] is None) != (line.owner[following] is None):
                break
            i = following + 1
        elif word == "(" and i > first and ")" in line.lower[i : i + 5]:
            i = line.lower.index(")", i) + 1
        else:
            break
    return i if i > first else start


def _counted(line: Line, i: int) -> bool:
    """Whether a word can be what "one" or "several" before it counts."""
    return line.owner[i] is not None or line.upos(i) in ("NOUN", "PROPN", "ADJ")


def _restarts(line: Line, first: int, i: int) -> bool:
    """Whether a new noun phrase begins at word `i` without an article: a name after a common noun or another name."""
    owner, before = line.owner[i], line.owner[i - 1] if i > first else None
    if i == first or (owner is before and owner is not None):
        return False
    if owner is None:
        return before is not None and before.type == "person" and line.lower[i - 1] not in ("'s", "’s")
    plural = before is None and line.lower[i - 1].endswith("s") and line.lower[i - 1] not in ("'s", "’s")
    return (plural and line.tokens[i - 1].text.islower()) or (before is not None and before.type == "person")
