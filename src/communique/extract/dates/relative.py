"""Rules for what hangs on another day: today, last week, the following Tuesday, two days later, the 25th anniversary."""

from dataclasses import replace

from communique.extract.dates.drafts import Draft, Match
from communique.extract.dates.events import event_after
from communique.model.times import Step

_SECONDS = ("hour", "minute", "second")


def deictic(match: Match) -> Draft:
    """A day counted from the day of writing, or a part of it."""
    unit, shift, part = match.lexicon.tables["deictics"][match.word("phrase")]
    if match.has("part"):
        part = str(match.look("dayparts", "part"))
    steps = (Step(verb="shift", unit=unit, amount=shift),) + ((Step(verb="part", value=part),) if part else ())
    return match.draft(base="now", steps=steps, kind="time" if part else "date")


def unit(match: Match) -> Draft | None:
    """This, last, next or the following week, month, year …"""
    name = unit_of(match, "unit")
    word = match.word("dir")
    amount = int(str(match.look("directions", "dir")))
    if word in ("past", "coming") and name != "weekend" and not match.has("so"):
        return match.draft(base="now", steps=(Step(verb="shift", unit=name, amount=amount),), fixed=_one(name))
    if word == "last" and (match.after() == "of" or name == "day"):
        return None
    base = "text" if word in ("following", "previous", "preceding", "prior", "ensuing", "subsequent") else "now"
    if word == "next" and _the(match):
        base = "text"
    if name == "fortnight":
        name, amount = "week", 2 * amount
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
    at_start = match.word_at(match.first + 1) in ("beginning", "start")
    return match.draft(base="now", steps=(Step(verb="shift", unit=name),), mod="START" if at_start else "END")


def month_of_year(match: Match) -> Draft | None:
    """July last year, 5 May this year."""
    steps = [Step(verb="shift", unit="year", amount=int(str(match.look("directions", "dir")))), _month_in(match)]
    if match.has("day"):
        steps.append(Step(verb="nth", unit="day", amount=match.integer("day")))
    return match.draft(base="now", steps=tuple(steps))


def day_of_last(match: Match) -> Draft | None:
    """Last Oct. 23."""
    amount = int(str(match.look("directions", "dir")))
    value = f"XXXX-{match.look('months', 'month'):02}-{match.integer('day'):02}"
    return match.draft(
        base="now", steps=(Step(verb="pick", value=value, unit="last" if amount < 0 else "next" if amount else "this"),)
    )


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


_MANY_YEARS = {"decade": 10, "century": 100, "millennium": 1000}


def container(match: Match) -> Draft:
    """The year, the month: no date by themselves, only "the end of" them or "the first week of" them."""
    return match.draft(base="now", steps=(Step(verb="shift", unit=unit_of(match, "unit")),))


def same(match: Match) -> Draft | None:
    """That week, the same month: the unit around the date last spoken of."""
    if match.word("unit") not in match.lexicon.tables["units"]:
        return None
    return match.draft(base="text", steps=(Step(verb="shift", unit=unit_of(match, "unit")),))


def bare_unit(match: Match) -> Draft | None:
    """The quarter, the year: the one of which the text speaks."""
    return match.draft(base="text", steps=(Step(verb="shift", unit=unit_of(match, "unit")),))


def weekday(match: Match) -> Draft | None:
    """This, last, next or the following Tuesday, or a weekday of last week."""
    day = str(match.look("weekdays", "weekday"))
    word = match.word("dir") if match.has("dir") else "this"
    amount = int(str(match.look("directions", "dir"))) if match.has("dir") else 0
    if match.has("week"):
        return match.draft(
            base="now",
            steps=(Step(verb="shift", unit="week", amount=amount), Step(verb="nth", unit="day", amount=int(day))),
        )
    base = "text" if word in ("following", "previous", "preceding", "same") else "now"
    verb = "last" if amount < 0 else "next" if amount > 0 else "" if word == "this" else "this"
    verb = "following" if word in ("coming", "upcoming", "following") else verb
    return match.draft(base=base, steps=(Step(verb="weekday", value=day, unit=verb),))


def beyond(match: Match) -> Draft | None:
    """The week after next, the year before last, the Monday after next."""
    sign = -1 if match.word_at(match.last - 1) == "last" else 1
    if match.after() in match.lexicon.tables["weekdays"] or match.after() in match.lexicon.tables["units"]:
        return None
    if match.has("weekday"):
        step = Step(verb="weekday", unit="second", value=str(match.look("weekdays", "weekday")))
        return match.draft(base="now", steps=(step,))
    return match.draft(base="now", steps=(shift(unit_of(match, "unit"), 2 * sign),))


def day_beside(match: Match) -> Draft | None:
    """The day before, the day after: beside the day last spoken of."""
    if match.after()[:1].isalnum() and match.after() not in (
        "in",
        "at",
        "by",
        "and",
        "with",
        "but",
        "from",
        "had",
        "was",
        "were",
    ):
        return None
    amount = -1 if match.word_at(match.last - 1) == "before" else 1
    return match.draft(base="text", steps=(Step(verb="shift", unit="day", amount=amount),))


