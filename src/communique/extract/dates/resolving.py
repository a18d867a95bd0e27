"""Drafts to time expressions: what each hangs on, and the date that comes of it."""

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from communique.extract.dates.arithmetic import apply
from communique.extract.dates.cells import finer
from communique.extract.dates.drafts import Draft
from communique.extract.dates.framing import in_framed_year
from communique.extract.dates.lengths import plain_length
from communique.extract.dates.lexicon import Lexicon, Tokens
from communique.extract.dates.tense import tense
from communique.extract.dates.units import shift
from communique.extract.dates.values import Value, value_of
from communique.extract.dates.writing import DEICTIC, OPEN, day_of_writing, is_story, sided
from communique.model.times import Anchor, Step, TimeExpression


@dataclass(slots=True)
class Resolver:
    """Works through the drafts of one text in order, keeping what was last spoken of."""

    tokens: Tokens
    lexicon: Lexicon
    language: str
    drafts: list[Draft]
    written_on: Value | None = None
    written_anchor: Anchor = field(default_factory=Anchor)
    narrative: bool = False
    spoken: list[tuple[Value | None, Anchor]] = field(default_factory=list)

    def run(self, published: str | None) -> list[TimeExpression]:
        """The expressions of the text; `published` is the EDTF day of publication, if known. Raises `BadDate`."""
        self.written_on, self.written_anchor = day_of_writing(self.tokens, self.drafts, published)
        self.narrative = is_story(self.drafts, self.written_on, self.written_anchor)
        found = []
        for draft in self.drafts:
            expression = self._express(draft)
            found.append(expression)
        return found

    def _offsets(self, draft: Draft) -> tuple[int, int]:
        return (self.tokens.starts[draft.first], self.tokens.end(draft.last - 1))

    def _express(self, draft: Draft) -> TimeExpression:
        expression, value = self._said(draft)
        inner = [d for d in (draft.other, draft.until) if d] if draft.base in ("range", "event") else []
        said = [self._said(part) for part in inner]
        spoken = said if draft.base == "range" else [(expression, value)]
        for one, meant in spoken:
            if self._is_spoken_of(draft, meant, one):
                self.spoken.append((meant, Anchor(kind="expression", start=one.start, end=one.end, edtf=one.edtf)))
        return replace(expression, parts=tuple(part for part, _ in said)) if said else expression

    def _said(self, draft: Draft) -> tuple[TimeExpression, Value | None]:
        draft = self._ahead(draft)
        steps, value, anchor = self._worked(draft)
        return self._expression(draft, value, anchor, steps), value

    def _is_spoken_of(self, draft: Draft, value: Value | None, expression: TimeExpression) -> bool:
        """Whether what follows can be counted from it: a date, or a day that hangs on an event."""
        if draft.base == "event" or (value is None and draft.base == "text" and expression.anchor.kind == "expression"):
            return True
        dated = value is not None and value.cell is not None
        passing = expression.relation in self.lexicon.group("passing")
        return dated and not passing and not self._quarter_before(draft)

    def _ahead(self, draft: Draft) -> Draft:
        """A length of time after "in", of what is to come: a day counted from now."""
        before = self.tokens.words[draft.first - 1].lower() if draft.first else ""
        if draft.kind != "duration" or before not in self.lexicon.group("ahead"):
            return draft
        move = plain_length(draft)
        opening = self.tokens.words[draft.first].lower()
        if not (
            opening[0].isdigit() or opening in self.lexicon.tables["cardinals"] or opening in self.lexicon.group("ones")
        ):
            return draft
        if move is None or tense(self.tokens, draft.first, draft.last, self.language) != "future":
            return draft
        return replace(draft, kind="date", base="now", steps=(shift(*move),), why=None)

    def _worked(self, draft: Draft) -> tuple[tuple[Step, ...], Value | None, Anchor]:
        if draft.fixed and draft.constant is None and not draft.steps:
            return (), None, Anchor()
        if draft.base == "range" and draft.other and draft.until:
            return self._list(draft) if draft.rule == "list" else self._range(draft.other, draft.until)
        steps, anchor, base = self._unfold(draft)
        return steps, apply(steps, base), anchor

    def _range(self, a: Draft, b: Draft) -> tuple[tuple[Step, ...], Value | None, Anchor]:
        first, anchor = self._evaluate(a)
        last, _ = self._evaluate(b)
        if not (first and last and first.cell and last.cell and first.days and last.days):
            loose = (
                f"{first.edtf}/{last.edtf}" if first and last and first.loose[:4] == last.loose[:4] == "XXXX" else ""
            )
            return (), Value(loose=loose) if loose else None, anchor
        if first.days[0] > last.days[1]:
            return (), None, anchor
        return (), Value(cell=first.cell, end=last.end or last.cell), anchor

    def _list(self, draft: Draft) -> tuple[tuple[Step, ...], Value | None, Anchor]:
        """Two days that do not follow on each other: both, and none between."""
        ends = [self._evaluate(end) for end in (draft.other, draft.until) if end]
        members = [value.edtf for value, _ in ends if value and value.edtf]
        loose = f"{{{','.join(members)}}}" if len(members) == 2 else ""
        return (), Value(loose=loose) if loose else None, ends[0][1]

    def _evaluate(self, draft: Draft) -> tuple[Value | None, Anchor]:
        _, value, anchor = self._worked(draft)
        return value, anchor

    def _unfold(self, draft: Draft) -> tuple[tuple[Step, ...], Anchor, Value | None]:
        """All steps from the innermost anchor on, that anchor, and its value."""
        before = self.tokens.text[: self._offsets(draft)[0]] if self.spoken else ""
        if before and (framed := in_framed_year(before, self.lexicon, draft, self.spoken[-1])):
            return framed
        steps = self._sided(draft)
        if later := self._later_weekday(draft, steps):
            return later
        if quarter := self._quarter_before(draft):
            return (Step(verb="anniversary", amount=steps[0].amount),), *quarter
        if draft.base == "draft" and draft.other:
            inner, anchor, base = self._weekday_again(draft.other, later=steps[0].amount > 0) or self._unfold(
                draft.other
            )
            if draft.other.constant is not None and not draft.other.steps:
                start, end = self._offsets(draft.other)
                anchor = Anchor(kind="expression", start=start, end=end, edtf=draft.other.constant.edtf)
            return inner + steps, anchor, base
        if draft.constant is not None:
            return steps, Anchor(), draft.constant
        anchor, base = self._base(draft)
        return steps, anchor, base

    def _weekday_again(self, draft: Draft, *, later: bool) -> tuple[tuple[Step, ...], Anchor, Value] | None:
        """The day of an occasion told of already: "met on Sunday", and then "three weeks after Sunday('s summit)"."""
        after = self.tokens.words[draft.last] if draft.last < len(self.tokens.words) else ""
        if draft.rule != "weekday" or draft.base != "now" or not (later or after in ("'s", "’s")):
            return None
        for value, anchor in reversed(self.spoken[-_MEMORY:]):
            word = self.tokens.words[draft.last - 1].lower()
            said = self.tokens.text[anchor.start : anchor.end].lower().split()
            counted = not set(said).isdisjoint(self.lexicon.tables["joints"]["shifts"])
            if value and value.cell and value.cell.unit == "day" and not value.end and word in said and not counted:
                return (), anchor, value
        return None

    def _later_weekday(self, draft: Draft, steps: tuple[Step, ...]) -> tuple[tuple[Step, ...], Anchor, Value] | None:
        """A weekday to come after another of its sentence: "next Thursday, while they are to meet on Friday"."""
        coming = draft.rule == "weekday" and draft.base == "now" and steps[0].side == "future" and self.written_on
        value, anchor = self.spoken[-1] if coming and self.spoken else (None, Anchor())
        if not (coming and value and value.cell and value.cell.unit == "day" and value.days and anchor.end is not None):
            return None
        between = self.tokens.text[anchor.end : self._offsets(draft)[0]]
        if "." in between or self.written_on is None or self.written_on.days is None or value.end:
            return None
        if value.days[0] <= self.written_on.days[0]:
            return None
        return (replace(steps[0], side="following"), *steps[1:]), anchor, value

    def _quarter_before(self, draft: Draft) -> tuple[Anchor, Value] | None:
        """The quarter just spoken of, if it is what "a year earlier" is a year from."""
        yearly = draft.rule in ("offset", "year_ago") and len(draft.steps) == 1 and draft.steps[0].unit == "year"
        if not yearly or abs(draft.steps[0].amount) != 1:
            return None
        quarters = [(a, v) for v, a in self.spoken[-_FINE:] if v and v.cell and v.cell.unit == "quarter"]
        return quarters[-1] if quarters else None

    def _last_quarter(self) -> tuple[Anchor, Value | None]:
        """The quarter spoken of, else the one before the day of writing."""
        for value, anchor in reversed(self.spoken[-_MEMORY:]):
            if value and value.cell and value.cell.unit == "quarter":
                return anchor, value
        before = apply((Step(verb="shift", unit="quarter", amount=-1),), self.written_on)
        return (self.written_anchor, before) if before else (Anchor(), None)

    def _sided(self, draft: Draft) -> tuple[Step, ...]:
        """The steps with the side told by the tense, where they leave it open."""
        if not any(s.verb in ("pick", "weekday") and s.side in ("", OPEN) for s in draft.steps):
            return draft.steps
        before = self.tokens.words[draft.first - 1].lower() if draft.first else ""
        since = "past" if before in self.lexicon.group("since") else None
        side = since or tense(self.tokens, draft.first, draft.last, self.language)
        if self.narrative and draft.base == "now" and not self._spoken_now(draft):
            side = "future" if draft.rule == "weekday" else "told"
        return tuple(sided(step, side) for step in draft.steps)

    def _base(self, draft: Draft) -> tuple[Anchor, Value | None]:
        if draft.base == "event" and draft.event:
            return Anchor(kind="event", start=draft.event[0], end=draft.event[1]), None
        if draft.base == "none":
            return Anchor(), None
        if draft.rule == "bare_unit":
            return self._last_quarter()
        if draft.base == "next":
            return self._next(draft)
        if draft.base == "text" or (draft.base == "now" and self.narrative and not self._spoken_now(draft)):
            first = draft.steps[0] if draft.steps else Step(verb="")
            unit = first.unit if first.verb == "shift" else "day" if first.verb == "weekday" else "year"
            finest = [("month", _FINE)] if first.verb == "pick" else []
            for wanted, memory in (*finest, (unit, _MEMORY)):
                for value, anchor in reversed(self.spoken[-memory:]):
                    if value is None and draft.base == "text" and wanted == unit:
                        return anchor, None
                    if value and value.cell and not finer(wanted, value.cell.unit):
                        return anchor, value
        return (self.written_anchor, self.written_on) if self.written_on else (Anchor(), None)

    def _tense(self, draft: Draft) -> str | None:
        found = tense(self.tokens, draft.first, draft.last, self.language)
        return found if found in ("past", "future") else None

    def _spoken_now(self, draft: Draft) -> bool:
        """Whether even in a story this is counted from the day of writing: "yesterday", and "on Wednesday" if known."""
        if draft.rule == "offset" and draft.base == "now":
            return self.written_on is not None
        if draft.rule in DEICTIC:
            return self.written_on is not None or draft.rule != "weekday"
        return self._soon(draft)

    def _soon(self, draft: Draft) -> bool:
        """Whether a day without a year that nothing tells to be past lies close ahead of the day of writing."""
        if self.written_on is None or self.written_on.days is None or not draft.steps or draft.steps[0].verb != "pick":
            return False
        if tense(self.tokens, draft.first, draft.last, self.language) == "past":
            return False
        value = apply(tuple(sided(step, "future") for step in draft.steps), self.written_on)
        return bool(value and value.days and 0 <= value.days[0] - self.written_on.days[0] <= _SOON)

    def _next(self, draft: Draft) -> tuple[Anchor, Value | None]:
        """The date that an anniversary counts from: the next full one in the sentence."""
        at = bisect_left(self.drafts, draft.last, key=lambda d: d.first)
        for other in self.drafts[at : at + _NEAR]:
            between = self.tokens.words[draft.last : min(other.first, draft.last + _FAR)]
            if len(between) == _FAR or any(w in (".", "?", "!", ";") for w in between):
                break
            if other.constant is not None and other.constant.cell is not None:
                start, end = self._offsets(other)
                return Anchor(kind="expression", start=start, end=end, edtf=other.constant.edtf), other.constant
        return Anchor(), None

    def _expression(self, draft: Draft, value: Value | None, anchor: Anchor, steps: tuple[Step, ...]) -> TimeExpression:
        start, end = self._offsets(draft)
        before = self.tokens.words[draft.first - 1].lower() if draft.first else ""
        if value and draft.mod == "APPROX" and value.cell:
            value = replace(value, mark="~")
        edtf = value.edtf if value else None
        beside = None if self.tokens.text[end : end + 2] in _OWNING else before  # "by Monday's meeting" is of that day
        return TimeExpression(
            start=start,
            end=end,
            text=self.tokens.text[start:end],
            kind="date" if draft.kind == "time" and edtf and "T" not in edtf else draft.kind,
            edtf=edtf,
            anchor=anchor,
            operation=steps,
            why=draft.why or _why(edtf, anchor, steps),
            tense=self._tense(draft) if edtf and anchor.kind in ("none", "expression") else None,
            relation=self.lexicon.tables["relations"].get(beside) if beside else None,
            timex=draft.fixed or (value.timex if value else None) or _open_timex(draft),
            mod=draft.mod,
        )


