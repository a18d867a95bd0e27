"""What a time expression means: a run of cells with a time of day; law: `value_of(v.edtf)` has the days of v."""

from dataclasses import dataclass, replace

from communique.extract.dates.cells import Cell, cell
from communique.model.days import civil, number
from communique.model.edtf import Choice, Date, Interval, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A cell, or a run from `cell` to `end`; `loose` is EDTF that no cell holds, such as `XXXX-12-19` or a choice.

    `coarse` is the unit that TIMEX3 gives instead of a day ("two weeks ago" is a week there).
    """

    cell: Cell | None = None
    end: Cell | None = None
    clock: str = ""
    zone: str = ""
    part: str = ""
    loose: str = ""
    mark: str = ""
    coarse: str = ""

    @property
    def days(self) -> tuple[int, int] | None:
        """Day numbers of its first and last day, where its cells are known."""
        if self.cell is None:
            return None
        return (self.cell.days[0], (self.end or self.cell).days[1])

    @property
    def edtf(self) -> str | None:
        """The value in EDTF."""
        if self.cell is None:
            return self.loose or None
        if self.end is not None:
            return f"{self.cell.edtf.partition('/')[0]}/{self.end.edtf.rpartition('/')[2]}"
        if self.clock:
            return f"{self.cell.edtf}T{_clock(self.clock)}{self.zone}"
        return self.cell.edtf + (self.mark if "/" not in self.cell.edtf else "")

    @property
    def timex(self) -> str | None:
        """The value of a TIMEX3."""
        if self.cell is None:
            return _loose_timex(self.loose) if self.loose else None
        if self.coarse and not (self.clock or self.part):
            return cell(self.coarse, self.cell.index).timex
        if self.end and self.cell.unit == "day" and self.end.index - self.cell.index == 6:
            return cell("week", self.cell.index + 3).timex
        day = self.cell.timex
        return day + (f"T{self.clock}" if self.clock else f"T{self.part}" if self.part else "")


def value_of(edtf: str) -> Value | None:
    """The value that an EDTF text writes, as cells where it has them. Raises `BadDate`."""
    parsed = parse(edtf)
    if isinstance(parsed, Choice):
        return Value(loose=edtf)
    if isinstance(parsed, Interval):
        if not (isinstance(parsed.start, Date) and isinstance(parsed.end, Date)):
            return Value(loose=edtf)
        first, last = _of_date(parsed.start), _of_date(parsed.end)
        whole = _whole_week(first, last)
        return Value(cell=whole) if whole else replace(first, end=last.cell)
    return _of_date(parsed)


def _whole_week(first: Value, last: Value) -> Cell | None:
    if first.cell is None or last.cell is None or first.cell.unit != "day":
        return None
    week = cell("week", first.cell.index)
    return week if week.days == (first.cell.index, last.cell.index) else None


def _of_date(date: Date) -> Value:
    if date.year == "XXXX" or date.month == "XX" or (date.day and "X" in date.day):
        return Value(loose=str(date))
    first, last = date.days
    mark = next((m for m in reversed(date.marks) if m), "")
    if date.day:
        time, zone = (date.time or "")[:8], (date.time or "")[8:]
        return Value(cell=Cell("day", first), mark=mark, clock=time.removesuffix(":00"), zone=zone)
    if date.month:
        unit = _unit(int(date.month))
        found = cell(unit, first)
        return Value(cell=found, mark=mark) if found.days == (first, last) else Value(loose=str(date))
    unit = {0: "year", 1: "decade", 2: "century", 3: "millennium"}[date.year.count("X")]
    return Value(cell=cell(unit, number(civil(first)[0], 1, 1)), mark=mark)


def _unit(month: int) -> str:
    return "month" if month <= 12 else "season" if month <= 24 else "quarter" if 33 <= month <= 36 else "half"


def _clock(clock: str) -> str:
    return clock + ":00" * (2 - clock.count(":"))


def _loose_timex(edtf: str) -> str:
    return edtf.strip("[]{}").split(",")[-1]
