"""What pages show of records and documents, many at a time; law: a page asks for each table once."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Engine, TextClause, select, text

from communique.store import cards, tables
from communique.store.connection import among, found

Trait = tuple[str, str, str]
_LAST = cards.NEVER[0]
_CARDS, _RECORDS, _TALLIES = tables.cards.c, tables.records.c, tables.tallies.c
CARD = tuple(_CARDS[name] for name in ("kind", "id", "day", "until", "name", "support", "traits"))
_CARD = select(*CARD)
_HELD = select(_CARDS.id, _CARDS.data, _RECORDS.data).select_from(
    tables.cards.outerjoin(
        tables.records, (_RECORDS.kind == _CARDS.kind) & (_RECORDS.id == _CARDS.id) & _CARDS.data.is_(None)
    )
)


def data(engine: Engine, name: str, kind: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What a page shows of the records or documents with some ids, as plain data. Raises `RegisterError`."""
    query = _HELD.where(_CARDS.kind == kind, among(engine, _CARDS.id, ids))
    return {id: json.loads(small or whole) for id, small, whole in found(engine, name, query)}


def there(engine: Engine, name: str, kind: str, ids: Sequence[str]) -> dict[str, bool]:
    """Which of some ids are those of records or documents of a kind. Raises `RegisterError`."""
    query = select(_CARDS.id).where(_CARDS.kind == kind, among(engine, _CARDS.id, ids))
    return {id: True for (id,) in found(engine, name, query)}


def rows(engine: Engine, name: str, kind: str, ids: Sequence[str]) -> Sequence[Sequence[Any]]:
    """The kind, id, days, name, support and traits of cards with some ids, in no order. Raises `RegisterError`."""
    return found(engine, name, _CARD.where(_CARDS.kind == kind, among(engine, _CARDS.id, ids)))


def traits(engine: Engine, name: str, kind: str, ids: Sequence[str]) -> list[list[tuple[str, str]]]:
    """The traits of cards with some ids, in no order. Raises `RegisterError`."""
    query = select(_CARDS.traits).where(_CARDS.kind == kind, among(engine, _CARDS.id, ids))
    held = ",".join([row[0] for row in found(engine, name, query)])
    made: list[list[tuple[str, str]]] = json.loads(f"[{held}]")
    return made


def tallies(engine: Engine, name: str, kind: str, names: Sequence[str], most: int) -> dict[str, list[tuple[str, int]]]:
    """By the names of traits, the values that most cards of a kind have, with their number. Raises `RegisterError`."""
    asked = {f"name{n}": trait for n, trait in enumerate(names)} | {"kind": kind, "most": most}
    made: dict[str, list[tuple[str, int]]] = {trait: [] for trait in names}
    for n, value, count in found(engine, name, _tallied(len(names)), asked) if names else ():
        made[names[n]].append((value, count))
    return {trait: sorted(values, key=lambda pair: (-pair[1], pair[0])) for trait, values in made.items()}


def latest(engine: Engine, name: str, asked: Sequence[Trait], most: int) -> Mapping[Trait, list[str]]:
    """The ids of the latest cards that have a value of a trait of a kind, for each; undated ones come last.

    Raises `RegisterError`.
    """
    values = {f"{part}{n}": value for n, trait in enumerate(asked) for part, value in zip(_PARTS, trait, strict=True)}
    places: dict[Trait, list[tuple[bool, int, str]]] = {trait: [] for trait in asked}
    if asked:
        for n, day, id in found(engine, name, _latest(len(asked)), {**values, "last": _LAST, "most": most}):
            places[asked[n]].append((day < _LAST, day, id))
    return {trait: [id for _, _, id in sorted(each, reverse=True)[:most]] for trait, each in places.items()}


_PARTS = ("kind", "name", "value")


@cache
def _tallied(count: int) -> TextClause:
    each = (
        f"SELECT * FROM (SELECT {n} AS place, value, n FROM tallies WHERE kind = :kind AND name = :name{n} AND n > 0"
        f" ORDER BY n DESC, value LIMIT :most) AS most{n}"
        for n in range(count)
    )
    return text(" UNION ALL ".join(each))


@cache
def _latest(count: int) -> TextClause:
    each = (
        f"SELECT * FROM (SELECT {n} AS place, day, id FROM traits WHERE kind = :kind{n} AND name = :name{n}"
        f" AND value = :value{n} AND day {days} :last ORDER BY day DESC, id DESC LIMIT :most) AS {called}{n}"
        for n in range(count)
        for called, days in (("dated", "<"), ("undated", "="))
    )
    return text(" UNION ALL ".join(each))
