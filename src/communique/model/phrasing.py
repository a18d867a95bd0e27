"""EDTF dates in words for people; law: doubt is said, never dropped."""

from collections.abc import Mapping
from typing import Any

from communique.model.edtf import OPEN, Choice, Date, Interval, parse, qualifier


def in_words(edtf: str, words: Mapping[str, Any]) -> str:
    """An EDTF date for people, in the words of a language: its table `people`. Raises `BadDate`.

    >>> table = {"months": ["January"], "about": "about", "groups": {}}
    >>> in_words("2025-01~", table)
    'about January 2025'
    """
    value = parse(edtf)
    if isinstance(value, Choice):
        joint = f" {words['and' if value.every else 'or']} "
        return joint.join(_run(m, words) for m in value.members)
    if isinstance(value, Interval):
        return _run((value.start, value.end), words)
    return _date(value, words)


def _run(member: tuple[Date | str, Date | str] | Date, words: Mapping[str, Any]) -> str:
    if isinstance(member, Date):
        return _date(member, words)
    start, end = member
    if isinstance(start, str):
        return f"{words['until']} {_date(end, words)}" if isinstance(end, Date) else OPEN
    if isinstance(end, str):
        return f"{words['from']} {_date(start, words)}"
    if start.time or end.time or not (start.day and end.day) or start.year != end.year:
        return f"{_date(start, words)} {words['between']} {_date(end, words)}"
    if start.month == end.month:
        return f"{int(start.day)}–{_date(end, words)}"
    first = _date(Date(year="XXXX", month=start.month, day=start.day), words, year=False)
    return f"{first} {words['between']} {_date(end, words)}"


def _date(date: Date, words: Mapping[str, Any], *, year: bool = True) -> str:
    parts = [_month_and_day(date, words), _year(date, words) if year else ""]
    text = " ".join(part for part in parts if part)
    if date.year == "XXXX" and year:
        text = f"{parts[0]}, {words['no_year']}"
    if date.time:
        text += f" {words['at']} {date.time[:5]}" + _zone(date.time[8:])
    doubt = {"~": "about", "?": "uncertain", "%": "both"}.get(qualifier("".join(date.marks)))
    return f"{words[doubt]} {text}" if doubt else text


def _zone(zone: str) -> str:
    return f" {'UTC' if zone == 'Z' else 'UTC' + zone}" if zone else ""


def _month_and_day(date: Date, words: Mapping[str, Any]) -> str:
    if not date.month or date.month == "XX":
        return ""
    if int(date.month) > 12:
        return str(words["groups"][date.month])
    month = str(words["months"][int(date.month) - 1])
    return f"{int(date.day)} {month}" if date.day and date.day.isdigit() else month


def _year(date: Date, words: Mapping[str, Any]) -> str:
    year = date.year.removeprefix("Y")
    if year == "XXXX":
        return ""
    if year.endswith("XX"):
        return str(words["century"]).format(year.replace("X", "0"), year.replace("X", "9"))
    if year.endswith("X"):
        return str(words["decade"]).format(year.replace("X", "0"))
    number = int(year)
    return str(number) if number > 0 else f"{1 - number} {words['bc']}"
