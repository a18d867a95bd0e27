"""Organs that do something so many days before or after what was told of, where no word for a meeting stands."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]
PUBLISHED = "2031-05-20"


@pytest.mark.parametrize(
    ("said", "date", "place"),
    [
        ("The Council of Ministers prepares it two days ahead.", "2031-06-08", None),
        ("The Council of Ministers does its drafting there on the eve.", "2031-06-09", "Maseru"),
        ("On the eve the Finance Committee checks the figures in the same building.", "2031-06-09", "Maseru"),
        (
            "On the two days before, the Finance Committee goes through the papers there.",
            "2031-06-08/2031-06-09",
            "Maseru",
        ),
        ("Trade ministers precede them by one week.", "2031-06-03", None),
        (
            "The Council of Ministers moves along and keeps its three days' lead over the leaders.",
            "2031-06-07",
            "Maseru",
        ),
        ("The Finance Committee keeps its place, eight days behind them, and stays in Lusaka.", "2031-06-18", "Lusaka"),
        ("The finance committee stays four days ahead of it.", "2031-06-06", None),
        ("The Finance Committee, on which treasurers sit, works there four days earlier.", "2031-06-06", "Maseru"),
        (
            "The officials are to clear the list in the same town a week before the leaders arrive.",
            "2031-06-03",
            "Maseru",
        ),
    ],
)
def test_an_organ_at_work_some_days_off(claims: Claims, said: str, date: str, place: str | None) -> None:
    first, found = claims("meetings", f"The SADC summit will be held in Maseru on 10 June. {said}", published=PUBLISHED)
    assert first["date"] == "2031-06-10"
    assert tuple(found[k] for k in ("kind", "date", "place", "status")) == ("session", date, place, "scheduled")


def test_the_day_before_a_meeting_that_is_over(claims: Claims) -> None:
    said = "The ministers' council settled the last clause the day before."
    text = f"The SADC leaders signed the protocol in Maseru on 8 May. {said}"
    found = claims("meetings", text, published=PUBLISHED)[-1]
    assert (found["date"], found["status"]) == ("2031-05-07", "held")


@pytest.mark.parametrize(
    "said",
    [
        "The SADC had suspended the island two days earlier.",
        "The council's chairman cleared it two days earlier.",
        "The Council of Ministers published the text two days earlier.",
        "The Council of Ministers had it, the envoy said two days earlier.",
    ],
)
def test_what_is_done_otherwise_is_no_meeting(claims: Claims, said: str) -> None:
    text = f"The SADC summit was held in Maseru on 8 May. {said}"
    assert len(claims("meetings", text, published=PUBLISHED)) == 1


def test_what_would_be_counted_from_nothing_is_none(claims: Claims) -> None:
    assert claims("meetings", "The council of ministers prepares it two days ahead.", published=PUBLISHED) == []


def test_an_organ_announces_without_meeting(claims: Claims) -> None:
    text = "The SADC council will meet in Maseru on 10 June, the African Commission announced in Kigali on Monday."
    assert len(claims("meetings", text, published=PUBLISHED)) == 1