_OWNING = ("'s", "’s", "s'")
_MEMORY = 30
_FINE = 3  # the last dates among which one of a month or day is preferred to a bare year: best on WikiWars
_SOON = 60  # days
_NEAR, _FAR = 8, 40  # how many dates and words an anniversary looks ahead for the day that it counts from


def _why(edtf: str | None, anchor: Anchor, steps: tuple[Step, ...]) -> str | None:
    if edtf is None:
        if anchor.kind == "expression":
            return "hangs on a date that is not known"
        if anchor.kind == "event":
            return "hangs on an event whose date is not known"
        return "nothing in the text says from when to count"
    if not steps:
        return None
    source = {"published": "the publication date", "dateline": "the dateline", "expression": "a date in the text"}.get(
        anchor.kind
    )
    return f"counted from {source}" if source else "the year is not said" if "XXXX" in edtf else None


def _open_timex(draft: Draft) -> str | None:
    """The TIMEX3 value of what cannot be placed."""
    for step in draft.steps:
        if step.verb == "weekday":
            return f"XXXX-WXX-{step.value}"
        if step.verb == "clock":
            return f"XXXX-XX-XXT{step.value[:5]}"
    return None


def reckon(steps: tuple[Step, ...], edtf: str, *, spoken: bool = False) -> str | None:
    """What steps make of an anchor's EDTF date. Raises `BadDate`.

    From a date that was `spoken` of before, no days are counted where it is a month, nor months where it is a year.
    """
    base = value_of(edtf)
    if (
        spoken
        and base
        and base.cell
        and steps[:1]
        and steps[0].verb == "shift"
        and finer(steps[0].unit, base.cell.unit)
    ):
        return None
    value = apply(steps, base)
    return value.edtf if value else None
