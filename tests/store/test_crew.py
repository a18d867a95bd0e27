"""Several processes that derive the records of a register: what they keep is what one alone keeps."""

import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from communique.model.decision import Decision, claim_item
from communique.model.reading import Reading
from communique.reconcile import everything, renew, rules
from communique.store import Register, crew
from communique.store.spool import Spool

NOW = "2031-01-15T12:00:00+00:00"
TABLES = ("records", "entries", "cards", "traits", "tallies", "owners", "links", "kept", "about")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="one process derives alone here")


def decision(reading: Reading) -> Decision:
    item = claim_item(reading.document.id, reading.of_kind("meeting")[0])
    return Decision(action="correct", who="Ada", when=NOW, items=(item,), field="date", value="2031-05-05", why="seen")


def dump(file: str) -> dict[str, list[Any]]:
    connection = sqlite3.connect(file)
    try:
        return {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES}
    finally:
        connection.close()


def filled(file: str, readings: Sequence[Reading], processes: int, how: Any = renew) -> None:
    with Register(file, renew=how, rules=rules, processes=processes) as register:
        for reading in readings:
            register.add(reading, added=NOW)
        register.decide(decision(readings[0]))
        register.refresh()


def test_what_is_kept_does_not_hang_on_the_number_of_processes(tmp_path: Path, readings: list[Reading]) -> None:
    kept = []
    for processes in (1, 2, 3):
        filled(str(tmp_path / f"{processes}.db"), readings, processes)
        kept.append(dump(str(tmp_path / f"{processes}.db")))
    assert kept[0] == kept[1] == kept[2]
    assert kept[0]["records"]


def test_records_that_two_processes_derived_are_those_derived_from_nothing(name: str, readings: list[Reading]) -> None:
    with Register(name, renew=renew, rules=rules, processes=2) as register:
        for number, reading in enumerate(readings, 1):
            register.add(reading, added=NOW)
            for kind, wanted in everything(readings[:number]).items():
                assert [*register.records(kind)] == [*wanted]


def dying(readings: Iterable[Reading], decisions: Sequence[Decision], memory: Any, *side: Any) -> Iterator[Any]:
    """Derives alone only: with others, the second process dies after its first kind."""
    for n, each in enumerate(renew(readings, decisions, memory, *side)):
        if n and side and side[0].number:
            os._exit(3)
        yield each


def test_without_a_process_that_is_lost_the_others_are_done_without(tmp_path: Path, readings: list[Reading]) -> None:
    filled(str(tmp_path / "one.db"), readings, 1)
    filled(str(tmp_path / "lost.db"), readings, 2, dying)
    assert dump(str(tmp_path / "one.db")) == dump(str(tmp_path / "lost.db"))


def test_what_no_other_process_can_find_is_derived_by_one(file: str, readings: list[Reading]) -> None:
    filled(file, readings, 2, lambda *given: renew(*given))
    with Register(file) as register:
        assert register.counts()["meetings"] == len(everything(readings, [decision(readings[0])])["meetings"])


def test_few_documents_are_not_worth_a_second_process() -> None:
    assert crew.worth(10, None, anew=True) == 1
    assert crew.worth(10, 2, anew=True) == 2
    assert crew.worth(2000, None, anew=False) == 1


def test_a_spool_gives_whole_things_only() -> None:
    file = BytesIO()
    Spool(file).put(["first"])
    Spool(file).put("second")
    whole = file.getvalue()
    file = BytesIO(whole[:-3])

    def more() -> None:
        file.seek(0, os.SEEK_END)
        file.write(whole[-3:])
        Spool(file).end()

    assert list(Spool(file).read(more)) == [["first"], "second"]
    with pytest.raises(EOFError, match="missing"):
        list(Spool(BytesIO(whole)).read())


def lonely(side: crew.Member, files: Any) -> None:
    """Tells which process it is, and then works for long."""
    side.tell(os.getpid())
    time.sleep(60)


def leave(name: str) -> None:
    """A first process that is killed while another works for it."""
    with crew.crew(lonely, 2) as lead:
        Path(name).write_text(str(lead.mates[0].hear()), encoding="ascii")
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    told = tmp_path / "process"
    first = multiprocessing.get_context("spawn").Process(target=leave, args=(str(told),))
    first.start()
    first.join(60)
    other = int(told.read_text(encoding="ascii"))
    for _ in range(100):
        if not Path(f"/proc/{other}").exists():
            return
        time.sleep(0.1)
    pytest.fail(f"process {other} goes on")
