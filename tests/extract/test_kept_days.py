"""Days of organs that meet beside a meeting that is moved: what keeps its day or its distance, and what is counted."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]
PUBLISHED = "2031-05-20"
SUMMIT = "The SADC summit is in Maseru on 10 June. "


def _last(claims: Claims, text: str) -> dict[str, Any]:
    return claims("meetings", text, published=PUBLISHED)[-1]


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("The council of ministers keeps to 2 June.", "2031-06-02"),
        ("The EAC finance ministers stay on 2 June.", "2031-06-02"),
        ("The EAC governors hold to Friday.", "2031-05-23"),
        ("The EAC council of ministers sticks to 2 June.", "2031-06-02"),
        ("The Council of Ministers keeps its distance of two days.", "2031-06-09"),
        ("The Council of Ministers keeps its lead of one week.", "2031-06-04"),
    ],
)
def test_an_organ_keeps_its_day_or_its_distance(claims: Claims, said: str, date: str) -> None:
    found = _last(claims, f"The EAC summit has been moved from 4 June to 11 June. {said}")
    assert (found["kind"], found["date"], found["status"]) == ("session", date, "scheduled")


@pytest.mark.parametrize(
    "summit",
    [
        "The EAC summit of 4 June in Kigali has been put off. It will now be held on 11 June.",
        "The EAC summit, planned for 4 June in Kigali, will not be held. It has been moved to 11 June.",
    ],
)
def test_the_distance_is_kept_from_the_day_that_the_next_sentence_gives(claims: Claims, summit: str) -> None:
    assert _last(claims, f"{summit} The Council of Ministers keeps its distance of two days.")["date"] == "2031-06-09"


def test_an_organ_that_moves_too_and_keeps_its_lead_has_one_meeting(claims: Claims) -> None:
    text = "The EAC summit has been moved from Arusha to Kigali on 4 June. "
    said = "The Council of Ministers moves too, and keeps its lead of two days."
    assert [m["date"] for m in claims("meetings", text + said, published=PUBLISHED)] == ["2031-06-04", "2031-06-02"]


def test_an_organ_that_keeps_its_days_meets(claims: Claims) -> None:
    found = _last(claims, "The EAC summit is in Kigali on 4 June. The Council of Ministers keeps its days.")
    assert (found["body"], found["date"], found["status"]) == ("Council of Ministers of EAC", None, "scheduled")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "The SADC committee of experts sits in Maseru on 3 June. "
            "The SADC ministers meet in Lusaka two weeks after the committee.",
            "2031-06-17",
        ),
        (
            "The SADC commission sits in Maseru on 3 June. "
            "The presidents will meet a month after the commission rises.",
            "2031-07",
        ),
        (
            "The SADC conference is held in Maseru from 3 to 6 June. "
            "The governors meet in Lusaka a week after it closes.",
            "2031-06-13",
        ),
        (
            "The SADC conference is held in Maseru from 3 to 6 June. "
            "The governors meet in Lusaka a week after the close.",
            "2031-06-13",
        ),
    ],
)
def test_days_are_counted_from_an_organ_or_the_close(claims: Claims, text: str, date: str) -> None:
    assert _last(claims, text)["date"] == date


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("The Council of Ministers sits in the same town on the three days before.", "2031-06-07/2031-06-09"),
        ("The Council of Ministers prepares it there two days earlier.", "2031-06-08"),
        ("SADC experts gather there on the two days after it.", "2031-06-11/2031-06-12"),
    ],
)
def test_days_beside_a_meeting_told_of(claims: Claims, said: str, date: str) -> None:
    found = _last(claims, SUMMIT + said)
    assert (found["date"], found["place"], found["status"]) == (date, "Maseru", "scheduled")


@pytest.mark.parametrize(
    "said",
    [
        "On the eve, the talks between Chile and Peru in Lima were called off.",
        "The meeting of the EAC council was cancelled two days before.",
    ],
)
def test_the_day_on_which_something_is_called_off_is_not_its_own(claims: Claims, said: str) -> None:
    found = _last(claims, SUMMIT + said)
    assert (found["date"], found["status"]) == (None, "cancelled")


@pytest.mark.parametrize(
    "text",
    [
        "The SADC council met just before the 9 May talks between Chile and Peru.",
        "The SADC experts will hold a meeting after the 9 June EAC summit.",
    ],
)
def test_the_day_of_one_apart_is_not_its_own(claims: Claims, text: str) -> None:
    found = claims("meetings", text, published=PUBLISHED)
    assert [m["date"] for m in found if (m["body"] or "").startswith("SADC")] == [None]


def test_what_a_day_is_counted_from_has_not_that_day(claims: Claims) -> None:
    text = "The EAC ministers will meet in Arusha on 3 June, a month after the Maseru summit of SADC."
    found = claims("meetings", text, published=PUBLISHED)
    assert [(m["body"], m["date"]) for m in found] == [("EAC", "2031-06-03"), ("SADC", None)]


def test_the_ministers_are_those_of_the_council_told_of(claims: Claims) -> None:
    said = "The senior officials will again begin two days before the ministers."
    text = f"The EAC council is now to take place in Arusha on 5 June. {said}"
    assert _last(claims, text)["date"] == "2031-06-03"
