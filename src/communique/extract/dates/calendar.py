"""Rules for what the calendar names: days, months, years, decades, centuries, quarters, seasons, holidays."""

from dataclasses import replace

from communique.extract.dates.cells import Cell, cell, day_cell, month_cell
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
        found = day_cell(year, _month(match), match.integer("day"))
        return match.draft(constant=Value(cell=found)) if found else None
    return match.draft(constant=Value(cell=month_cell(year, _month(match))))


def day_of_month(match: Match) -> Draft | None:
    """A day of a month, its year not said."""
    if _priced(match):
        return None
    month, day = _month(match), match.integer("day")
    if not 1 <= day <= month_length(2000, month):
        return None
    if match.word("month") == "may" and match.tokens.words[match.found.start("month")] == "may":
        return None
    return match.draft(base="now", steps=(Step(verb="pick", value=f"XXXX-{month:02}-{day:02}"),))


def _priced(match: Match) -> bool:
    """Whether the number that the form begins with is a sum of money, or the end of a longer number."""
    if match.tokens.words[match.first][0].isdigit():
        before = match.before()
        return before in ("$", "£", "€") or (
            before in (".", ",") and match.before(2).isdigit() and _tight(match, match.first - 1)
        )
    return False


def days_of_month(match: Match) -> Draft | None:
    """Two or more days of a month, from the first to the last: "14–16 May", "May 5 and 6, 2024"."""
    month, first, last = _month(match), match.integer("day"), match.integer("last")
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
        b = replace(b, base="draft", other=a, steps=(replace(b.steps[0], unit="future"),))
    return replace(match.draft(), base="range", other=a, until=b)


def _day_said(year: int | None, month: int, day: int) -> dict[str, object]:
    if year is None:
        return {"base": "now", "steps": (Step(verb="pick", value=f"XXXX-{month:02}-{day:02}"),)}
    return {"constant": Value(cell=day_cell(year, month, day))}


def month(match: Match) -> Draft | None:
    """A month alone."""
    written = match.tokens.words[match.found.start("month")]
    if not written[0].isupper() and (written in match.lexicon.tables["proper"] or len(written) < 4):
        return None
    to_month = match.after() in ("-", "–", "/") and match.after(2) in match.lexicon.tables["months"]
    if not to_month and (written.lower() in match.lexicon.tables["proper"] or len(written) < 4 or written.isupper()):
        if match.before() not in match.lexicon.tables["leads"]["words"] and match.before() != "-":
            return None
        if match.after()[:1].isalpha() and match.tokens.words[match.last][0].isupper() and not written.isupper():
            return None
    return match.draft(base="now", steps=(Step(verb="pick", value=f"XXXX-{_month(match):02}"),))


def weekday_alone(match: Match) -> Draft | None:
    """A weekday."""
    written = match.tokens.words[match.found.start("weekday")]
    if len(written) < 6 and (not written[0].isupper() or match.after() != "."):
        return None
    return match.draft(base="now", steps=(Step(verb="weekday", value=str(match.look("weekdays", "weekday"))),))


def year(match: Match) -> Draft | None:
    """A year alone, where the words around it do not make it a number or part of a name."""
    before, after = match.before(), match.after()
    tables = match.lexicon.tables
    if before in tables["leads"]["not_years"] or before in ("$", "£", "€", "#", "+", "x", "¥", "'"):
        return None
    value = match.integer("year")
    led = before in tables["leads"]["words"] or before in ("(", ",", "-", "–", "/")
    if before in (".", ",", "/") and match.before(2).isdigit() and _tight(match, match.first - 1):
        return None
    if before == "-" and match.before(2).isalpha() and match.before(2) not in ("mid", "post", "pre", "early", "late"):
        return None
    if after in ("%", "°", ":") or (
        after in (",", ".", "/") and match.after(2)[:1].isdigit() and _tight(match, match.last)
    ):
        return None
    led |= after in ("-", "–", "/") and len(match.after(2)) == 4 and match.after(2).isdigit()
    if not led and not 1900 <= value <= 2099:
        return None
    if after in _COUNTED or (
        not 1400 <= value <= 2099 and before not in ("in", "of", "since", "until", "by", "year", "from", "to", "during")
    ):
        return None
    return match.draft(constant=Value(cell=Cell("year", value)))


