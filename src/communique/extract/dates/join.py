"""Drafts that stand side by side made one: a day and its time, a range, a shift before a date, a part of a month."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from communique.extract.dates.drafts import Draft, number_of
from communique.extract.dates.events import event_after, reach
from communique.extract.dates.lengths import plain_length
from communique.extract.dates.lexicon import Lexicon, Tokens
from communique.extract.dates.units import shift
from communique.extract.dates.widen import Widener, names_day
from communique.model.times import Step

Merge = Callable[[Draft, Draft], list[Draft] | None]


@dataclass(frozen=True, slots=True)
class Joiner:
    """Joins the drafts of one text."""

    tokens: Tokens
    lexicon: Lexicon

    def join(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts of a text, in order, with those that belong together made one."""
        drafts = self._pairs(drafts, self._with_clock)
        drafts = [d for d in drafts if d.rule != "daypart"]
        drafts = self._pairs(drafts, self._nth_weekday)
        drafts = self._pairs(drafts, self._of_year)
        drafts = self._pairs(drafts, self._year_in_words)
        drafts = self._pairs(drafts, self._range_year)
        widener = Widener(self.tokens, self.lexicon)
        drafts = [widener.widen(d, drafts[i - 1].last if i else 0) for i, d in enumerate(drafts)]
        drafts = [d for d in drafts if d.rule != "container" or len(d.steps) > 1]
        drafts = self._pairs(drafts, self._range)
        drafts = self._pairs(drafts, self._both_days)
        drafts = self._pairs(drafts, self._shifted)
        drafts = self._pairs(drafts, self._ago_next)
        return [self._before_event(d, drafts[i + 1] if i + 1 < len(drafts) else None) for i, d in enumerate(drafts)]

    def _pairs(self, drafts: list[Draft], merge: Merge) -> list[Draft]:
        """One pass that merges neighbours, from the right, so that a shift meets what was joined after it."""
        done: list[Draft] = []
        for draft in reversed(drafts):
            found = merge(draft, done[-1]) if done else None
            if found:
                done[-1:] = found
            else:
                done.append(draft)
        return done[::-1]

    def gap(self, a: Draft, b: Draft) -> str:
        """The words between two drafts, in lower case; a long gap is cut."""
        return " ".join(self.tokens.words[a.last : min(b.first, a.last + 4)]).lower()

    def _gap_in(self, a: Draft, b: Draft, group: str) -> bool:
        return self.gap(a, b) in self.lexicon.group(group)

    def _bare(self, gap: str) -> str:
        """A gap without its article."""
        before, _, last = gap.rpartition(" ")
        return before if before and last in self.lexicon.group("the") else gap

    def _with_clock(self, a: Draft, b: Draft) -> list[Draft] | None:
        joints = self.lexicon.tables["joints"]
        if _clock(a) and names_day(b) and self.gap(a, b) in joints["time_then_day"]:
            clock, day = a, b
        elif names_day(a) and _clock(b) and self.gap(a, b) in joints["day_then_time"]:
            clock, day = b, a
        else:
            return None
        steps = tuple(step for step in clock.steps if step.verb != "shift")
        return [replace(day, first=a.first, last=b.last, kind="time", steps=day.steps + steps)]

    def _nth_weekday(self, a: Draft, b: Draft) -> list[Draft] | None:
        """The second Friday of this month, the first Monday in May."""
        if a.rule == "weekend" and self._gap_in(a, b, "of") and names_day(b):
            return [replace(b, first=a.first, steps=(*b.steps, Step(verb="shift", unit="weekend")))]
        ordinal = self._word(a.first - 1)
        if a.rule != "weekday" or not self._gap_in(a, b, "of_or_in") or b.rule not in ("unit", "month", "full", "same"):
            return None
        if ordinal not in self.lexicon.tables["ordinals"] and not (ordinal[:1].isdigit() and not ordinal.isdigit()):
            return None
        amount = -1 if ordinal in self.lexicon.group("last") else number_of([ordinal], self.lexicon)
        step = Step(verb="nth", unit="weekday", amount=amount, value=a.steps[0].value)
        first = a.first - 1 - (self._word(a.first - 2) in self.lexicon.group("the"))
        return [replace(b, first=first, steps=(*b.steps, step))]

    def _of_year(self, a: Draft, b: Draft) -> list[Draft] | None:
        """July 25 of that year; the spring of 481 BC."""
        if (
            not _pick(a)
            or a.steps[0].unit == "weekend"
            or not self._gap_in(a, b, "of")
            or b.rule not in ("same", "unit", "era", "year_words")
        ):
            return None
        if b.steps and (b.steps[0].unit != "year" or len(b.steps) > 1):
            return None
        return [replace(b, first=a.first, steps=b.steps + _within(a.steps[0]))]

    def _year_in_words(self, a: Draft, b: Draft) -> list[Draft] | None:
        """13 September nineteen seventy-two."""
        if not _pick(a) or b.rule != "year_words" or self.gap(a, b) not in ("", ","):
            return None
        return [replace(b, first=a.first, steps=_within(a.steps[0]))]

    def _range_year(self, a: Draft, b: Draft) -> list[Draft] | None:
        """A date without a year takes that of the next in its list: "in May and June 2024"."""
        if not (
            _pick(a)
            and a.rule != "near_month"
            and _dated(b)
            and self.gap(a, b) in self.lexicon.tables["joints"]["same_year"]
        ):
            return None
        source = b.other if b.base == "draft" and b.other and _pick(replace(b, base="now")) else b
        return [
            b,
            replace(
                a, base="draft", other=source, steps=(replace(a.steps[0], side=a.steps[0].side or "upto"), *a.steps[1:])
            ),
        ]

    def _range(self, a: Draft, b: Draft) -> list[Draft] | None:
        a, b = _today(a), _today(b)
        if a.kind != "date" or b.kind != "date" or a.fixed or b.fixed or "range" in (a.base, b.base):
            return None
        gap, before = self.gap(a, b), self._word(a.first - 1)
        joints = self.lexicon.tables["joints"]
        if not (
            gap in joints["range"] or (gap in self.lexicon.group("both") and before in self.lexicon.group("between"))
        ):
            return None
        group = self.lexicon.group
        loose = gap in group("loose_range") and before not in group("range_leads")
        if loose and (not _alike(a, b) or (before in group("week_links") and a.rule == "weekday" != b.rule)):
            return None
        if b.base in ("now", "text") and b.steps and b.steps[0].verb in ("pick", "weekday", "nth") and _goes_on(a, b):
            onward = {"pick": b.steps[0].side or "onward", "weekday": "following"}.get(b.steps[0].verb, "")
            b = replace(b, base="draft", other=a, steps=(replace(b.steps[0], side=onward), *b.steps[1:]))
        return [Draft(first=a.first, last=b.last, rule="range", base="range", other=a, until=b)]

    def _shifted(self, a: Draft, b: Draft) -> list[Draft] | None:
        """Two days before Christmas; one day before the 25th anniversary."""
        sign = self.lexicon.tables["joints"]["shifts"].get(self._bare(self.gap(a, b)))
        move = plain_length(a)
        if sign is None or move is None or b.kind != "date" or b.fixed or _deep(b):
            return None
        if self._word(a.first - 1) in self.lexicon.group("in_all") or self._is_called(a, b):
            return None
        unit, amount = move
        return [
            replace(
                a,
                last=b.last,
                kind="date",
                base="draft",
                other=b,
                steps=(shift(unit, sign * amount),),
                fixed=None,
                why=None,
            )
        ]

    def _is_called(self, a: Draft, b: Draft) -> bool:
        """Whether an event goes by the date that stands before it: "three weeks after the July session"."""
        table = self.lexicon.tables["events"]
        article = self.gap(a, b).rpartition(" ")[2] in self.lexicon.group("the")
        return article and (self._word(b.last) in table["ones"] or self._word(b.last) in table["nouns"])

    def _both_days(self, a: Draft, b: Draft) -> list[Draft] | None:
        """Monday and Tuesday: two days in a row."""
        if (
            not self._gap_in(a, b, "both")
            or a.rule != "weekday"
            or b.rule != "weekday"
            or a.kind != "date"
            or b.kind != "date"
        ):
            return None
        if int(a.steps[0].value) % 7 + 1 != int(b.steps[0].value):
            return None
        following = replace(b, base="draft", other=a, steps=(replace(b.steps[0], side="following"),))
        return [Draft(first=a.first, last=b.last, rule="range", base="range", other=a, until=following)]

    def _ago_next(self, a: Draft, b: Draft) -> list[Draft] | None:
        """Ten years ago next month."""
        step = a.steps[0] if a.rule == "offset" and a.steps else None
        if (
            step is None
            or step.unit != "year"
            or step.amount > 0
            or b.rule != "unit"
            or len(b.steps) > 1
            or self.gap(a, b)
        ):
            return None
        return [replace(b, first=a.first, steps=(*b.steps, Step(verb="anniversary", amount=step.amount)))]

    def _before_event(self, draft: Draft, following: Draft | None) -> Draft:
        """A month after the council meeting: the event is named, not dated."""
        move = plain_length(draft)
        if move is None:
            return draft
        for words, sign in self.lexicon.tables["joints"]["shifts"].items():
            count = words.count(" ") + 1
            if (
                words in self.lexicon.group("dated_shifts")
                or " ".join(self.tokens.words[draft.last : draft.last + count]).lower() != words
            ):
                continue
            event = event_after(self.tokens, draft.last + count, self.lexicon)
            if event and words in self.lexicon.group("named_shifts") and event[1] - event[0] == 1:
                continue
            if event and not (following and following.first <= event[0] and following.fixed != "PRESENT_REF"):
                told = reach(self.tokens, event, self.lexicon)
                span = (self.tokens.starts[event[0]], self.tokens.end(told - 1))
                steps = (shift(move[0], sign * move[1]),)
                inner = replace(draft)
                return replace(
                    draft,
                    last=event[1],
                    kind="date",
                    base="event",
                    event=span,
                    steps=steps,
                    fixed=None,
                    why=None,
                    other=inner,
                )
        return draft

    def _word(self, at: int) -> str:
        return self.tokens.words[at].lower() if 0 <= at < len(self.tokens.words) else ""


