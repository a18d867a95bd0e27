"""Steps applied to an anchor's value; law: a shift and its opposite undo each other, a result moves with its anchor."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from communique.extract.dates.calendar import holiday_cell
from communique.extract.dates.cells import UNITS, Cell, cell, day_cell, finer, month_cell
from communique.extract.dates.values import Value
from communique.model.days import civil, month_length, months_on, weekday
from communique.model.times import Step


def apply(steps: Iterable[Step], base: Value | None) -> Value | None:
    """The value after all steps, or `None` where it cannot be worked out from this base."""
    value = base
    for step in steps:
        value = _VERBS[step.verb](step, value)
        if value is None:
            return None
    return value


def _shift(step: Step, base: Value | None) -> Value | None:
    if base is None or base.days is None or base.cell is None:
        return None
    first, last = base.days
    if step.value == "exactly" and step.unit == "month" and base.cell.unit == "day":
        return _months_on(step, base)
    if step.value == "exactly" and base.cell.unit == "day":
        return Value(
            cell=Cell("day", (last if step.amount > 0 else first) + 7 * step.amount), coarse="week", mark=base.mark
        )
    late = step.amount > 0 and finer(step.unit, base.cell.unit)
    return Value(cell=cell(step.unit, last if late else first).shift(step.amount), mark=base.mark)


def _months_on(step: Step, base: Value) -> Value:
    """The same day of a month before or after: "three months later to the day"."""
    assert base.days is not None
    start = base.days[1] if step.amount > 0 else base.days[0]
    return Value(cell=Cell("day", months_on(start, step.amount)), mark=base.mark)


def _weekday(step: Step, base: Value | None) -> Value | None:
    if base is None or base.days is None:
        return None
    first, last = base.days
    wanted = int(step.value)
    found = {
        "this": first - weekday(first) + wanted,
        "next": first - weekday(first) + wanted + 7,
        "second": first - weekday(first) + wanted + 14,
        "last": first - ((weekday(first) - wanted - 1) % 7 + 1),
        "following": last + (wanted - weekday(last) - 1) % 7 + 1,
        "future": first + (wanted - weekday(first)) % 7,
    }.get(step.side, first - (weekday(first) - wanted) % 7)
    return Value(cell=Cell("day", found))


def _nth(step: Step, base: Value | None) -> Value | None:
    if base is None or base.days is None or base.cell is None:
        return None
    if step.value == "month":
        year, month, _ = civil(base.days[0])
        found = day_cell(year, month, step.amount)
        return Value(cell=found) if found else None
    first, last = base.days
    if step.unit == "weekday":
        wanted = int(step.value)
        start = first + (wanted - weekday(first)) % 7 + 7 * (step.amount - 1)
        end = last - (weekday(last) - wanted) % 7
        found = Cell("day", start if step.amount > 0 else end)
        return Value(cell=found) if first <= found.index <= last else None
    if base.cell.unit == "month" and base.end is None and (part := _part_of_month(step, first, last)):
        return part
    if step.unit == "half" and base.cell.unit in ("century", "decade"):
        first_year, last_year = civil(first)[0], civil(last)[0]
        middle = (first_year + last_year + 1) // 2
        ends = (first_year, middle - 1) if step.amount == 1 else (middle, last_year)
        return Value(cell=Cell("year", ends[0]), end=Cell("year", ends[1]))
    if step.unit not in UNITS or (not finer(step.unit, base.cell.unit) and base.end is None):
        return None
    if step.unit == "week" and base.cell.unit == "year" and step.amount > 0:
        first += 3
    edge = cell(step.unit, first) if step.amount > 0 else cell(step.unit, last)
    inside = edge.shift(step.amount - 1 if step.amount > 0 else step.amount + 1)
    return Value(cell=inside) if inside.days[0] <= last and first <= inside.days[1] else None


def _part_of_month(step: Step, first: int, last: int) -> Value | None:
    """The halves, tens of days and outer weeks of a month, which no cell holds."""
    if step.unit in ("half", "fortnight"):
        start, end = (first, first + 14) if step.amount == 1 else (first + 15, last)
    elif step.unit == "decade":
        start = first + 10 * (step.amount - 1 if step.amount > 0 else 2)
        end = last if start == first + 20 else start + 9
    elif step.unit == "week" and step.amount in (1, -1):
        start, end = (first, first + 6) if step.amount == 1 else (last - 6, last)
    else:
        return None
    return Value(cell=Cell("day", start), end=Cell("day", end)) if start <= last else None


def _anniversary(step: Step, base: Value | None) -> Value | None:
    if base is None or base.cell is None or base.end or base.cell.unit not in ("day", "month", "quarter", "year"):
        return None
    if base.cell.unit == "quarter":
        return Value(cell=base.cell.shift(4 * step.amount))
    year, month, day = civil(base.cell.days[0])
    year += step.amount
    if base.cell.unit == "year":
        return Value(cell=Cell("year", year))
    if base.cell.unit == "month":
        return Value(cell=month_cell(year, month))
    return Value(cell=day_cell(year, month, min(day, month_length(year, month))))


def _clock(step: Step, base: Value | None) -> Value | None:
    if base is None or base.cell is None or base.cell.unit != "day":
        return None
    return replace(base, clock=step.value[:5], zone=step.value[5:])


def _part(step: Step, base: Value | None) -> Value | None:
    if base is None or base.cell is None or base.cell.unit != "day":
        return None
    return replace(base, part=step.value)


def _pick(step: Step, base: Value | None) -> Value | None:
    if base is None or base.days is None:
        return _without_year(step)
    return _best(step, base, civil(base.days[0])[0])


def _best(step: Step, base: Value, year: int) -> Value | None:
    """The thing to be picked that is meant, seen from the base."""
    assert base.days is not None
    first, last = base.days
    if step.side == "this":
        return _in_year(step, year)
    found = _near(step, first, year)
    if step.side in ("onward", "upto"):
        same = (
            [v for v, days in found if days[0] <= last]
            if step.side == "upto"
            else [v for v, days in found if days[1] >= first]
        )
        return (same[-1] if step.side == "upto" else same[0]) if same else None
    if step.side == "last":
        return next((v for v, days in reversed(found) if days[1] < first), None)
    if step.side == "next":
        return next((v for v, days in found if days[0] > last), None)
    return min(found, key=lambda f: _cost(f[1][0] - last, first - f[1][1], step.side), default=(None, None))[0]


def _near(step: Step, day: int, year: int) -> list[tuple[Value, tuple[int, int]]]:
    """The candidates around a day, in order, with their days."""
    if step.unit == "weekend":
        found: list[Value | None] = [Value(cell=cell("weekend", day).shift(i)) for i in (-1, 0, 1)]
    elif step.unit == "day":
        found = list(_fitting(step.value, day))
    else:
        found = [_in_year(step, y) for y in (year - 1, year, year + 1)]
    return [(v, v.days) for v in found if v and v.days]


def _fitting(value: str, first: int) -> list[Value]:
    """The days within a year of a day that have this weekday and day of the month."""
    wanted, day = (int(part) for part in value.split("-"))
    near = range(first - 366, first + 367)
    return [Value(cell=Cell("day", d)) for d in near if weekday(d) == wanted and civil(d)[2] == day]


def _cost(ahead: int, behind: int, side: str) -> float:
    """How far a candidate lies from the base; one on the wrong side is further, and a story mostly goes on.

    The factors were found on TimeBank and WikiWars.
    """
    if ahead <= 0 and behind <= 0:
        return 0.0
    if side == "told":
        return max(ahead, behind * 1.5)
    if (side == "past" and ahead > 0) or (side == "future" and behind > 0):
        return max(ahead, behind) * 4.0 + 20
    return max(ahead, behind) * (1.5 if not side and ahead > 0 else 1.0)


@lru_cache(maxsize=4096)
def _in_year(step: Step, year: int) -> Value | None:
    """The thing to be picked, in one year."""
    if step.unit in ("weekend", "day"):
        return None
    if step.unit == "holiday":
        return Value(cell=holiday_cell(step.value, year))
    if step.unit in ("quarter", "half", "season"):
        return Value(cell=Cell(step.unit, year * (2 if step.unit == "half" else 4) + int(step.value)))
    ends = [_of(part, year) for part in step.value.split("/")]
    if any(e is None for e in ends):
        return None
    return Value(cell=ends[0], end=ends[1] if len(ends) == 2 else None)


def _of(part: str, year: int) -> Cell | None:
    numbers = [int(p) for p in part.split("-")[1:]]
    return month_cell(year, numbers[0]) if len(numbers) == 1 else day_cell(year, numbers[0], numbers[1])


def _without_year(step: Step) -> Value | None:
    if step.unit in ("weekend", "day"):
        return None
    if step.unit in ("quarter", "half", "season"):
        first = {"quarter": 33, "half": 40, "season": 21}[step.unit]
        return Value(loose=f"XXXX-{first + int(step.value)}")
    if step.unit == "holiday":
        fixed = len(step.value) == 5 and step.value[2] == "-"
        return Value(loose=f"XXXX-{step.value}") if fixed else None
    return Value(loose=step.value)


_VERBS: dict[str, Callable[[Step, Value | None], Value | None]] = {
    "shift": _shift,
    "weekday": _weekday,
    "nth": _nth,
    "anniversary": _anniversary,
    "clock": _clock,
    "part": _part,
    "pick": _pick,
}
