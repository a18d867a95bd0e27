"""iCalendar files: each event a notice; law: a broken event is refused by itself, and no rule of repetition is run."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any
from urllib.parse import quote

from communique.errors import SourceError
from communique.model.reading import Refused
from communique.sources.entries.markup import text_of
from communique.sources.entries.notice import Notice, last_day

_LARGEST = 1_000_000
"""Bytes of one event: a whole calendar of a secretariat has less."""
_BEGIN, _END = re.compile(rb"BEGIN:VEVENT\s*", re.IGNORECASE), re.compile(rb"END:VEVENT\s*", re.IGNORECASE)
_CANCEL = re.compile(rb"^METHOD:CANCEL\s*$", re.IGNORECASE | re.MULTILINE)
_HEAD = 65_536
_STATES = {"TENTATIVE": "tentative", "CANCELLED": "cancelled"}


def events(data: bytes, base: str) -> Iterator[Notice | Refused]:
    """The events of a calendar in its order. Raises `SourceError` where it is none."""
    if b"BEGIN:VCALENDAR" not in data[:_HEAD].upper():
        raise SourceError(f"{base}: no iCalendar file.")
    called_off = _CANCEL.search(data[:_HEAD]) is not None
    for number, block in enumerate(_blocks(data), 1):
        yield _event(block, f"{base}#{number}", base, called_off)


def _blocks(data: bytes) -> Iterator[bytes]:
    """The lines of each event, no more than just over the limit; one that never ends goes up to the end of the file."""
    block: bytearray | None = None
    for line in BytesIO(data):
        if _BEGIN.fullmatch(line):
            block = bytearray()
        if block is None:
            continue
        if len(block) <= _LARGEST:
            block += line
        if _END.fullmatch(line):
            yield bytes(block)
            block = None
    if block is not None:
        yield bytes(block)


def _event(block: bytes, where: str, base: str, called_off: bool) -> Notice | Refused:
    from icalendar import Calendar  # slow to import

    if len(block) > _LARGEST:
        return Refused(source=where, reason=f"an event of more than {_LARGEST:,} bytes")
    try:
        text = block.decode("utf-8", errors="replace")
        found = Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{text}\r\nEND:VCALENDAR\r\n").walk("VEVENT")
        return _notice(found[0], where, base, called_off) if found else Refused(source=where, reason="no event in it")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        return Refused(source=where, reason=f"a broken event: {' '.join(str(error).split())[:200]}")


def _notice(event: Any, where: str, base: str, called_off: bool) -> Notice | Refused:
    title, start = _text(event, "SUMMARY"), _moment(event, "DTSTART")
    if not title or start is None:
        return Refused(source=where, reason=f"an event without a {'start' if title else 'title'}")
    end = _moment(event, "DTEND") or (start + event["DURATION"].dt if "DURATION" in event else None)
    replaced = _moment(event, "RECURRENCE-ID")
    state = "cancelled" if called_off else _STATES.get(_text(event, "STATUS").upper(), "confirmed")
    return Notice(
        address=_address(event, where, base, replaced),
        title=title,
        start=start,
        end=last_day(end, start),
        place=_text(event, "LOCATION"),
        organiser=_organiser(event),
        description=text_of(_text(event, "DESCRIPTION", keep_lines=True)),
        state=state,
        moved=replaced if replaced is not None and replaced != start else None,
        updated=_day(_moment(event, "LAST-MODIFIED") or _moment(event, "CREATED")),
        url=_text(event, "URL") or None,
    )


def _address(event: Any, where: str, base: str, replaced: date | None) -> str:
    uid = _text(event, "UID")
    occasion = f"@{replaced.isoformat()}" if replaced is not None else ""
    return f"{base}#{quote(uid, safe='@:/-.')}{occasion}" if uid else where


def _text(event: Any, name: str, *, keep_lines: bool = False) -> str:
    value = event.get(name)
    first = value[0] if isinstance(value, list) and value else value
    text = "" if first is None or isinstance(first, list) else str(first)
    return text.strip() if keep_lines else " ".join(text.split())


def _moment(event: Any, name: str) -> date | datetime | None:
    value = event.get(name)
    found = getattr(value[0] if isinstance(value, list) and value else value, "dt", None)
    return found if isinstance(found, date) else None


def _day(moment: date | None) -> str | None:
    return moment.isoformat()[:10] if moment else None


def _organiser(event: Any) -> str:
    """The name of who organises it; an address of mail alone names nobody."""
    value = event.get("ORGANIZER")
    name = value.params.get("CN") if hasattr(value, "params") else None
    found = " ".join(str(name or "").split())
    return "" if "@" in found else found
