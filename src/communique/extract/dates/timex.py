"""Time expressions as TIMEX3, the annotation of TimeML; law: the text without the tags is the text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from communique.model.times import TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """One TIMEX3: `[start, end)`, its type (`DATE`, `TIME`, `DURATION`, `SET`), value and modifier."""

    start: int
    end: int
    type: str
    value: str
    mod: str | None = None


_TYPES = {"duration": "DURATION", "frequency": "SET"}


def timexes(expressions: Iterable[TimeExpression]) -> Iterator[Timex]:
    """The TIMEX3s of expressions: a range is its two ends, a shift from an event is its length of time."""
    for expression in expressions:
        if expression.parts:
            yield from timexes(expression.parts)
        elif expression.timex:
            value = expression.timex
            kind = _type(expression.kind, value)
            yield Timex(start=expression.start, end=expression.end, type=kind, value=value, mod=expression.mod)


def _type(kind: str, value: str) -> str:
    """The type of a value: a day with a time in it is a TIME, a length that is read as a date a DURATION."""
    if kind not in ("date", "time"):
        return _TYPES[kind]
    if re.search(r"[\dX]T", value):
        return "TIME"
    return "DURATION" if re.match(r"P[\dX]", value) else "DATE"


def tagged(text: str, expressions: Iterable[TimeExpression]) -> str:
    """The text as XML, with TIMEX3 tags around its time expressions."""
    out, at = [], 0
    for number, timex in enumerate(timexes(expressions), 1):
        mod = f" mod={quoteattr(timex.mod)}" if timex.mod else ""
        head = f'<TIMEX3 tid="t{number}" type="{timex.type}" value={quoteattr(timex.value)}{mod}>'
        out += [escape(text[at : timex.start]), head, escape(text[timex.start : timex.end]), "</TIMEX3>"]
        at = timex.end
    return "".join([*out, escape(text[at:])])
