"""Offices among the words of a Russian sentence: the words of the office, and those that say of what it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.extract.ru.declension import cases, plain
from communique.extract.ru.words import Sentence, Word
from communique.languages import words as read_words

_MARKS = frozenset("«»\"“”„'-–")
_REACH = 18
# So many offices are looked for on either side of a name, from comma to comma.
_PIECES = 3
_ELSEWHERE = frozenset({"в", "во", "на", "от", "из", "с", "со", "у"})


@dataclass(frozen=True, slots=True)
class Office:
    """Words of a sentence: `[first, last)` the office, `[last, end)` what it is of, if said; `core` its noun."""

    first: int
    core: int
    last: int
    end: int
    status: str = "current"


@cache
def word_set(name: str, table: str = "") -> frozenset[str]:
    """A list of words of offices."""
    topic = read_words("ru", "offices")
    return frozenset(topic[table][name] if table else topic[name])


def is_office(word: Word) -> bool:
    """Whether a noun is the core of an office."""
    return word.pos in ("NOUN", "PROPN", "ADJ") and plain(word.lemma) in word_set("heads")


def before(sentence: Sentence, name: range, taken: frozenset[int]) -> list[Office]:
    """The offices before a name that agree with it, the nearest first; `taken` are the words of persons."""
    words = sentence.words
    strict = list(_before(sentence, name, taken, _cases(words, name)))
    return strict or list(_before(sentence, name, taken, cases(words[name.start].text)))


def _before(sentence: Sentence, name: range, taken: frozenset[int], wanted: frozenset[str]) -> Iterator[Office]:
    words, end = sentence.words, name.start
    for _ in range(_PIECES):
        start = _left(words, end, taken)
        for i in range(end - 1, start - 1, -1):
            if i < end and agrees(words, i, wanted):
                core = _deputy(words, i, start, wanted)
                office = _office(sentence, core, start, end)
                yield office
                end = office.first
        if end == name.start or start == 0 or words[start - 1].text != "," or start != end:
            return
        end = start - 1


def after(sentence: Sentence, name: range, taken: frozenset[int]) -> Iterator[Office]:
    """The offices that follow a name after a comma, a dash or a parenthesis, in its case."""
    words, at = sentence.words, name.stop
    wanted = _cases(words, name) | {"Nom"}
    for _ in range(_PIECES):
        if at + 1 >= len(words) or words[at].text not in (",", "—", "–", "-", "("):
            return
        end = _piece(words, at + 1, taken)
        if end in taken:
            return
        core = next((i for i in range(at + 1, min(at + 6, end)) if agrees(words, i, wanted)), None)
        if core is not None:
            yield from _joint(sentence, core, at + 1, min(end, _right(sentence, core, taken)))
        elif not any(words[i].pos == "NOUN" and words[i].case in wanted for i in range(at + 1, end)):
            return
        at = end


def _joint(sentence: Sentence, core: int, start: int, end: int) -> Iterator[Office]:
    """An office, or two of one body: "директор и совладелец агентства"."""
    words = sentence.words
    office = _office(sentence, core, start, end)
    if (
        office.last + 1 < end
        and words[office.last].pos == "CCONJ"
        and agrees(words, office.last + 1, {words[core].case})
    ):
        second = _office(sentence, office.last + 1, office.last + 1, end)
        yield Office(office.first, core, office.last, office.last, office.status)
        yield second
    else:
        yield office


def agrees(words: Sequence[Word], at: int, wanted: Iterable[str]) -> bool:
    """Whether a word is the core of an office of one person, in one of the cases."""
    word = words[at]
    if not is_office(word) or word.case not in wanted or word.feats.get("Number") == "Plur":
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    return not (following and is_office(following) and following.case == word.case and word.case != "Gen")


def _piece(words: Sequence[Word], start: int, taken: frozenset[int]) -> int:
    """Where the words up to the next comma, verb or name end."""
    for i in range(start, min(start + _REACH, len(words))):
        closed = words[i].pos == "PUNCT" and words[i].text not in _MARKS
        if i in taken or closed or words[i].pos in ("VERB", "SCONJ", "PRON", "AUX"):
            return i
    return min(start + _REACH, len(words))


def standing(sentence: Sentence, core: int, taken: frozenset[int]) -> Office:
    """The office whose core stands anywhere in a sentence."""
    return _office(sentence, core, _left(sentence.words, core, taken), _right(sentence, core, taken))


def _left(words: Sequence[Word], at: int, taken: frozenset[int]) -> int:
    """Where the noun phrases that run up to a word begin."""
    i = at
    while i > 0 and at - i < _REACH and i - 1 not in taken:
        word = words[i - 1]
        closed = word.pos == "PUNCT" and word.text not in _MARKS
        finite = word.pos == "VERB" and word.feats.get("VerbForm") != "Part"
        if closed or finite or word.pos in ("SCONJ", "PRON", "AUX"):
            break
        i -= 1
    return i


def _right(sentence: Sentence, core: int, taken: frozenset[int]) -> int:
    """Where the words that hang on a noun and follow it end."""
    words, branch = sentence.words, set(sentence.branch(core))
    end = core + 1
    while end < len(words) and end not in taken and (end in branch or words[end].text in _MARKS):
        if words[end].pos == "VERB" or words[end].text in (",", "(", ";", ":", "—", "."):
            break
        end += 1
    while end > core + 1 and words[end - 1].text in ("-", "–", "«"):
        end -= 1
    return end


def _cases(words: Sequence[Word], name: range) -> frozenset[str]:
    found = {words[i].case for i in name} - {""}
    return frozenset(found or {"Nom"})


def _deputy(words: Sequence[Word], core: int, start: int, wanted: frozenset[str]) -> int:
    """The office on which one in the genitive hangs: "заместителя министра"."""
    for i in range(core - 1, max(start, core - 4) - 1, -1):
        if words[i].pos in ("ADJ", "NUM"):
            continue
        above = is_office(words[i]) and words[core].case == "Gen" and words[i].case in wanted
        return i if above and plain(words[i].lemma) in word_set("deputies") else core
    return core


def _office(sentence: Sentence, core: int, start: int, end: int) -> Office:
    words = sentence.words
    first, status = _opened(words, core, start)
    last = core + 1
    while last < end and is_office(words[last]) and words[last].case == "Gen":
        last += 1
    if last < end and words[last].pos == "ADJ" and last + 1 < end and is_office(words[last + 1]):
        last += 2
    if plain(words[last - 1].lemma) in word_set("portfolios") or (last < end and plain(words[last].text) == "по"):
        last = _portfolio(words, last, end)
    return Office(first, core, *_limits(words, last, end), status)


def _limits(words: Sequence[Word], last: int, end: int) -> tuple[int, int]:
    """Where an office and what it is of end: lower-case words that are no body belong to it ("лидер оппозиции")."""
    start = last + 1 if last < end and words[last].text in ("от", "из") else last
    if start < end and words[start].pos == "CCONJ":
        return last, last
    cut = next((i for i in range(start + 1, end) if words[i].text in _ELSEWHERE), end)
    while cut > start + 1 and words[cut - 1].text[:1].islower() and words[cut - 1].case == "Nom":
        cut -= 1
    named = any(words[i].text[:1].isupper() for i in range(start, cut))
    bodies = read_words("ru", "names")["bodies"]
    if start < cut and not named and not any(plain(words[i].lemma) in bodies for i in range(start, cut)):
        return (cut if start == last and words[last].case == "Gen" else last), cut
    return last, cut


def _opened(words: Sequence[Word], core: int, start: int) -> tuple[int, str]:
    """Where an office with its adjectives begins, and what they say of its holder."""
    first, status = core, "current"
    for name in ("former", "acting", "elect"):
        marks = word_set(name, "status")
        if any(
            plain(words[i].lemma) in marks or plain(words[i].text) in marks for i in range(max(start, core - 4), core)
        ):
            status = name
    if plain(words[core].text).startswith("экс-"):
        status = "former"
    while first > start and _belongs(words, first - 1, core):
        first -= 1
    while first < core and words[first].pos in ("CCONJ", "PUNCT"):
        first += 1
    return first, status


def _belongs(words: Sequence[Word], at: int, core: int) -> bool:
    word = words[at]
    if word.pos == "CCONJ":
        return at > 0 and words[at - 1].pos == "ADJ" and words[at - 1].case == words[core].case and at + 1 < core
    fits = word.pos in ("ADJ", "NUM") and word.case == words[core].case and not word.text[:1].isdigit()
    return fits and plain(word.lemma) not in word_set("dropped", "words") and not _of_state(word)


def _of_state(word: Word) -> bool:
    from communique.extract.ru.known import find

    return any(True for _ in find((word,)))


def _portfolio(words: Sequence[Word], at: int, end: int) -> int:
    """Where what a minister or a commissioner is for ends: at the first name."""
    last = at
    while last < end and (not words[last].text[:1].isupper() and words[last].text not in _MARKS):
        if words[last].pos == "ADJ" and _of_state(words[last]):
            break
        last += 1
    while last > at and words[last - 1].pos in ("ADP", "CCONJ"):
        last -= 1
    return last


def states(sentence: Sentence, office: Office) -> Iterator[int]:
    """The adjectives of states that stand before an office: "российский президент"."""
    for i in range(max(0, office.first - 2), office.core):
        word = sentence.words[i]
        if word.pos == "ADJ" and word.case == sentence.words[office.core].case and _of_state(word):
            yield i
