"""What a reader asks of a list: filters, sort and place, as its address says; law: the address holds all of it."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

LARGEST = 500
USUAL = 50
_STEERING = ("sort", "after", "limit")


class BadQuery(Exception):
    """A part of an address that cannot be understood; its text is for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """The parts of an address: `filters` by name with their values, `sort` (with `-`: backwards), `after`, `limit`."""

    path: str
    filters: Mapping[str, tuple[str, ...]]
    sort: str = ""
    after: str = ""
    limit: int = USUAL

    def first(self, name: str) -> str:
        """The first value of a filter, or nothing."""
        return next(iter(self.filters.get(name, ())), "")

    def address(self, suffix: str = "", /, **changed: str | None) -> str:
        """The address of the same list with other parts; `None` takes a filter out; a list begins anew."""
        parts = [(n, v) for n, values in self.filters.items() if n not in changed for v in values]
        parts += [("sort", self.sort)] if self.sort and "sort" not in changed else []
        parts += [("limit", str(self.limit))] if self.limit != USUAL else []
        parts += [(n, v) for n, v in changed.items() if v is not None]
        return f"{self.path}{suffix}" + (f"?{urlencode(parts)}" if parts else "")


def parse(path: str, pairs: Sequence[tuple[str, str]], known: Sequence[str]) -> Query:
    """The query of an address. Raises `BadQuery` for a part that is not known or cannot be."""
    filters: dict[str, tuple[str, ...]] = {}
    steering: dict[str, str] = {}
    for name, value in pairs:
        if "\0" in value:
            raise BadQuery(f"{name[:40]} has a character that no text has.")
        if name in _STEERING:
            steering[name] = value
        elif name in known:
            filters[name] = (*filters.get(name, ()), value) if value else filters.get(name, ())
        else:
            raise BadQuery(f"No part named {name!r} here. Known: {', '.join((*known, *_STEERING))}.")
    kept = {name: values for name, values in filters.items() if values}
    limit = _limit(steering.get("limit", ""))
    return Query(path=path, filters=kept, sort=steering.get("sort", ""), after=steering.get("after", ""), limit=limit)


def _limit(text: str) -> int:
    if not text:
        return USUAL
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= LARGEST):
        raise BadQuery(f"limit is {text[:20]!r}, but must be a number from 1 to {LARGEST}.")
    return int(text)


def cursor(key: Sequence[Any]) -> str:
    """A place in a sorted list as a word for an address."""
    return base64.urlsafe_b64encode(json.dumps(list(key), ensure_ascii=False).encode()).decode().rstrip("=")


def offset(after: str) -> int:
    """How many items a numbered place leaves out; what is no number leaves out none."""
    return int(after) if after.isascii() and after.isdigit() and len(after) < 7 else 0


def place(text: str) -> list[Any]:
    """The place that a cursor names. Raises `BadQuery`."""
    try:
        found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(part, str | int) for part in found):
        raise BadQuery("after is no place in this list; take it from the list's own `next`.")
    return found
