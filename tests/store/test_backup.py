"""Backups: equal to what was backed up, from and into both databases, and never over something that is there."""

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli import commands
from communique.errors import RegisterError
from communique.extract import extract
from communique.model.decision import Decision, claim_item
from communique.model.document import Document
from communique.model.watch import Alert, Watch
from communique.reconcile import everything
from communique.store import Register, restore
from communique.store.outbox import Cursor, Outbox, Taken
from communique.store.watches import Watches

NOW = "2031-01-15T12:00:00+00:00"
TEXT = "The {}th SCO summit will be held in Bishkek on 3 May 2031, Kyrgyz Foreign Minister Azamat Toktoev said."
READINGS = [extract(Document(text=TEXT.format(n), title="On a summit", source=f"{n}.txt")) for n in range(5, 9)]
ITEM = claim_item(READINGS[0].document.id, READINGS[0].claims[0])
DECISION = Decision(action="accept", who="Ann", when=NOW, items=(ITEM,))


@pytest.fixture
def filled(name: str) -> str:
    with Register(name) as register:
        for reading in READINGS:
            register.add(reading, added=NOW)
        register.decide(DECISION)
    return name


@pytest.mark.parametrize("again", [False, True])
def test_what_is_restored_equals_what_was_backed_up(filled: str, tmp_path: Path, again: bool) -> None:
    file, restored = tmp_path / "copy", tmp_path / "restored.db"
    with Register(filled, derive=everything) as register:
        register.backup(file)
        restore(file, str(restored))
        if again:
            with Register(str(restored)) as first:
                first.backup(tmp_path / "second")
            restored = tmp_path / "again.db"
            restore(tmp_path / "second", str(restored))
        with Register(str(restored), derive=everything) as copy:
            assert [*copy.readings()] == [*register.readings()]
            assert copy.decisions() == register.decisions() == [DECISION]
            assert copy.added() == register.added()
            assert [*copy.records("meetings")] == [*register.records("meetings")]
            assert copy.search("bishkek") == register.search("bishkek")
    assert sorted(path.name for path in tmp_path.iterdir() if "part" in path.name) == []


def test_watches_go_on_after_a_restoration_with_what_waits_and_without_telling_anything_twice(
    name: str, tmp_path: Path
) -> None:
    wish = Watch(id="w1", address="anna@example.org", label="SCO", created=NOW, record="body-1", keys=("d SCO",))
    told = [Alert(watch="w1", label="SCO", at=NOW, change={"id": change}) for change in ("c1", "c2")]
    days = {"c1": NOW[:10], "c2": NOW[:10]}
    with Register(str(tmp_path / "first.db")) as register:
        watches, outbox = Watches(register), Outbox(register)
        watches.add(wish)
        secret, cursor = watches.secret(), Cursor(day=NOW[:10], state=register.state())
        outbox.take(None, Taken(cursor=cursor, days=days, alerts=told))
        outbox.bundle({"immediate": NOW}, NOW)
        register.backup(tmp_path / "copy")
    restore(tmp_path / "copy", name)
    with Register(name) as register:
        watches, outbox = Watches(register), Outbox(register)
        assert (watches.all(), watches.secret()) == ([wish], secret)
        assert outbox.fresh(["c1", "c3"]) == {"c3"}
        (delivery,) = outbox.lease("mail", NOW, NOW, 9)
        assert [alert.change["id"] for alert in delivery.alerts] == ["c1", "c2"]
        again = outbox.cursor()
        assert again is not None
        assert again.day == cursor.day
        assert again.state != register.state()
        outbox.take(again, Taken(cursor=cursor, days={"c3": NOW[:10]}, alerts=[replace(told[0], change={"id": "c3"})]))
        assert [alert.change["id"] for alert in outbox.alerts("w1")] == ["c3", "c2", "c1"]


def test_a_backup_of_a_file_is_restored_into_either_database(name: str, tmp_path: Path) -> None:
    with Register(str(tmp_path / "first.db")) as register:
        register.add(READINGS[0], added=NOW)
        register.backup(tmp_path / "copy")
    restore(tmp_path / "copy", name)
    with Register(name) as register:
        assert [*register.readings()] == [READINGS[0]]
    with pytest.raises(RegisterError, match=r"there already|something in it"):
        restore(tmp_path / "copy", name)


