"""The conformance cases of Recognizers-Text that ask for a date or a range of days, and why some are not ours.

A case is right where an expression that we find meets the words that it asks for, and means the same days as one of
the values that it allows. Cases that our policy answers otherwise are counted apart, by reason.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.extract.dates import find
from communique.model.days import number
from communique.model.edtf import parse
from communique.model.times import TimeExpression

_DAYS = {"datetimeV2.date", "datetimeV2.daterange"}
_OTHERWISE = (
    (
        r"^(from |between |on |this |next |friday |from this (friday )?)?\d{1,2}[/.-]\d{1,2}\b(?![/-]\d)",
        "numbers such as 10/1 without a year are no dates",
    ),
    (r"^\d{8}$", "digits run together are no dates"),
    (
        r"^the (day|week|month|year|fortnight)$|^(the )?year to date$|business day|work(ing )?week|to date|till date",
        "no date behind it, or office terms",
    ),
    (
        r"^(last|previous|past|following|next|this) (mon|tues|wednes|thurs|fri|satur|sun)day|previous week -",
        "last Tuesday: the latest before, the following: the first after",
    ),
    (
        r"^(eoy|otd|cy18|w/c .*|may|dec|between august and october|may to march)$",
        "office shorthand, and months that are other words in lower case",
    ),
    (r"\d+/\d+/\d{4} ?- ?\d|\d-\d{1,2}/\d|\d+-\d+-\d{4}-\d", "a range of dates in numbers that can be read both ways"),
    (r"more than|less than|at least|no later|within", "a bound, which we leave to the words before it"),
)


@dataclass
class Conformance:
    """How many cases are right, how many wrong, and how many our policy answers otherwise, by reason."""

    right: int = 0
    wrong: int = 0
    otherwise: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        share = 100 * self.right / max(1, self.right + self.wrong)
        reasons = "".join(f"\n    not in our policy: {n} {reason}" for reason, n in self.otherwise.most_common())
        return f"right {share:.1f} % of {self.right + self.wrong}{reasons}"


def run(path: Path) -> Conformance:
    """The conformance of Communiqué."""
    result = Conformance()
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        asked = case["Results"]
        if not asked or any(r.get("TypeName") not in _DAYS or not r["Resolution"] for r in asked):
            continue
        published = case.get("Context", {}).get("ReferenceDateTime", "")[:10] or None
        found = find(case["Input"], published=published)
        for wanted in asked:
            _judge(case, wanted, found, result)
    return result


def _judge(
    case: dict[str, Any], wanted: dict[str, Any], found: tuple[TimeExpression, ...], result: Conformance
) -> None:
    meeting = [e for e in found if e.start <= wanted["End"] and wanted["Start"] < e.end]
    values = wanted["Resolution"]["values"]
    if any(_same(e, value) for e in meeting for value in values):
        result.right += 1
    elif reason := _reason(wanted, values, meeting):
        result.otherwise[reason] += 1
    else:
        result.wrong += 1
        got = [(e.text, e.edtf, e.relation) for e in meeting]
        day = case.get("Context", {}).get("ReferenceDateTime", "")[:10]
        result.misses.append(f"{case['Input']!r} ({day}): {wanted['Text']!r} {_brief(values)} | {got}")


def _brief(values: list[dict[str, str]]) -> str:
    return "; ".join(v.get("value") or f"{v.get('start', '')}..{v.get('end', '')} {v.get('Mod', '')}" for v in values)


def _days(expression: TimeExpression) -> tuple[int, int] | None:
    return parse(expression.edtf).days if expression.edtf else None


def _number(text: str) -> int:
    year, month, day = (int(n) for n in text[:10].split("-"))
    return number(year, month, day)


def _same(expression: TimeExpression, value: dict[str, str]) -> bool:
    days = _days(expression)
    if days is None:
        return False
    if "value" in value:
        try:
            return days == (_number(value["value"]),) * 2 or (
                (expression.edtf or "")[0] == "[" and value["value"][:10] in (expression.edtf or "")
            )
        except ValueError:
            return False
    start, end = value.get("start"), value.get("end")
    mod = value.get("Mod", "")
    if mod.startswith(("start", "mid", "end")) and expression.timex == value.get("timex"):
        return True
    if start and end:
        return days[0] == _number(start) and days[1] in (_number(end) - 1, _number(end))
    if start:
        return _number(start) in (days[0], days[1] + 1) if mod == "after" else days[0] == _number(start)
    return bool(end) and (
        days[0] == _number(end) if mod == "before" else _number(end or "") in (days[1], days[1] + 1, days[0])
    )


def _reason(wanted: dict[str, Any], values: list[dict[str, str]], meeting: list[TimeExpression]) -> str | None:
    """Why our policy answers a case otherwise, if it does."""
    text = wanted["Text"]
    if values[0].get("value") == "not resolved":
        return "asks for no resolution"
    if any(e.kind in ("duration", "frequency") for e in meeting):
        return "a length of time or a frequency, which we never turn into a date"
    if (
        any(s.verb == "shift" and s.unit in ("week", "month", "year") for e in meeting for s in e.operation)
        and "value" in values[0]
    ):
        return "an offset in weeks, months or years: we keep its grain"
    for pattern, reason in _OTHERWISE:
        if re.search(pattern, text):
            return reason
    if re.search(r"week of", text):
        return "a week of a month or year: we count the first and last seven days"
    narrow = any(re.search("start|mid|end", v.get("Mod", "")) for v in values) or re.search(
        "later|earlier|rest|remain", text
    )
    if narrow and any(_within(v, e) for e in meeting for v in values):
        return "early, late, mid, later, rest of: we give the whole unit"
    if any(e.parts and _within(v, e) for e in meeting for v in values):
        return "a range of units: its last unit belongs to it whole"
    return None


def _within(value: dict[str, str], expression: TimeExpression) -> bool:
    days = _days(expression)
    start, end = value.get("start", value.get("value")), value.get("end", value.get("value"))
    return bool(days and (start is None or days[0] <= _number(start)) and (end is None or _number(end) - 1 <= days[1]))


def lines(result: Conformance) -> Iterator[str]:
    """The cases that are wrong."""
    yield from result.misses
