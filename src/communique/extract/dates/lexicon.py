"""The words of time of a language, made ready: a tag for every token, and the forms that can begin with each tag."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

from communique.extract.dates.forms import PLAIN, Form, Tags, compile_form, expand, literals
from communique.languages import words

_TABLES = (
    *("months", "weekdays", "weekdays_plural", "units", "units_plural", "hours", "cardinals", "ordinals", "vague"),
    *("seasons", "seasons_plural", "dayparts", "fixed_hours", "meridians", "directions", "eras", "zones"),
    *("decade_names", "parts", "approximate", "relations"),
)
_WIDENING = ("the", "of_or_in", "part_links", "comparatives", "hedges", "week_links", "week_leads")
_PHRASES = ("holidays", "deictics", "refs", "frequencies")
_RUN = re.compile(f"[^{PLAIN}]+")
_MOST_RUNS, _LONGEST_KEPT = 20_000, 60
_TOKEN = re.compile(r"(\d++(?:(?:st|nd|rd|th|s)(?![^\W\d_]))?|[^\W\d_]+|['’][a-z]{1,2}\b|\n\s*\n|[^\w\s]|_)")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: where each begins and ends, its words in lower case, and one tag each."""

    text: str
    starts: list[int]
    words: list[str]
    tags: str

    def end(self, token: int) -> int:
        """Where a token ends in the text."""
        return self.starts[token] + len(self.words[token])

    def quote(self, first: int, last: int) -> str:
        """The words from token `first` up to but without token `last`."""
        return self.text[self.starts[first] : self.end(last - 1)]


class Lexicon:
    """What a language says of time: tags for tokens, forms by the tag that they begin with, and the tables behind."""

    def __init__(self, language: str) -> None:
        self.tables: Mapping[str, Any] = words(language, "dates")
        self._groups = {name: frozenset(words) for name, words in self.tables["groups"].items()}
        self.widening = frozenset(self.tables["parts"]).union(*(self._groups[name] for name in _WIDENING))
        self._tags = Tags()
        rows = list(self._rows())
        classes = self._classes({word for _, form in rows for word in literals(form)})
        self._known = {variant: self._tags.of(names) for variant, names in _cased(classes, self.tables["proper"])}
        self._shapes: dict[str, str] = {name: self._tags.of(_shape(name)) for name in _SHAPES}
        self.starts: dict[str, tuple[Form, ...]] = {}
        for rank, (rule, form) in enumerate(rows):
            compiled, first = compile_form(rule, form, self._tags, rank)
            for tag in first:
                self.starts[tag] = (*self.starts.get(tag, ()), compiled)
        self._fitting: dict[str, tuple[tuple[int, tuple[Form, ...]], ...]] = {}

    def read(self, text: str) -> Tokens:
        """The tokens of a text."""
        parts = _TOKEN.split(text)
        found = parts[1::2]
        starts = list(accumulate(map(len, parts)))[0:-1:2]
        known, number = self._known.get, self._number
        tags = "".join([known(word) or (PLAIN if word[0] > "9" else number(word)) for word in found])
        return Tokens(text, starts, found, tags)

    def places(self, tags: str) -> Iterator[tuple[int, tuple[Form, ...]]]:
        """The tokens at which forms match, and these forms, the longest first.

        Which they are hangs only on the run of tags between two plain words, and such runs come again and again.
        """
        for run in _RUN.finditer(tags):
            key, start = run.group(), run.start()
            found = self._fitting.get(key)
            if found is None:
                found = tuple((at, forms) for at in range(len(key)) if (forms := self._forms(key, at)))
                self._remember(key, found)
            for at, forms in found:
                yield start + at, forms

    def _forms(self, run: str, at: int) -> tuple[Form, ...]:
        forms = self.starts.get(run[at], ())
        ends = [(m.end(), -f.rank, f) for f in forms if (m := f.pattern.match(run, at)) and m.end() > at]
        return tuple(form for _, _, form in sorted(ends, key=lambda end: end[:2], reverse=True))

    def _remember(self, run: str, found: tuple[tuple[int, tuple[Form, ...]], ...]) -> None:
        if len(run) <= _LONGEST_KEPT:
            if len(self._fitting) >= _MOST_RUNS:
                self._fitting.clear()
            self._fitting[run] = found

    def group(self, name: str) -> frozenset[str]:
        """The words of a group that rules ask for by name."""
        return self._groups[name]

    def members(self, name: str) -> frozenset[str]:
        """The tags of all tokens of a class."""
        return self._tags.members(name)

    def _rows(self) -> Iterator[tuple[str, str]]:
        macros = self.tables["macros"]
        for rule, forms in self.tables["forms"].items():
            for form in forms:
                yield rule, expand(form, macros)
        for table in _PHRASES:
            for phrase in self.tables[table]:
                yield table, _phrase_form(phrase, holiday=table == "holidays")

    def _classes(self, literal: set[str]) -> dict[str, set[str]]:
        classes = {word: {word} | (_SHAPES["day"] if word.isdigit() else set()) for word in literal}
        for table in _TABLES:
            for word in self.tables[table]:
                classes.setdefault(word, set()).add(table.upper())
        return classes

    def _number(self, word: str) -> str:
        digits = word.rstrip("sthndr")
        if not (digits.isdigit() and digits.isascii()):
            return PLAIN
        return self._shapes.get(_shape_of(digits, word[len(digits) :]), PLAIN)


def _phrase_form(phrase: str, *, holiday: bool) -> str:
    form = f"phrase= ( {phrase} )"
    return f"( the? dir=DIRECTIONS ) ? {form} ,? year=YEAR?" if holiday else form


_SHAPES = {
    "day": {"NUM", "DAY", "SHORT"},
    "short": {"NUM", "SHORT"},
    "year": {"NUM", "YEAR"},
    "number": {"NUM"},
    "dayth": {"DAYTH", "NTH"},
    "nth": {"NTH"},
    "decade": {"DECADE"},
}


def _shape(name: str) -> set[str]:
    return _SHAPES[name]


def _shape_of(digits: str, suffix: str) -> str:
    value = int(digits) if len(digits) < 6 else -1
    if suffix == "s":
        return "decade" if value % 10 == 0 and (len(digits) == 2 or 1000 <= value <= 2090) else ""
    if suffix:
        return "dayth" if 1 <= value <= 31 else "nth"
    if len(digits) <= 2:
        return "day" if 1 <= value <= 31 else "short"
    return "year" if len(digits) == 4 and 1000 <= value <= 2199 else "number"


def _cased(classes: Mapping[str, set[str]], proper: list[str]) -> Iterator[tuple[str, set[str]]]:
    """Each word in lower case, with a capital and in capitals; proper words lose their class in lower case."""
    for word, names in classes.items():
        yield word, names - {"MONTHS", "WEEKDAYS"} if word in proper else names
        if word[:1].isalpha():
            yield word.capitalize(), names
            yield word.upper(), names
        elif word[0] == "'":
            yield word.replace("'", "’"), names


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, read once. Raises `UnknownLanguage`."""
    return Lexicon(language)
