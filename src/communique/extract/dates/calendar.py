"""Rules for days, weeks, months, weekdays and holidays of the calendar."""

from dataclasses import replace

from communique.extract.dates.cells import Cell, day_cell, month_cell
from communique.extract.dates.drafts import Draft, Match
from communique.extract.dates.values import Value
from communique.model.days import easter, month_length, number, weekday
from communique.model.times import Step


def full(match: Match) -> Draft | None:
    """A day or month with its year, or a year alone."""
    if _priced(match):
        return None
    year = match.integer("year")
    if match.has("day"):
        found = day_cell(year, month_of(match), match.integer("day"))
        return match.draft(constant=Value(cell=found)) if found else None
    return match.draft(constant=Value(cell=month_cell(year, month_of(match))))


def day_of_month(match: Match) -> Draft | None:
    """A day of a month, its year not said."""
    if _priced(match):
        return None
    month, day = month_of(match), match.integer("day")
    if not 1 <= day <= month_length(2000, month):
        return None
    written = match.tokens.words[match.found.start("month")]
    if written.islower() and written in match.lexicon.tables["proper"]:
        return None
    return match.draft(base="now", steps=(Step(verb="pick", value=f"XXXX-{month:02}-{day:02}"),))


def _priced(match: Match) -> bool:
    """Whether the number that the form begins with is a sum of money, or the end of a longer number."""
    if match.tokens.words[match.first][0].isdigit():
        before = match.before()
        return before in ("$", "£", "€") or (
            before in (".", ",") and match.before(2).isdigit() and match.tight(match.first - 1)
        )
    return False


def days_of_month(match: Match) -> Draft | None:
    """Two or more days of a month, from the first to the last: "14–16 May", "May 5 and 6, 2024"."""
    month, first, last = month_of(match), match.integer("day"), match.integer("last")
    year = match.integer("year") if match.has("year") else None
    if not (1 <= first < last <= month_length(year or 2000, month)):
        return None
    month_first = match.found.start("month") < match.found.start("day")
    cut = match.found.start("last")
    start, end = (
        (match.first, match.found.end("day")) if month_first else (match.found.start("day"), match.found.end("day"))
    )
    a = Draft(first=start, last=end, rule=match.rule, **_day_said(year, month, first))  # type: ignore[arg-type]
    b = Draft(first=cut, last=match.last, rule=match.rule, **_day_said(year, month, last))  # type: ignore[arg-type]
    if year is None:
        b = replace(b, base="draft", other=a, steps=(replace(b.steps[0], side="onward"),))
    listed = match.has("joint") and match.is_in("listing", match.word("joint")) and last > first + 1
    listed &= not match.is_in("between", match.word_at(match.first)) and not match.is_in("between", match.before())
    return replace(match.draft(), rule="list" if listed else match.rule, base="range", other=a, until=b)


def _day_said(year: int | None, month: int, day: int) -> dict[str, object]:
    if year is None:
        return {"base": "now", "steps": (Step(verb="pick", value=f"XXXX-{month:02}-{day:02}"),)}
    return {"constant": Value(cell=day_cell(year, month, day))}


def month(match: Match) -> Draft | None:
    """A month alone."""
    written = match.tokens.words[match.found.start("month")]
    if not written[0].isupper() and (written in match.lexicon.tables["proper"] or _short(match, written)):
        return None
    to_month = match.after() in ("-", "–", "/") and match.after(2) in match.lexicon.tables["months"]
    if not to_month and (
        written.lower() in match.lexicon.tables["proper"] or _short(match, written) or written.isupper()
    ):
        if not match.is_in("leads", match.before()) and match.before() != "-":
            return None
        if match.after()[:1].isalpha() and match.tokens.words[match.last][0].isupper() and not written.isupper():
            return None
    return match.draft(base="now", steps=(Step(verb="pick", value=f"XXXX-{month_of(match):02}"),))


def _short(match: Match, written: str) -> bool:
    """Whether a month is written in short, in a way that can mean something else."""
    return match.is_in("short_months", written.lower())


def weekday_alone(match: Match) -> Draft | None:
    """A weekday."""
    written = match.tokens.words[match.found.start("weekday")]
    if match.is_in("short_weekdays", written.lower()) and (not written[0].isupper() or match.after() != "."):
        return None
    return match.draft(base="now", steps=(Step(verb="weekday", value=str(match.look("weekdays", "weekday"))),))


def numeric(match: Match) -> Draft | None:
    """A date in numbers; where both orders are possible it stays a choice."""
    year = match.integer("year")
    if year < 100:
        year += 2000 if year < 40 else 1900
    a, b = match.integer("a"), match.integer("b")
    month_first, day_first = day_cell(year, a, b), day_cell(year, b, a)
    if match.word("sep") == "." and day_first:
        month_first = None
    if month_first and day_first and month_first != day_first:
        both = sorted((month_first.edtf, day_first.edtf))
        return match.draft(
            constant=Value(loose=f"[{','.join(both)}]"),
            fixed=month_first.edtf,
            why="day and month can be read both ways",
        )
    found = month_first or day_first
    return match.draft(constant=Value(cell=found)) if found else None


