"""Records in words for people: what one is called, when it is, where it stands."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from communique.export.phrases import date_in_words, ordinal

Plain = Mapping[str, Any]

LABELS = {
    "meetings": "Meetings",
    "people": "People",
    "bodies": "Bodies",
    "acts": "Acts",
    "programmes": "Programmes",
    "memberships": "Memberships",
    "posts": "Offices",
    "statements": "Statements",
    "documents": "Documents",
}
_FEW = 4


def name(value: Any) -> str:
    """A value as people write it: a reference by its name, a list joined by commas, a share in per cent."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return str(value.get("name", ""))
    if isinstance(value, list | tuple):
        return ", ".join(name(item) for item in value)
    if isinstance(value, float):
        return f"{value:.0%}"
    return str(value)


def in_words(field: str, value: Any) -> str:
    """The value of a field as people write it."""
    if field in ("date", "period") and isinstance(value, str):
        return when(value)
    if field in ("progress", "value") and isinstance(value, list | tuple) and len(value) == 2:
        return f"{value[0]} of {value[1]}"
    if field == "ordinal" and isinstance(value, int):
        return ordinal(value)
    return name(value)


@lru_cache(maxsize=8192)
def when(date: str | None) -> str:
    """An EDTF date in words; a clock stands behind the day."""
    if not date:
        return ""
    day, clock, rest = date.partition("T")
    if "/" in rest or date[:1] in "[{":
        return date
    return f"{date_in_words(day)}, {rest[:5]}{_zone(rest[8:])}" if clock else date_in_words(day)


def _zone(zone: str) -> str:
    return "" if not zone else " UTC" if zone == "Z" else f" UTC{zone}"


def brief(day: str | None) -> str:
    """A day without weekday and year, for the margin of a list.

    >>> brief("2026-11-03"), brief("2026-11")
    ('3 Nov', 'November 2026')
    """
    words = when(day).split()
    return f"{words[1]} {words[2][:3]}" if len(words) == 4 else when(day)


def title(kind: str, item: Plain) -> str:
    """What a record or document is called, in one line."""
    return _TITLES[kind](item) if kind in _TITLES else name(item.get("name")) or str(item.get("id"))


def _meeting(item: Plain) -> str:
    kind = "meeting" if item["kind"] in ("other", None) else item["kind"]
    if item.get("ordinal"):
        kind = f"{ordinal(item['ordinal'])} {kind}"
    if item.get("body"):
        return f"{name(item['body'])}: {kind}"
    who = item.get("participants") or []
    few = name(who[:_FEW]) + (f" and {len(who) - _FEW} more" if len(who) > _FEW else "")
    return f"{kind[:1].upper()}{kind[1:]}" + (f": {few}" if few else "")


def _post(item: Plain) -> str:
    return f"{name(item['person'])}: {office(item)}"


def office(item: Plain) -> str:
    """The office of a post or speaker with its body."""
    return " of ".join(filter(None, (name(item.get("role")), name(item.get("of")))))


def _membership(item: Plain) -> str:
    return f"{name(item['member'])}: {item['status']} of {name(item['body'])}"


def _programme(item: Plain) -> str:
    return " ".join(filter(None, (name(item.get("count")), name(item["name"]))))


def _statement(item: Plain) -> str:
    said = name(item["content"])
    return f"{name(item['speaker'])}: {shortened(said, 90)}"


def _document(item: Plain) -> str:
    return item.get("title") or shortened(item.get("text") or "", 90) or str(item["id"])


def shortened(text: str, length: int) -> str:
    """The text up to a blank before `length` characters, with an ellipsis where something is left out."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


_TITLES = {
    "meeting": _meeting,
    "post": _post,
    "membership": _membership,
    "programme": _programme,
    "statement": _statement,
    "document": _document,
}
