"""Days counted from another meeting that is named by its number, town, month or kind alone."""

from collections.abc import Callable
from typing import Any

import pytest

from communique.extract.dates import find

Claims = Callable[..., list[dict[str, Any]]]
SUMMIT = "The leaders of Mercosur signed a charter at their summit in Sucre on Thursday. "
BOARD = "The Board of Governors of the Asian Development Bank met in Tashkent on 9 June. "
PLANNED = "The 12th summit of SAARC is planned for Malé in November 2027. "


def _date(claims: Claims, text: str, place: str) -> str | None:
    found = claims("meetings", text, published="2026-07-06")
    return next((m["date"] for m in found if m["place"] == place), None)


@pytest.mark.parametrize(
    ("words", "pair"),
    [
        ("a month after the close of the Lima session.", "the close of the Lima session"),
        ("two weeks after the talks in Port Louis.", "the talks in Port Louis"),
        ("three weeks after the present session closes.", "the present session closes"),
        ("ten weeks after the 52nd.", "the 52nd"),
        ("six weeks after the May one opened.", "the May one opened"),
        ("five weeks after the big ones dispersed.", "the big ones dispersed"),
        ("four months after they met in Suva.", "they met in Suva"),
        ("A week after it the committee sits.", "it"),
    ],
)
def test_what_a_day_is_counted_from(words: str, pair: str) -> None:
    found = next(d for d in find(words, published="2026-07-06") if d.anchor.kind == "event")
    start, end = found.anchor.pair or (0, 0)
    assert words[start:end] == pair


def test_the_close_of_the_summit_is_that_of_the_one_that_was(claims: Claims) -> None:
    text = SUMMIT + PLANNED + "The Common Market Group sits in Cusco two weeks after the close of the summit."
    assert _date(claims, text, "Cusco") == "2026-07-16"


def test_a_town_tells_which_meeting_it_was(claims: Claims) -> None:
    text = SUMMIT + BOARD + "Experts will gather in Cusco four weeks after the Tashkent meeting."
    assert _date(claims, text, "Cusco") == "2026-07-07"


def test_a_number_tells_which_meeting_it_was(claims: Claims) -> None:
    text = BOARD + "The board holds its 59th meeting in Jaipur ten weeks after the 58th."
    assert _date(claims, text, "Jaipur") == "2026-08-18"


def test_what_is_only_counted_from_is_no_meeting_to_come(claims: Claims) -> None:
    text = SUMMIT + "The Common Market Group sits in Cusco two weeks after the Sucre summit."
    found = claims("meetings", text, published="2026-07-06")
    assert [(m["place"], m["status"]) for m in found] == [("Sucre", "held"), ("Cusco", "scheduled")]


def test_a_meeting_named_only_there_was_held_and_has_no_body(claims: Claims) -> None:
    text = SUMMIT + "The energy ministers return to Cusco six months after the Jaipur conference."
    found = {m["place"]: m for m in claims("meetings", text, published="2026-07-06")}
    assert (found["Jaipur"]["status"], found["Jaipur"]["body"]) == ("held", None)


def test_days_are_counted_from_an_opening_where_that_is_said(claims: Claims) -> None:
    text = (
        "The General Assembly of Interpol met in Lyon from 22 to 26 June. "
        "The Executive Committee gathers in Vienna three weeks after the June one opened."
    )
    assert _date(claims, text, "Vienna") == "2026-07-13"


def test_a_weekday_of_what_was_told_is_that_day(claims: Claims) -> None:
    text = "The ministers of SADC adopted a charter in Gaborone on Friday. They meet by video eight weeks after Friday."
    found = claims("meetings", text, published="2026-07-06")
    assert "2026-08-28" in [m["date"] for m in found]


def test_a_meeting_called_by_its_weekday_is_told_of_already(claims: Claims) -> None:
    text = (
        "The Council of Ministers of CEMAC met in Libreville on Thursday. "
        "Its experts gather in Bata six weeks after Thursday's session."
    )
    found = claims("meetings", text, published="2026-07-06")
    assert [(m["place"], m["date"]) for m in found] == [("Libreville", "2026-07-02"), ("Bata", "2026-08-13")]


def test_those_who_lead_are_no_ministers(claims: Claims) -> None:
    text = (
        "The leaders of SADC will meet in Harare on 20 August and the Council of Ministers on 14 August. "
        "Two weeks after the leaders, donors will confer in Brussels."
    )
    assert _date(claims, text, "Brussels") == "2026-09-03"


def test_those_who_met_there_were_there(claims: Claims) -> None:
    text = SUMMIT + "The health ministers gather in Cusco three months after they met in Jaipur."
    found = {m["place"]: m["status"] for m in claims("meetings", text, published="2026-07-06")}
    assert found["Jaipur"] == "held"


def test_a_day_counted_right_behind_goes_before_those_of_other_clauses(claims: Claims) -> None:
    text = SUMMIT + (
        "The Common Market Council meets in Lima on 10 December, and the transport ministers will take up the "
        "tunnel in Cusco four weeks after the summit closed."
    )
    assert _date(claims, text, "Cusco") == "2026-07-30"


def test_of_what_is_counted_from_a_day_not_known_no_other_day_is_told(claims: Claims) -> None:
    text = (
        "The 19th summit of SAARC falls to Malé in October 2027, while the transport ministers return to work in "
        "Thimphu six months after the Jaipur meeting."
    )
    found = {m["place"]: m for m in claims("meetings", text, published="2026-07-06")}
    assert (found["Thimphu"]["date"], found["Thimphu"]["status"]) == (None, "scheduled")
    assert found["Jaipur"]["status"] == "held"


def test_an_organ_called_by_its_word_alone_is_that_organ(claims: Claims) -> None:
    text = (
        "The Council of Ministers of CEMAC met in Douala on 25 June, and the Commission of CEMAC sat there on 23 June. "
        "The council's 53rd meeting is to be held in Bata ten weeks after the 52nd."
    )
    assert _date(claims, text, "Bata") == "2026-09-03"


def test_a_summit_is_the_assembly_told_of_where_no_summit_is(claims: Claims) -> None:
    text = (
        "The African Union opens the session of its Assembly in Addis Ababa on 20 July. "
        "The presidents of Chad and Niger will hold talks in Gondar on the day before the summit opens."
    )
    assert _date(claims, text, "Gondar") == "2026-07-19"


def test_what_is_behind_the_leaders_comes_after_them(claims: Claims) -> None:
    text = (
        "The leaders of SADC will meet in Harare on 20 August. "
        "The donors' conference in Brussels stays two weeks behind the leaders."
    )
    assert _date(claims, text, "Brussels") == "2026-09-03"


def test_those_who_meet_are_of_the_one_meeting_to_come(claims: Claims) -> None:
    text = (
        "The Mekong River Commission will hold its 33rd meeting in Vientiane on 20 August. "
        "The Asian Development Bank meets in Manila eight days after the water ministers."
    )
    assert _date(claims, text, "Manila") == "2026-08-28"


def test_an_organ_from_which_days_are_counted_is_the_one_told_of(claims: Claims) -> None:
    text = (
        "The Congress of the Universal Postal Union closed in Panama City on 2 July. "
        "The Council of Administration sat there on 30 June. "
        "Experts gather in Bern eight weeks after the close of the congress."
    )
    assert _date(claims, text, "Bern") == "2026-08-27"
