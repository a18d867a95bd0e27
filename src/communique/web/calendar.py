"""Meetings as iCalendar (RFC 5545, 7986); law: a meeting keeps its UID, and a change raises its SEQUENCE."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.model.days import number
from communique.model.icalendar import icalendar
from communique.web.words import name, title, when

Plain = Mapping[str, Any]
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
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
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line)).encode()


def _event(item: Plain, root: str, decided: Mapping[str, int]) -> list[str]:
    span = icalendar(item["date"]) if item.get("date") and "XXXX" not in item["date"] else None
    if span is None:
        return []
    lines = ["BEGIN:VEVENT", f"UID:{item['id']}@communique", f"DTSTAMP:{_stamp(item)}", span[0]]
    lines += [span[1]] if span[1][5:] != span[0][7:] else []  # an end that is the start itself is left out
    lines += [f"SEQUENCE:{sequence(item, decided)}", f"STATUS:{_STATUS.get(item['status'], 'CONFIRMED')}"]
    lines += [f"SUMMARY:{_text(summary(item))}", f"DESCRIPTION:{_text(_description(item))}"]
    lines += [f"LOCATION:{_text(item['place'])}"] if item.get("place") else []
    lines += [f"CATEGORIES:{_text(item['kind'])}", f"URL:{root}/meetings/{item['id']}", "TRANSP:TRANSPARENT"]
    return [*lines, "END:VEVENT"]


def sequence(item: Plain, decided: Mapping[str, int]) -> int:
    """A number that rises with what becomes known: the day of the latest report, the reports, decisions about them.

    The day counts most, as later reports can part a record in two, and then it has fewer.
    """
    documents = {report.get("document_id") for report in item["reports"]}
    year, month, day = (int(part) for part in _latest(item).split("-"))
    days = number(year, month, day) - number(1970, 1, 1)
    return max(days, 0) + max(len(item["reports"]) - 1, 0) + sum(decided.get(str(id), 0) for id in documents)


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


def _stamp(item: Plain) -> str:
    """The last day of a report as the time of the entry, so that the same register gives the same bytes."""
    return f"{_latest(item).replace('-', '')}T000000Z"


def _text(value: str) -> str:
    clean = "".join(c for c in value if c >= " " or c == "\n")
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        clean = clean.replace(plain, escaped)
    return clean


def _fold(line: str) -> Iterator[str]:
    """Lines of at most 75 bytes, none cut within a character."""
    if len(line) <= 74 and line.isascii():
        yield line
        return
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > 74:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part
