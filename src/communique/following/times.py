"""The times that sources give, in the forms of RSS and Atom."""

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
