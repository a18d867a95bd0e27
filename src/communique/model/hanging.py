"""A date that hangs on another occasion's: "five weeks after the summit"; law: what is written is read back."""

import re
from dataclasses import dataclass

from communique.model.days import civil, months_on, number

_WRITTEN = re.compile(
    r"counted from '(?P<words>.*)' \((?P<anchor>\w+)\): (?P<amount>\d+) (?P<unit>day|week|month)s? "
    r"(?P<side>after|before)"
)
_DAY = re.compile(r"(-?\d{4})-(\d\d)-(\d\d)")
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """By how many days, weeks or months (before it where negative) a date lies after that of an occasion.

    `anchor` is the id of the claim of that occasion in the same document, `words` what the document calls it.
    """

    anchor: str
    words: str
    amount: int
    unit: str

    def __str__(self) -> str:
        count, side = abs(self.amount), "after" if self.amount >= 0 else "before"
        return f"counted from '{self.words}' ({self.anchor}): {count} {self.unit}{'s' * (count != 1)} {side}"

    def day(self, date: str) -> str | None:
        """The day counted from the last day of a date, or backwards from its first; `None` for one without days."""
        first, _, last = date.partition("/")
        found = _DAY.fullmatch(last if last and self.amount > 0 else first)
        if not found:
            return None
        year, month, day = map(int, found.groups())
        year, month, day = civil(shifted(number(year, month, day), self.amount, self.unit))
        return f"{year:04}-{month:02}-{day:02}"


def shifted(day: int, amount: int, unit: str) -> int:
    """The day, by its number, so many days, weeks or months after another, or before it where negative."""
    return months_on(day, amount) if unit == "month" else day + amount * _DAYS[unit]


def hanging(basis: str | None) -> Hanging | None:
    """What a basis says a date hangs on, if it says so.

    >>> hanging("counted from 'the Riga summit' (m4): 5 weeks after").day("2026-07-01/2026-07-02")
    '2026-08-06'
    """
    found = _WRITTEN.fullmatch(basis or "")
    if not found:
        return None
    amount = int(found["amount"]) * (1 if found["side"] == "after" else -1)
    return Hanging(anchor=found["anchor"], words=found["words"], amount=amount, unit=found["unit"])
