"""What a text adds of an occasion without naming it, and what it counts from another one."""

from collections.abc import Callable
from typing import Any

Claims = Callable[..., list[dict[str, Any]]]
OPENED = "The General Conference of the IAEA opened in Vienna on Monday and elected its president. "


def _dates(claims: Claims, text: str, published: str) -> dict[str | None, str | None]:
    return {m["body"]: m["date"] for m in claims("meetings", text, published=published)}


def test_it_runs_until_a_day(claims: Claims) -> None:
    found = claims("meetings", OPENED + "It runs until Friday.", published="2026-09-22")
    assert (found[0]["date"], found[0]["status"]) == ("2026-09-21/2026-09-25", "ongoing")


def test_it_has_a_new_day_and_place(claims: Claims) -> None:
    text = (
        "Thursday's meeting of the Nordic Council of Ministers in Nuuk has been put off because of the storm. "
        "It will now be held a week later, on 1 October, in Reykjavik, a spokesman said."
    )
    found = claims("meetings", text, published="2026-09-22")
    assert [(m["date"], m["place"], m["status"]) for m in found] == [("2026-10-01", "Reykjavik", "postponed")]


def test_weeks_are_counted_from_its_last_day(claims: Claims) -> None:
    text = OPENED + "It runs until Friday. The Board of Governors will meet three weeks after the conference closes."
    assert "2026-10-16" in _dates(claims, text, "2026-09-22").values()


def test_a_day_before_is_counted_from_the_occasion_told_of(claims: Claims) -> None:
    text = (
        "Uruguay will receive the presidents of Mercosur in Punta del Este on 10 December for their 69th summit, "
        "Foreign Minister Ledesma said on Monday. "
        "The Common Market Council will hold its 69th meeting there a day before."
    )
    assert _dates(claims, text, "2026-07-06")["Common Market Council"] == "2026-12-09"


def test_a_weekday_told_of_is_that_day_again(claims: Claims) -> None:
    text = (
        "The West African leaders, meeting here on Sunday, adopted the new protocol. "
        "The Mediation and Security Council of ECOWAS meets in Accra three weeks after Sunday's summit."
    )
    assert "2026-07-19" in _dates(claims, text, "2026-06-29").values()


def test_a_visit_is_on_the_day_of_the_next_sentence(claims: Claims) -> None:
    text = (
        "The visit of the deputy energy minister of Russia, Pavel Samarin, does not move. "
        "He will be in Minsk on 26 February to discuss oil deliveries."
    )
    found = claims("meetings", text, published="2025-02-20")
    assert [(m["kind"], m["date"], m["place"], m["status"]) for m in found] == [
        ("visit", "2025-02-26", "Minsk", "scheduled")
    ]


def test_a_day_is_counted_back_to_what_it_is_counted_from(claims: Claims) -> None:
    text = "The summit of ASEAN is to be held in Vienna on 29 November, a day after the ordinary Conference of OPEC."
    assert [m["date"] for m in claims("meetings", text, published="2026-06-15")] == ["2026-11-29", "2026-11-28"]


def test_what_opened_the_day_before_goes_on(claims: Claims) -> None:
    found = claims("meetings", OPENED, published="2026-09-22")
    assert [(m["date"], m["status"]) for m in found] == [("2026-09-21", "ongoing")]
