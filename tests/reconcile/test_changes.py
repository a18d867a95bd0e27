"""Changes between two days, and what was known on a day."""

from typing import Any

import pytest

from communique.extract import extract
from communique.model.change import WHAT, Change
from communique.model.decision import Decision, claim_item
from communique.model.document import Document
from communique.model.reading import Reading
from communique.model.record import Record, Report, Variant
from communique.reconcile.changes import Day, changes
from communique.reconcile.known import Known, known
from communique.store import Register

STORIES = {
    "2031-01-10": "The 22nd SCO summit will be held in Bishkek on 3 May 2031, the secretariat said.",
    "2031-01-12": "The 22nd SCO summit will be held in Osh on 9 June 2031, the host said. It will discuss visas.",
    "2031-01-20": "The 23rd SCO summit will be held in Lima on 5 June 2032.",
}


def read(day: str) -> Reading:
    return extract(Document(text=STORIES[day], published=day, source=f"{day}.txt"))


READINGS = {day: read(day) for day in STORIES}
KNOWN = Known(readings=tuple(READINGS.values()), days={r.document.id: day for day, r in READINGS.items()})


def found(since: str, until: str, kind: str = "meeting") -> list[Change]:
    return [change for change in changes(KNOWN, since, until) if change.kind == kind]


def test_a_record_that_is_new_is_told_with_its_words_and_report() -> None:
    (change,) = found("2031-01-01", "2031-01-11")
    assert (change.day, change.what) == ("2031-01-10", "new record")
    assert [report.source for report in change.reports] == ["2031-01-10.txt"]
    assert "summit" in str(change.after)


def test_nothing_changes_where_nothing_became_known() -> None:
    assert changes(KNOWN, "2031-01-12", "2031-01-19") == []
    assert changes(KNOWN, "2031-02-01", "2032-01-01") == []


def test_the_changes_of_a_span_are_those_of_its_days() -> None:
    whole = changes(KNOWN, "2031-01-01", "2031-02-01")
    parts = [*changes(KNOWN, "2031-01-01", "2031-01-11"), *changes(KNOWN, "2031-01-11", "2031-02-01")]
    assert [change.id for change in whole] == [change.id for change in parts]
    assert len({change.id for change in whole}) == len(whole)


def test_what_was_known_on_a_day_is_what_was_added_and_decided_by_then() -> None:
    item = claim_item(READINGS["2031-01-10"].document.id, READINGS["2031-01-10"].of_kind("meeting")[0])
    ruled = Decision(action="reject", who="Ann", when="2031-01-15T12:00:00+00:00", items=(item,))
    ruled_on = Known(readings=KNOWN.readings, days=KNOWN.days, decisions=(ruled,))
    assert [len(ruled_on.on(f"2031-01-{day}").records("meetings")) for day in ("09", "10", "15", "20")] == [0, 1, 1, 2]
    gone = [c for c in changes(Known(readings=KNOWN.readings[:1], days=KNOWN.days, decisions=(ruled,)), "2031-01-11",
                               "2031-01-31") if c.kind == "meeting"]  # fmt: skip
    assert [(change.day, change.what) for change in gone] == [("2031-01-15", "record gone")]


def test_documents_count_from_the_day_they_were_added_or_published() -> None:
    with Register("sqlite://") as register:
        for reading in READINGS.values():
            register.add(reading, added="2031-03-01T09:00:00+00:00")
        assert set(known(register).days.values()) == {"2031-03-01"}
        assert set(known(register, "published").days.values()) == set(STORIES)


def report(document: str) -> Report:
    return Report(document=document, source=f"{document}.txt", item="m1", words=(f"words of {document}",))


def record(kind: str, *documents: str, id: str = "r", **values: Any) -> Record:
    variants = values.pop("variants", {})
    return Record(
        kind=kind,
        id=id,
        values=values,
        reports=tuple(map(report, documents)),
        variants=variants,
        conflicts=tuple(variants),
    )


