"""Rules for durations and frequencies, which are recognised as such and never turned into a date."""

from communique.extract.dates.clocks import is_military
from communique.extract.dates.drafts import Draft, Match
from communique.extract.dates.events import event_after
from communique.extract.dates.units import MANY_YEARS, length, mod_of, unit_of

_WHY = "a length of time, not a date"
_OFTEN = "says how often, not when"


def duration(match: Match) -> Draft | None:
    """Two weeks, a three-day session, several months, 27-year-old, 2 1/2 years."""
    if match.has("plural"):
        return _plural(match)
    name = unit_of(match, "unit")
    if match.has("age"):
        return match.draft(kind="duration", why="an age, not a date")
    if name == "quarter" and not match.has("dir"):
        return None
    article = match.has("n") and match.is_in("articles", match.word("n"))
    if name == "hour" and match.has("n") and is_military(match, match.word("n")):
        return None
    if name == "second" and match.has("n") and match.is_in("ones", match.word("n")):
        return None
    led = match.is_in("length_leads", match.before()) or _is_from_event(match)
    if article and match.before()[:1].isalpha() and not led:
        return match.draft(kind="frequency", fixed=length(name, "1"), why=_OFTEN)
    mod = mod_of(match)
    amount = _amount(match, article=article)
    return match.draft(kind="duration", fixed=length(name, amount), mod=mod, why=_WHY)


def _is_from_event(match: Match) -> bool:
    """Whether something lies so long off an event: "they meet a day after the vote", no "2 mln tonnes a day"."""
    if any(match.before(count)[:1].isdigit() for count in (2, 3)):
        return False
    for words in match.lexicon.tables["joints"]["shifts"]:
        count = words.count(" ") + 1
        said = " ".join(match.after(n) for n in range(1, count + 1))
        if said == words and not match.is_in("dated_shifts", words):
            return event_after(match.tokens, match.last + count, match.lexicon) is not None
    return False


def _amount(match: Match, *, article: bool) -> str:
    if match.has("vague"):
        return str(match.look("vague", "vague"))
    if match.has("one"):
        return "1"
    if not match.has("n"):
        return "X"
    return "1" if article else str(match.integer("n"))


def _plural(match: Match) -> Draft | None:
    """For years, within weeks."""
    if match.word("plural")[-1] != "s" or len(match.word("plural")) < 4:
        return None
    if not match.is_in("plural_leads", match.before()) or match.is_in("after_plural", match.after()):
        return None
    return match.draft(kind="duration", fixed=length(unit_of(match, "plural"), "X"), why=_WHY)


_LETTERS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}


def plain_length(draft: Draft) -> tuple[str, int] | None:
    """Unit and number of a draft that is a plain length of days or more."""
    if draft.kind != "duration" or not draft.fixed or draft.fixed[1:2] == "T":
        return None
    digits, unit = draft.fixed[1:-1], _LETTERS.get(draft.fixed[-1])
    return (unit, int(digits)) if unit and digits.isdigit() and len(digits) < 5 else None


def half(match: Match) -> Draft | None:
    """Half a year; one and a half hours; 2 1/2 years."""
    name = unit_of(match, "unit")
    article = match.has("n") and match.is_in("articles", match.word("n"))
    whole = 1 if article else match.integer("n") if match.has("n") else 0
    return match.draft(kind="duration", fixed=_with_half(name, whole), why=_WHY)


def _with_half(name: str, whole: int) -> str:
    if name in MANY_YEARS:
        return f"P{MANY_YEARS[name] * whole + MANY_YEARS[name] // 2}Y"
    if name not in _HALVES:
        return length(name, f"{whole}.5")
    start, letter, amount, small = _HALVES[name]
    return f"{start}{whole}{letter}{amount}{small}" if whole else f"{start}{amount}{small}"


_HALVES = {"year": ("P", "Y", 6, "M"), "hour": ("PT", "H", 30, "M"), "minute": ("PT", "M", 30, "S")}


def frequency(match: Match) -> Draft | None:
    """Every day, each of two weeks, twice a year, on Mondays."""
    if match.has("weekday"):
        table = "weekdays" if match.word("weekday") in match.lexicon.tables["weekdays"] else "weekdays_plural"
        return match.draft(kind="frequency", fixed=f"XXXX-WXX-{match.look(table, 'weekday')}", why=_OFTEN)
    if match.has("month"):
        return match.draft(kind="frequency", fixed=f"XXXX-{match.look('months', 'month'):02}", why=_OFTEN)
    if match.has("season"):
        table = "seasons" if match.word("season") in match.lexicon.tables["seasons"] else "seasons_plural"
        code = ("SP", "SU", "FA", "WI")[int(str(match.look(table, "season"))) - 21]
        return match.draft(kind="frequency", fixed=f"XXXX-{code}", why=_OFTEN)
    if match.has("part"):
        return match.draft(kind="frequency", fixed=f"XXXX-XX-XXT{match.look('dayparts', 'part')}", why=_OFTEN)
    amount = match.integer("n") if match.has("n") else 2 if match.has("other") else 1
    return match.draft(kind="frequency", fixed=length(unit_of(match, "unit"), str(amount)), why=_OFTEN)


def adverb(match: Match) -> Draft | None:
    """Daily, annually, per month."""
    fixed = match.lexicon.tables["frequencies"][match.word("phrase")]
    return match.draft(kind="frequency", fixed=fixed, why=_OFTEN) if fixed else None


RULES = {"duration": duration, "half": half, "frequency": frequency, "frequencies": adverb}