def test_nothing_is_overwritten(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "copy"
    file.write_text("mine")
    with Register(filled) as register, pytest.raises(RegisterError, match="not overwritten"):
        register.backup(file)
    assert file.read_text() == "mine"


def test_a_backup_made_while_others_write_holds_whole_documents(filled: str, tmp_path: Path) -> None:
    written = [extract(Document(text=TEXT.format(n))) for n in range(20, 60)]
    started = threading.Event()

    def write() -> None:
        with Register(filled) as register:
            for reading in written:
                register.add(reading, added=NOW)
                started.set()

    writer = threading.Thread(target=write)
    writer.start()
    started.wait(10)
    with Register(filled) as register:
        register.backup(tmp_path / "copy")
    writer.join()
    restore(tmp_path / "copy", str(tmp_path / "restored.db"))
    with Register(str(tmp_path / "restored.db")) as register:
        found = list(register.readings())
    assert len(found) > len(READINGS)
    assert all(reading in READINGS + written for reading in found)


@pytest.mark.parametrize("content", [b"", b"{}", b"words", b"\xff\xfe", b"SQLite format 3\0 and no more", b"[1]\n"])
def test_what_is_no_backup_is_refused_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "copy").write_bytes(content)
    with pytest.raises(RegisterError):
        restore(tmp_path / "copy", str(tmp_path / "new.db"))
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


def test_a_backup_that_is_cut_off_is_refused(filled: str, tmp_path: Path) -> None:
    with Register(filled) as register:
        register.backup(tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "copy").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RegisterError):
        restore(tmp_path / "copy", str(tmp_path / "new.db"))
    assert not (tmp_path / "new.db").exists()


def test_the_commands_back_up_and_restore(filled: str, tmp_path: Path) -> None:
    copy, new = str(tmp_path / "copy"), str(tmp_path / "new.db")
    assert CliRunner().invoke(commands, ["backup", copy, "--db", filled]).exit_code == 0
    assert CliRunner().invoke(commands, ["restore", copy, "--db", new]).exit_code == 0
    with Register(new, create=False) as register:
        assert len(list(register.readings())) == len(READINGS)


FIRST = """
CREATE TABLE about (name VARCHAR(40) NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (id VARCHAR(16) NOT NULL PRIMARY KEY, text TEXT NOT NULL, title TEXT, source TEXT,
  publisher TEXT, url TEXT, published VARCHAR(40), language VARCHAR(16) NOT NULL, added VARCHAR(40) NOT NULL);
CREATE TABLE entities (document VARCHAR(16) NOT NULL REFERENCES documents (id), number INTEGER NOT NULL,
  data JSON NOT NULL, PRIMARY KEY (document, number));
CREATE TABLE claims (document VARCHAR(16) NOT NULL REFERENCES documents (id), number INTEGER NOT NULL,
  kind VARCHAR(40) NOT NULL, data JSON NOT NULL, PRIMARY KEY (document, number));
CREATE INDEX ix_claims_kind ON claims (kind);
INSERT INTO about VALUES ('version', '1');
INSERT INTO documents VALUES ('2babfb7417a72053', 'The council met in Riga.', NULL, 'a.txt', NULL, NULL, NULL, 'en',
  '2031-01-15T12:00:00+00:00');
INSERT INTO entities VALUES ('2babfb7417a72053', 0, '{"id": "b1", "type": "body", "name": "council", "kind": "organ",
  "parent": null, "known": null, "mentions": [[4, 11]]}');
INSERT INTO claims VALUES ('2babfb7417a72053', 0, 'meeting', '{"kind": "meeting", "id": "m1", "values": {"kind":
  "session", "status": "held", "body": {"id": "b1", "name": "council"}, "place": "Riga"}, "evidence": [[4, 23]],
  "spans": {"place": [[19, 23]]}, "basis": {}, "certainty": "certain", "polarity": "affirmed", "attributed_to": null,
  "extractor": "rules 1"}');
"""


@pytest.fixture
def first(file: str) -> str:
    with sqlite3.connect(file) as connection:
        connection.executescript(FIRST)
    connection.close()
    return file


def test_a_register_of_the_first_version_is_brought_to_the_present_one(first: str) -> None:
    for _ in range(2):
        with Register(first, create=False, derive=everything) as register:
            (reading,) = register.readings()
            assert reading.document == Document(text="The council met in Riga.", source="a.txt")
            assert reading.claims[0]["place"] == "Riga"
            assert register.holds(reading.document)
            assert [hit.id for hit in register.search("riga", ["documents"]).items] == [reading.document.id]
            assert [meeting.values["place"] for meeting in register.records("meetings")] == ["Riga"]
            assert register.counts() == {"documents": 1, "bodies": 1, "meetings": 1}


def test_a_backup_of_the_first_version_is_restored(first: str, tmp_path: Path) -> None:
    restore(Path(first), str(tmp_path / "new.db"))
    with Register(str(tmp_path / "new.db"), derive=everything) as register:
        assert [meeting.values["place"] for meeting in register.records("meetings")] == ["Riga"]
    with sqlite3.connect(first) as connection:
        assert connection.execute("SELECT value FROM about").fetchall() == [("1",)]
    connection.close()
