"""The times that sources give, in the forms of RSS and Atom, and times told to people."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONG = len("2026-11-26")


def moment(text: str | None) -> float | None:
    """The seconds since 1970 of a date or time; `None` for what is none.

    >>> moment("2026-11-26T01:00:00Z") == moment("Thu, 26 Nov 2026 02:00:00 +0100"), moment("soon")
    (True, None)
    """
    if not text:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text.strip())
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def has_hour(text: str | None) -> bool:
    """Whether a time is more than a day."""
    return bool(text) and ":" in str(text) and len(str(text)) > _LONG


def day(seconds: float) -> str:
    """A moment in ISO 8601, to the second."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def length(seconds: float) -> str:
    """A length of time in words.

    >>> length(7200), length(90), length(3e6)
    ('2 hours', '90 seconds', '35 days')
    """
    for size, name in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} seconds"
