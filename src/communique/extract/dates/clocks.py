"""Rules for times of day."""

from communique.extract.dates.drafts import Draft, Match
from communique.model.times import Step


def clock(match: Match) -> Draft | None:
    """Ten in the morning, 14:30 GMT, 5 p.m. EST."""
    hour = match.integer("hour")
    minute = match.integer("minute") if match.has("minute") else None
    if match.has("minute") and len(match.word("minute")) != 2:
        return None
    if match.has("half"):
        hour += 12 * match.is_in("afternoon", match.word("half")) - 12 * (hour == 12)
    if match.has("part") and match.look("dayparts", "part") in ("AF", "EV", "NI") and hour < 12:
        hour += 12
    if hour > 24 or (minute or 0) > 59:
        return None
    zone = str(match.look("zones", "zone")) if match.has("zone") else ""
    written = f"{hour:02}:{minute or 0:02}"
    return match.draft(kind="time", base="now", steps=(Step(verb="clock", value=written + zone),))


def military(match: Match) -> Draft | None:
    """1430 GMT, 0800 hours."""
    digits = match.word("hour")
    if not _is_time(digits):
        return None
    zone = str(match.look("zones", "zone")) if match.has("zone") else ""
    return match.draft(kind="time", base="now", steps=(Step(verb="clock", value=f"{digits[:2]}:{digits[2:]}{zone}"),))


def is_military(match: Match, digits: str) -> bool:
    """Whether four digits before "hours" are a time of day: "at 1900 hours", but not "1900 hours of tape"."""
    return _is_time(digits) and (digits < "1000" or match.is_in("clock_leads", match.before()))


def _is_time(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] < "25" and digits[2:] < "60"


def fixed_hour(match: Match) -> Draft | None:
    """Noon, midnight."""
    return match.draft(
        kind="time", base="now", steps=(Step(verb="clock", value=str(match.look("fixed_hours", "hour"))),)
    )


def daypart(match: Match) -> Draft | None:
    """The morning, alone: kept only beside a day."""
    return match.draft(kind="time", base="text", steps=(Step(verb="part", value=str(match.look("dayparts", "part"))),))


RULES = {"clock": clock, "military": military, "fixed_hour": fixed_hour, "daypart": daypart}
