"""Rules for units and days beside another: today, last week, the following Tuesday, the week after next."""

from communique.extract.dates.cells import UNITS
from communique.extract.dates.drafts import Draft, Match
from communique.extract.dates.units import length, unit_of
from communique.extract.dates.writing import OPEN
from communique.model.days import month_length
from communique.model.times import Step


def deictic(match: Match) -> Draft | None:
    """A day counted from the day of writing, or a part of it."""
    if match.after()[:1].isdigit() and match.word("phrase") in match.lexicon.tables["joints"]["eves"]:
        return None
    unit, shift, part = match.lexicon.tables["deictics"][match.word("phrase")]
    if match.has("part"):
        part = str(match.look("dayparts", "part"))
    steps = (Step(verb="shift", unit=unit, amount=shift),) + ((Step(verb="part", value=part),) if part else ())
    return match.draft(base="now", steps=steps, kind="time" if part else "date")


def unit(match: Match) -> Draft | None:
    """This, last, next or the following week, month, year …"""
    name = unit_of(match, "unit")
    word = match.word("dir")
    if name == "fortnight":
        return match.draft(kind="duration", fixed="P2W", why="a length of time, not a date")
    amount = int(str(match.look("directions", "dir")))
    if match.is_in("lengthy", word) and name != "weekend" and not match.has("so"):
        return match.draft(base="now", steps=(Step(verb="shift", unit=name, amount=amount),), fixed=length(name, "1"))
    if match.is_in("recent", word) and (match.is_in("of", match.after()) or name == "day"):
        return None
    if name == "weekend" and amount == 0:
        return weekend(match)
    base = _base(match)
    return match.draft(base=base, steps=(Step(verb="shift", unit=name, amount=amount),))


def weekend(match: Match) -> Draft:
    """The weekend: the one nearest to the day of writing on the side that the tense tells."""
    return match.draft(base="now", steps=(Step(verb="pick", unit="weekend"),))


def year_ago(match: Match) -> Draft:
    """The year-ago period."""
    return match.draft(base="now", steps=(Step(verb="shift", unit="year", amount=-1),))


def edge(match: Match) -> Draft | None:
    """Year-end, the end of the month."""
    name = unit_of(match, "unit") if match.has("unit") else "year"
    if name not in ("year", "month", "week", "quarter", "decade", "century"):
        return None
    parts = match.lexicon.tables["parts"]
    said = (parts.get(match.word_at(at)) for at in range(match.first, match.last))
    return match.draft(base="now", steps=(Step(verb="shift", unit=name),), mod=next(filter(None, said), None))


def month_of_year(match: Match) -> Draft | None:
    """July last year, 5 May this year."""
    steps = [Step(verb="shift", unit="year", amount=int(str(match.look("directions", "dir")))), _month_in(match)]
    if match.has("day"):
        steps.append(Step(verb="nth", unit="day", amount=match.integer("day")))
    return match.draft(base="now", steps=tuple(steps))


def day_of_last(match: Match) -> Draft | None:
    """Last Oct. 23."""
    month_number, day = int(str(match.look("months", "month"))), match.integer("day")
    if not 1 <= day <= month_length(2000, month_number):
        return None
    value = f"XXXX-{month_number:02}-{day:02}"
    return match.draft(base="now", steps=(Step(verb="pick", value=value, side=match.side("dir")),))


def part_of_last(match: Match) -> Draft | None:
    """Last year's third quarter."""
    year = Step(verb="shift", unit="year", amount=int(str(match.look("directions", "dir"))))
    if match.has("season"):
        return match.draft(
            base="now",
            steps=(year, Step(verb="nth", unit="season", amount=int(str(match.look("seasons", "season"))) - 19)),
        )
    unit_name = "half" if match.has("half") else "quarter"
    return match.draft(base="now", steps=(year, Step(verb="nth", unit=unit_name, amount=match.integer("ord"))))


def _month_in(match: Match) -> Step:
    return Step(verb="nth", unit="month", amount=int(str(match.look("months", "month"))))


def container(match: Match) -> Draft:
    """The year, the month: no date by themselves, only "the end of" them or "before the year is out"."""
    return match.draft(base="now", steps=(Step(verb="shift", unit=unit_of(match, "unit")),))


