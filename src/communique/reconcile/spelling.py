"""When two spellings can be one person's name: transliterations, initials, orders; law: `alike(a, b) == alike(b, a)`.

A word is folded, its letters brought to one romanisation, and reduced to its consonants for a key. Words with one key
are compared by an edit distance in which vowels, and letters that transliterations confuse, cost little.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from communique.languages import words
from communique.languages.naming import given, person_words
from communique.languages.scripts import latin

Words = tuple[str, ...]

_VOWELS = frozenset("aeiou")
_CONSONANTS = str.maketrans("hkqzbp", "gggsvf", "aeiou")
_DOUBLE = re.compile(r"(.)\1+")
_DROPS = dict.fromkeys((*_VOWELS, "h"), 0.4)
_CONFUSED = frozenset(map(frozenset, ("gh", "uv", "vb", "kg", "fp", "sz", "cs", "ck")))
# Words this alike are one surname; given names may differ more, since the surname agrees too.
SURNAME, GIVEN = 0.87, 0.75
# The likeness of names a letter apart, and the least of names that are close in all their words: enough only where
# something, or much, around them agrees.
LETTER, LOOSE = 0.65, 0.5
CLOSE = 0.77
# With a word less alike than this the others cannot make up for it.
_LEAST_CLOSE = (CLOSE - 0.4) / 0.6 - 1e-9
_ROUNDING = 1e-9
AT_START = 0.5  # what each letter costs that one word has more at its start


@cache
def name_of(name: str) -> Words:
    """The folded words of a person's name without particles, honorifics, and an article that is joined on.

    >>> name_of("Hasan Al-Rubaiy")
    ('hasan', 'rubaiy')
    """
    found = person_words(latin(name))
    plain = tuple(re.sub(r"^(?:al|el|as|ash|ar|an|at)[-'](?=\w{3})", "", word) for word in found)
    parts = tuple(part for word in plain for part in re.split(r"(?<=\w\.)-?(?=\w)", word))
    return tuple(part.strip(".") for part in parts if part.strip(".")) or found


def is_full(name: Words) -> bool:
    """Whether a name has a surname and a given name that is more than an initial."""
    return sum(len(word) > 1 for word in name) > 1


def is_initialled(name: Words) -> bool:
    """Whether a name is one or more initials and one surname."""
    return len(name) > 1 and len(name[-1]) > 1 and all(len(word) == 1 for word in name[:-1])


@cache
def romanised(word: str) -> str:
    """A folded word with its letters as one romanisation would have them."""
    word = given(word)
    for old, new in _letters():
        word = word.replace(old, new) if isinstance(old, str) else old.sub(new, word)
    return _DOUBLE.sub(r"\1", word)


@cache
def skeleton(word: str) -> str:
    """The key of a word: its consonants, those that transliterations confuse as one.

    >>> skeleton("lukashenko") == skeleton("lukashenka"), skeleton("oleg") == skeleton("aleh")
    (True, True)
    """
    plain = romanised(word)
    kept = plain.translate(_CONSONANTS)
    return _DOUBLE.sub(r"\1", kept) or plain[:1]


@lru_cache(maxsize=1 << 18)
def word_likeness(a: str, b: str, least: float = GIVEN) -> float:
    """How alike two folded words of a name are, from 0 to 1, or 0 where that is less than `least`.

    A feminine form is not like its masculine one.
    """
    if a == b:
        return 1.0
    if skeleton(a) != skeleton(b) or _of_two_genders(*sorted((a, b), key=len)):
        return 0.0
    x, y = romanised(a), romanised(b)
    if x == y:
        return 1.0
    longest = max(len(x), len(y), 4)
    likeness = 1 - _distance(x, y, (1 - least + _ROUNDING) * longest) / longest
    return likeness if likeness >= least else 0.0


@lru_cache(maxsize=1 << 18)
def alike(a: Words, b: Words) -> tuple[float, str]:
    """How surely two names of several words are one person's, from 0 to 1, and why."""
    if a == b:
        return 1.0, "the same name"
    if sorted(a) == sorted(b):
        return 0.95, "the same name in another order"
    short, long = sorted((a, b), key=lambda name: (len(name), name))
    if len(short) > 1 and is_full(short) and set(short) <= set(long):
        return 0.93, "one name is part of the other"
    if not (is_full(short) and is_full(long)):
        return _ordered(short, long)
    found = (_ordered(short, long), _ordered(short[::-1], long), _aligned(short, long), _run_together(short, long))
    best = max(found)
    return best if best[0] >= LOOSE else _close(short, long)


