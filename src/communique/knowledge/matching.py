"""Known names in a text: longest first, from left to right, in time linear in its length."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from communique.knowledge.tables import bodies, cities, countries, lines
from communique.knowledge.things import Entry, Found, Sense, Thing

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_APART = re.compile(rf"({_WORD.pattern})")
_FORM = {"n": "name", "f": "former", "a": "acronym", "j": "adjective", "d": "demonym", "m": "metonym"}
_FORM |= {"c": "capital", "g": "generic", "x": "foreign"}
# Every entry has the length of what it replaces, so that offsets stay true.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\n": " ", "\t": " ", "\u00a0": " "}
)
# Written in capitals in a headline these are plain words.
_PLAIN_WORDS = frozenset(
    {"ACT", "AIM", "AID", "ALL", "ARC", "ART", "CAN", "CAR", "EAST", "FAST", "IT", "MAY", "ROC", "SHARE", "WHO"}
)


class Group(NamedTuple):
    """The known forms that begin with one word, and the most words that one of them has."""

    longest: int
    forms: Mapping[str, str]


class _Plain(NamedTuple):
    """A text with its words and marks, and where each begins."""

    text: str
    words: Sequence[str]
    starts: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "_Plain":
        """The words and marks of a text."""
        parts = _APART.split(text)
        return cls(text, parts[1::2], list(accumulate(map(len, parts)))[0:-1:2])

    def end(self, i: int) -> int:
        """Where a word ends."""
        return self.starts[i] + len(self.words[i])


def find_names(text: str) -> list[Found]:
    """Where a text has known names of countries, bodies and cities; spans never overlap.

    Case counts, except on a line that is all in capitals. Generic and ambiguous
    words are found too: their entries are `weak`.

    >>> [(f.start, f.end, f.entry.thing.id) for f in find_names("The EAEU met in Minsk.")]
    [(4, 8, 'eurasian-economic-union'), (16, 21, 'city:minsk')]
    """
    plain = _Plain.of(text.translate(_PLAIN))
    shouted, rows = _shouted(text), _rows()
    found, past, line = [], 0, 0
    for i in [i for i, word in enumerate(plain.words) if shouted or word in rows]:
        if i < past:
            continue
        start = plain.starts[i]
        while line < len(shouted) and shouted[line][1] <= start:
            line += 1
        loud = line < len(shouted) and shouted[line][0] <= start
        hit = _longest(plain, i, loud) if loud or plain.words[i] in rows else None
        if hit:
            past = i + hit[0]
            found.append(Found(start, plain.end(past - 1), entry(hit[1])))
    return found


def refs_of(name: str) -> str | None:
    """The references of a form exactly as written, or in any case if it is not known so."""
    plain = " ".join(name.translate(_PLAIN).split())
    first = _WORD.match(plain)
    group = _group(first[0]) if first else None
    if group and plain in group.forms:
        return group.forms[plain]
    loud = _loud_group(first[0].upper()) if first else None
    return loud.forms.get(plain.upper()) if loud else None


@cache
def entry(refs: str) -> Entry:
    """The entry behind references such as `b12n c3m?`."""
    return Entry(tuple(_sense(ref) for ref in refs.split(" ")))


def _sense(ref: str) -> Sense:
    weak = ref[-1] == "?"
    ref = ref[:-1] if weak else ref
    tables: dict[str, Sequence[Thing]] = {"b": bodies(), "c": countries(), "p": cities()}
    return Sense(tables[ref[0]][int(ref[1:-1])], _FORM[ref[-1]], weak)


def _shouted(text: str) -> list[tuple[int, int]]:
    """The lines all in capitals."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.isupper() and " " in line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _longest(plain: _Plain, i: int, loud: bool) -> tuple[int, str] | None:
    start, first = plain.starts[i], plain.words[i]
    for group in (_group(first), _loud_group(first) if loud else None):
        if group is None:
            continue
        for count in range(min(group.longest, len(plain.words) - i), 0, -1):
            words = plain.text[start : plain.end(i + count - 1)]
            refs = group.forms.get(words)
            if refs and not (loud and words in _PLAIN_WORDS):
                return count, refs
    return None


@cache
def _rows() -> Mapping[str, str]:
    return dict(line.split("\t", 1) for line in lines("forms.tsv"))


@cache
def _group(first: str) -> Group | None:
    row = _rows().get(first)
    if row is None:
        return None
    longest, *cells = row.split("\t")
    return Group(int(longest), dict(zip(cells[::2], cells[1::2], strict=True)))


@cache
def _firsts() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for first in _rows():
        found[first.upper()] = (*found.get(first.upper(), ()), first)
    return found


@cache
def _loud_group(first: str) -> Group | None:
    groups = [group for word in _firsts().get(first, ()) if (group := _group(word))]
    forms: dict[str, str] = {}
    for words, refs in _all_forms(groups):
        forms.setdefault(words.upper(), refs)
    return Group(max(g.longest for g in groups), forms) if groups else None


def _all_forms(groups: Sequence[Group]) -> Iterator[tuple[str, str]]:
    return ((words, refs) for group in groups for words, refs in group.forms.items())