def month_number(match: Match) -> Draft | None:
    """A month and its year in numbers: "12-2015"."""
    number_said = match.integer("month")
    if not 1 <= number_said <= 12 or match.before() in ("-", "/", ".") or match.after() in ("-", "/", "."):
        return None
    return match.draft(constant=Value(cell=month_cell(match.integer("year"), number_said)))


def iso(match: Match) -> Draft | None:
    """An ISO day, with its time of day if it has one."""
    found = day_cell(match.integer("year"), match.integer("month"), match.integer("day"))
    if found is None:
        return None
    if not match.has("hour"):
        return match.draft(constant=Value(cell=found))
    clock = ":".join(match.word(name) for name in ("hour", "minute", "second") if match.has(name))
    if not clock[:2] < "24" or clock[3:5] > "59":
        return None
    return match.draft(kind="time", constant=Value(cell=found, clock=clock, zone="Z" if match.has("zone") else ""))


def holiday(match: Match) -> Draft | None:
    """A holiday of fixed or movable date."""
    phrase = match.word("phrase")
    if not match.has("dir") and not match.has("year") and not match.tokens.words[match.first][0].isupper():
        return None
    rule = str(match.lexicon.tables["holidays"][phrase])
    if match.has("year"):
        return match.draft(constant=Value(cell=holiday_cell(rule, match.integer("year"))))
    side = match.side("dir") if match.has("dir") else ""
    return match.draft(base="now", steps=(Step(verb="pick", unit="holiday", value=rule, side=side),))


def holiday_cell(rule: str, year: int) -> Cell:
    """The day of a holiday in a year, by its rule: `MM-DD`, `easter±days` or `MM-nth-weekday`."""
    if rule.startswith("easter"):
        return Cell("day", easter(year) + int(rule.removeprefix("easter")))
    month_number, rest = int(rule[:2]), rule[3:]
    if "-" not in rest:
        return Cell("day", number(year, month_number, int(rest)))
    rest, _, plus = rest.partition("+")
    nth, day = int(rest[:-2]), int(rest[-1])
    if nth < 0:
        last = number(year, month_number, month_length(year, month_number))
        return Cell("day", last - (weekday(last) - day) % 7 + 7 * (nth + 1))
    first = number(year, month_number, 1)
    return Cell("day", first + (day - weekday(first)) % 7 + 7 * (nth - 1) + int(plus or 0))


def week_number(match: Match) -> Draft | None:
    """A week of a year by its number."""
    number_said = match.integer("n")
    if not 1 <= number_said <= 53:
        return None
    nth = Step(verb="nth", unit="week", amount=number_said)
    if match.has("year"):
        return match.draft(constant=Value(cell=Cell("year", match.integer("year"))), steps=(nth,))
    amount = int(str(match.look("directions", "dir"))) if match.has("dir") else 0
    return match.draft(base="now", steps=(Step(verb="shift", unit="year", amount=amount), nth))


def weekday_day(match: Match) -> Draft | None:
    """A weekday with the day of the month: "Fri 14th"."""
    after = match.after()
    bare = match.has("bare") and (after[:1].isalnum() or after in (":", "-", "/", "%"))
    led_on = not match.has("bare") and after[:1].isalpha() and not match.is_in("after_day", after)
    day = match.integer("bare" if match.has("bare") else "day")
    if bare or led_on or not 1 <= day <= 31:
        return None
    value = f"{match.look('weekdays', 'weekday')}-{day:02}"
    return match.draft(base="now", steps=(Step(verb="pick", unit="day", value=value),))


def nth_day(match: Match) -> Draft | None:
    """A day of the month by its ordinal alone: "on the 12th"."""
    if not 1 <= match.integer("day") <= 31:
        return None
    alone = match.last - match.first < 4
    after = match.after()
    if alone and not match.is_in("day_leads", match.before()):
        return None
    if alone and after[:1].isalpha() and not match.is_in("after_day", after):
        return None
    base = "now" if match.has("now") else "text"
    return match.draft(base=base, steps=(Step(verb="nth", unit="day", amount=match.integer("day"), value="month"),))


def month_of(match: Match) -> int:
    return int(str(match.look("months", "month")))


RULES = {
    "full": full,
    "day_of_month": day_of_month,
    "days_of_month": days_of_month,
    "month": month,
    "weekday": weekday_alone,
    "numeric": numeric,
    "iso": iso,
    "month_number": month_number,
    "holidays": holiday,
    "nth_day": nth_day,
    "week_number": week_number,
    "weekday_day": weekday_day,
}
