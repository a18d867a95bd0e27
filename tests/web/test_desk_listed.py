"""Items of lists for programs: those of the pages with fewer reports, and never what they were before."""

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from communique.model.document import Document
from communique.model.reading import Reading
from communique.model.record import Event, Record, Report, Variant
from communique.store import Register
from communique.web.entries import QUOTED, items, listed
from communique.web.query import parse
from communique.web.shelf import Keeper
from communique.web.views.lists import listing
from communique.web.views.narrow import known
from communique.web.words import LABELS

_ADDED = "2031-01-15T12:00:00+00:00"


@pytest.mark.parametrize("kind", LABELS)
def test_items_are_those_of_the_pages(client: TestClient, kind: str) -> None:
    whole = client.get(f"/{kind}.json?limit=500").json()["items"]
    few = client.get(f"/api/v1/{kind}?limit=500").json()["items"]
    assert [item for item in few if len(item.get("reports", ())) < QUOTED] == [
        item for item in whole if len(item.get("reports", ())) < QUOTED
    ]
    assert [item["id"] for item in few] == [item["id"] for item in whole]


def test_of_many_reports_the_latest_stand_in_a_list(tmp_path: Path) -> None:
    with _register(tmp_path, [_meeting("m", "Riga", reports=30)]) as register:
        shelf = Keeper(register).shelf()
        (item,), (whole,) = json.loads(listed(shelf, "meetings", ["m"])), items(shelf, "meetings", ["m"])
    assert [report["published"] for report in item["reports"]] == [f"2031-01-{day}" for day in range(30, 22, -1)]
    assert {report["document"] for report in item["reports"]} <= {report["document"] for report in whole["reports"]}
    assert (item["support"], whole["support"]) == (30, 30)
    assert all(len(step["documents"]) == QUOTED for step in item["history"])
    (place,) = item["conflicts"]
    assert [len(value["documents"]) for value in place["values"]] == [QUOTED]
    rest = ("id", "kind", "place", "rules", "reasons", "alternatives")
    assert {name: item[name] for name in rest} == {name: whole[name] for name in rest}
    assert list(item) == list(whole)


def test_of_a_person_every_mention_stands_in_a_list(tmp_path: Path) -> None:
    person = Record(kind="person", id="person-1", values={"name": "Ann Lee"}, reports=_reports(12))
    with _register(tmp_path, [person], "people") as register:
        shelf = Keeper(register).shelf()
        assert json.loads(listed(shelf, "people", ["person-1"])) == items(shelf, "people", ["person-1"])


def test_what_changed_is_listed_as_it_is_now(tmp_path: Path) -> None:
    found = [_meeting("m1", "Riga"), _meeting("m2", "Oslo")]
    with _register(tmp_path, found) as register:
        keeper = Keeper(register)
        before = json.loads(listed(keeper.shelf(), "meetings", ["m1", "m2", "none", "m1"]))
        found[1] = _meeting("m2", "Bergen")
        register.add(Reading(document=Document(text="They meet in Bergen.")), added=_ADDED)
        after = json.loads(listed(keeper.shelf(), "meetings", ["m1", "m2"]))
    assert [item["place"] for item in before] == ["Riga", "Oslo"]
    assert [item["place"] for item in after] == ["Riga", "Bergen"]
    assert after[0] == before[0]


def _register(folder: Path, records: list[Record], kind: str = "meetings") -> Register:
    register = Register(str(folder / "register.db"), derive=lambda readings, decisions: {kind: list(records)})
    register.add(Reading(document=Document(text="They meet.")), added=_ADDED)
    return register


def _meeting(id: str, place: str, reports: int = 1) -> Record:
    documents = tuple(f"d{number:02}" for number in range(1, reports + 1))
    values: dict[str, Any] = {"kind": "talks", "place": place, "participants": [], "agenda": []}
    return Record(
        kind="meeting", id=id, values=values, reports=_reports(reports),
        variants={"place": (Variant(value=place, documents=documents, shown=True),)}, conflicts=("place",),
        rules={"place": "the latest"},
        history=(Event(reported="2031-01-01", what="announced", values={"place": place}, documents=documents),),
    )  # fmt: skip


def _reports(number: int) -> tuple[Report, ...]:
    days = range(1, number + 1)
    return tuple(
        Report(document=f"d{day:02}", source=f"s{day:02}.txt", item="m1", words=("met",), published=f"2031-01-{day:02}")
        for day in days
    )


def test_what_was_counted_is_counted_again_when_records_change(tmp_path: Path) -> None:
    found = [_meeting("m1", "Riga")]
    with _register(tmp_path, found) as register:
        keeper = Keeper(register)
        assert _totals(keeper) == (1, 1, 1)
        found.append(_meeting("m2", "Oslo"))
        register.add(Reading(document=Document(text="They meet in Oslo.")), added=_ADDED)
        assert _totals(keeper) == (2, 2, 2)


def _totals(keeper: Keeper) -> tuple[int, int, int]:
    """How many meetings there are, how many of one kind, and how many documents."""
    kind = parse("/meetings", [("kind", "talks")], known("meetings"))
    shelf = keeper.shelf()
    return shelf.total("meetings"), listing(shelf, "meetings", kind)["total"], shelf.total("documents")
