"""Days on the command line: a date, or so many days or weeks back from today."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import click

_BACK = re.compile(r"(\d{1,5})([dw])")


def today() -> str:
    """The present day (UTC) as `YYYY-MM-DD`."""
    return datetime.now(UTC).date().isoformat()


def moment() -> str:
    """The present moment (UTC), to the microsecond, so that decisions of one second keep their order."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Day(click.ParamType[str]):
    """A day as `YYYY-MM-DD`; with `back`, also `7d` or `2w`: the first of so many days that end today."""

    name = "day"

    def __init__(self, *, back: bool = False) -> None:
        self.back = back

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day as `YYYY-MM-DD`."""
        back = _BACK.fullmatch(value) if self.back else None
        try:
            if back:
                days = int(back[1]) * (7 if back[2] == "w" else 1)
                return (date.fromisoformat(today()) - timedelta(days=days - 1)).isoformat()
            return date.fromisoformat(value).isoformat()
        except (ValueError, OverflowError):
            also = " or 7d or 2w" if self.back else ""
            self.fail(f"{value!r} is no day: YYYY-MM-DD{also}.", param, ctx)


DAY = Day()
SINCE = Day(back=True)
