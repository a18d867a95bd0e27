"""Makes the tables of `communique.knowledge` from the written lists and the data: `python -m train.knowledge.build`."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from train.knowledge import forms, origins, states, supraverden, written
from train.knowledge.spelling import plain

TARGET = Path("src/communique/knowledge")
CREDIT = "# Made by train/knowledge; do not edit. Credit and licences: CREDIT.md."


def main() -> None:
    """Writes all tables; says how many rows each has. Raises `ValueError` where ids clash or a parent is missing."""
    countries = states.countries()
    cities = states.cities(countries)
    bodies = supraverden.complete(written.bodies(), {c.name for c in cities})
    check(bodies, {c.id for c in countries})
    known = forms.collect(countries, bodies, cities)
    write("countries.tsv", (_country(row) for row in countries))
    write("bodies.tsv", (_body(row) for row in bodies))
    write("cities.tsv", ("\t".join([c.id, c.name, c.country, "1" * c.capital, ";".join(c.names)]) for c in cities))
    write("forms.tsv", forms.grouped(known))
    write("given_names.tsv", given_names())
    write("origins.tsv", origins.rows())
    print(
        f"{len(bodies)} bodies, {len(countries)} countries, {len(cities)} cities, {len(known)} forms", file=sys.stderr
    )


def check(bodies: list[written.BodyRow], countries: set[str]) -> None:
    """Every id once, every parent and successor there, every member a country."""
    ids = [row.id for row in bodies]
    faults = [f"twice: {id}" for id in sorted(set(ids)) if ids.count(id) > 1]
    for row in bodies:
        faults += [f"{row.id}: no body {other}" for other in (row.parent, row.successor) if other and other not in ids]
        faults += [
            f"{row.id}: no country {m}" for m in row.members if m.lstrip("!+=?#-").split(":")[0] not in countries
        ]
    if faults:
        raise ValueError("\n".join(faults))


def write(name: str, rows: Iterable[str]) -> None:
    """One table, after the line that gives credit."""
    (TARGET / name).write_text("\n".join([CREDIT, *rows, ""]), encoding="utf-8")


def given_names() -> Iterator[str]:
    """One line for each of `m`, `f` and `u`; a name of both sexes goes to `u`."""
    genders: dict[str, set[str]] = {}
    for line in written.written_lines("given_names.txt"):
        gender, *names = plain(line).split(" ")
        for name in names:
            genders.setdefault(name, set()).add(gender)
    for gender in "mfu":
        listed = sorted(name for name, kinds in genders.items() if _one(kinds) == gender)
        yield " ".join([gender, *listed])


def _country(row: states.CountryRow) -> str:
    return "\t".join(
        [
            row.id,
            row.name,
            row.kind,
            row.official,
            ";".join([*row.names, *row.former]),
            ";".join(row.acronyms),
            ";".join(row.adjectives),
            ";".join(row.people),
            row.capital,
            ";".join(row.metonyms),
            row.alpha3,
            row.wikidata,
            ";".join(row.russian),
        ]
    )


def _body(row: written.BodyRow) -> str:
    return "\t".join(
        [
            row.id,
            row.name,
            row.kind,
            row.short,
            ";".join([*row.names, *row.generics]),
            ";".join(row.acronyms),
            row.parent,
            " ".join(row.members),
            row.seat,
            row.founded,
            row.ended,
            row.successor,
            row.wikidata,
            ";".join(row.russian),
            ";".join(row.french),
            ";".join(row.spanish),
        ]
    )


def _one(kinds: set[str]) -> str:
    """The only gender that a name is listed for, else `u`."""
    return min(kinds) if len(kinds) == 1 else "u"


if __name__ == "__main__":
    main()
