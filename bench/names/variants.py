"""Spellings of real office-holders' names: the CAMEO actor list's entries with dated offices and their other forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

CAMEO = Path("../shared/data/knowledge/cameo/Phoenix.Countries.actors.txt")
_NAME = re.compile(r"(?P<more>\+?)(?P<name>[A-Z][A-Z_'.-]+?)_?\s*(?:[;\[#].*)?$")
_DATED = re.compile(r"\[([A-Z]{3})(?:GOV|ELI|MIL|OPP)\w*\s+[<>]?\d{6}")
_TITLES = frozenset(
    [
        "ACTING",
        "PRESIDENT",
        "MINISTER",
        "FOREIGN",
        "PRIME",
        "DEFENSE",
        "DEFENCE",
        "FINANCE",
        "INTERIOR",
        "GENERAL",
        "SECRETARY",
        "CHANCELLOR",
        "PREMIER",
        "LEADER",
        "KING",
        "QUEEN",
        "PRINCE",
        "SHEIKH",
        "SHEIK",
        "SENATOR",
        "DEPUTY",
        "VICE",
        "CHAIRMAN",
        "GOVERNOR",
        "AMBASSADOR",
        "CHIEF",
        "OF",
        "STATE",
        "EMIR",
        "SULTAN",
        "AYATOLLAH",
        "COLONEL",
        "MAJOR",
        "OIL",
        "POPE",
        "FORMER",
        "DIRECTOR",
        "PRESIDENT-ELECT",
        "BUNDESKANZLER",
        "ADMINISTRATION",
        "GOVERNMENT",
    ]
)


@dataclass(frozen=True)
class Person:
    """An office-holder: the spellings of the name, and the country of the first office (ISO 3166 alpha-3)."""

    names: tuple[str, ...]
    country: str


def persons() -> list[Person]:
    """All with two spellings of at least two words, titles left out."""
    return [p for p in _entries() if len(p.names) > 1]


def _entries() -> Iterator[Person]:
    names: list[str] = []
    country = ""
    for line in CAMEO.read_text(encoding="latin-1").splitlines():
        found = _NAME.match(line)
        if found and not found["more"]:
            if names and country:
                yield Person(tuple(dict.fromkeys(names)), country)
            names, country = [], ""
        if found and not _TITLES & set(re.split("[_ ]", found["name"])) and "_" in found["name"].strip("_"):
            names.append(found["name"].replace("_", " ").title())
        dated = _DATED.search(line)
        country = country or (dated[1] if dated else "")
    if names and country:
        yield Person(tuple(dict.fromkeys(names)), country)


def pairs(people: list[Person]) -> Iterator[tuple[str, str, bool]]:
    """All pairs of names of one country, and whether they are one person's."""
    countries: dict[str, list[tuple[int, str]]] = {}
    for number, person in enumerate(people):
        countries.setdefault(person.country, []).extend((number, name) for name in person.names)
    for named in countries.values():
        yield from ((a, b, i == j) for (i, a), (j, b) in combinations(named, 2))