_COUNTED = {"people", "men", "women", "children", "troops", "soldiers", "tonnes", "tons", "miles", "km", "kilometers", "kilometres", "barrels", "dollars",
            "euros", "pounds", "percent", "per", "million", "billion", "feet", "metres", "meters", "hours", "jobs", "workers", "members", "delegates", "points",
            "mln", "dlrs", "dead", "others", "hectares", "acres", "vehicles", "homes", "houses", "seats", "votes", "square", "units", "and-a-half", "lbs", "mph"}  # fmt: skip


def _tight(match: Match, at: int) -> bool:
    """Whether token `at` touches both its neighbours."""
    starts = match.tokens.starts
    return starts[at] + len(match.tokens.words[at]) == starts[at + 1] and match.tokens.end(at - 1) == starts[at]


def year_words(match: Match) -> Draft | None:
    """A year in words: "nineteen ninety-six", "the year two thousand"."""
    last = match.integer("last") if match.has("last") else 0
    if match.has("two"):
        if match.has("month") and last < 100:
            return match.draft(constant=Value(cell=month_cell(2000 + last, _month(match))))
        if not match.has("last") and match.word_at(match.first) == "two":
            return None
        return match.draft(constant=Value(cell=Cell("year", 2000 + last))) if last < 100 else None
    first = match.integer("first")
    if first % 100 == 0 and 1100 <= first <= 2000 and last:
        return match.draft(constant=Value(cell=Cell("year", first + last)))
    if not (11 <= first <= 20 and 10 <= last <= 99):
        return None
    value = first * 100 + last
    return match.draft(
        constant=Value(cell=month_cell(value, _month(match)) if match.has("month") else Cell("year", value))
    )


def era(match: Match) -> Draft | None:
    """A year before or after Christ."""
    sign = match.look("eras", "era") if match.has("era") else -1 if match.has("before") else 1
    value = match.integer("year")
    if not value or (match.has("era") and match.tokens.words[match.found.start("era")].islower()):
        return None
    cell_year = value if sign == 1 else 1 - value
    if match.has("month"):
        month_number = _month(match)
        if match.has("day"):
            found = day_cell(cell_year, month_number, match.integer("day"))
            return match.draft(constant=Value(cell=found)) if found else None
        return match.draft(constant=Value(cell=month_cell(cell_year, month_number)))
    return match.draft(constant=Value(cell=Cell("year", cell_year)))


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


