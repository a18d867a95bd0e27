"""Rules for what is moved from another day ("two days ago", "the eve of the vote"), and for "now" and "recently"."""

from dataclasses import replace

from communique.extract.dates.drafts import Draft, Match
from communique.extract.dates.events import event_after
from communique.extract.dates.units import SECONDS, mod_of, shift, unit_of
from communique.model.times import Step


def offset(match: Match) -> Draft | None:
    """Two days ago, a month later, three weeks from now, a day earlier."""
    name = unit_of(match, "unit")
    way = match.word("way")
    sign = -1 if match.is_in("backward", way) else 1
    if match.is_in("closing_ways", way) and match.after()[:1].isalnum():
        return None
    if match.is_in("opening_ways", way) and match.after() in match.lexicon.tables["joints"]["shifts"]:
        return None
    base = "now" if match.is_in("from_now", way) else "text"
    mod = mod_of(match)
    if name in SECONDS:
        return None
    if not match.has("n") and not match.has("one"):
        if not match.is_in("unnumbered", way):
            return None
        fixed = "PAST_REF"
        return match.draft(fixed=fixed, mod=mod, why="no number of units is said")
    single = match.has("one") or match.is_in("ones", match.word("n"))
    amount = 1 if single else match.integer("n")
    if amount == 0 or amount > 5000:
        return None
    step = shift(name, sign * amount)
    step = replace(step, value="exactly") if match.has("to") else step
    return match.draft(base=base, mod=mod, steps=(step,))


def anniversary(match: Match) -> Draft | None:
    """The 25th anniversary of something dated further on."""
    return match.draft(base="next", steps=(Step(verb="anniversary", amount=match.integer("ord")),))


def eve(match: Match) -> Draft | None:
    """The eve of an event, the day after it."""
    event = event_after(match.tokens, match.last, match.lexicon)
    lead = " ".join([match.before(), *match.tokens.words[match.first : match.last]]).lower()
    if event is None or lead in match.lexicon.tables["joints"]["shifts"]:
        return None
    sign = 1 if match.has("way") and not match.is_in("backward", match.word("way")) else -1
    span = (match.tokens.starts[event[0]], match.tokens.end(event[1] - 1))
    draft = match.draft(base="event", event=span, steps=(shift("day", sign),))
    return replace(draft, last=event[1])


def ref(match: Match) -> Draft | None:
    """Now, recently, in the future: no date, but a reference to one."""
    fixed = match.lexicon.tables["refs"][match.word("phrase")]
    if not fixed:
        return None
    return match.draft(fixed=fixed, why="says that it is past, present or future, not when")


RULES = {
    "offset": offset,
    "anniversary": anniversary,
    "eve": eve,
    "refs": ref,
}
