"""Meetings as iCalendar (RFC 5545, 7986); law: a meeting keeps its UID, and a change raises its SEQUENCE."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.model.icalendar import icalendar
from communique.web.words import name, title, when

Plain = Mapping[str, Any]
_STATUS = {"tentative": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}


def calendar(items: Iterable[Plain], called: str, root: str) -> bytes:
    """The meetings that have days as one calendar; `root` is the address of the desk, without a slash at its end."""
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
        lines += _event(item, root)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line)).encode()


def _event(item: Plain, root: str) -> list[str]:
    span = icalendar(item["date"]) if item.get("date") and "XXXX" not in item["date"] else None
    if span is None:
        return []
    lines = ["BEGIN:VEVENT", f"UID:{item['id']}@communique", f"DTSTAMP:{_stamp(item)}", span[0]]
    lines += [span[1]] if span[1][5:] != span[0][7:] else []  # an end that is the start itself is left out
    lines += [f"SEQUENCE:{sequence(item)}", f"STATUS:{_STATUS.get(item['status'], 'CONFIRMED')}"]
    lines += [f"SUMMARY:{_text(summary(item))}", f"DESCRIPTION:{_text(_description(item))}"]
    lines += [f"LOCATION:{_text(item['place'])}"] if item.get("place") else []
    lines += [f"CATEGORIES:{_text(item['kind'])}", f"URL:{root}/meetings/{item['id']}", "TRANSP:TRANSPARENT"]
    return [*lines, "END:VEVENT"]


def sequence(item: Plain) -> int:
    """How often what is known of the meeting has changed: a report and a step of its history count one each."""
    return max(len(item["reports"]) - 1, 0) + len(item.get("history", ())) + len(item.get("decisions", ()))


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
    days = [str(report.get("published") or "")[:10] for report in item["reports"]]
    last = max((day for day in days if len(day) == 10), default="1970-01-01")
    return f"{last.replace('-', '')}T000000Z"


def _text(value: str) -> str:
    clean = "".join(c for c in value if c >= " " or c == "\n")
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        clean = clean.replace(plain, escaped)
    return clean


def _fold(line: str) -> Iterator[str]:
    """Lines of at most 75 bytes, none cut within a character."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > 74:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part
