"""Values of an engine's claims, checked field by field; law: each comes with the words of the text that say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.engine.checks import Unfit
from communique.engine.days import Days
from communique.engine.figures import Figures
from communique.engine.names import Names, looks_like
from communique.engine.quotes import Text, trimmed
from communique.languages.naming import body_words
from communique.model.claim import Value
from communique.model.entity import Passage, Reference
from communique.model.kinds import Field
from communique.model.span import Span

_PERSONS, _BODIES = ("person",), ("of", "body", "member", "parties")
_MOST = 100
"""Items of a list that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """What the values of one document's claims are checked against; `start` is where the part in hand begins."""

    text: Text
    names: Names
    days: Days
    figures: Figures
    start: int = 0
    people: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()

    def type_of(self, name: str, field: str) -> str:
        """What a new name is: by the field that it stands in, by what the engine says, by its words."""
        if field in _PERSONS or name in self.people:
            return "person"
        if field in _BODIES or name in self.bodies:
            return "body"
        return looks_like(name)


@dataclass(slots=True)
class Values:
    """The values of one claim as they are checked, with their words, and how they follow from these."""

    checker: Checker
    evidence: tuple[Span, ...]
    values: dict[str, Value] = field(default_factory=dict)
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    basis: dict[str, str] = field(default_factory=dict)

    def take(self, declared: Field, given: Any) -> None:
        """Take the value of a field, if it says anything. Raises `Unfit`."""
        if given in (None, "", [], {}):
            return
        value, spans = _TAKERS[declared.type](self, declared.name, given)
        self.values[declared.name] = value
        if spans:
            self.spans[declared.name] = tuple(dict.fromkeys(spans))

    def entity(self, name: str, given: Any) -> tuple[Value, list[Span]]:
        """A person, a body, or what describes one."""
        said = _words(given)
        reference, span = self.checker.names.reference(said, self.checker.type_of(said, name), self.evidence[0])
        return reference, [span] if span else []

    def entities(self, name: str, given: Any) -> tuple[Value, list[Span]]:
        """Several persons or bodies, each once."""
        found = [self.entity(name, item) for item in _items(given)]
        references = dict.fromkeys(r for r, _ in found if isinstance(r, Reference))
        return tuple(references), [span for _, spans in found for span in spans]

    def text(self, name: str, given: Any) -> tuple[Value, list[Span]]:
        """Words of the text, those nearest to the evidence; or such as are all in the evidence, not side by side."""
        said = " ".join(_words(given).split())
        span = self.checker.text.find(said, self.evidence[0].start)
        if span is not None:
            return " ".join(span.quote.split()), [span]
        holding = next((e for e in self.evidence if body_words(said) and body_words(said) <= body_words(e.quote)), None)
        if holding is None:
            raise Unfit("words that are not in the text", said)
        return said, [holding]

    def word(self, name: str, given: Any) -> tuple[Value, list[Span]]:
        """A word of a list; which it must be of, the claim itself checks."""
        return _words(given), []

    def number(self, name: str, given: Any) -> tuple[Value, list[Span]]:
        """A whole number that the text gives."""
        if isinstance(given, bool) or not isinstance(given, int):
            raise Unfit("not a whole number", given)
        span = self.checker.figures.number(given, self.evidence[0])
        if span is None:
            raise Unfit("a number that is not in the text", given)
        return given, [span]

    def date(self, name: str, given: Any) -> tuple[Value, list[Span]]:
        """A date that words of the text give."""
        dated = self.checker.days.dated(_words(given), self.evidence[0])
        if dated.basis:
            self.basis[name] = dated.basis
        return dated.date, list(dated.spans)

    def share(self, name: str, given: Any) -> tuple[Value, list[Span]]:
        """A share from 0 to 1, or how many of how many, in numbers that the text gives."""
        if isinstance(given, list):
            done, all = given if len(given) == 2 else (None, None)
            (a, first), (b, second) = self.number(name, done), self.number(name, all)
            if not (isinstance(a, int) and isinstance(b, int) and 0 <= a <= b):
                raise Unfit("not a share", given)
            return (a, b), [*first, *second]
        if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 1:
            raise Unfit("not a share", given)
        span = self.checker.figures.share(float(given), self.evidence[0])
        if span is None:
            raise Unfit("a number that is not in the text", given)
        return float(given), [span]

    def passage(self, name: str, given: Any) -> tuple[Value, list[Span]]:
        """What is said, in one or more quotations."""
        document = self.checker.text.document
        found = [trimmed(quoted(self.checker.text, item, self.evidence[0].start), document) for item in _items(given)]
        spans = tuple(sorted({span for span in found if span}))
        if not spans:
            raise Unfit("an empty quotation", given)
        return Passage(spans=spans), list(spans)

    def passages(self, name: str, given: Any) -> tuple[Value, list[Span]]:
        """Several items, each a quotation."""
        found = [quoted(self.checker.text, item, self.evidence[0].start) for item in _items(given)]
        spans = list(dict.fromkeys(found))
        return tuple(Passage(spans=(span,)) for span in spans), spans


_TAKERS = {
    "entity": Values.entity,
    "entities": Values.entities,
    "text": Values.text,
    "word": Values.word,
    "number": Values.number,
    "date": Values.date,
    "share": Values.share,
    "passage": Values.passage,
    "passages": Values.passages,
}


def quoted(text: Text, given: Any, near: int) -> Span:
    """Where a quotation stands, given as words, or as `{"text", "spans"}` whose offsets only say which place is meant.

    Raises `Unfit`.
    """
    words, at = given, near
    if isinstance(given, Mapping):
        words, spans = given.get("text"), given.get("spans")
        first = spans[0] if isinstance(spans, list) and spans else None
        at = first[0] if isinstance(first, list) and first and isinstance(first[0], int) else near
    if not isinstance(words, str):
        raise Unfit("offsets or values without words", given)
    span = text.find(words, at)
    if span is None:
        raise Unfit("a quotation that is not in the text", words)
    return span


def _words(given: Any) -> str:
    """A value that is words, given as such or as `{"name"}`."""
    said = (given.get("name") or given.get("text")) if isinstance(given, Mapping) else given
    if not isinstance(said, str) or not said.strip():
        raise Unfit("a value of the wrong type", given)
    return said.strip()


def _items(given: Any) -> list[Any]:
    return given[:_MOST] if isinstance(given, list) else [given]
