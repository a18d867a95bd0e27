"""The register: whole documents or nothing, each once, and back as they were."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from communique.errors import RegisterError
from communique.extract import extract
from communique.model.document import Document
from communique.store import Register

TEXT = "The 5th SCO summit will be held in Bishkek on 3 May 2031, Kyrgyz Foreign Minister Azamat Toktoev said."
HINT = " The budget committee waits."
NOW = "2031-01-15T12:00:00+00:00"


def test_what_is_added_comes_back_equal(name: str) -> None:
    reading = extract(Document(text=TEXT + HINT, published="2031-01-15", source="a.txt"))
    assert reading.claims
    assert reading.hints
    with Register(name) as register:
        assert register.add(reading, added=NOW)
    with Register(name, create=False) as register:
        assert list(register.readings()) == [reading]
        assert register.holds(reading.document)


def test_adding_twice_changes_nothing(name: str) -> None:
    reading = extract(Document(text=TEXT))
    with Register(name) as register:
        assert [register.add(reading, added=NOW) for _ in range(3)] == [True, False, False]
        assert len(list(register.readings())) == 1


def test_of_eight_writers_of_the_same_documents_one_stores_each(name: str) -> None:
    written = [extract(Document(text=f"{TEXT} It was his {n}th visit.")) for n in range(4, 24)]
    Register(name).close()

    def write(_: int) -> int:
        with Register(name) as register:
            return sum(register.add(reading, added=NOW) for reading in written)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(write, range(8))) == len(written)
    with Register(name) as register:
        assert sorted(register.readings(), key=lambda r: r.document.text) == sorted(
            written, key=lambda r: r.document.text
        )


def test_eight_may_make_a_register_at_once(name: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: Register(name).close(), range(8)))


def test_a_missing_register_is_not_made_by_reading(file: str) -> None:
    with pytest.raises(RegisterError, match="no such register"):
        Register(file, create=False)
    assert not Path(file).exists()


def test_a_file_that_is_no_register_is_refused_and_left_as_it_is(file: str) -> None:
    Path(file).write_bytes(b"not a database" * 100)
    with pytest.raises(RegisterError, match="cannot be opened"):
        Register(file)
    assert Path(file).read_bytes() == b"not a database" * 100


def test_a_register_of_another_version_is_refused(file: str) -> None:
    Register(file).close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE about SET value = '99'")
    connection.close()
    with pytest.raises(RegisterError, match="version 99"):
        Register(file)


def test_a_register_whose_words_were_indexed_by_triggers_is_indexed_once(file: str) -> None:
    with Register(file) as register:
        register.add(extract(Document(text=TEXT)), added=NOW)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE about SET value = '9' WHERE name = 'version'")
        connection.execute(
            "CREATE TRIGGER entries_added AFTER INSERT ON entries BEGIN INSERT INTO found(rowid, kind, title, text)"
            " VALUES (new.number, new.kind, new.title, new.text); END"
        )
    connection.close()
    with Register(file) as register:
        register.add(extract(Document(text=f"{TEXT} The minister left.")), added=NOW)
        assert len(register.search("minister left", ("documents",)).items) == 1
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO found(found, rank) VALUES ('integrity-check', 1)")
        assert not connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.close()


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(RegisterError, match="address"):
        Register("nosuch://here/there")


def test_a_reader_does_not_wait_for_a_writer(file: str) -> None:
    reading = extract(Document(text=TEXT))
    with Register(file) as register:
        register.add(reading, added=NOW)
        writer = sqlite3.connect(file, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        assert register.holds(reading.document)
        writer.execute("ROLLBACK")
        writer.close()
