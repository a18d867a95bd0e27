"""Common words that tell of an occasion by who and what stands beside them: going to a town, ringing, summoning."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Foreign Minister Anna Novak of Slovakia goes to Hanoi on 16 May 2031.", "scheduled"),
        ("Foreign Minister Anna Novak of Slovakia will go on to Hanoi on 16 May 2031.", "scheduled"),
        ("Foreign Minister Anna Novak of Slovakia leaves for Hanoi on 16 May 2031.", "scheduled"),
        ("Foreign Minister Anna Novak of Slovakia will be in Hanoi on 16 May 2031.", "scheduled"),
    ],
)
def test_who_goes_to_a_capital_visits_its_state(claims: Claims, text: str, status: str) -> None:
    (meeting,) = claims("meetings", text, published="2031-05-15")
    assert (meeting["kind"], meeting["status"], meeting["date"]) == ("visit", status, "2031-05-16")
    assert (meeting["place"], meeting["participants"]) == ("Hanoi", ["Anna Novak", "Vietnam"])


def test_who_was_in_a_town_on_a_day_has_visited_it(claims: Claims) -> None:
    text = "Foreign Minister Anna Novak of Slovakia was in Hanoi on 12 May 2031."
    (meeting,) = claims("meetings", text, published="2031-05-15")
    assert (meeting["kind"], meeting["status"], meeting["place"]) == ("visit", "held", "Hanoi")


@pytest.mark.parametrize(
    "text",
    [
        "The chairmanship goes to Hanoi on 16 May 2031.",
        "A delegation would go to Hanoi on 16 May 2031.",
        "The first tons of rice left the port for Hanoi on 16 May 2031.",
        "The archive is in Hanoi on 16 May 2031.",
    ],
)
def test_what_goes_to_a_town_by_itself_is_no_visit(claims: Claims, text: str) -> None:
    assert claims("meetings", text, published="2031-05-15") == []


def test_an_organ_meets_where_it_goes(claims: Claims) -> None:
    text = "The Council of the Nordic Dam Union goes to Hanoi on 16 May 2031. The Nordic Dam Union has six members."
    (meeting,) = claims("meetings", text, published="2031-05-15")
    assert meeting["kind"] == "session"


def test_ambassadors_are_summoned_to_talks(claims: Claims) -> None:
    text = "Foreign Minister Anna Novak summoned Ambassador Li Wen on 14 May 2031."
    (meeting,) = claims("meetings", text, published="2031-05-15")
    assert (meeting["kind"], meeting["participants"]) == ("talks", ["Anna Novak", "Li Wen"])


def test_who_rings_somebody_calls_him(claims: Claims) -> None:
    text = "President Anna Novak of Slovakia rang President Li Wen of Vietnam on 14 May 2031."
    (meeting,) = claims("meetings", text, published="2031-05-15")
    assert (meeting["kind"], meeting["participants"]) == ("call", ["Anna Novak", "Li Wen"])


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Anna Novak of Slovakia will visit Hanoi on 16 May 2031 and Vientiane on 19 May 2031.",
        "Foreign Minister Anna Novak of Slovakia will be in Hanoi on 16 May 2031, then in Vientiane on 19 May 2031.",
    ],
)
def test_each_stop_of_a_journey_with_a_day_of_its_own_is_a_visit(claims: Claims, text: str) -> None:
    first, second = claims("meetings", text, published="2031-05-15")
    assert (first["place"], first["date"]) == ("Hanoi", "2031-05-16")
    assert (second["place"], second["date"], second["kind"]) == ("Vientiane", "2031-05-19", "visit")
    assert second["participants"] == ["Anna Novak", "Laos"]


def test_summits_in_towns_with_years_of_their_own_are_several(claims: Claims) -> None:
    text = "The Nordic Dam Union was praised at its summits in Riga (2028), Oslo (2029) and Vilnius (2030)."
    found = claims("meetings", text, published="2031-05-15")
    assert [(m["place"], m["date"]) for m in found] == [("Riga", "2028"), ("Oslo", "2029"), ("Vilnius", "2030")]


@pytest.mark.parametrize(
    "text",
    [
        "President Anna Novak of Slovakia will bring together the ministers of the region in Hanoi on 16 May 2031.",
        "President Anna Novak of Slovakia will bring the ministers of the region together in Hanoi on 16 May 2031.",
    ],
)
def test_those_who_are_brought_together_meet(claims: Claims, text: str) -> None:
    (meeting,) = claims("meetings", text, published="2031-05-15")
    assert (meeting["status"], meeting["date"], meeting["place"]) == ("scheduled", "2031-05-16", "Hanoi")


def test_what_a_body_brings_together_are_its_members(claims: Claims) -> None:
    assert claims("meetings", "The Nordic Dam Union brings together Norway, Sweden and Finland.") == []


def test_who_briefs_a_council_meets_it(claims: Claims) -> None:
    text = "Special envoy Anna Novak will brief the Security Council on 16 May 2031."
    (meeting,) = claims("meetings", text, published="2031-05-15")
    assert (meeting["kind"], meeting["date"]) == ("talks", "2031-05-16")
    assert claims("meetings", "Special envoy Anna Novak will brief the press on 16 May 2031.") == []


@pytest.mark.parametrize("said", ["see each other", "see one another", "get together"])
def test_those_who_see_each_other_somewhere_on_a_day_meet(claims: Claims, said: str) -> None:
    (meeting,) = claims("meetings", f"The two presidents will {said} in Hanoi on 16 May 2031.", published="2031-05-15")
    assert (meeting["kind"], meeting["date"], meeting["place"]) == ("talks", "2031-05-16", "Hanoi")


def test_those_who_never_saw_each_other_have_not_met(claims: Claims) -> None:
    assert claims("meetings", "President Anna Novak and President Li Wen never saw each other.") == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("President Anna Novak is due in Hanoi on 16 May 2031.", "scheduled"),
        ("President Anna Novak of Slovakia is expected in Hanoi on 16 May 2031.", "tentative"),
        ("Foreign Minister Anna Novak of Slovakia lands in Hanoi on 16 May 2031.", "scheduled"),
    ],
)
def test_who_is_due_or_lands_in_a_town_visits_it(claims: Claims, text: str, status: str) -> None:
    (meeting,) = claims("meetings", text, published="2031-05-15")
    assert (meeting["kind"], meeting["status"], meeting["place"]) == ("visit", status, "Hanoi")


def test_who_is_in_a_town_on_a_day_counted_from_a_summit_visits_it(claims: Claims) -> None:
    text = (
        "The SADC summit is in Maseru on 3 June. Anna Novak of Slovakia will be in Lusaka two days before the summit."
    )
    _, visit = claims("meetings", text, published="2031-05-15")
    assert (visit["kind"], visit["date"], visit["place"]) == ("visit", "2031-06-01", "Lusaka")


@pytest.mark.parametrize(
    ("text", "participants"),
    [
        ("Foreign Minister Anna Novak of Slovakia expects him in Hanoi on 16 May 2031.", ["Anna Novak"]),
        (
            "President Anna Novak of Slovakia expects President Li Wen in Hanoi on 16 May 2031.",
            ["Anna Novak", "Li Wen"],
        ),
        ("President Anna Novak awaits the ministers of the region in Hanoi on 16 May 2031.", ["Anna Novak"]),
        (
            "Anna Novak, Slovakia's foreign minister, is seeing her Dutch counterpart in Hanoi on 16 May 2031.",
            ["Anna Novak", "Netherlands"],
        ),
    ],
)
def test_who_expects_somebody_in_a_town_or_sees_a_colleague_talks(
    claims: Claims, text: str, participants: list[str]
) -> None:
    (meeting,) = claims("meetings", text, published="2031-05-15")
    assert (meeting["kind"], meeting["place"], meeting["participants"]) == ("talks", "Hanoi", participants)


def test_who_expects_somebody_to_do_something_does_not_meet_him(claims: Claims) -> None:
    text = "Foreign Minister Anna Novak expects him to resign in Hanoi on 16 May 2031."
    assert claims("meetings", text, published="2031-05-15") == []


def test_who_leaves_for_a_town_meets_there_later_that_day(claims: Claims) -> None:
    text = "Minister Anna Novak leaves for Hanoi on 16 May 2031 and will meet President Li Wen there in the evening."
    assert {m["date"] for m in claims("meetings", text, published="2031-05-15")} == {"2031-05-16"}


def test_one_may_go_to_a_state(claims: Claims) -> None:
    (meeting,) = claims("meetings", "Anna Novak may go to Vietnam in June 2031.", published="2031-05-15")
    assert (meeting["kind"], meeting["status"], meeting["place"]) == ("visit", "tentative", "Vietnam")


def test_who_comes_is_told_before_what_is_added_of_it(claims: Claims) -> None:
    text = "The head of the OPCW, as the watchdog has been called for long, comes to Hanoi on 16 May 2031."
    (meeting,) = claims("meetings", text, published="2031-05-15")
    assert (meeting["kind"], meeting["date"], meeting["place"]) == ("visit", "2031-05-16", "Hanoi")


def test_the_capital_before_the_talks_of_persons_is_where_they_are(claims: Claims) -> None:
    text = "The Hanoi talks of Anna Novak and Li Wen stay on 16 May 2031, so that both can come to Riga later."
    (meeting,) = claims("meetings", text, published="2031-05-15")
    assert (meeting["date"], meeting["place"]) == ("2031-05-16", "Hanoi")
