"""JSON of calendars: reading it within bounds, and taking out values of the type that is wanted or none."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from communique.errors import SourceError

Plain = Mapping[str, Any]


def loaded(data: bytes, base: str, name: str) -> Any:
    """What JSON holds, be it one value or one a line. Raises `SourceError` with the `name` of what it should be."""
    try:
        return json.loads(data)
    except RecursionError as error:
        raise SourceError(f"{base}: no {name}: nested too deep.") from error
    except ValueError as error:
        lines = [line for line in data.splitlines() if line.strip()]
        if len(lines) < 2:
            raise SourceError(f"{base}: no {name}: {error}.") from error
    try:
        return [json.loads(line) for line in lines]
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{base}: no {name}: {error}.") from error


def text(table: Any, *names: str) -> str:
    """The first of some values that is text with something in it, its blanks single."""
    for name in names:
        value = table.get(name) if isinstance(table, Mapping) else None
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""


def tables(table: Any, *names: str) -> list[Plain]:
    """The tables in the first of some lists that is there."""
    for name in names:
        value = table.get(name) if isinstance(table, Mapping) else None
        if isinstance(value, list) and value:
            return [item for item in value if isinstance(item, Mapping)]
    return []


def moment(value: str, zone: str = "", *, all_day: bool = False) -> date | datetime | None:
    """The day or time that ISO 8601 text gives, in a zone where it is known; `None` for what is none."""
    try:
        found = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    if all_day or len(value.strip()) <= len("2026-01-31"):
        return found.date()
    return found.replace(tzinfo=_zone(zone)) if found.tzinfo is None else _local(found, _zone(zone))


def _local(found: datetime, zone: ZoneInfo | None) -> datetime:
    return found.astimezone(zone) if zone is not None else found


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, LookupError):
        return None
