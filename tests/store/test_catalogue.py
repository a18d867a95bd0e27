"""The catalogue of records: lists narrowed, sorted, counted and paged; law: cards follow from the records alone."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.reading import Reading
from communique.model.record import Record, Report
from communique.model.span import Span
from communique.store import Register
from communique.store.catalogue import Catalogue, Choice

DATES = (None, "2031", "2031-05", "2031-05-03", "2031-05-03/2031-05-06", "2030-21", "2029~")
STATUSES = ("held", "scheduled", "tentative")
PLACE = {"id": "body-1", "name": "Council"}


def meeting(number: int, date: str | None = None, status: str = "held", sources: int = 1) -> Record:
    reports = tuple(
        Report(document=f"d{number}-{n}", source=f"s{n}", item="m1", words=("met",), published="2031-01-15")
        for n in range(sources)
    )
    values = {"kind": "session", "status": status, "date": date, "body": PLACE if number % 2 else None}
    return Record(kind="meeting", id=f"meeting-{number}", values=values, reports=reports)


def fill(name: str, records: list[Record]) -> Register:
    found: dict[str, Any] = {"meetings": records}
    register = Register(name, derive=lambda readings, decisions: found)
    register.add(Reading(document=Document(text=f"The council met {len(records)}.")), added="2031-01-15T12:00:00Z")
    register.refresh()
    return register


def walk(catalogue: Catalogue, choice: Choice, limit: int) -> list[str]:
    seen: list[str] = []
    after: Any = ()
    while True:
        found = catalogue.places(Choice(kind="meetings", traits=choice.traits, days=choice.days, sort=choice.sort,
                                        after=after), limit)  # fmt: skip
        seen += [id for _, id in found]
        if len(found) < limit:
            return seen
        after = found[-1]


@pytest.mark.parametrize("rare", [0, 3_000])
def test_pages_hold_each_chosen_card_once_in_order(name: str, rare: int) -> None:
    made = [meeting(n, date, status, 1 + n % 3) for n, (date, status) in enumerate(product(DATES, STATUSES))]
    with fill(name, made) as register:
        catalogue = replace(register.catalogue, rare=rare)
        for sort, status in product(("date", "-date", "name", "-reports"), ((), ("held",), ("held", "tentative"))):
            traits = (("status", status),) if status else ()
            choice = Choice(kind="meetings", traits=traits, sort=sort)
            seen = walk(catalogue, choice, 4)
            wanted = {record.id for record in made if not status or record.values["status"] in status}
            assert len(seen) == len(set(seen)) == catalogue.count(choice)
            assert set(seen) == wanted
            days = [card.day for card in catalogue.cards("meetings", seen)]
            if sort == "date":
                assert days == sorted(days)
            elif sort == "-date":
                dated = [day for day in days if day < max(days)]
                assert dated == sorted(dated, reverse=True)
                assert days[: len(dated)] == dated


def test_days_that_a_date_can_mean_choose(name: str) -> None:
    made = [meeting(n, date) for n, date in enumerate(DATES)]
    with fill(name, made) as register:
        may = register.catalogue.cards("meetings", ["meeting-2"])[0]
        for traits in ((), (("status", ("held",)),)):
            choice = Choice(kind="meetings", traits=traits, days=(may.day, may.until))
            assert set(walk(register.catalogue, choice, 2)) == {f"meeting-{n}" for n in (1, 2, 3, 4)}
            assert register.catalogue.count(choice) == 4


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(st.integers(0, 6), st.sampled_from(STATUSES), st.integers(1, 3)), max_size=6),
                min_size=1, max_size=4))  # fmt: skip
def test_cards_are_those_that_are_made_from_nothing(states: list[list[tuple[int, str, int]]]) -> None:
    found: dict[str, list[Record]] = {}
    with Register("sqlite://", derive=lambda readings, decisions: found) as register:
        for step, state in enumerate(states):
            records = {f"meeting-{n}": meeting(n, DATES[n], status, sources) for n, status, sources in state}
            found["meetings"] = list(records.values())
            register.add(Reading(document=Document(text=f"The council met {step}.")), added="2031-01-15T12:00:00Z")
            register.refresh()
        after = contents(register)
    with fill("sqlite://", found["meetings"]) as register:
        assert contents(register) == after


def contents(register: Register) -> Any:
    catalogue = register.catalogue
    ids = [id for _, id in catalogue.places(Choice(kind="meetings", sort="name"), 100)]
    assert catalogue.sizes([("meetings", "", ""), ("meetings", "status", "never")]) == (
        {("meetings", "", ""): len(ids)} if ids else {}
    )
    tallies = {name: catalogue.tally("meetings", name) for name in ("", "status", "source", "about", "@body")}
    owners = [sorted(catalogue.owners(f"d{n}-0").items()) for n in range(7) if f"meeting-{n}" in ids]
    return catalogue.cards("meetings", ids), catalogue.data("meetings", ids), tallies, owners


def test_a_card_of_many_reports_is_cut_and_its_record_is_not(name: str) -> None:
    with fill(name, [meeting(1, sources=200)]) as register:
        (data,) = register.catalogue.data("meetings", ["meeting-1"]).values()
        assert len(data["reports"]) == 20
        assert register.catalogue.cards("meetings", ["meeting-1"])[0].support == 200
        whole = register.get("meetings", "meeting-1")
        assert whole is not None
        assert len(whole.reports) == 200


def test_what_takes_long_is_kept_with_its_state(name: str) -> None:
    with Register(name) as register:
        assert register.catalogue.digest("changes") == (-1, None)
        register.catalogue.keep("changes", 3, ["a"])
        register.catalogue.keep("changes", 4, ["b"])
        assert register.catalogue.digest("changes") == (4, ["b"])


def test_records_of_a_name_come_latest_first_and_undated_last(name: str) -> None:
    made = [meeting(n, date) for n, date in ((1, None), (2, "2031-05"), (3, "2031-04"), (5, "2031-06"))]
    with fill(name, made) as register:
        wanted = ["meeting-5", "meeting-3", "meeting-1"]
        assert register.catalogue.named("meetings", ["council", "the council"], 9) == [*wanted]
        assert register.catalogue.named("meetings", ["council"], 1) == ["meeting-5"]


def test_documents_come_with_the_claims_that_are_asked_for(name: str) -> None:
    document = Document(text="The council met in Riga.")
    claim = Claim(
        kind="meeting",
        id="m1",
        values={"kind": "session", "status": "held"},
        evidence=(Span(document.text, 0, 11),),
        extractor="t 1",
    )
    with Register(name) as register:
        register.add(Reading(document=document, claims=(claim,)), added="2031-01-15T12:00:00Z")
        found = {kinds: register.catalogue.contents([document.id], kinds) for kinds in (None, ("meeting",), ("act",))}
    assert [list(found[kinds][0][2]) for kinds in found] == [["m1"], ["m1"], []]
    assert all(contents[0][0] == document for contents in found.values())