def _within(step: Step) -> tuple[Step, ...]:
    """A thing to be picked, as a part of the year that it stands in."""
    if step.unit == "season":
        return (Step(verb="pick", unit="season", value=step.value, side="this"),)
    if step.unit:
        return (Step(verb="nth", unit=step.unit, amount=int(step.value) + 1),) if step.unit != "holiday" else (step,)
    numbers = [int(n) for n in step.value.split("/")[0].split("-")[1:]]
    return tuple(Step(verb="nth", unit=unit, amount=n) for unit, n in zip(("month", "day"), numbers, strict=False))


def _goes_on(a: Draft, b: Draft) -> bool:
    """Whether the end of a range is counted from its start: "Monday to Friday", but not "14 September to Friday"."""
    return b.rule != "weekday" or a.rule in ("weekday", "near_weekday", "deictics")


def _deep(draft: Draft) -> bool:
    """Whether a draft is moved from one that is itself moved: words that go on like this mean nothing."""
    return bool(draft.other and draft.other.other)


def _today(draft: Draft) -> Draft:
    """Now, as the end of a range: the day of writing."""
    if draft.fixed != "PRESENT_REF":
        return draft
    return replace(draft, base="now", fixed=None, why=None, steps=(Step(verb="shift", unit="day"),))


def _clock(draft: Draft) -> bool:
    return draft.kind == "time" and draft.rule in ("clock", "military", "fixed_hour", "daypart")


def _pick(draft: Draft) -> bool:
    """Whether a draft is a thing of a year that is not said."""
    if draft.base != "now" or not draft.steps or draft.steps[0].verb != "pick":
        return False
    return draft.steps[0].unit not in ("weekend", "day")


def _dated(draft: Draft) -> bool:
    return (draft.constant is not None and draft.constant.cell is not None) or (
        draft.base == "draft" and draft.steps[:1] != () and draft.steps[0].verb == "pick"
    )


def _alike(a: Draft, b: Draft) -> bool:
    return a.rule == b.rule or (_dated(a) and _dated(b)) or (names_day(a) and names_day(b))
