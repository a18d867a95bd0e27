"""Countries and cities: the written lists, with codes and official names from the country-codes table (PDDL)."""

import csv
from dataclasses import dataclass
from pathlib import Path

from train.knowledge.spelling import plain, slug
from train.knowledge.written import fields, pieces, written_lines

CODES = Path("../shared/data/knowledge/country-codes/country-codes.csv")


@dataclass(kw_only=True)
class CountryRow:
    """A country while it is being put together; `former` are names it no longer has."""

    id: str
    name: str
    kind: str
    official: str
    names: list[str]
    former: list[str]
    acronyms: list[str]
    adjectives: list[str]
    people: list[str]
    capital: str
    metonyms: list[str]
    alpha3: str
    wikidata: str
    russian: list[str]


@dataclass(kw_only=True)
class CityRow:
    """A city while it is being put together."""

    id: str
    name: str
    country: str
    capital: bool
    names: list[str]


def countries() -> list[CountryRow]:
    """The countries that were written down, completed."""
    with CODES.open(encoding="utf-8") as file:
        codes = {row["ISO3166-1-Alpha-2"].lower(): row for row in csv.DictReader(file)}
    return [_country(line.split("|"), codes) for line in written_lines("countries.txt")]


def _country(cells: list[str], codes: dict[str, dict[str, str]]) -> CountryRow:
    id, name, adjectives, people, capital = (plain(cell) for cell in cells[:5])
    extra, code = fields(cells[5:]), codes.get(id, {})
    words = pieces(adjectives, ",")
    official = code.get("UNTERM English Formal", "").removeprefix("the ").replace("(the)", "").strip()
    russian = [plain(code.get(f"UNTERM Russian {form}", "").split("(")[0]) for form in ("Short", "Formal")]
    return CountryRow(
        id=id,
        name=name,
        kind=extra.get("k", "state"),
        official=plain(official) if plain(official) != name else "",
        names=pieces(extra.get("n", "")),
        former=pieces(extra.get("f", "")),
        acronyms=pieces(extra.get("a", "")),
        adjectives=words,
        people=[f"{w}s" for w in words] if people == "-" else pieces(people, ","),
        capital=capital,
        metonyms=pieces(extra.get("m", "")),
        alpha3=code.get("ISO3166-1-Alpha-3", "").lower(),
        wikidata=code.get("wikidata_id", "").rsplit("/", 1)[-1],
        russian=[r for r in dict.fromkeys(russian) if r],
    )


def cities(known: list[CountryRow]) -> list[CityRow]:
    """The cities that were written down (`code: City = Other name, City`), and every capital."""
    rows: dict[tuple[str, str], CityRow] = {}
    for line in written_lines("cities.txt"):
        code, _, listed = line.partition(":")
        for piece in pieces(listed, ","):
            name, *others = pieces(piece, "=")
            rows[code, name] = CityRow(id="", name=name, country=code.strip(), capital=False, names=others)
    for country in known:
        if country.capital and country.kind != "former":
            city = rows.get((country.id, country.capital))
            rows[country.id, country.capital] = CityRow(
                id="", name=country.capital, country=country.id, capital=True, names=city.names if city else []
            )
    ordered = sorted(rows.values(), key=lambda c: (c.name, not c.capital, c.country))
    names = [slug(c.name) for c in ordered]
    for city, base in zip(ordered, names, strict=True):
        city.id = f"city:{base}" if names.count(base) == 1 else f"city:{base}-{city.country}"
    return ordered
