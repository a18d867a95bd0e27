"""Taking changes in: over a real register, a record is watched on under another id, and nothing is taken twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique import reconcile
from communique.alerts.present import keys_of
from communique.alerts.taking import Taker
from communique.extract import extract
from communique.model.change import Change
from communique.model.document import Document
from communique.model.record import Record
from communique.model.watch import Watch
from communique.store import Register
from communique.store.outbox import Outbox
from communique.store.watches import Watches

NOW = datetime(2027, 1, 9, 8, tzinfo=UTC)
TEXT = "The Nordic Council will hold its 60th session in Oslo on 3 March 2027, Secretary General Kari Lund said."
GONE = "meeting-000000000000"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register(str(tmp_path / "a.db"), derive=reconcile.everything) as found:
        found.add(extract(Document(text=TEXT, published="2027-01-04")), added="2027-01-09T00:00:00Z")
        yield found


@pytest.fixture
def meeting(register: Register) -> Record:
    (found,) = register.records("meetings")
    return found


def change(meeting: Record, record: str) -> Change:
    return Change(
        day="2027-01-09", what="date moved", kind="meeting", record=record, title="Council", key="k", field="date",
        before="2027-03-03", after="2027-03-09", reports=meeting.reports,
    )  # fmt: skip


def watch(record: str, keys: tuple[str, ...], id: str = "w1") -> Watch:
    return Watch(id=id, address="", label="Nordic Council", created="2027-01-08", record=record, keys=keys)


def take(register: Register, *changes: Change) -> int:
    taker = Taker(
        register=register, watches=Watches(register), outbox=Outbox(register), changes=lambda since, until: changes
    )
    return taker.take(NOW)


@pytest.mark.parametrize(("was", "told"), [(True, False), (False, True), (True, True), (False, False)])
def test_a_record_is_watched_on_under_another_id(register: Register, meeting: Record, was: bool, told: bool) -> None:
    store = Watches(register)
    store.add(watch(GONE if was else meeting.id, keys_of(meeting)))
    assert take(register, change(meeting, GONE if told else meeting.id)) == 1
    (kept,) = store.live()
    assert kept.record == meeting.id
    (alert,) = Outbox(register).alerts("w1")
    assert alert.change["record"] == meeting.id


def test_a_body_is_watched_through_the_meetings_that_name_it(register: Register, meeting: Record) -> None:
    body = meeting.values["body"]["id"]
    Watches(register).add(watch(body, ()))
    assert take(register, change(meeting, meeting.id)) == 1
    (kept,) = Watches(register).live()
    assert kept.record == body


def test_a_record_that_is_gone_is_told_under_the_id_that_it_had(register: Register, meeting: Record) -> None:
    Watches(register).add(watch(GONE, ("0000000000000000 c1",)))
    gone = replace(change(meeting, GONE), what="record gone", field=None, after=None, reports=())
    assert take(register, gone) == 1


def test_nothing_is_asked_for_where_nothing_was_stored_or_nobody_watches(register: Register, meeting: Record) -> None:
    assert take(register, change(meeting, meeting.id)) == 0
    cursor = Outbox(register).cursor()
    assert cursor is not None
    assert (cursor.day, cursor.state) == ("2027-01-09", register.state())
    Watches(register).add(watch(meeting.id, keys_of(meeting)))
    assert take(register, change(meeting, meeting.id)) == 0
    register.add(extract(Document(text=f"{TEXT} It was cold.")), added="2027-01-09T00:00:00Z")
    assert take(register, change(meeting, meeting.id)) == 1
