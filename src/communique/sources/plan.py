"""Which sources to follow: a TOML file with a table `[[source]]` each; law: a plan is right as a whole or refused."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from communique.errors import SourceError
from communique.sources.entries import HELD

LISTS = ("feed", "sitemap", "page")
KINDS = (*LISTS, "folder", *HELD)
_EVERY = re.compile(r"([1-9]\d{0,8}) ?(s|m|h|d)")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A source to follow.

    `kind` is one of `KINDS`; `url` an address, or the path of a folder, calendar or archive of mails; `pattern` the
    regular expression that the addresses of what it offers must match; `every` seconds between two looks; `limit` the
    most new items of one look; `again` has pages looked at again, as they may be edited; `keep` is the folder in which
    what was fetched is kept; `allow_private` lets it reach private and loopback addresses.
    """

    name: str
    kind: str
    url: str
    pattern: str = ""
    every: int = 3600
    limit: int = 50
    again: bool = True
    keep: str = ""
    allow_private: bool = False


def read_plan(path: Path) -> tuple[Followed, ...]:
    """The sources of a file, in its order. Raises `SourceError`, naming the table and what is wrong with it."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: no TOML: {error}") from error
    tables, keep = told.get("source", []), told.get("keep", "")
    if not isinstance(tables, list) or not tables:
        raise SourceError(f"{path}: no table [[source]] in it.")
    if unknown := set(told) - {"source", "keep"}:
        raise SourceError(f"{path}: unknown {sorted(unknown)[0]!r}. Known: keep, and tables [[source]].")
    found = tuple(
        _placed(_followed(f"{path}: source {n}", {"keep": keep, **table}), path.parent)
        for n, table in enumerate(tables, 1)
    )
    twice = next((name for name, times in Counter(f.name for f in found).items() if times > 1), None)
    if twice is not None:
        raise SourceError(f"{path}: two sources named {twice!r}.")
    return found


def _followed(where: str, table: Mapping[str, Any]) -> Followed:
    known = {f.name for f in fields(Followed)}
    if unknown := set(table) - known:
        raise SourceError(f"{where}: unknown {sorted(unknown)[0]!r}. Known: {', '.join(sorted(known))}.")
    for wrong in _wrong(table):
        raise SourceError(f"{where}: {wrong}")
    return Followed(**{**table, "every": _seconds(str(table.get("every", "1h")))})


def _placed(source: Followed, folder: Path) -> Followed:
    """The source with its paths, which are those beside the plan."""
    url = source.url if "://" in source.url else str(folder / source.url)
    return replace(source, url=url, keep=str(folder / source.keep) if source.keep else "")


def _wrong(table: Mapping[str, Any]) -> Iterator[str]:
    for name in ("name", "kind", "url"):
        if not isinstance(table.get(name), str) or not table[name]:
            yield f"{name} is missing."
    if table.get("kind") not in KINDS:
        yield f"no kind {table.get('kind')!r}. Known: {', '.join(KINDS)}."
    if (table["kind"] in LISTS or "://" in table["url"]) and not _is_web(table["url"]):
        yield f"{table['url']!r} is no http or https address."
    if not _EVERY.fullmatch(str(table.get("every", "1h"))):
        yield f"every is {table['every']!r}; write it as 90s, 15m, 6h or 1d."
    if type(table.get("limit", 1)) is not int or table.get("limit", 1) < 1:
        yield "limit is a whole number above nought."
    for name in ("allow_private", "again"):
        if not isinstance(table.get(name, False), bool):
            yield f"{name} is true or false."
    if not isinstance(table["keep"], str):
        yield "keep is the path of a folder."
    try:
        re.compile(table.get("pattern", ""))
    except (re.error, TypeError) as error:
        yield f"pattern is no regular expression: {error}."
    if table["kind"] == "page" and not table.get("pattern"):
        yield "a page needs a pattern for the addresses that are its items."


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _seconds(every: str) -> int:
    found = _EVERY.fullmatch(every)
    return int(found[1]) * _UNITS[found[2]] if found else 0
