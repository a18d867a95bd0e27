"""What pages show of records and documents, many at a time; law: a page asks for each table once."""

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Engine

from communique.store import cards, tables
from communique.store.asking import ask

Trait = tuple[str, str, str]
_LAST = cards.NEVER[0]
_HELD_TRAITS = 1_000  # cards whose traits are held as they were read last
CARD = tuple(tables.cards.c[name] for name in ("kind", "id", "day", "until", "name", "support", "traits"))
_HELD = (
    "SELECT c.kind, c.id, COALESCE(c.data, r.data) FROM cards AS c"
    " LEFT JOIN records AS r ON r.kind = c.kind AND r.id = c.id AND c.data IS NULL"
    " WHERE c.kind = :kind{n} AND c.id {{ids{n}}}"
)
_THERE = "SELECT id FROM cards WHERE kind = :kind AND id {ids}"
_ROWS = f"SELECT {', '.join(column.name for column in CARD)} FROM cards WHERE kind = :kind AND id {{ids}}"
_NAMED = (
    "SELECT id FROM cards WHERE kind = :kind AND name {names}"
    " ORDER BY CASE WHEN day = :last THEN 1 ELSE 0 END, day DESC, id LIMIT :most"
)
_TRAITS = "SELECT traits FROM cards WHERE kind = :kind AND id {ids}"
_OWNED = "SELECT document, item, id FROM owners WHERE document {documents} ORDER BY document, item"