def same(match: Match) -> Draft | None:
    """That week, the same month: the unit around the date last spoken of."""
    if unit_of(match, "unit") not in UNITS:
        return None
    return match.draft(base="text", steps=(Step(verb="shift", unit=unit_of(match, "unit")),))


def bare_unit(match: Match) -> Draft | None:
    """The quarter, the year: the one of which the text speaks."""
    return match.draft(base="text", steps=(Step(verb="shift", unit=unit_of(match, "unit")),))


def weekday(match: Match) -> Draft | None:
    """This, last, next or the following Tuesday, or a weekday of last week."""
    day = str(match.look("weekdays", "weekday"))
    if match.has("week"):
        week = Step(verb="shift", unit="week", amount=int(str(match.look("directions", "dir"))))
        return match.draft(base="now", steps=(week, Step(verb="nth", unit="day", amount=int(day))))
    word = match.word("dir")
    side = (
        "following" if match.is_in("upcoming", word) else OPEN if match.is_in("open_side", word) else match.side("dir")
    )
    return match.draft(base=_base(match), steps=(Step(verb="weekday", value=day, side=side),))


def weekday_week(match: Match) -> Draft | None:
    """Sunday week: a week after the Sunday to come."""
    if match.after() == "-":
        return None
    day = Step(verb="weekday", value=str(match.look("weekdays", "weekday")), side="following")
    return match.draft(base="now", steps=(day, Step(verb="shift", unit="week", amount=1, value="exactly")))


def beyond(match: Match) -> Draft | None:
    """The week after next, the year before last, the Monday after next."""
    sign = -1 if match.is_in("recent", match.word_at(match.last - 1)) else 1
    if match.after() in match.lexicon.tables["weekdays"] or match.after() in match.lexicon.tables["units"]:
        return None
    if match.has("weekday"):
        step = Step(verb="weekday", side="second", value=str(match.look("weekdays", "weekday")))
        return match.draft(base="now", steps=(step,))
    name = unit_of(match, "unit")
    if name not in UNITS:
        return None
    return match.draft(base="now", steps=(Step(verb="shift", unit=name, amount=2 * sign),))


def day_beside(match: Match) -> Draft | None:
    """The day before, the day after: beside the day last spoken of."""
    alone = match.has("sure") or not match.after()[:1].isalnum()
    if not alone and not match.is_in("after_beside", match.after()):
        return None
    amount = -1 if match.is_in("backward", match.word_at(match.last - 1)) else 1
    return match.draft(base="text", steps=(Step(verb="shift", unit="day", amount=amount),))


def month(match: Match) -> Draft | None:
    """Last May, next March, this September; last summer."""
    side = match.side("dir")
    if match.has("season"):
        season = str(int(str(match.look("seasons", "season"))) - 21)
        open_side = "" if side == "this" else side
        return match.draft(base=_base(match), steps=(Step(verb="pick", unit="season", value=season, side=open_side),))
    value = f"XXXX-{match.look('months', 'month'):02}"
    return match.draft(base=_base(match), steps=(Step(verb="pick", value=value, side=side),))


def part_of_day(match: Match) -> Draft | None:
    """This morning, the next evening."""
    word = match.word("dir")
    amount = int(str(match.look("directions", "dir")))
    base = _base(match)
    part = Step(verb="part", value=str(match.look("dayparts", "part")))
    if match.is_in("recent", word) and not match.is_in("past_parts", match.word("part")):
        return None
    return match.draft(kind="time", base=base, steps=(Step(verb="shift", unit="day", amount=amount), part))


def _base(match: Match) -> str:
    """What a word such as "following" or "the next" counts from: the text, else the day of writing."""
    word = match.word("dir")
    led = match.is_in("the", match.word_at(match.first)) and match.is_in("after_the", word)
    return "text" if led or match.is_in("from_text", word) else "now"


RULES = {
    "deictics": deictic,
    "unit": unit,
    "same": same,
    "container": container,
    "before_its_end": container,
    "weekend": weekend,
    "year_ago": year_ago,
    "end_of_year": edge,
    "month_of_year": month_of_year,
    "day_of_last": day_of_last,
    "part_of_last": part_of_last,
    "bare_unit": bare_unit,
    "near_weekday": weekday,
    "beyond": beyond,
    "weekday_week": weekday_week,
    "day_beside": day_beside,
    "near_month": month,
    "near_part": part_of_day,
}
