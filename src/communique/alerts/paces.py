"""When each pace tells; law: what is noticed before a moment is told then, what comes later at the next."""

from datetime import UTC, datetime, timedelta


def moments(now: datetime, hour: int) -> dict[str, str]:
    """The last moment at which each pace told: at once, at an hour of the day, at that hour on a Monday (all UTC).

    >>> moments(datetime(2026, 11, 26, 3, tzinfo=UTC), 6)["weekly"]
    '2026-11-23T06:00:00+00:00'
    """
    daily = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    daily -= timedelta(days=daily > now)
    weekly = daily - timedelta(days=daily.weekday())
    return {"immediate": stamp(now), "daily": stamp(daily), "weekly": stamp(weekly)}


def stamp(moment: datetime) -> str:
    """A moment in a form whose order as text is that of time."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
