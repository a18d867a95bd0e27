"""Rules for years and what is as long or longer, and for the parts of a year."""

from dataclasses import replace

from communique.extract.dates.calendar import month_of
from communique.extract.dates.cells import Cell, cell, day_cell, month_cell
from communique.extract.dates.drafts import Draft, Match
from communique.extract.dates.values import Value
from communique.model.days import number
from communique.model.times import Step


def year(match: Match) -> Draft | None:
    """A year alone, where the words around it do not make it a number or part of a name."""
    before, after = match.before(), match.after()
    if match.is_in("not_years", before) or before in ("$", "£", "€", "#", "+", "x", "¥", "'"):
        return None
    value = match.integer("year")
    led = match.is_in("leads", before) or before in ("(", ",", "-", "–", "/")
    if before in (".", ",", "/") and match.before(2).isdigit() and match.tight(match.first - 1):
        return None
    if before == "-" and match.before(2).isalpha() and not match.is_in("compounds", match.before(2)):
        return None
    if after in ("%", "°", ":") or (
        after in (",", ".", "/") and match.after(2)[:1].isdigit() and match.tight(match.last)
    ):
        return None
    led |= after in ("-", "–", "/") and len(match.after(2)) == 4 and match.after(2).isdigit()
    if not led and not 1900 <= value <= 2099:
        return None
    if match.is_in("counted", after) or (not 1400 <= value <= 2099 and not match.is_in("year_leads", before)):
        return None
    return match.draft(constant=Value(cell=Cell("year", value)))


def year_words(match: Match) -> Draft | None:
    """A year in words: "nineteen ninety-six", "the year two thousand"."""
    last = match.integer("last") if match.has("last") else 0
    if match.has("two"):
        if match.has("month") and last < 100:
            return match.draft(constant=Value(cell=month_cell(2000 + last, month_of(match))))
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
        constant=Value(cell=month_cell(value, month_of(match)) if match.has("month") else Cell("year", value))
    )


def era(match: Match) -> Draft | None:
    """A year before or after Christ."""
    sign = match.look("eras", "era") if match.has("era") else -1 if match.has("before") else 1
    value = match.integer("year")
    if not value or (match.has("era") and match.tokens.words[match.found.start("era")].islower()):
        return None
    cell_year = value if sign == 1 else 1 - value
    if match.has("month"):
        month_number = month_of(match)
        if match.has("day"):
            found = day_cell(cell_year, month_number, match.integer("day"))
            return match.draft(constant=Value(cell=found)) if found else None
        return match.draft(constant=Value(cell=month_cell(cell_year, month_number)))
    return match.draft(constant=Value(cell=Cell("year", cell_year)))


def decade(match: Match) -> Draft | None:
    """A decade: "the 1990s", "the '80s", "the nineties"."""
    if match.has("name"):
        return match.draft(constant=Value(cell=Cell("decade", 190 + int(str(match.look("decade_names", "name"))))))
    digits = match.word("decade").rstrip("s")
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
    if nth is None or (not match.has("year") and match.has("ord") and match.is_in("last", match.word("ord"))):
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
    if match.is_in("sure_seasons", match.word("season")):
        return True
    if not match.is_in("leads", match.before()):
        return False
    bare = match.found.start("season") == match.first
    return not (match.is_in("risky_seasons", match.word("season")) and (bare or match.is_in("of", match.after())))


def _part(match: Match) -> tuple[str, int | None]:
    if match.has("season"):
        return "season", int(str(match.look("seasons", "season"))) - 21
    unit = "half" if match.has("half") else "quarter"
    nth = match.integer("ord") if not match.is_in("last", match.word("ord")) else (2 if unit == "half" else 4)
    return unit, nth - 1 if 1 <= nth <= (2 if unit == "half" else 4) else None


def fiscal(match: Match) -> Draft | None:
    """A fiscal year: the year that names it, roughly, as its months differ from state to state."""
    start = match.integer("year")
    why = "a fiscal year need not be the calendar year"
    return match.draft(constant=Value(cell=Cell("year", start), mark="~"), why=why)


def split_year(match: Match) -> Draft | None:
    """Two years in one: "1998-99", "2019/20"."""
    first, last = match.integer("year"), match.integer("last")
    if match.is_in("not_years", match.before()) or match.after() == "/":
        return None
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


RULES = {
    "year": year,
    "year_words": year_words,
    "era": era,
    "decade": decade,
    "century": century,
    "part_of_year": part_of_year,
    "fiscal": fiscal,
    "split_year": split_year,
}
