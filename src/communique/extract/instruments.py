"""Noun phrases that name an act or a programme: where they begin and end around the word that says what they are."""

import re
from dataclasses import dataclass

from communique.extract.clauses import Clauses
from communique.extract.instrument_ends import YEAR, brackets, dated, quoted, without_time, year
from communique.extract.looks import Look
from communique.extract.offices import Words
from communique.languages import words as read_words

_NAME = read_words("en", "instruments")["name"]
DEFINITE = frozenset(_NAME["definite"])
_ENDS = frozenset(_NAME["ends"])
_LINKS = frozenset(_NAME["links"])
_OPENS = frozenset(_NAME["opens"])
_APART = frozenset(_NAME["apart"])
_LEADS_TO = frozenset(_NAME["leads_to"])
_LEADS_ON = frozenset(_NAME["leads_on"])
_PROCEDURES = frozenset(_NAME["procedures"])
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_NOT_INSIDE = frozenset(_NAME["outside"])
_HEADS = frozenset(read_words("en", "instruments")["acts"]) | frozenset(
    read_words("en", "instruments")["programmes"]["words"]
)
_LONGEST = 26


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Tokens `first` to `last` (exclusive) of a sentence, around the head word at `head`."""

    words: Words
    first: int
    head: int
    last: int

    @property
    def start(self) -> int:
        """Where the phrase starts in the document."""
        return self.words.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Where the phrase ends in the document."""
        return self.words.sentence.tokens[self.last - 1].end

    @property
    def determiner(self) -> str:
        """The word before the phrase, in small letters."""
        return self.words.lower[self.first - 1] if self.first else ""

    @property
    def named(self) -> bool:
        """Whether the head word is written as a part of a name."""
        return capital(self.words, self.head)

    @property
    def bare(self) -> bool:
        """Whether nothing but the head word is there."""
        return self.last - self.first == 1


def same_words(a: str, b: str) -> bool:
    """Whether all words of one name stand in the other."""
    x, y = (frozenset(re.findall(r"\w+", name.lower())) for name in (a, b))
    return x <= y or y <= x


def capital(words: Words, i: int) -> bool:
    """Whether a word begins with a capital letter."""
    return 0 <= i < len(words.lower) and words.sentence.tokens[i].text[0].isupper()


def modifies(parsed: Clauses, i: int) -> bool:
    """Whether a word is a part of the longer noun that follows it, as "treaty" in "treaty bodies"."""
    tagged = parsed.tagged
    above = tagged.heads[i]
    inner = tagged.deprels[i] in ("compound", "flat", "amod") and above > i
    return inner and all(tag in _INSIDE for tag in tagged.upos[i + 1 : above])


def around(look: Look, head: int) -> NounPhrase:
    """The noun phrase around a head word, with the prepositional phrases that belong to its name."""
    words, parsed = look.words, look.parsed
    first, last = _first(words, parsed, head), _last(words, parsed, head)
    last = _on_line(look.text, words, head, dated(words, head) if first == head == last - 1 else last)
    return NounPhrase(words, first, head, last)


def _first(words: Words, parsed: Clauses, head: int) -> int:
    first = head
    while first > 0:
        step = _before(words, parsed, first, head)
        if not step:
            break
        first -= step
    while first < head and (words.lower[first] in ("-", "and") or words.lower[first] in _APART):
        first += 1
    return first


def marked(look: Look, phrase: NounPhrase, label: str) -> bool:
    """Whether the tagger marks a part of a phrase as what the label says."""
    spans, first = look.parsed.tagged.spans, phrase.first - (2 if phrase.determiner in POSSESSIVE else 0)
    return any(s.label == label and s.score >= SURE and s.start < phrase.last and first < s.end for s in spans)


POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
SURE = 0.45
"""Chosen on texts that the tagger was not trained on: what it marks less surely is an act about as often as not."""


def _before(words: Words, parsed: Clauses, first: int, head: int) -> int:
    """How many words before a phrase belong to it: one, two with a word that joins capitals, or none."""
    word, tag = words.lower[first - 1], parsed.tagged.upos[first - 1]
    if word in ("and", "in", "&") and first > 2 and capital(words, head):
        joins = capital(words, first - 2) and capital(words, first) and first - 2 > 0
        return 2 if joins and words.owner[first - 2] in (None, words.owner[first]) else 0
    if word == "-" and words.sentence.tokens[first - 1].end < words.sentence.tokens[first].start:
        return 0
    if word == "–" and first > 1 and _tight(words, first - 1):
        return 1
    inner = tag in _INSIDE or capital(words, first - 1) or word in ("-", "/", "free")
    owner = words.owner[first - 1]
    if not inner or word in _NOT_INSIDE or word in _LINKS or (owner and owner.type == "person"):
        return 0
    return 0 if re.match(r"[.;:,()\"“”«»!?–—]", word) else 1


def _last(words: Words, parsed: Clauses, head: int) -> int:
    last = head + 1
    if last >= len(words.lower):
        return last
    title = quoted(words, last)
    if title:
        return title
    if not _opens(words, last):
        return last
    end = _end(words, parsed, head)
    while end > last and words.lower[end - 1] in _LINKS:
        end -= 1
    return without_time(words, last, end)


