"""Searching very many entries: the latest are found, wherever and of whatever kind they are."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect, text

from communique.store import Register, search
from communique.store.connection import writing

_SAID = "the talks went on"
_OLD, _STATEMENTS = 90, 17_000


@pytest.fixture
def register(name: str) -> Iterator[Register]:
    """Old documents, then so many records that they fill the latest eras, then a document and a meeting."""
    entries = [("documents", f"d{n}", "", _SAID) for n in range(_OLD)]
    entries += [("statements", f"s{n}", "", "talks went off") for n in range(_STATEMENTS)]
    entries += [("people", "p", "Ann Went", "on"), ("documents", f"d{_OLD}", "", _SAID), ("meetings", "m", "", _SAID)]
    with Register(name) as register:
        with writing(register._engine) as connection:
            search.put(connection, entries)
        yield register


def test_the_latest_come_first(register: Register) -> None:
    documents = [f"d{n}" for n in range(_OLD, -1, -1)]
    assert _found(register, '"talks went on"') == ["m", *documents]
    assert _found(register, '"talks went on"', limit=20) == ["m", *documents[:19]]
    assert _found(register, "talks on", ("documents",)) == documents
    assert _found(register, "talks on", ("documents", "people"), limit=10) == documents[:10]
    assert _found(register, "talk* on", ("meetings", "statements")) == ["m"]
    assert _found(register, "of*", limit=20) == [f"s{n}" for n in range(_STATEMENTS - 1, _STATEMENTS - 21, -1)]
    assert _found(register, '"went on went"') == []


def test_a_name_is_found_before_later_entries(register: Register) -> None:
    assert _found(register, "wen*", limit=1) == ["p"]
    assert _found(register, "went on", ("people",)) == ["p"]
    assert _found(register, '"went on"', ("people",)) == []


def test_a_register_without_an_index_of_names_gets_one(name: str) -> None:
    with Register(name) as register, writing(register._engine) as connection:
        made = {index["name"] for index in inspect(connection).get_indexes("entries")}
        for index in made - {"entries_item", "entries_words"}:
            connection.execute(text(f"DROP INDEX {index}"))
        connection.execute(text("UPDATE about SET value = '10' WHERE name = 'version'"))
    with Register(name) as register:
        assert {index["name"] for index in inspect(register._engine).get_indexes("entries")} == made


def _found(register: Register, query: str, kinds: tuple[str, ...] = (), limit: int = 100) -> list[str]:
    return [hit.id for hit in search.search(register._engine, register.name, (query, kinds), limit, None).items]