def keys(name: Words) -> Iterator[tuple[str, ...]]:
    """Keys of which two names that are alike share one."""
    if not is_full(name):
        return
    found = sorted({skeleton(word) for word in name if len(word) > 1})
    yield from ((x, y) for i, x in enumerate(found) for y in found[i + 1 :])
    yield ("whole", skeleton("".join(name)))
    yield ("given", skeleton(name[0]), romanised(name[-1])[:2])
    yield ("surname", skeleton(name[-1]), romanised(name[0])[:1])


def initials(name: Words) -> Iterator[tuple[str, str]]:
    """Surname key and first letter, by which a name with an initial finds the full ones; one for an initial."""
    yield from ((skeleton(name[-1]), letter) for letter in sorted(_letters_of(name[0])))


def _letters_of(first: str) -> frozenset[str]:
    """The letters that an initial of a given name can be: as it is written, and as other alphabets have it."""
    if len(first) == 1:
        return frozenset((_SOUNDS.get(first, first),))
    found = (first[0], given(first)[0], *romanised(first)[:1])
    return frozenset(_SOUNDS.get(letter, letter) for letter in found)


_SOUNDS = {"j": "i", "y": "i", "w": "v", "q": "k"}


def _ordered(short: Words, long: Words) -> tuple[float, str]:
    """Two names compared with the surname last: surnames, given names, and what stands between."""
    surname = word_likeness(short[-1], long[-1])
    if surname < SURNAME or not _between(short[1:-1], long[1:-1]):
        return 0.0, ""
    first, other = short[0], long[0]
    if min(len(first), len(other)) == 1:
        agree = _letters_of(first) & _letters_of(other)
        return (0.75 * surname, "the same surname and initial") if agree else (0.0, "")
    given = word_likeness(first, other)
    return (0.95 * min(surname, given), "names spelt alike") if given >= GIVEN else (0.0, "")


def _aligned(short: Words, long: Words) -> tuple[float, str]:
    """Two names compared word by word in any order: every word of the shorter has one like it in the longer."""
    left = list(long)
    scores = []
    for word in short:
        score, other = max(((word_likeness(word, o), o) for o in left), default=(0.0, ""))
        if score < GIVEN or len(word) == 1:
            return _letter_apart(short, long)
        scores.append(score)
        left.remove(other)
    return 0.9 * min(scores), "names spelt alike, some words left out or in another order"


def _letter_apart(short: Words, long: Words) -> tuple[float, str]:
    """Names of as many words, all the same but one long word, in which a letter is wrong, missing or out of place."""
    differing = [(x, y) for x, y in zip(short, long, strict=False) if word_likeness(x, y) < SURNAME]
    if len(short) != len(long) or len(differing) != 1:
        return _short_form(short, long)
    x, y = differing[0]
    same_start = x[:1] == y[:1] and min(len(x), len(y)) >= 5 and not _of_two_genders(*sorted((x, y), key=len))
    return (LETTER, "names a letter apart") if same_start and one_edit(x, y) else _short_form(short, long)


def _short_form(short: Words, long: Words) -> tuple[float, str]:
    """The same surname after a given name and its beginning: Greg, Gregory."""
    first, other = sorted((short[0], long[0]), key=len)
    cut = len(first) >= 4 and other.startswith(first) and word_likeness(short[-1], long[-1]) >= SURNAME
    return (0.75, "the same surname and the beginning of one given name") if cut else _doubled(short, long)


