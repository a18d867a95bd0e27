"""Who is who: names joined with reasons, ambiguous ones left apart."""

from collections.abc import Callable

from communique.model.reading import Reading
from communique.reconcile import records

Write = Callable[..., Reading]


def names(kind: str, readings: list[Reading]) -> dict[str, int]:
    return {str(r.values["name"]): len(r.reports) for r in records(kind, readings)}


def test_transliterations_and_initials_join_with_reasons(write: Write) -> None:
    readings = [
        write("Alexander Lukashenko opened the talks.", "2031-01-10", people=["Alexander Lukashenko"]),
        write("Aliaksandr Lukashenka left early.", "2031-01-12", people=["Aliaksandr Lukashenka"]),
        write("A. Lukashenko flew home.", "2031-01-13", people=["A. Lukashenko"]),
    ]
    (person,) = records("people", readings)
    assert len(person.reports) == 3
    assert sorted(reason.words.split(";")[0] for reason in person.reasons) == [
        "initial and surname of the only full name that it fits",
        "names spelt alike",
    ]
    assert all(0 < reason.score <= 1 for reason in person.reasons)


def test_a_surname_joins_by_office_and_stays_apart_when_two_compete(write: Write) -> None:
    def post(name: str, role: str, of: str) -> tuple[str, str, dict[str, str]]:
        return ("post", name, {"person": name, "role": role, "of": of, "status": "current"})

    readings = [
        write(
            "Minister Karin Ekman of Sweden and envoy Anders Ekman of Norway came.",
            "2031-01-10",
            people=["Karin Ekman", "Anders Ekman"],
            bodies=[("Sweden", "se"), ("Norway", "no")],
            claims=[post("Karin Ekman", "Minister", "Sweden"), post("Anders Ekman", "envoy", "Norway")],
        ),
        write(
            "The Swedish minister, Ekman, spoke for Sweden.",
            "2031-01-12",
            people=["Ekman"],
            bodies=[("Sweden", "se")],
            claims=[post("Ekman", "minister", "Sweden")],
        ),
        write("Ekman was seen in the hall.", "2031-01-13", people=["Ekman"]),
    ]
    assert names("people", readings) == {"Karin Ekman": 2, "Anders Ekman": 1, "Ekman": 1}


def test_two_persons_of_one_document_stay_two(write: Write) -> None:
    readings = [
        write("Jan Novak met J. Novak.", "2031-01-10", people=["Jan Novak", "J. Novak"]),
        write("Jan Novak spoke.", "2031-01-11", people=["Jan Novak"]),
    ]
    assert names("people", readings) == {"Jan Novak": 2, "J. Novak": 1}


def test_bodies_join_across_countries_words_and_acronyms_but_not_organs_with_parents(write: Write) -> None:
    readings = [
        write(
            "The Atomic Energy Organization of Iran (AEOI) and the Kenyan energy ministry wrote to the African Union.",
            "2031-01-10",
            bodies=[
                "Atomic Energy Organization of Iran",
                "AEOI",
                "Kenyan energy ministry",
                ("African Union", "african-union"),
            ],
        ),
        write(
            "AEOI answered. The Ministry of Energy of Kenya did not. The African Union Commission waits.",
            "2031-01-11",
            bodies=["AEOI", "Ministry of Energy of Kenya", ("African Union Commission", "african-union-commission")],
        ),
    ]
    found = names("bodies", readings)
    assert found["African Union"] == 1
    assert any("Commission" in name and n == 1 for name, n in found.items())
    assert {n for name, n in found.items() if "nergy" in name and "Atomic" not in name} == {2}


def test_a_name_that_says_little_stays_with_its_document(write: Write) -> None:
    readings = [
        write("The council met in one town.", "2031-01-10", bodies=["council"]),
        write("Far away a council voted on bees.", "2033-06-10", bodies=["council"]),
    ]
    assert len(records("bodies", readings)) == 2


def test_a_known_body_goes_by_the_words_of_its_name_whatever_stands_between_them(write: Write) -> None:
    readings = [
        write(
            "Delegates of the Cocoa Producers' Alliance sat down.", "2031-01-10", bodies=["Cocoa Producers' Alliance"]
        ),
        write("The Alliance of Cocoa Producers adjourned.", "2031-01-11", bodies=["Alliance of Cocoa Producers"]),
    ]
    (body,) = records("bodies", readings)
    assert body.values["known"] == "cocoa-producers-alliance"


def test_of_a_bank_and_its_governors_the_bank_goes_by_the_acronym(write: Write) -> None:
    people = ["Mario Paz", "Nadia Holt"]
    readings = [
        write(
            "Mario Paz and Nadia Holt of the Caribbean Development Bank met governors of Caribbean Development Bank.",
            "2031-01-10",
            people=people,
            bodies=[
                ("Caribbean Development Bank", "caribbean-development-bank"),
                ("governors of Caribbean Development Bank", None),
            ],
        ),
        write("Mario Paz and Nadia Holt left the CDB.", "2031-01-12", people=people, bodies=[("CDB", None)]),
    ]
    assert names("bodies", readings)["Caribbean Development Bank"] == 2