def between(before: list[Record], after: list[Record]) -> list[Change]:

    days = {"d1": "2031-01-01", "d2": "2031-01-02", "d3": "2031-01-02"}
    return Day("2031-01-02", days).changes({"x": before}, {"x": after})


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [
        ("date set", {}, {"date": "2031-05-03"}),
        ("date refined", {"date": "2031-05"}, {"date": "2031-05-03"}),
        ("date moved", {"date": "2031-05-03"}, {"date": "2031-05-04"}),
        ("status changed", {"status": "scheduled"}, {"status": "postponed"}),
        ("place changed", {"place": "Riga"}, {"place": "Oslo"}),
        ("figure changed", {"count": 28}, {"count": 30}),
    ],
)
def test_a_field_that_changes_is_told_from_and_to(what: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    (change,) = between([record("meeting", "d1", **before)], [record("meeting", "d1", "d2", id="other", **after)])
    assert change.what == what
    assert [change.before, change.after] == [next(iter(before.values()), None), *after.values()]
    assert [r.document for r in change.reports] == ["d2"]


def test_only_the_reports_that_say_the_new_value_are_given() -> None:
    place = (
        Variant(value="Oslo", documents=("d3",), shown=True),
        Variant(value="Riga", documents=("d1", "d2"), shown=False),
    )
    after = record("meeting", "d1", "d2", "d3", place="Oslo", variants={"place": place})
    changed = {c.what: c for c in between([record("meeting", "d1", place="Riga")], [after])}
    assert set(changed) == {"place changed", "new conflict"}
    assert [r.document for r in changed["place changed"].reports] == ["d3"]
    assert changed["new conflict"].after == ["Oslo", "Riga"]


def test_each_new_agenda_item_is_told() -> None:
    found = between(
        [record("meeting", "d1", agenda=["trade"])], [record("meeting", "d1", "d2", agenda=["trade", "visas"])]
    )
    assert [(c.what, c.after) for c in found] == [("agenda item added", "visas")]


def step(document: str, **values: Any) -> dict[str, Any]:
    return {"documents": [document], "reported": None, **values}


def test_each_stage_and_each_figure_is_told_once_figures_of_one_total_after_each_other() -> None:
    stages = [step("d1", stage="drafted"), step("d2", stage="signed")]
    figures = [
        step("d1", value=[7, 28], total="28"),
        step("d3", value=0.5, total="share"),
        step("d2", value=[9, 28], total="28"),
    ]
    old = record("act", "d1", stages=stages[:1], figures=figures[:1], stage="drafted")
    new = record("act", "d1", "d2", "d3", stages=stages, figures=figures, stage="signed")
    told = [(c.what, c.before, c.after, [r.document for r in c.reports]) for c in between([old], [new])]
    assert sorted(told, key=str) == [
        ("figure changed", None, 0.5, ["d3"]),
        ("figure changed", [7, 28], [9, 28], ["d2"]),
        ("stage reached", "drafted", "signed", ["d2"]),
    ]


def test_a_new_holder_of_an_office_is_told_with_the_old_one() -> None:
    post = {"role": "president", "of": {"id": "b", "name": "Peru"}, "status": "current"}
    old = record("post", "d1", person={"id": "p1", "name": "Ana"}, **post)
    new = record(
        "post", "d2", id="s", person={"id": "p2", "name": "Eva"}, predecessor={"id": "p1", "name": "Ana"}, **post
    )
    assert [(c.what, c.before, c.after) for c in between([old], [old, new])] == [("new holder", "Ana", "Eva")]
    other = record("post", "d2", id="s", person={"id": "p2", "name": "Eva"}, predecessor=None, **post)
    assert [c.what for c in between([old], [old, other])] == ["new record"]


def test_records_that_join_and_come_apart_are_told() -> None:
    one, two = record("act", "d1", id="a"), record("act", "d2", id="b")
    both = record("act", "d1", "d2", id="a")
    assert [c.what for c in between([one, two], [both])] == ["records joined"]
    assert [c.what for c in between([both], [one, two])] == ["record split"]
    assert [c.what for c in between([one], [])] == ["record gone"]


def test_every_change_is_one_of_the_known() -> None:
    assert {change.what for change in changes(KNOWN, "2031-01-01", "2031-02-01")} <= set(WHAT)
