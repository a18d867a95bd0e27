"""The ledger of inputs: documents and keys are stored together, once, whoever else stores at the time."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from communique.errors import RegisterError
from communique.model.document import Document
from communique.model.outcome import Outcome
from communique.model.reading import Reading, Refused
from communique.store import Register

NOW = "2031-01-15T12:00:00+00:00"


def outcome(number: int) -> Outcome:
    return Outcome(key=f"key{number}", found=Reading(document=Document(text=f"The council met {number} times.")))


REFUSED = Outcome(key="empty", found=Refused(source="a.txt", reason="empty"))
UNSURE = Outcome(key=None, found=Refused(source="b.txt", reason="a worker died"))


def test_what_was_taken_in_is_known_by_its_key_with_the_reason_of_a_refusal(name: str) -> None:
    with Register(name) as register:
        assert register.take([outcome(2), REFUSED, outcome(1), UNSURE, outcome(2)], added=NOW) == [
            *(True, False, True, False, False),
        ]
        assert register.inputs(["key1", "key2", "key3", "empty"]) == {"key1": None, "key2": None, "empty": "empty"}
        assert register.take([outcome(1), outcome(3)], added=NOW) == [False, True]
        assert register.inputs([f"key{n}" for n in range(2000)]).keys() == {"key1", "key2", "key3"}
        assert len(list(register.readings())) == 3


def test_documents_and_keys_are_stored_together_or_not_at_all(file: str) -> None:
    with Register(file) as register:
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TRIGGER full BEFORE INSERT ON inputs BEGIN SELECT RAISE(ABORT, 'full'); END")
        connection.close()
        with pytest.raises(RegisterError, match="could not be stored: full"):
            register.take([outcome(1)], added=NOW)
        assert list(register.readings()) == []


def test_of_eight_writers_in_different_orders_one_stores_each(name: str) -> None:
    outcomes = [outcome(n) for n in range(40)]
    Register(name).close()

    def write(turn: int) -> int:
        with Register(name) as register:
            mine = outcomes if turn % 2 else outcomes[::-1]
            return sum(sum(register.take(mine[n : n + 10], added=NOW)) for n in range(0, 40, 10))

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(write, range(8))) == len(outcomes)


def test_a_register_without_a_ledger_gets_one(file: str) -> None:
    with Register(file) as register:
        register.take([outcome(1)], added=NOW)
    with sqlite3.connect(file) as connection:
        connection.executescript("DROP TABLE inputs; UPDATE about SET value = '2' WHERE name = 'version'")
    connection.close()
    with Register(file) as register:
        assert register.inputs(["key1"]) == {}
        assert register.take([outcome(1)], added=NOW) == [False]
        assert register.inputs(["key1"]) == {"key1": None}
