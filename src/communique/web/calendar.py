"""Meetings as iCalendar (RFC 5545, 7986); law: a meeting keeps its UID, and a change raises its SEQUENCE."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from communique.model.days import number
from communique.model.icalendar import icalendar
from communique.web.words import name, title, when

Plain = Mapping[str, Any]
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_LINE = 74
_NONE: Mapping[str, int] = {}
_STATUS = {"tentative": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}


def calendar(items: Iterable[Plain], called: str, root: str, decided: Mapping[str, int] = _NONE) -> bytes:
    """The meetings that have days as one calendar; `root` is the address of the desk, without a slash at its end.

    `decided` says how often something was decided about each document.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Communique//Desk//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(called)}",
        f"X-WR-CALNAME:{_text(called)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for item in items:
        lines += _event(item, root, decided)
    lines.append("END:VCALENDAR")
    return b"\r\n".join([folded for line in lines for folded in _fold(line.encode())]) + b"\r\n"


def _event(item: Plain, root: str, decided: Mapping[str, int]) -> list[str]:
    span = _span(item["date"]) if item.get("date") and "XXXX" not in item["date"] else None
    if span is None:
        return []
    latest = _latest(item)
    stamp = f"{latest.replace('-', '')}T000000Z"  # so the same register gives the same bytes
    lines = ["BEGIN:VEVENT", f"UID:{item['id']}@communique", f"DTSTAMP:{stamp}", span[0]]
    lines += [span[1]] if span[1][5:] != span[0][7:] else []  # an end that is the start itself is left out
    lines += [f"SEQUENCE:{_sequence(item, latest, decided)}", f"STATUS:{_STATUS.get(item['status'], 'CONFIRMED')}"]
    lines += [f"SUMMARY:{_text(summary(item))}", f"DESCRIPTION:{_text(_description(item))}"]
    lines += [f"LOCATION:{_text(item['place'])}"] if item.get("place") else []
    lines += [f"CATEGORIES:{_text(item['kind'])}", f"URL:{root}/meetings/{item['id']}", "TRANSP:TRANSPARENT"]
    return [*lines, "END:VEVENT"]


@lru_cache(maxsize=8192)
def _span(date: str) -> tuple[str, str] | None:
    return icalendar(date)


def _sequence(item: Plain, latest: str, decided: Mapping[str, int]) -> int:
    """A number that rises with what becomes known: the day of the latest report, the reports, decisions about them.

    The day counts most, as later reports can part a record in two, and then it has fewer.
    """
    documents = {report.get("document_id") for report in item["reports"]}
    more = sum(decided.get(str(id), 0) for id in documents) if decided else 0
    return max(_since(latest), 0) + max(len(item["reports"]) - 1, 0) + more


@lru_cache(maxsize=8192)
def _since(day: str) -> int:
    """The days from the first that computers count to another."""
    year, month, of_month = (int(part) for part in day.split("-"))
    return number(year, month, of_month) - number(1970, 1, 1)


def _latest(item: Plain) -> str:
    days = [str(report.get("published") or "")[:10] for report in item["reports"]]
    return max((day for day in days if _DAY.fullmatch(day)), default="1970-01-01")


def summary(item: Plain) -> str:
    """What the entry is called; that it is called off or not sure is said there too, for what shows nothing else."""
    mark = {"cancelled": "Cancelled: ", "postponed": "Postponed: ", "tentative": "Tentative: "}
    return mark.get(item["status"], "") + title("meeting", item)


def _description(item: Plain) -> str:
    lines = [f"{when(item['date'])} ({item['status']})"]
    lines += [f"Participants: {name(item['participants'])}"] if item.get("participants") else []
    lines += [f"Agenda: {'; '.join(item['agenda'])}"] if item.get("agenda") else []
    lines += [
        f"{report['document']}: “{report['evidence'][0]}”" for report in item["reports"][:3] if report["evidence"]
    ]
    return "\n".join(lines)


_ESCAPED = {code: None for code in range(32) if code != 10} | {92: "\\\\", 59: "\\;", 44: "\\,", 10: "\\n"}


def _text(value: str) -> str:
    return value.translate(_ESCAPED)


def _fold(line: bytes) -> Sequence[bytes]:
    """Lines of at most 75 bytes, none cut within a character."""
    if len(line) <= _LINE:
        return (line,)
    made, start, size = [], 0, _LINE
    while len(line) - start > size:
        end = start + size
        while line[end] & 0b1100_0000 == 0b1000_0000:
            end -= 1
        made.append(line[start:end])
        start, size = end, _LINE - 1
    return [made[0], *(b" " + part for part in (*made[1:], line[start:]))]