def decade(match: Match) -> Draft | None:
    """A decade: "the 1990s", "the '80s", "the nineties"."""
    if match.has("name"):
        return match.draft(constant=Value(cell=Cell("decade", 190 + int(str(match.look("decade_names", "name"))))))
    digits = match.word("decade")[:-1]
    if len(digits) == 2 and not (
        match.has("mark") or match.found.group().startswith(match.found.group("decade")) is False
    ):
        return None
    value = int(digits) if len(digits) == 4 else 1900 + int(digits)
    if value % 100 == 0 and value < 1900:
        return match.draft(constant=Value(cell=Cell("century", value // 100)))
    return match.draft(constant=Value(cell=Cell("decade", value // 10)))


def century(match: Match) -> Draft | None:
    """A century by its ordinal; the one before Christ counts backwards."""
    nth = match.integer("ord")
    if not 1 <= nth <= 30:
        return None
    if (match.has("era") and match.look("eras", "era") == -1) or match.has("before"):
        first = number(1 - 100 * nth, 1, 1)
        return match.draft(constant=Value(cell=cell("year", first), end=Cell("year", -100 * (nth - 1))))
    return match.draft(constant=Value(cell=Cell("century", nth - 1)))


def part_of_year(match: Match) -> Draft | None:
    """A quarter, half or season of a year that is said, or of the year of writing."""
    unit, nth = _part(match)
    if nth is None or (
        not match.has("year") and match.has("ord") and match.word("ord") in ("last", "final", "closing")
    ):
        return None
    if match.has("year"):
        year = match.integer("year")
        size = {"quarter": 4, "half": 2, "season": 4}[unit]
        return match.draft(constant=Value(cell=Cell(unit, year * size + nth)))
    if unit == "season" and not _season_led(match):
        return None
    return match.draft(base="now", steps=(Step(verb="pick", unit=unit, value=str(nth)),))


def _season_led(match: Match) -> bool:
    """Whether a season alone is one: after a word of time, and "fall" only as "the fall" of no thing."""
    fall = match.word("season") == "fall"
    return match.before() in match.lexicon.tables["leads"]["words"] and not (
        fall and (match.found.start("season") == match.first or match.after() == "of")
    )


def _part(match: Match) -> tuple[str, int | None]:
    if match.has("season"):
        return "season", int(str(match.look("seasons", "season"))) - 21
    unit = "half" if match.has("half") else "quarter"
    nth = (
        match.integer("ord") if match.word("ord") not in ("last", "final", "closing") else (2 if unit == "half" else 4)
    )
    return unit, nth - 1 if 1 <= nth <= (2 if unit == "half" else 4) else None


def fiscal(match: Match) -> Draft | None:
    """A fiscal year: the year that names it, roughly, as its months differ from state to state."""
    start = match.integer("year")
    why = "a fiscal year need not be the calendar year"
    return match.draft(constant=Value(cell=Cell("year", start), mark="~"), why=why)


def split_year(match: Match) -> Draft | None:
    """Two years in one: "1998-99", "2019/20"."""
    first, last = match.integer("year"), match.integer("last")
    if (
        match.word_at(match.first + 1) == "-"
        and 1 <= last <= 12
        and (last <= first % 100 or len(match.word("last")) == 1)
    ):
        return match.draft(constant=Value(cell=month_cell(first, last)))
    end = first // 100 * 100 + last
    if not first < end <= first + 40 or len(match.word("last")) != 2:
        return None
    cut = match.found.start("last")
    a = Draft(first=match.first, last=match.first + 1, rule=match.rule, constant=Value(cell=Cell("year", first)))
    b = Draft(first=cut, last=match.last, rule=match.rule, constant=Value(cell=Cell("year", end)))
    return replace(match.draft(), base="range", other=a, until=b)


def holiday(match: Match) -> Draft | None:
    """A holiday of fixed or movable date."""
    phrase = match.word("phrase")
    if not match.has("dir") and not match.has("year") and not match.tokens.words[match.first][0].isupper():
        return None
    rule = str(match.lexicon.tables["holidays"][phrase])
    if match.has("year"):
        return match.draft(constant=Value(cell=holiday_cell(rule, match.integer("year"))))
    side = int(str(match.look("directions", "dir"))) if match.has("dir") else 0
    return match.draft(base="now", steps=(Step(verb="pick", unit="holiday", value=rule, amount=side),))


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
    if match.has("bare"):
        if match.after()[:1].isalnum() or match.after() in (":", "-", "/", "%"):
            return None
        value = f"{match.look('weekdays', 'weekday')}-{match.integer('bare'):02}"
        return match.draft(base="now", steps=(Step(verb="pick", unit="day", value=value),))
    value = f"{match.look('weekdays', 'weekday')}-{match.integer('day'):02}"
    return match.draft(base="now", steps=(Step(verb="pick", unit="day", value=value),))


def nth_day(match: Match) -> Draft | None:
    """A day of the month by its ordinal alone: "on the 12th"."""
    if match.last - match.first < 4 and match.before() not in (
        "on",
        "by",
        "until",
        "till",
        "from",
        "to",
        "through",
        "since",
        "before",
        "and",
        "of",
    ):
        return None
    after = match.after()
    if match.last - match.first < 4 and after and after[0].isalpha() and after not in _AFTER_DAY:
        return None
    return match.draft(base="text", steps=(Step(verb="nth", unit="day", amount=match.integer("day"), value="month"),))


_AFTER_DAY = {
    "and",
    "to",
    "in",
    "at",
    "for",
    "with",
    "by",
    "when",
    "after",
    "but",
    "as",
    "the",
    "he",
    "she",
    "they",
    "it",
    "we",
    "that",
    "until",
    "through",
}

RULES = {
    "full": full,
    "day_of_month": day_of_month,
    "days_of_month": days_of_month,
    "month": month,
    "weekday": weekday_alone,
    "year": year,
    "year_words": year_words,
    "era": era,
    "numeric": numeric,
    "iso": iso,
    "month_number": month_number,
    "decade": decade,
    "century": century,
    "part_of_year": part_of_year,
    "fiscal": fiscal,
    "split_year": split_year,
    "holidays": holiday,
    "nth_day": nth_day,
    "week_number": week_number,
    "weekday_day": weekday_day,
}


def _month(match: Match) -> int:
    return int(str(match.look("months", "month")))