def _on_line(text: str, words: Words, head: int, last: int) -> int:
    """The end of a phrase, or that of the line, as a list has no stops."""
    tokens = words.sentence.tokens
    breaks = (i for i in range(head + 1, last) if "\n" in text[tokens[i - 1].end : tokens[i].start])
    return next(breaks, last)


def _opens(words: Words, i: int) -> bool:
    """Whether what follows a head word may belong to the name."""
    word = words.lower[i]
    if word in _OPENS or capital(words, i) or word[0].isdigit() or words.lower[i : i + 3] == ("in", "the", "field"):
        return True
    until = word in ("until", "by") and YEAR.fullmatch("".join(words.lower[i + 1 : i + 2]))
    return bool(until or brackets(words, i) or year(words, i))


def _end(words: Words, parsed: Clauses, head: int) -> int:
    end, infinitive = head + 1, False
    while end < len(words.lower) and end - head < _LONGEST:
        step = brackets(words, end) or year(words, end)
        if not step:
            if _stops(words, parsed, end, head) and not (infinitive and words.lower[end] not in _ENDS):
                break
            infinitive = end == head + 1 and words.lower[end] == "to"
            step = 1
        end += step
    return end


def _stops(words: Words, parsed: Clauses, i: int, head: int) -> bool:
    """Whether the name of an act or programme ends before a word."""
    word, tag = words.lower[i], parsed.tagged.upos[i]
    if word == "," and _between(words, head, i) and capital(words, i + 1):
        return False
    if word in (",", "and") and i > head + 1 and (_again(words, head, i) or _several(words, head, i)):
        return False
    if word in ("until", "by") and YEAR.fullmatch("".join(words.lower[i + 1 : i + 2])):
        return words.lower[i - 1] in _LINKS
    if word in ("–", "-") and _tight(words, i):
        return False
    if word in ("–", "—", "-") and words.lower[i - 1].isdigit() and i + 1 < len(words.lower):
        return not words.lower[i + 1].isdigit()
    if word in _ENDS or re.match(r"[.;:,()\"“”«»!?–—•|]", word):
        return True
    if word == "to":
        infinitive = i == head + 1 and _verb_next(parsed, i)
        return not infinitive and words.lower[i - 1] not in _LEADS_ON and _LEADS_TO.isdisjoint(words.lower[head:i])
    if word == "with":
        return not any(o and o.type == "body" for o in words.owner[i + 1 : i + 5])
    if word == "for" and words.lower[i + 1 : i + 2] and words.lower[i + 1] in _PROCEDURES:
        return True
    if word == "and":
        return i == head + 1 or (not _between(words, head, i) and _new_phrase(words, parsed, head, i))
    if tag in ("VERB", "AUX", "PRON", "SCONJ") and word not in _LINKS:
        gerund = word.endswith("ing") and words.lower[i - 1] in ("on", "for", "of", "against")
        return not gerund and not (capital(words, i) and capital(words, head))
    return False


def _verb_next(parsed: Clauses, i: int) -> bool:
    return i + 1 < len(parsed.tagged.upos) and parsed.tagged.upos[i + 1] in ("VERB", "AUX")


def _again(words: Words, head: int, i: int) -> bool:
    """Whether what an act is on goes on with the same word after a comma or "and": "on food, on ports and on trade"."""
    opened = words.lower[head + 1]
    return opened in ("on", "for", "concerning") and words.lower[i + 1 : i + 2] == (opened,)


def _several(words: Words, head: int, i: int) -> bool:
    """Whether a title names several things in capitals: "on Friendship, Good Neighbourliness and Cooperation"."""
    if words.lower[i] != "," or not capital(words, head):
        return False
    end = next((k for k in range(i + 1, min(i + _LISTED, len(words.lower) - 1)) if words.lower[k] == "and"), 0)
    inside = (k for k in (i - 1, *range(i + 1, end + 2)) if words.lower[k] not in ("and", ",", "-"))
    return bool(end) and all(capital(words, k) and words.owner[k] is None for k in inside)


_LISTED = 8
"""How many words a title that names several things may have to its "and"."""


def _tight(words: Words, i: int) -> bool:
    """Whether a dash joins the words around it: "Kenyan–Ugandan", "30-day"."""
    tokens = words.sentence.tokens
    return 0 < i < len(tokens) - 1 and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def _between(words: Words, head: int, i: int) -> bool:
    """Whether an "and" is the first after "between"."""
    inside = words.lower[head + 1 : i]
    return "between" in inside and "and" not in inside[inside.index("between") :]


def _new_phrase(words: Words, parsed: Clauses, head: int, i: int) -> bool:
    """Whether something new begins after an "and": a clause, another act, or what stands beside the head itself."""
    tagged, start = parsed.tagged, i + 1
    if not _HEADS.isdisjoint(words.lower[start : start + 6]):
        return True
    joined = next((k for k in range(start, min(start + 6, len(tagged.upos))) if tagged.deprels[k] == "conj"), None)
    if joined is None:
        return any(tag in ("VERB", "AUX") for tag in tagged.upos[start : start + 4])
    return tagged.heads[joined] <= head or tagged.upos[joined] in ("VERB", "AUX")
