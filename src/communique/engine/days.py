"""Dates that an engine gives, and the words that say them; law: no date is more exact than the words that it rests on.

The words are time expressions that our own grammar finds. One that it cannot resolve lends its words to a date, which
then says that it is the engine's reading of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.engine.checks import Unfit
from communique.errors import BadDate
from communique.model import edtf
from communique.model.document import Document
from communique.model.span import Span
from communique.model.times import TimeExpression

_NEAR = 300
"""So far from the evidence, in characters, an expression that is not resolved may stand to lend its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date as EDTF, the words that say it, and how it follows from them where they do not say it themselves."""

    date: str
    spans: tuple[Span, ...]
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The time expressions of a document; `engine` names whose dates are looked at."""

    document: Document
    expressions: tuple[TimeExpression, ...]
    engine: str

    def dated(self, text: str, evidence: Span) -> Dated:
        """The date with its words. Raises `Unfit` where it is no EDTF date, or no words say it."""
        try:
            value = edtf.parse(text)
        except BadDate:
            raise Unfit("not an EDTF date", text) from None
        ordered = sorted(self.expressions, key=lambda e: (not _in(e, evidence), abs(e.start - evidence.start)))
        whole = _first(str(value), ordered)
        if whole is None and isinstance(value, edtf.Interval):
            ends = [_first(str(end), ordered) for end in (value.start, value.end) if isinstance(end, edtf.Date)]
            if all(ends):
                return self._of(text, [e for e in ends if e])
        if whole is not None:
            return self._of(text, [whole])
        return self._unresolved(text, ordered, evidence)

    def _of(self, text: str, found: Sequence[TimeExpression]) -> Dated:
        spans = tuple(dict.fromkeys(self.document.span(e.start, e.end) for e in found))
        return Dated(date=text, spans=spans, basis=next((e.why for e in found if e.why), None))

    def _unresolved(self, text: str, ordered: Sequence[TimeExpression], evidence: Span) -> Dated:
        for expression in ordered:
            near = _in(expression, evidence) or abs(expression.start - evidence.start) <= _NEAR
            if expression.edtf is None and expression.kind in ("date", "time", "duration") and near:
                basis = f"as {self.engine} understands it"
                return Dated(date=text, spans=(self.document.span(expression.start, expression.end),), basis=basis)
        raise Unfit("a date that no words of the text give", text)


def _in(expression: TimeExpression, evidence: Span) -> bool:
    return evidence.start <= expression.start and expression.end <= evidence.end


def _first(date: str, ordered: Sequence[TimeExpression]) -> TimeExpression | None:
    """The first expression that says a date: its own day or days, or such as lie within them."""
    for expression in ordered:
        for own in {expression.day, expression.reach} - {None}:
            if own and (own == date or ("XXXX" not in own + date and _says(own, date))):
                return expression
    return None


def _says(own: str, date: str) -> bool:
    try:
        relation = edtf.compare(date, own)
    except BadDate:
        return False
    return relation == "equal" or (relation == "contains" and "/" not in date)
