"""Reports that give two places of one meeting, or the same number and no body."""

from collections.abc import Callable
from typing import Any

import pytest

from communique.model.reading import Reading
from communique.reconcile import records

Write = Callable[..., Reading]


@pytest.fixture
def talks(write: Write) -> Callable[[str, str, str], Reading]:
    """Makes the report of talks of two persons in a town."""

    def made(text: str, published: str, place: str) -> Reading:
        people = ("Ana Ruiz", "Ivo Kral")
        values: dict[str, Any] = {"kind": "talks", "status": "scheduled", "date": "2031-05-06", "place": place}
        claim = ("meeting", text, {**values, "participants": people})
        return write(text, published, people=people, claims=[claim])

    return made


def test_nobody_is_in_two_towns_on_one_day(talks: Callable[[str, str, str], Reading]) -> None:
    first = talks("Ana Ruiz and Ivo Kral will hold talks in Izmir on 6 May.", "2031-04-10", "Izmir")
    second = talks("On 6 May there will be talks of Ivo Kral with Ana Ruiz in Cebu.", "2031-04-12", "Cebu")
    (record,) = records("meetings", [first, second])
    assert record.conflicts == ("place",)


def test_where_a_meeting_was_moved_to_is_its_place(talks: Callable[[str, str, str], Reading]) -> None:
    first = talks("Ana Ruiz and Ivo Kral will hold talks in Izmir on 6 May.", "2031-04-10", "Izmir")
    second = talks("In Izmir, on 6 May, Ana Ruiz is to have talks with Ivo Kral of the office.", "2031-04-11", "Izmir")
    third = talks("The talks of Ivo Kral with Ana Ruiz on 6 May were moved to Cebu.", "2031-04-12", "Cebu")
    (record,) = records("meetings", [first, second, third])
    assert (record.values["place"], record.conflicts) == ("Cebu", ())


@pytest.mark.parametrize(("number", "found"), [(166, 1), (2, 2)])
def test_a_high_number_of_the_same_days_is_of_one_meeting(write: Write, number: int, found: int) -> None:
    council = ("Grain Council", "grain-council")
    values = {"kind": "session", "status": "scheduled", "ordinal": number}
    one = f"The Grain Council holds its session number {number} on 6 May."
    other = f"It was in May that session number {number} was cut short."
    readings = [
        write(
            one,
            "2031-04-10",
            bodies=[council],
            claims=[("meeting", one, {**values, "body": council[0], "date": "2031-05-06"})],
        ),
        write(other, "2031-06-10", claims=[("meeting", other, {**values, "status": "held", "date": "2031-05"})]),
    ]
    assert len(records("meetings", readings)) == found
