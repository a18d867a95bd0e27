"""Meetings that are told of by the organs that meet, where no word for an occasion stands."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]
PUBLISHED = "2031-05-20"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Six delegations at the COMESA Council in Lusaka voted against it last Friday.",
            ("COMESA Council", "2031-05-16", "Lusaka", "held"),
        ),
        (
            "The Eurogroup itself, on Friday and Saturday, was short.",
            ("Eurogroup", "2031-05-16/2031-05-17", None, "held"),
        ),
        (
            "The SADC council of ministers, planned for Harare on 3 June, has been struck off the calendar.",
            ("SADC council of ministers", "2031-06-03", "Harare", "cancelled"),
        ),
        ("The OPEC ministers dispersed on Friday with nothing agreed.", ("OPEC", "2031-05-16", None, "held")),
        (
            "The African Development Bank's round table of 6 May in Abidjan brought 40 million dollars.",
            ("African Development Bank", "2031-05-06", "Abidjan", "held"),
        ),
        (
            "The Arab League's summit of 3 June will not take place in Tunis but online.",
            ("Arab League", "2031-06-03", None, "scheduled"),
        ),
        ("There will be no dialogue with donors in Nairobi on 3 June.", (None, "2031-06-03", "Nairobi", "cancelled")),
        ("The deputies' call stays on 27 May, the G20 said.", (None, "2031-05-27", None, "scheduled")),
        ("They had settled it in their call of 3 May.", (None, "2031-05-03", None, "held")),
    ],
)
def test_an_organ_stands_for_its_meeting(claims: Claims, text: str, said: tuple[str | None, ...]) -> None:
    (meeting,) = claims("meetings", text, published=PUBLISHED)
    assert tuple(meeting[k] for k in ("body", "date", "place", "status")) == said


@pytest.mark.parametrize(
    "text",
    [
        "The president's call on Friday for calm was heard.",
        "A round table was held at the university on Friday.",
    ],
)
def test_what_only_looks_like_one_is_none(claims: Claims, text: str) -> None:
    assert claims("meetings", text, published=PUBLISHED) == []


def test_an_organ_meets_where_another_does(claims: Claims) -> None:
    text = "The EAC summit has been moved from Arusha to Kigali on 4 June. The Council of Ministers goes there as well."
    summit, council = claims("meetings", text, published=PUBLISHED)
    assert (summit["place"], council["place"], council["status"]) == ("Kigali", "Kigali", "scheduled")


@pytest.mark.parametrize(
    ("also", "said"),
    [
        ("The finance ministers take up the budget in Kampala two days before the summit.", ("2031-06-02", "Kampala")),
        ("The foreign ministers keep their place on the day before the summit.", ("2031-06-03", None)),
    ],
)
def test_an_organ_at_work_before_another_meeting(claims: Claims, also: str, said: tuple[str | None, ...]) -> None:
    _, beside = claims("meetings", f"The EAC summit will be held in Kigali on 4 June. {also}", published=PUBLISHED)
    assert (beside["date"], beside["place"]) == said


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The EAC summit in Kigali on 4 May never took place.", "cancelled"),
        ("Nothing came of the EAC summit planned for 4 May in Kigali.", "cancelled"),
        ("The EAC experts never met in April.", "cancelled"),
        ("The EAC summit of 4 June is in doubt.", "tentative"),
    ],
)
def test_what_came_to_nothing_or_is_unsure(claims: Claims, text: str, status: str) -> None:
    assert [m["status"] for m in claims("meetings", text, published=PUBLISHED)] == [status]


def test_the_eve_of_a_body_s_session(claims: Claims) -> None:
    text = "The five premiers meet in Porvoo on the eve of the Nordic Council's session, which opens on 27 June."
    assert {m["date"] for m in claims("meetings", text, published=PUBLISHED)} == {"2031-06-26", "2031-06-27"}


def test_months_to_the_day(claims: Claims) -> None:
    text = "The EAC council met in Arusha on 4 May. It will meet again in Kigali three months later to the day."
    assert [m["date"] for m in claims("meetings", text, published=PUBLISHED)] == ["2031-05-04", "2031-08-04"]


@pytest.mark.parametrize(
    ("also", "date"),
    [
        ("The committee of experts keeps its distance of a week from the ministers and also moves to Kigali.", "28"),
        ("The interval of two days remains, and the deputies will go to Kigali too.", "02"),
        ("The experts' committee moves with it and will sit two hours earlier.", "04"),
    ],
)
def test_what_moves_with_another_keeps_its_distance(claims: Claims, also: str, date: str) -> None:
    text = f"The EAC summit has been moved from Arusha to Kigali on 4 June. {also}"
    _, beside = claims("meetings", text, published=PUBLISHED)
    assert beside["date"][-2:] == date


def test_a_weekday_this_week_is_to_come_unless_told(claims: Claims) -> None:
    (meeting,) = claims(
        "meetings", "The call of the seven EAC ministers this Friday is not affected.", published=PUBLISHED
    )
    assert (meeting["kind"], meeting["date"]) == ("call", "2031-05-23")


def test_its_goes_back_to_what_the_sentence_before_is_about(claims: Claims) -> None:
    text = (
        "The East African Community wants a road. The African Development Bank was asked for a loan. "
        "At the meeting of its governors in Abidjan on 4 May it agreed."
    )
    assert [m["body"] for m in claims("meetings", text, published=PUBLISHED)] == ["African Development Bank"]


def test_who_is_between_commas_in_a_town_on_a_day_meets(claims: Claims) -> None:
    (meeting,) = claims("meetings", "The EAC ministers, at Arusha on 4 May, made no friends.", published=PUBLISHED)
    assert (meeting["date"], meeting["place"]) == ("2031-05-04", "Arusha")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The SADC energy ministers stay one day ahead of them.", "2030-06-02"),
        ("Its Council of Ministers goes over the papers there the day before.", "2030-06-02"),
        ("Anna Berg will attend the ADB governors' council in Manila on 9 June.", "2030-06-09"),
        ("The Grain Organization, which is housed in Riga, assembles its own council there on 9 June.", "2030-06-09"),
        ("Two days after the summit the water ministers of the Nile Basin Initiative gather in Juba.", "2030-06-05"),
        ("A week after the presidents, the African Development Bank assembles its governors in Abidjan.", "2030-06-10"),
    ],
)
def test_who_meets_beside_a_summit(claims: Claims, text: str, date: str) -> None:
    summit = "The presidents of SADC will hold their 50th summit in Maseru on 3 June 2030. "
    assert date in [m["date"] for m in claims("meetings", summit + text, published="2030-05-22")]


def test_the_day_before_a_day_that_is_named_is_counted_from_that(claims: Claims) -> None:
    text = (
        "The SADC summit is in Maseru on 3 June 2030. Ana Ruiz came back on Monday from Lima, where Minister Ivo Kral "
        "had received her the day before."
    )
    assert "2030-05-19" in [m["date"] for m in claims("meetings", text, published="2030-05-22")]


def test_a_gap_of_days_is_no_length(claims: Claims) -> None:
    text = "The SADC summit is in Maseru on 3 June 2030. The gap of two days between ministers and summit stays."
    assert "2030-06-03" in [m["date"] for m in claims("meetings", text, published="2030-05-22")]
