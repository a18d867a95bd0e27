"""Parts of names and plain words join what other reports call fully, by what is around both."""

from collections.abc import Callable

import pytest

from communique.model.decision import Decision
from communique.model.reading import Reading
from communique.reconcile import records
from communique.reconcile.known import Known
from communique.reconcile.meant import Meant

Write = Callable[..., Reading]

PEOPLE = ["Amina Sesay", "Bo Lindahl", "Carla Ruiz"]
AROUND = "Amina Sesay, Bo Lindahl and Carla Ruiz"


def _joined(write: Write, full: list[str], hint: str, people: list[str] = PEOPLE) -> dict[str, int]:
    first = write(f"{AROUND} wrote to {' and '.join(full)}.", "2031-01-10", people=PEOPLE, bodies=full)
    second = write(f"The {hint} heard {AROUND}.", "2031-01-24", people=people, hints=[hint])
    return {str(r.values["name"]): len(r.reports) for r in records("bodies", [first, second])}


@pytest.mark.parametrize(
    ("full", "hint"),
    [
        ("Committee on Finance and Harbours", "finance committee"),
        ("Galle Council of Administration", "administrative council"),
        ("Board of Governors of the Harbour Bank", "governors"),
        ("Harbour Senior Officials Meeting", "senior officials"),
        ("Southern Harbour Authority", "basin's harbour authority"),
    ],
)
def test_plain_words_find_the_one_that_they_fit(write: Write, full: str, hint: str) -> None:
    assert _joined(write, [full], hint) == {full: 2}


def test_plain_words_that_fit_two_or_none_make_no_record(write: Write) -> None:
    two = ["Harbour Council", "River Council"]
    assert _joined(write, two, "council") == {"Harbour Council": 1, "River Council": 1}
    assert _joined(write, ["Harbour Council"], "harbour bank") == {"Harbour Council": 1}


def test_plain_words_without_the_same_people_around_stay_alone(write: Write) -> None:
    assert _joined(write, ["Harbour Council"], "council", people=[]) == {"Harbour Council": 1}


def test_plain_words_of_two_reports_are_one_though_nobody_names_whom_they_mean(write: Write) -> None:
    readings = [
        write(f"The salt panel of {day} heard {AROUND}.", f"2031-01-{day}", people=PEOPLE, hints=["salt panel"])
        for day in (10, 24)
    ]
    assert [len(r.reports) for r in records("bodies", readings)] == [2]


def test_the_name_of_a_record_is_none_of_its_plain_words(write: Write) -> None:
    readings = [
        write(f"The council heard {AROUND}.", "2031-01-09", people=PEOPLE, hints=["council"]),
        write(f"{AROUND} saw the Council.", "2031-01-10", people=PEOPLE, bodies=["Council"]),
        write(f"{AROUND} saw the Harbour Council.", "2031-01-11", people=PEOPLE, bodies=["Harbour Council"]),
    ]
    (record,) = records("bodies", readings)
    assert record.values["name"] == "Harbour Council"
    assert record.values["names"] == ["Council", "Harbour Council"]


def test_a_part_of_a_name_finds_the_fuller_one(write: Write) -> None:
    readings = [
        write(
            f"{AROUND} saw the Private Harbour Consultative Board.",
            "2031-01-10",
            people=PEOPLE,
            bodies=["Private Harbour Consultative Board"],
        ),
        write(
            f"{AROUND} saw the Private Harbour Board.", "2031-03-10", people=PEOPLE, bodies=["Private Harbour Board"]
        ),
    ]
    assert [len(r.reports) for r in records("bodies", readings)] == [2]


def _readings(write: Write) -> list[Reading]:
    return [
        write(f"{AROUND} wrote to the Harbour Council.", "2031-01-10", people=PEOPLE, bodies=["Harbour Council"]),
        write(f"The council heard {AROUND}.", "2031-01-24", people=PEOPLE, hints=["council"]),
        write("The Salt Board of Riga met.", "2031-02-01", bodies=["Salt Board of Riga"]),
    ]


def _names(readings: list[Reading], *decisions: Decision) -> dict[str, int]:
    return {str(r.values["name"]): len(r.reports) for r in records("bodies", readings, decisions)}


def test_what_is_decided_of_a_record_is_decided_of_its_plain_words_too(write: Write) -> None:
    readings = _readings(write)
    assert _names(readings) == {"Harbour Council": 2, "Salt Board of Riga": 1}
    meant = Meant(Known(readings=tuple(readings), days={}))
    ids = {str(r.values["name"]): r.id for r in records("bodies", readings)}
    about = [item for id in ids.values() for item in meant.items(id)]
    one = Decision(action="same", who="Ann", when="2031-03-01T12:00:00+00:00", items=tuple(about))
    assert _names(readings, one) == {"Salt Board of Riga": 3}
    ours, hint = meant.items(ids["Harbour Council"])
    two = Decision(action="different", who="Ann", when="2031-03-01T12:00:00+00:00", items=(ours,), others=(hint,))
    assert _names(readings, two) == {"Harbour Council": 1, "Salt Board of Riga": 1}
    out = Decision(action="reject", who="Ann", when="2031-03-01T12:00:00+00:00", items=(hint,))
    assert _names(readings, out) == {"Harbour Council": 1, "Salt Board of Riga": 1}
    undone = Decision(action="undo", who="Ann", when="2031-03-02T12:00:00+00:00", supersedes=two.id)
    assert _names(readings, two, undone) == _names(readings)