def month(match: Match) -> Draft | None:
    """Last May, next March, this September; last summer; last Christmas."""
    amount = int(str(match.look("directions", "dir")))
    side = "last" if amount < 0 else "next" if amount > 0 else "this"
    base = "text" if match.word("dir") in ("following", "previous", "preceding") else "now"
    if match.has("season"):
        season = int(str(match.look("seasons", "season"))) - 21
        return match.draft(base=base, steps=(Step(verb="pick", unit="season", value=str(season), amount=amount or 2),))
    return match.draft(
        base=base, steps=(Step(verb="pick", value=f"XXXX-{match.look('months', 'month'):02}", unit=side),)
    )


def part_of_day(match: Match) -> Draft | None:
    """This morning, the next evening."""
    word = match.word("dir")
    amount = int(str(match.look("directions", "dir")))
    base = "text" if word in ("following", "previous") or (word == "next" and _the(match)) else "now"
    part = Step(verb="part", value=str(match.look("dayparts", "part")))
    if word == "last" and match.word("part") != "night" and match.word("part") != "evening":
        return None
    return match.draft(kind="time", base=base, steps=(Step(verb="shift", unit="day", amount=amount), part))


def offset(match: Match) -> Draft | None:
    """Two days ago, a month later, three weeks from now, a day earlier."""
    name = unit_of(match, "unit")
    way = match.word("way")
    sign = -1 if way in ("ago", "earlier", "before", "previously", "prior") else 1
    if way in ("before", "after") and match.after()[:1].isalnum():
        return None
    base = "now" if way in ("ago", "hence", "from now", "from today") else "text"
    mod = _mod(match)
    if name in _SECONDS:
        return None
    if not match.has("n"):
        if way != "ago":
            return None
        fixed = "PAST_REF"
        return match.draft(fixed=fixed, mod=mod, why="no number of units is said")
    amount = match.integer("n") if match.word("n") not in ("a", "an", "one") else 1
    if amount == 0 or amount > 5000:
        return None
    return match.draft(base=base, mod=mod, steps=(shift(name, sign * amount),))


def shift(name: str, amount: int) -> Step:
    """The step that moves by some units; a fortnight is two weeks, a decade ten years."""
    if name in _MANY_YEARS:
        return Step(verb="shift", unit="year", amount=_MANY_YEARS[name] * amount)
    return (
        Step(verb="shift", unit="week", amount=2 * amount)
        if name == "fortnight"
        else Step(verb="shift", unit=name, amount=amount)
    )


def anniversary(match: Match) -> Draft | None:
    """The 25th anniversary of something dated further on."""
    return match.draft(base="next", steps=(Step(verb="anniversary", amount=match.integer("ord")),))


def eve(match: Match) -> Draft | None:
    """The eve of an event."""
    event = event_after(match.tokens, match.last, match.lexicon)
    if event is None:
        return None
    span = (match.tokens.starts[event[0]], match.tokens.end(event[1] - 1))
    draft = match.draft(base="event", event=span, steps=(shift("day", -1),))
    return replace(draft, last=event[1])


def ref(match: Match) -> Draft | None:
    """Now, recently, in the future: no date, but a reference to one."""
    fixed = match.lexicon.tables["refs"][match.word("phrase")]
    if not fixed:
        return None
    return match.draft(fixed=fixed, why="says that it is past, present or future, not when")


def unit_of(match: Match, name: str) -> str:
    """The unit that a word names, singular or plural."""
    word = match.word(name)
    for table in ("units", "units_plural", "hours"):
        if word in match.lexicon.tables[table]:
            return str(match.lexicon.tables[table][word])
    return word


def _one(name: str) -> str:
    return length(name, "1")


def length(name: str, amount: str) -> str:
    """A length of time as the value of a TIMEX3."""
    letters = {
        "day": "D",
        "week": "W",
        "month": "M",
        "quarter": "Q",
        "year": "Y",
        "decade": "DE",
        "century": "CE",
        "millennium": "ML",
    }
    if name in _SECONDS:
        return f"PT{amount}{name[0].upper()}"
    if name in ("decade", "century", "millennium") and amount != "X":
        return f"P{int(amount) * {'decade': 10, 'century': 100, 'millennium': 1000}[name]}Y"
    if name in ("weekend", "fortnight", "season"):
        return {"weekend": f"P{amount}WE", "fortnight": "P2W", "season": "P3M"}[name]
    return f"P{amount}{letters[name]}"


def _the(match: Match) -> bool:
    return match.tokens.words[match.first].lower() == "the"


def _mod(match: Match) -> str | None:
    if not match.has("about"):
        return None
    table = match.lexicon.tables["approximate"]
    return str(table.get(match.word("about"), "APPROX"))


RULES = {
    "deictics": deictic,
    "unit": unit,
    "same": same,
    "container": container,
    "weekend": weekend,
    "year_ago": year_ago,
    "end_of_year": edge,
    "month_of_year": month_of_year,
    "day_of_last": day_of_last,
    "part_of_last": part_of_last,
    "bare_unit": bare_unit,
    "near_weekday": weekday,
    "beyond": beyond,
    "day_beside": day_beside,
    "near_month": month,
    "near_part": part_of_day,
    "offset": offset,
    "anniversary": anniversary,
    "eve": eve,
    "refs": ref,
}
