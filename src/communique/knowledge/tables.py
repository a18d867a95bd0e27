"""The shipped tables, read once: tab-separated files that `train/knowledge` makes."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from communique.knowledge.things import Body, City, Country, Membership, Thing

_STATUS = {
    "": "member",
    "!": "founder",
    "+": "partner",
    "=": "observer",
    "?": "candidate",
    "#": "suspended",
    "-": "left",
}


def lines(name: str) -> Iterator[str]:
    """The lines of a shipped file, without its comment lines."""
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    return (line for line in text.split("\n") if line and not line.startswith("#"))


@cache
def countries() -> tuple[Country, ...]:
    """All known states, territories and former states."""
    return tuple(_country(line.split("\t")) for line in lines("countries.tsv"))


@cache
def bodies() -> tuple[Body, ...]:
    """All known intergovernmental bodies and their organs."""
    return tuple(_body(line.split("\t")) for line in lines("bodies.tsv"))


@cache
def cities() -> tuple[City, ...]:
    """Capitals and other places where states meet."""
    return tuple(_city(line.split("\t")) for line in lines("cities.tsv"))


@cache
def given_names() -> Mapping[str, str]:
    """Persons' given names, each with `m`, `f` or `u` (either)."""
    return {name: row[0] for row in lines("given_names.tsv") for name in row[2:].split(" ")}


@cache
def leaders() -> Mapping[str, str]:
    """Names of those who have governed or spoken for states, each with the country's id."""
    rows = (line.split("\t") for line in lines("leaders.tsv"))
    return {name: country for country, names in rows for name in _several(names)}


@cache
def by_id() -> Mapping[str, Thing]:
    """Every country, body and city by its id; cities' ids begin with `city:`."""
    things: tuple[Thing, ...] = (*countries(), *bodies(), *cities())
    return {thing.id: thing for thing in things}


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _country(cells: list[str]) -> Country:
    id, name, kind, official, names, acronyms, adjectives, people, capital, metonyms, alpha3, wikidata, russian = cells
    return Country(
        id=id,
        name=name,
        kind=kind,
        official=official or None,
        names=_several(names),
        acronyms=_several(acronyms),
        adjectives=_several(adjectives),
        people=_several(people),
        capital=capital or None,
        metonyms=_several(metonyms),
        alpha3=alpha3 or None,
        wikidata=wikidata or None,
        russian=_several(russian),
    )


def _body(cells: list[str]) -> Body:
    id, name, kind, short, names, acronyms, parent, members, seat, founded, ended, successor, wikidata = cells[:13]
    return Body(
        id=id,
        name=name,
        kind=kind,
        short=short or None,
        names=_several(names),
        acronyms=_several(acronyms),
        parent=parent or None,
        memberships=tuple(map(_membership, members.split())),
        seat=seat or None,
        founded=_year(founded),
        ended=_year(ended),
        successor=successor or None,
        wikidata=wikidata or None,
        russian=_several(cells[13]),
        french=_several(cells[14]),
        spanish=_several(cells[15]),
    )


def _membership(word: str) -> Membership:
    mark = "" if word[0].isalpha() else word[0]
    code, _, years = word[len(mark) :].partition(":")
    since, _, until = years.partition("-")
    return Membership(country=code, status=_STATUS[mark], since=_year(since), until=_year(until))


def _year(cell: str) -> int | None:
    return int(cell) if cell else None


def _city(cells: list[str]) -> City:
    id, name, country, capital, names = cells
    return City(id=id, name=name, country=country, capital=bool(capital), names=_several(names))