def data(engine: Engine, name: str, kind: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What a page shows of the records or documents with some ids, as plain data. Raises `RegisterError`."""
    return data_of(engine, name, {kind: ids})[kind]


def data_of(engine: Engine, name: str, wanted: Mapping[str, Sequence[str]]) -> dict[str, dict[str, dict[str, Any]]]:
    """The same of several kinds. Raises `RegisterError`."""
    made: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in wanted}
    for kind, id, held in _asked(engine, name, wanted):
        made[kind][id] = json.loads(held)
    return made


def stored(engine: Engine, name: str, kind: str, ids: Sequence[str]) -> dict[str, str]:
    """The same of one kind, as the JSON that is stored. Raises `RegisterError`."""
    return {id: held for _, id, held in _asked(engine, name, {kind: ids})}


def _asked(engine: Engine, name: str, wanted: Mapping[str, Sequence[str]]) -> Sequence[tuple[str, str, str]]:
    asked = [(kind, ids) for kind, ids in wanted.items() if ids]
    values: dict[str, Any] = {f"kind{n}": kind for n, (kind, _) in enumerate(asked)}
    values |= {f"ids{n}": list(ids) for n, (_, ids) in enumerate(asked)}
    return ask(engine, name, _held(len(asked)), values) if asked else ()


def there(engine: Engine, name: str, kind: str, ids: Sequence[str]) -> dict[str, bool]:
    """Which of some ids are those of records or documents of a kind. Raises `RegisterError`."""
    return {id: True for (id,) in ask(engine, name, _THERE, {"kind": kind, "ids": list(ids)})}


def rows(engine: Engine, name: str, kind: str, ids: Sequence[str]) -> Sequence[Sequence[Any]]:
    """The kind, id, days, name, support and traits of cards with some ids, in no order. Raises `RegisterError`."""
    return ask(engine, name, _ROWS, {"kind": kind, "ids": list(ids)})


def named(engine: Engine, name: str, kind: str, names: Sequence[str], most: int) -> list[str]:
    """The ids of the latest cards that are sorted by one of some names, undated ones last. Raises `RegisterError`."""
    asked = {"kind": kind, "names": list(names), "last": _LAST, "most": most}
    return [id for (id,) in ask(engine, name, _NAMED, asked)]


def traits(engine: Engine, name: str, kind: str, ids: Sequence[str]) -> list[tuple[tuple[str, str], ...]]:
    """The traits of cards with some ids but whom they name, in no order. Raises `RegisterError`."""
    return [_few(held) for (held,) in ask(engine, name, _TRAITS, {"kind": kind, "ids": list(ids)})]


@lru_cache(maxsize=_HELD_TRAITS)
def _few(traits: str) -> tuple[tuple[str, str], ...]:
    """The traits of a card but the persons and bodies that it names, who may be hundreds."""
    return tuple((name, value) for name, value in json.loads(traits) if name != "about" and name[0] != "@")


def owned(engine: Engine, name: str, documents: Sequence[str]) -> dict[str, dict[str, str]]:
    """The record that each claim and entity of some documents went into, by their ids. Raises `RegisterError`."""
    made: dict[str, dict[str, str]] = {document: {} for document in documents}
    for document, item, id in ask(engine, name, _OWNED, {"documents": list(documents)}):
        made[document][item] = id
    return made


def sizes(engine: Engine, name: str, asked: Sequence[Trait]) -> dict[Trait, int]:
    """How many cards of a kind have a value of a trait, for each; none are left out. Raises `RegisterError`."""
    counted = ask(engine, name, _sizes(len(asked)), _named(asked)) if asked else ()
    return {asked[n]: count for n, count in counted}


def tallies(engine: Engine, name: str, kind: str, names: Sequence[str], most: int) -> dict[str, list[tuple[str, int]]]:
    """By the names of traits, the values that most cards of a kind have, with their number. Raises `RegisterError`."""
    asked = {f"name{n}": trait for n, trait in enumerate(names)} | {"kind": kind, "most": most}
    made: dict[str, list[tuple[str, int]]] = {trait: [] for trait in names}
    for n, value, count in ask(engine, name, _tallied(len(names)), asked) if names else ():
        made[names[n]].append((value, count))
    return {trait: sorted(values, key=lambda pair: (-pair[1], pair[0])) for trait, values in made.items()}


def latest(engine: Engine, name: str, asked: Sequence[Trait], most: int) -> Mapping[Trait, list[str]]:
    """The ids of the latest cards that have a value of a trait of a kind, for each; undated ones come last.

    Raises `RegisterError`.
    """
    places: dict[Trait, list[tuple[bool, int, str]]] = {trait: [] for trait in asked}
    if asked:
        for n, day, id in ask(engine, name, _latest(len(asked)), {**_named(asked), "last": _LAST, "most": most}):
            places[asked[n]].append((day < _LAST, day, id))
    return {trait: [id for _, _, id in sorted(each, reverse=True)[:most]] for trait, each in places.items()}


_PARTS = ("kind", "name", "value")


def _named(asked: Sequence[Trait]) -> dict[str, str]:
    return {f"{part}{n}": value for n, trait in enumerate(asked) for part, value in zip(_PARTS, trait, strict=True)}


@cache
def _held(count: int) -> str:
    return " UNION ALL ".join(_HELD.format(n=n) for n in range(count))


@cache
def _sizes(count: int) -> str:
    each = (
        f"SELECT {n} AS place, n FROM tallies WHERE kind = :kind{n} AND name = :name{n} AND value = :value{n} AND n > 0"
        for n in range(count)
    )
    return " UNION ALL ".join(each)


@cache
def _tallied(count: int) -> str:
    each = (
        f"SELECT * FROM (SELECT {n} AS place, value, n FROM tallies WHERE kind = :kind AND name = :name{n} AND n > 0"
        f" ORDER BY n DESC, value LIMIT :most) AS most{n}"
        for n in range(count)
    )
    return " UNION ALL ".join(each)


@cache
def _latest(count: int) -> str:
    each = (
        f"SELECT * FROM (SELECT {n} AS place, day, id FROM traits WHERE kind = :kind{n} AND name = :name{n}"
        f" AND value = :value{n} AND day {days} :last ORDER BY day DESC, id DESC LIMIT :most) AS {called}{n}"
        for n in range(count)
        for called, days in (("dated", "<"), ("undated", "="))
    )
    return " UNION ALL ".join(each)
