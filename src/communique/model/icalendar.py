"""EDTF dates as iCalendar (RFC 5545); law: the end that is written is the first moment after, as iCalendar asks."""

from communique.model.days import civil
from communique.model.edtf import Choice, Date, Interval, parse


def icalendar(edtf: str) -> tuple[str, str] | None:
    """The lines `DTSTART` and `DTEND` of an event on that date, or `None` where it has no first and last day.

    >>> icalendar("2024-12-07")
    ('DTSTART;VALUE=DATE:20241207', 'DTEND;VALUE=DATE:20241208')
    """
    value = parse(edtf)
    if isinstance(value, Choice) or "XXXX" in edtf:
        return None
    if isinstance(value, Interval) and not (isinstance(value.start, Date) and isinstance(value.end, Date)):
        return None
    if isinstance(value, Date) and value.time:
        moment = _moment(value)
        return (f"DTSTART{moment}", f"DTEND{moment}")
    first, last = value.days
    if not (civil(first)[0] >= 1 and civil(last + 1)[0] <= 9999):
        return None
    return (f"DTSTART;VALUE=DATE:{_day(first)}", f"DTEND;VALUE=DATE:{_day(last + 1)}")


def _day(number: int) -> str:
    year, month, day = civil(number)
    return f"{year:04}{month:02}{day:02}"


def _moment(date: Date) -> str:
    """The value of a time: in UTC where its zone is said, else floating."""
    day, (hour, minute, second) = date.days[0], ((date.time or "")[:8]).split(":")
    zone = (date.time or "")[8:]
    minutes = int(hour) * 60 + int(minute) - _offset(zone)
    day += minutes // 1440
    clock = f"{minutes // 60 % 24:02}{minutes % 60:02}{second}"
    return f":{_day(day)}T{clock}{'Z' if zone else ''}"


def _offset(zone: str) -> int:
    if zone in ("", "Z"):
        return 0
    hours, minutes = int(zone[1:3]), int(zone[-2:]) if len(zone) > 3 else 0
    return (hours * 60 + minutes) * (-1 if zone[0] == "-" else 1)