def _doubled(short: Words, long: Words) -> tuple[float, str]:
    """The same given name before a surname and before two joined by a hyphen, of which it is one."""
    one, two = sorted((short[-1], long[-1]), key=lambda word: word.count("-"))
    fits = "-" not in one and any(word_likeness(one, part) >= SURNAME for part in two.split("-")[-2:])
    same = fits and "-" in two and word_likeness(short[0], long[0]) >= GIVEN
    return (0.75, "the same given name and one of two surnames") if same else (0.0, "")


def _close(short: Words, long: Words) -> tuple[float, str]:
    """Names close in letters, word by word, whatever the letters are."""
    left, scores = list(long), []
    for word in short:
        score, other = max((_plain_likeness(word, other), other) for other in left)
        if score < _LEAST_CLOSE:
            return 0.0, ""
        scores.append(score)
        left.remove(other)
    score = 0.6 * min(scores) + 0.4 * sum(scores) / len(scores)
    if score < CLOSE:
        return 0.0, ""
    return LOOSE + (LETTER - LOOSE) * (score - CLOSE) / (1 - CLOSE), "names close in letters"


@lru_cache(maxsize=1 << 17)
def _plain_likeness(a: str, b: str) -> float:
    if _of_two_genders(*sorted((a, b), key=len)):
        return 0.0
    x, y = romanised(a), romanised(b)
    longest = max(len(x), len(y), 4)
    return max(0.0, 1 - _distance(x, y, (1 - _LEAST_CLOSE + _ROUNDING) * longest) / longest)


def _run_together(short: Words, long: Words) -> tuple[float, str]:
    """Names whose words are joined in one and apart in the other: Byungil, Byung Il."""
    likeness = word_likeness("".join(short), "".join(long)) if len(short) != len(long) else 0.0
    return (0.9 * likeness, "the same name, its words joined otherwise") if likeness >= 0.9 else (0.0, "")


def one_edit(a: str, b: str) -> bool:
    """Whether one letter put in, left out, changed, or exchanged with the next makes one of the other."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    i = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) < len(long):
        return short[i:] == long[i + 1 :]
    swapped = short[:i] + short[i + 1 : i + 2] + short[i : i + 1] + short[i + 2 :]
    return short[i + 1 :] == long[i + 1 :] or swapped == long


def _between(short: Words, long: Words) -> bool:
    """Whether middle names can be one person's: one has none, or they begin with the same letter."""
    return all(x[0] == y[0] for x, y in zip(short, long, strict=False))


def _of_two_genders(short: str, long: str) -> bool:
    return long[-1:] == "a" and long.removesuffix("a") == short and short.endswith(("ov", "ev", "in", "yn"))


def _distance(a: str, b: str, most: float = math.inf) -> float:
    """How much it costs to make one word of the other; infinitely much where it is more than `most`."""
    above = [AT_START * j for j in range(len(b) + 1)]
    drops = [drop_cost(y) for y in b]
    for i, x in enumerate(a, 1):
        swaps, drop = _swaps(x), drop_cost(x)
        corner, cost = above[0], AT_START * i
        row = [cost]
        for up, dropped, y in zip(above[1:], drops, b, strict=True):
            cost = min(up + drop, cost + dropped, corner + swaps.get(y, 1.0))
            row.append(cost)
            corner = up
        if min(row) > most:
            return math.inf
        above = row
    return above[-1]


def drop_cost(letter: str) -> float:
    """What a letter costs that one word has and the other has not, unless it stands at the start."""
    return _DROPS.get(letter, 1.0)


def swap_cost(a: str, b: str) -> float:
    """What a letter in the place of another costs."""
    return _swaps(a).get(b, 1.0)


@cache
def _swaps(letter: str) -> Mapping[str, float]:
    """What other letters in the place of one cost; those that are not here cost 1."""
    groups = (_VOWELS, *_CONFUSED)
    return {**{other: 0.4 for group in groups if letter in group for other in group}, letter: 0.0}


@cache
def _letters() -> Sequence[tuple[re.Pattern[str] | str, str]]:
    """What is put in the place of which letters, or of what matches a pattern."""
    pairs = words("en", "spelling")["letters"]
    return tuple((old if old.isalpha() else re.compile(old), new) for old, new in pairs)
