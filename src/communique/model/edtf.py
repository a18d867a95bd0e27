"""EDTF dates (ISO 8601-2, levels 0 to 2 without exponents); law: `str(parse(text)) == text`.

A value is a `Date`, an `Interval` or a `Choice`. The functions take EDTF text, as the rest of the house holds it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from communique.errors import BadDate
from communique.model.days import civil, month_length, number

OPEN = ".."
UNKNOWN = ""
_KEPT = 4096
"""Texts of which it is kept what they mean: most are asked again."""

_DATE = re.compile(
    r"([?~%]?)(-?[\dX]{4}|Y-?\d{5,9})([?~%]?)(?:-([?~%]?)(\d\d|XX)([?~%]?)(?:-([?~%]?)([\dX]{2})([?~%]?))?)?"
    r"(?:T(\d\d:\d\d:\d\d(?:Z|[+-]\d\d(?::?\d\d)?)?))?",
    re.ASCII,
)
# Months that a number above 12 stands for: seasons (also by hemisphere), quarters, four-month parts, halves.
_GROUPS = {
    **{code: (3 * i + 3, 3) for first in (21, 25) for i, code in enumerate(range(first, first + 4))},
    **{code: (3 * ((i + 2) % 4) + 3, 3) for i, code in enumerate(range(29, 33))},
    **{33 + i: (3 * i + 1, 3) for i in range(4)},
    **{37 + i: (4 * i + 1, 4) for i in range(3)},
    **{40 + i: (6 * i + 1, 6) for i in range(2)},
}
_LOWEST, _HIGHEST = number(-9999, 1, 1), number(99999, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A year, month or day, with its unknown digits as X, qualifiers (`?`, `~`, `%`) where they stand, and a time."""

    year: str
    month: str | None = None
    day: str | None = None
    time: str | None = None
    marks: tuple[str, str, str, str, str, str] = ("", "", "", "", "", "")

    def __str__(self) -> str:
        a, b, c, d, e, f = self.marks
        month = f"-{c}{self.month}{d}" if self.month else ""
        day = f"-{e}{self.day}{f}" if self.day else ""
        return f"{a}{self.year}{b}{month}{day}" + (f"T{self.time}" if self.time else "")

    @property
    def days(self) -> tuple[int, int]:
        """Day numbers of the first and the last day that it can mean."""
        digits = self.year.removeprefix("Y")
        low, high = (int(digits.replace("X", x)) for x in (("9", "0") if digits.startswith("-") else ("0", "9")))
        if self.month is None or self.month == "XX":
            return (number(low, 1, 1), number(high, 12, 31))
        first, length = _GROUPS.get(int(self.month), (int(self.month), 1))
        if length > 1 or self.day is None:
            last_year, last_month = divmod(first + length - 2, 12)
            return (number(low, first, 1), _last_day(high + last_year, last_month + 1))
        lowest, highest = _digits(self.day)
        return (number(low, first, max(lowest, 1)), number(high, first, min(highest, month_length(high, first))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From one date to another; an end that is open is `..`, one that is unknown is empty."""

    start: Date | str
    end: Date | str

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    @property
    def days(self) -> tuple[int, int]:
        """Day numbers of the first and the last day; an open or unknown end reaches the calendar's edge."""
        return (
            self.start.days[0] if isinstance(self.start, Date) else _LOWEST,
            self.end.days[1] if isinstance(self.end, Date) else _HIGHEST,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One (`[a,b]`) or all (`{a,b}`) of several dates; a member can be a run `a..b`, open at either end."""

    members: tuple[tuple[Date | str, Date | str] | Date, ...]
    every: bool = False

    def __str__(self) -> str:
        inner = ",".join(str(m) if isinstance(m, Date) else f"{m[0]}..{m[1]}" for m in self.members)
        return f"{{{inner}}}" if self.every else f"[{inner}]"

    @property
    def days(self) -> tuple[int, int]:
        """Day numbers of the first and the last day of all members."""
        runs = [m.days if isinstance(m, Date) else Interval(start=m[0], end=m[1]).days for m in self.members]
        return (min(a for a, _ in runs), max(b for _, b in runs))


Value = Date | Interval | Choice


@lru_cache(_KEPT)
def parse(text: str) -> Value:
    """The value that an EDTF text writes. Raises `BadDate`.

    >>> parse("2025-01~").days == (number(2025, 1, 1), number(2025, 1, 31))
    True
    """
    if text[:1] + text[-1:] in ("[]", "{}"):
        return Choice(members=tuple(_member(m, text) for m in text[1:-1].split(",")), every=text[0] == "{")
    if "/" in text:
        start, _, end = text.partition("/")
        ends = tuple(part if part in (OPEN, UNKNOWN) else _date(part, text) for part in (start, end))
        value = Interval(start=ends[0], end=ends[1])
        if not any(isinstance(e, Date) for e in ends) or value.days[0] > value.days[1]:
            raise BadDate(f"{text!r} is not an interval that runs forward.")
        return value
    return _date(text, text)


def days(text: str) -> tuple[str | None, str | None]:
    """The earliest and latest day that an EDTF text can mean, in ISO; `None` where it is open. Raises `BadDate`.

    >>> days("2024-12-07/..")
    ('2024-12-07', None)
    """
    first, last = parse(text).days
    return (None if first <= _LOWEST else iso(first), None if last >= _HIGHEST else iso(last))


def iso(day_number: int) -> str:
    """A day as `YYYY-MM-DD`."""
    year, month, day = civil(day_number)
    return f"{year_text(year)}-{month:02}-{day:02}"


def year_text(year: int) -> str:
    """A year as EDTF writes it: four digits, with a minus before Christ.

    >>> year_text(-489)
    '-0489'
    """
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def from_days(first: int, last: int) -> str:
    """The simplest EDTF text for a run of days: a year, a month, a day or an interval.

    >>> from_days(number(2024, 2, 1), number(2024, 2, 29))
    '2024-02'
    """
    if first <= _LOWEST or last >= _HIGHEST:
        return f"{OPEN if first <= _LOWEST else iso(first)}/{OPEN if last >= _HIGHEST else iso(last)}"
    year, month, day = civil(first)
    if first == last:
        return iso(first)
    if day == 1 and last == _last_day(year, month):
        return f"{year_text(year)}-{month:02}"
    if (month, day) == (1, 1) and last == number(year, 12, 31):
        return year_text(year)
    return f"{iso(first)}/{iso(last)}"


def compare(a: str, b: str) -> str:
    """How a date lies to another: `before`, `after`, `equal`, `within`, `contains` or `overlaps`. Raises `BadDate`."""
    (a1, a2), (b1, b2) = parse(a).days, parse(b).days
    if a2 < b1:
        return "before"
    if b2 < a1:
        return "after"
    if (a1, a2) == (b1, b2):
        return "equal"
    if b1 <= a1 and a2 <= b2:
        return "within"
    return "contains" if a1 <= b1 and b2 <= a2 else "overlaps"


def meet(a: str, b: str) -> bool:
    """Whether two dates can be the same day; a day of an unknown year meets that day in any year. Raises `BadDate`."""
    return intersect(a, b) is not None


@lru_cache(_KEPT)
def intersect(a: str, b: str) -> str | None:
    """The days that two dates share, or `None`; doubt about either is kept. Raises `BadDate`.

    >>> intersect("2024-12", "2024-12-02/2025-01-05")
    '2024-12-02/2024-12-31'
    """
    x, y = sorted((parse(a), parse(b)), key=str)
    if "XXXX" in (getattr(x, "year", ""), getattr(y, "year", "")):
        shared = _within_years(x, y)
    else:
        first, last = max(x.days[0], y.days[0]), min(x.days[1], y.days[1])
        shared = from_days(first, last) if first <= last else None
    mark = qualifier(f"{x}{y}")
    return f"{shared}{mark}" if shared and "/" not in shared else shared


def qualifier(text: str) -> str:
    """The doubt that an EDTF text carries: `?` uncertain, `~` approximate, `%` both, or nothing."""
    uncertain, about = any(c in text for c in "?%"), any(c in text for c in "~%")
    return "%" if uncertain and about else "?" if uncertain else "~" if about else ""


def order(text: str | None) -> tuple[int, int]:
    """A key to sort EDTF texts by: first by earliest day, then by latest; no date comes last."""
    return parse(text).days if text else (_HIGHEST + 1, _HIGHEST + 1)


def _within_years(x: Value, y: Value) -> str | None:
    """What two dates share when the year of one is unknown: month and day tell."""
    if isinstance(y, Date) and y.year == "XXXX":
        x, y = y, x
    if not isinstance(x, Date):
        return None
    if isinstance(y, Date) and y.year == "XXXX":
        same = all(p is None or q is None or p == q for p, q in ((x.month, y.month), (x.day, y.day)))
        return str(Date(year="XXXX", month=x.month or y.month, day=x.day or y.day)) if same else None
    first, last = y.days
    for year in range(civil(first)[0], min(civil(last)[0], civil(first)[0] + 8) + 1):
        if x.day == "29" and x.month == "02" and month_length(year, 2) < 29:
            continue
        a, b = Date(year=year_text(year), month=x.month, day=x.day).days
        if a <= last and first <= b:
            return from_days(max(a, first), min(b, last))
    return None


def _member(text: str, whole: str) -> tuple[Date | str, Date | str] | Date:
    if OPEN not in text:
        return _date(text, whole)
    start, _, end = text.partition(OPEN)
    if not start and not end:
        raise BadDate(f"{whole!r} has a member without a date.")
    return (_date(start, whole) if start else "", _date(end, whole) if end else "")


def _date(text: str, whole: str) -> Date:
    found = _DATE.fullmatch(text)
    if found is None:
        raise BadDate(f"{whole!r} is not an EDTF date. Dates look like 2024-12-07, 2025-01~ or 2024-12-02/2024-12-08.")
    a, year, b, c, month, d, e, day, f, time = found.groups(default="")
    _check(year, month, day, time, whole)
    return Date(year=year, month=month or None, day=day or None, time=time or None, marks=(a, b, c, d, e, f))


def _check(year: str, month: str, day: str, time: str, whole: str) -> None:
    if month not in ("", "XX") and not (1 <= int(month) <= 12 or int(month) in _GROUPS):
        raise BadDate(f"{whole!r} has no month that exists.")
    if day:
        lowest, highest = _digits(day)
        month_number = int(month) if month != "XX" else 12
        leap = int(year.removeprefix("Y").replace("X", "0")) if "X" not in year else 2000
        if month_number > 12 or highest < 1 or lowest > month_length(leap, month_number):
            raise BadDate(f"{whole!r} has no day that exists.")
    if time and not (day and "X" not in day and time[:2] <= "24" and time[3:5] <= "59" and time[6:8] <= "60"):
        raise BadDate(f"{whole!r} has no time of day that exists.")


def _digits(day: str) -> tuple[int, int]:
    low, high = int(day.replace("X", "0")), int(day.replace("X", "9"))
    return (low, high) if "X" in day else (int(day), int(day))


def _last_day(year: int, month: int) -> int:
    return number(year, month, month_length(year, month))


def each(value: Value) -> Iterator[Date]:
    """The dates that a value is made of, in order."""
    if isinstance(value, Date):
        yield value
    elif isinstance(value, Interval):
        yield from (end for end in (value.start, value.end) if isinstance(end, Date))
    else:
        for member in value.members:
            yield from [member] if isinstance(member, Date) else [m for m in member if isinstance(m, Date)]
