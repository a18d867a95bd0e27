"""Units of the calendar as numbered cells; law: a cell moved by n and then by -n is the same cell.

The cells of a unit are numbered in order, so that moving by n units is adding n: years by themselves, months by
12 × year + month - 1, days by day number, and so on.
"""

from dataclasses import dataclass
from functools import lru_cache

from communique.model.days import civil, month_length, number
from communique.model.edtf import iso, year_text

UNITS = ("millennium", "century", "decade", "year", "half", "quarter", "season", "month", "week", "weekend", "day")
_YEARS = {"millennium": 1000, "century": 100, "decade": 10, "year": 1}
_PARTS = {"half": 2, "quarter": 4, "month": 12}


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """The `index`-th unit of the calendar."""

    unit: str
    index: int

    def shift(self, count: int) -> "Cell":
        """The cell that lies `count` units later."""
        return Cell(self.unit, self.index + count)

    @property
    def days(self) -> tuple[int, int]:
        """Day numbers of its first and last day."""
        unit, i = self.unit, self.index
        if unit == "day":
            return (i, i)
        if unit in ("week", "weekend"):
            return (7 * i + 1 + 5 * (unit == "weekend"), 7 * i + 7)
        if unit in _YEARS:
            size = _YEARS[unit]
            return (number(i * size, 1, 1), number(i * size + size - 1, 12, 31))
        if unit == "season":
            return _months(12 * (i // 4) + 3 * (i % 4) + 2, 3)
        size = 12 // _PARTS[unit]
        return _months(i * size, size)

    @property
    def year(self) -> int:
        """The year in which it begins."""
        return civil(self.days[0])[0]

    @property
    def edtf(self) -> str:
        """The cell in EDTF."""
        unit, i = self.unit, self.index
        if unit == "day":
            return iso(i)
        if unit in ("week", "weekend"):
            return "/".join(iso(day) for day in self.days)
        if unit == "year":
            return year_text(i)
        if unit in _YEARS:
            return _digits(i, unit) if i >= 0 else "/".join(year_text(civil(day)[0]) for day in self.days)
        if unit == "season":
            return f"{year_text(i // 4)}-{21 + i % 4}"
        if unit == "half":
            return f"{year_text(i // 2)}-{1 + 6 * (i % 2):02}/{year_text(i // 2)}-{6 + 6 * (i % 2):02}"
        first = {"month": 1, "quarter": 33}[unit]
        return f"{year_text(i // _PARTS[unit])}-{first + i % _PARTS[unit]:02}"

    @property
    def timex(self) -> str:
        """The cell as the value of a TIMEX3."""
        unit, i = self.unit, self.index
        if unit in ("week", "weekend"):
            return _iso_week(7 * i + 4) + ("-WE" if unit == "weekend" else "")
        if i < 0 and unit == "year":
            return f"BC{1 - i:04}"
        if unit in _YEARS and unit != "year":
            return str(i).zfill({"millennium": 1, "century": 2, "decade": 3}[unit])
        if unit == "season":
            return f"{i // 4:04}-{('SP', 'SU', 'FA', 'WI')[i % 4]}"
        if unit in ("quarter", "half"):
            return f"{i // _PARTS[unit]:04}-{unit[0].upper()}{i % _PARTS[unit] + 1}"
        return self.edtf


def cell(unit: str, day_number: int) -> Cell:
    """The cell of a unit in which a day lies."""
    if unit == "day":
        return Cell(unit, day_number)
    if unit in ("week", "weekend"):
        return Cell(unit, (day_number - 1) // 7)
    year, month, _ = civil(day_number)
    if unit in _YEARS:
        return Cell(unit, year // _YEARS[unit])
    if unit == "season":
        return Cell(unit, (12 * year + month - 3) // 3)
    return Cell(unit, (12 * year + month - 1) // (12 // _PARTS[unit]))


def month_cell(year: int, month: int) -> Cell:
    """The cell of a month."""
    return Cell("month", 12 * year + month - 1)


def day_cell(year: int, month: int, day: int) -> Cell | None:
    """The cell of a day, or `None` where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    return Cell("day", number(year, month, day))


def finer(a: str, b: str) -> bool:
    """Whether unit `a` is finer than unit `b`."""
    return UNITS.index(a) > UNITS.index(b)


@lru_cache(maxsize=4096)
def _months(first: int, count: int) -> tuple[int, int]:
    last = first + count - 1
    end = number(last // 12, last % 12 + 1, month_length(last // 12, last % 12 + 1))
    return (number(first // 12, first % 12 + 1, 1), end)


def _digits(index: int, unit: str) -> str:
    width = {"decade": 3, "century": 2, "millennium": 1}[unit]
    return str(index).zfill(width).ljust(4, "X")


def _iso_week(thursday: int) -> str:
    year = civil(thursday)[0]
    return f"{year:04}-W{(thursday - number(year, 1, 1)) // 7 + 1:02}"
