"""Dates of meetings that hang on another one of the text: what they are counted from, for when that one moves.

Law: a date is counted from a meeting that the text speaks of where the words for it stand, or just before.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from communique.extract.analysis import Analysis
from communique.extract.retellings import Occasion
from communique.model.claim import Claim
from communique.model.hanging import Hanging, hanging
from communique.model.times import TimeExpression

_UNITS = frozenset({"day", "week", "month"})


def hung(analysis: Analysis, found: Sequence[Occasion], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of occasions, those whose date hangs on another's saying so in its basis."""
    text = analysis.document.text
    counted = [d for d in analysis.dates if d.anchor.pair and _steps(d) and _of_what_is(d, text)]
    told = sorted((said.trigger.start, n) for n, o in enumerate(found) for said in (*o.slots, *o.passing))
    dated = [(at, claims[n]) for at, n in told]
    hung = (_hung(analysis, claim, list(_of(text, claim, found[n], counted)), dated) for n, claim in enumerate(claims))
    return tuple(_beside(claim, found[n], dict(dated)) for n, claim in enumerate(hung))


def _beside(claim: Claim, occasion: Occasion, told: Mapping[int, Claim]) -> Claim:
    """A claim whose date is that of an occasion told of before, or so many days off: "there a day before"."""
    for said in occasion.slots:
        if said.counted and said.date == claim["date"] and not hanging(claim.basis.get("date")):
            at, days = said.counted
            anchor = told.get(at)
            if anchor and anchor.id != claim.id:
                words = next(span.quote for span in anchor.spans["kind"])
                hangs = Hanging(anchor=anchor.id, words=words, amount=days, unit="day")
                return replace(claim, basis={**claim.basis, "date": str(hangs)})
    return claim


def _steps(date: TimeExpression) -> bool:
    return len(date.operation) == 1 and date.operation[0].verb == "shift" and date.operation[0].unit in _UNITS


def _of_what_is(date: TimeExpression, text: str) -> bool:
    """Whether a date is counted from what happens: "after the summit", "after Sunday's", "the day before"."""
    if date.anchor.kind != "expression":
        return date.anchor.kind == "event"
    start, end = date.anchor.pair or (0, 0)
    return text.startswith(_OWN, date.end) or not date.start <= start < end <= date.end


_OWN = ("'s", "’s")


def _of(text: str, claim: Claim, occasion: Occasion, counted: Sequence[TimeExpression]) -> Iterator[TimeExpression]:
    """The expressions that give the date of an occasion: that of its date or, where it has none, one of its words."""
    own = {said.trigger.start for said in occasion.slots}
    spans = claim.spans.get("date", ()) if claim["date"] else claim.evidence
    for date in counted:
        inside = any(span.start <= date.start and date.end <= span.end for span in spans)
        plain = date.anchor.kind == "expression" and not text.startswith(_OWN, date.end)
        if (
            inside
            and not any(date.start <= at < date.end for at in own)
            and not (plain and claim["status"] not in _AHEAD)
        ):
            yield date


def _hung(
    analysis: Analysis, claim: Claim, dates: Sequence[TimeExpression], told: Sequence[tuple[int, Claim]]
) -> Claim:
    """A claim that says what its date hangs on, where the text speaks of that as another occasion."""
    for date in dates:
        start, end = date.anchor.pair or (0, 0)
        at = bisect_left(told, start, key=lambda item: item[0])
        inside = [other for said, other in told[at : at + _NEXT] if said < end]
        before = [other for _, other in reversed(told[max(0, at - _BACK) : at])] if date.anchor.edtf else []
        there = [other for _, other in told if _is_dated_there(other, start, end)] if not inside else []
        of_day = (o for o in (*inside, *there, *before) if o.id != claim.id and _is_on(o, date.anchor.edtf))
        if anchor := next(of_day, None):
            step, words = date.operation[0], " ".join(analysis.document.text[start:end].split())
            hangs = Hanging(anchor=anchor.id, words=words, amount=step.amount, unit=step.unit)
            return replace(claim, basis={**claim.basis, "date": str(hangs)})
    return claim


_NEXT, _BACK = 3, 20
# What was held or called off on the day before another occasion does not move with it any more.
_AHEAD = ("scheduled", "tentative", "postponed")


def _is_dated_there(claim: Claim, start: int, end: int) -> bool:
    """Whether an occasion has its date from words at a place."""
    return any(span.start < end and start < span.end for span in claim.spans.get("date", ()))


def _is_on(claim: Claim, day: str | None) -> bool:
    """Whether an occasion is dated as the date that is counted from it takes it to be."""
    return day is None or day in str(claim["date"] or "").split("/")
