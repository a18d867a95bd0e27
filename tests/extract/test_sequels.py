"""What a text adds of an occasion without naming it, and what it counts from another one."""

from collections.abc import Callable
from typing import Any

Claims = Callable[..., list[dict[str, Any]]]
OPENED = "The General Assembly of Interpol opened in Lyon on Monday and chose a chairman. "


def _dates(claims: Claims, text: str, published: str) -> dict[str | None, str | None]:
    return {m["body"]: m["date"] for m in claims("meetings", text, published=published)}


def test_it_runs_until_a_day(claims: Claims) -> None:
    found = claims("meetings", OPENED + "It runs until Friday.", published="2026-09-22")
    assert (found[0]["date"], found[0]["status"]) == ("2026-09-21/2026-09-25", "ongoing")


def test_a_council_goes_on_the_next_day(claims: Claims) -> None:
    text = "The council of Interpol met in Lyon today. The council resumes at 0930 GMT tomorrow."
    assert "2026-09-22/2026-09-23" in _dates(claims, text, "2026-09-22").values()


def test_it_has_a_new_day_and_place(claims: Claims) -> None:
    text = (
        "Thursday's meeting of the Council of Europe in Tromsø has been put off after heavy snow. "
        "It will now take place in Bergen seven days later, on 1 October, an official said."
    )
    found = claims("meetings", text, published="2026-09-22")
    assert [(m["date"], m["place"], m["status"]) for m in found] == [("2026-10-01", "Bergen", "postponed")]


def test_weeks_are_counted_from_its_last_day(claims: Claims) -> None:
    text = OPENED + "It runs until Friday. The Executive Committee will meet three weeks after the assembly closes."
    assert "2026-10-16" in _dates(claims, text, "2026-09-22").values()


def test_a_day_before_is_counted_from_the_occasion_told_of(claims: Claims) -> None:
    text = (
        "Bolivia will welcome the presidents of Mercosur to Sucre on 12 December for the 71st summit, "
        "Foreign Minister Quispe told reporters on Monday. "
        "The Common Market Council will hold its 71st meeting there a day before."
    )
    assert _dates(claims, text, "2026-07-06")["Common Market Council"] == "2026-12-11"


def test_a_weekday_told_of_is_that_day_again(claims: Claims) -> None:
    text = (
        "The Southern African leaders, who met on Sunday, approved a charter. "
        "The Council of Ministers of SADC meets in Lusaka three weeks after Sunday's summit."
    )
    assert "2026-07-19" in _dates(claims, text, "2026-06-29").values()


def test_a_visit_is_on_the_day_of_the_next_sentence(claims: Claims) -> None:
    text = (
        "The visit of the deputy transport minister of Kazakhstan, Askar Omarov, stays as planned. "
        "He will be in Tashkent on 26 February to talk about rail freight."
    )
    found = claims("meetings", text, published="2025-02-20")
    assert [(m["kind"], m["date"], m["place"], m["status"]) for m in found] == [
        ("visit", "2025-02-26", "Tashkent", "scheduled")
    ]


def test_a_day_is_counted_back_to_what_it_is_counted_from(claims: Claims) -> None:
    text = "The summit of ASEAN will be in Vienna on 29 November, one day after the regular Conference of the ILO."
    assert [m["date"] for m in claims("meetings", text, published="2026-06-15")] == ["2026-11-29", "2026-11-28"]


def test_what_opened_the_day_before_goes_on(claims: Claims) -> None:
    found = claims("meetings", OPENED, published="2026-09-22")
    assert [(m["date"], m["status"]) for m in found] == [("2026-09-21", "ongoing")]
