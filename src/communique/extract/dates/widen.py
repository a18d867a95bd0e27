"""Words before a date that belong to it: "early", "the end of", "the first week of", "the eve of"."""

from dataclasses import dataclass, replace

from communique.extract.dates.drafts import Draft, number_of
from communique.extract.dates.lexicon import Lexicon, Tokens
from communique.model.times import Step


@dataclass(frozen=True, slots=True)
class Widener:
    """Widens the drafts of one text to the left."""

    tokens: Tokens
    lexicon: Lexicon

    def widen(self, draft: Draft, floor: int) -> Draft:
        """A draft with the words before it that belong to it, down to token `floor`."""
        if draft.kind not in ("date", "time") or draft.fixed or draft.first <= floor:
            return draft
        if self.tokens.words[draft.first - 1].lower() not in self.lexicon.widening:
            return draft
        for step in (self._week, self._nth, self._part, self._eve, self._about):
            draft = step(draft, floor)
        return draft

    def _back(self, draft: Draft, floor: int, count: int) -> list[str]:
        return [w.lower() for w in self.tokens.words[max(floor, draft.first - count) : draft.first]]

    def _led(self, draft: Draft, floor: int) -> Draft:
        words = self._back(draft, floor, 1)
        return replace(draft, first=draft.first - 1) if words and words[0] in self.lexicon.group("the") else draft

    def _week(self, draft: Draft, floor: int) -> Draft:
        """The week of 13 March."""
        words = self._back(draft, floor, 3)
        link = int(words[-1:] != [] and words[-1] in self.lexicon.group("week_links"))
        words = words[: len(words) - link][-2:]
        if len(words) < 2 or self.lexicon.tables["units"].get(words[0]) != "week" or not names_day(draft):
            return draft
        if words[1] not in self.lexicon.group("week_leads"):
            return draft
        step = Step(verb="shift", unit="week")
        return self._led(replace(draft, first=draft.first - 2 - link, steps=(*draft.steps, step)), floor)

    def _nth(self, draft: Draft, floor: int) -> Draft:
        """The first week of May, the last quarter of the year."""
        words = self._back(draft, floor, 4)
        the = int(len(words) >= 3 and words[-1] in self.lexicon.group("the"))
        words = words[: len(words) - the]
        if len(words) < 3 or words[-1] not in self.lexicon.group("of_or_in"):
            return draft
        step = self._nth_step(words[-3], words[-2])
        if step is None:
            return draft
        return self._led(replace(draft, first=draft.first - 3 - the, steps=(*draft.steps, step)), floor)

    def _nth_step(self, ordinal: str, name: str) -> Step | None:
        tables = self.lexicon.tables
        unit, weekday = tables["units"].get(name) or tables["halves"].get(name), tables["weekdays"].get(name)
        if not (unit or weekday) or not (ordinal in tables["ordinals"] or ordinal[:1].isdigit()):
            return None
        nth = -1 if ordinal in self.lexicon.group("last") else number_of([ordinal], self.lexicon)
        if not nth or nth > 366:
            return None
        return Step(verb="nth", unit=unit or "weekday", amount=nth, value=str(weekday or ""))

    def _part(self, draft: Draft, floor: int) -> Draft:
        """Early May, the end of the year; earlier this month."""
        group = self.lexicon.group
        words = self._back(draft, floor, 3)
        skip = 0
        while words and words[-1] in group("part_links") and skip < 3:
            words.pop()
            skip += 1
        link = self.tokens.words[draft.first - skip].lower() if skip else ""
        lead = words[-1] if words else ""
        mod = self.lexicon.tables["parts"].get(lead)
        if mod and (link in ("", "-") or link in group("of") or lead in group("in_parts")):
            if lead in group("of_parts") and link not in group("of"):
                return draft
            return self._led(replace(draft, first=draft.first - skip - 1, mod=mod), floor)
        if not skip and lead in group("comparatives"):
            return replace(draft, first=draft.first - 1)
        return draft

    def _eve(self, draft: Draft, floor: int) -> Draft:
        """The eve of a day."""
        words = self._back(draft, floor, 4)
        the = int(words[-1:] != [] and words[-1] in self.lexicon.group("the"))
        words = words[: len(words) - the]
        for lead in self.lexicon.tables["joints"]["eves"]:
            count = lead.count(" ") + 1
            if words[-count:] == lead.split():
                step = Step(verb="shift", unit="day", amount=-1)
                first = draft.first - count - the
                return replace(draft, first=first, base="draft", other=draft, steps=(step,), constant=None)
        return draft

    def _about(self, draft: Draft, floor: int) -> Draft:
        words = self._back(draft, floor, 1)
        hedged = words and words[0] in self.lexicon.group("hedges")
        return replace(draft, mod=draft.mod or "APPROX") if hedged else draft


def names_day(draft: Draft) -> bool:
    """Whether a draft is of one day."""
    if draft.kind != "date" or draft.fixed or draft.base == "draft":
        return False
    if draft.constant is not None and not draft.steps:
        return bool(draft.constant.cell and draft.constant.cell.unit == "day" and not draft.constant.end)
    return draft.rule in _DAY_RULES or (bool(draft.steps) and draft.steps[-1].unit == "day")


_DAY_RULES = ("weekday", "near_weekday", "day_of_month", "deictics", "nth_day", "holidays", "offset")
