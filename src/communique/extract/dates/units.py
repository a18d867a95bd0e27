"""Units of time in words, as steps that move by them and as lengths in TIMEX3."""

from communique.extract.dates.drafts import Match
from communique.model.times import Step

SECONDS = ("hour", "minute", "second")
_WEEKS = {"week": 1, "fortnight": 2}
MANY_YEARS = {"decade": 10, "century": 100, "millennium": 1000}


def unit_of(match: Match, name: str) -> str:
    """The unit that a word names, singular or plural."""
    word = match.word(name)
    for table in ("units", "units_plural", "hours"):
        if word in match.lexicon.tables[table]:
            return str(match.lexicon.tables[table][word])
    return word


def shift(name: str, amount: int) -> Step:
    """The step that moves by some units: weeks and fortnights to the day, a decade by ten years."""
    if name in MANY_YEARS:
        return Step(verb="shift", unit="year", amount=MANY_YEARS[name] * amount)
    if name in _WEEKS:
        return Step(verb="shift", unit="week", amount=_WEEKS[name] * amount, value="exactly")
    return Step(verb="shift", unit=name, amount=amount)


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
    if name in SECONDS:
        return f"PT{amount}{name[0].upper()}"
    if name in MANY_YEARS and amount != "X":
        return f"P{int(amount) * MANY_YEARS[name]}Y"
    if name in ("weekend", "fortnight", "season"):
        return {"weekend": f"P{amount}WE", "fortnight": "P2W", "season": "P3M"}[name]
    return f"P{amount}{letters[name]}"


def mod_of(match: Match) -> str | None:
    """The modifier that words such as "almost" and "more than" give."""
    if not match.has("about"):
        return None
    return str(match.lexicon.tables["approximate"].get(match.word("about"), "APPROX"))
