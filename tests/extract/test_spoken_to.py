"""Who sees, receives or speaks to somebody in a town has talks with him; so has one who keeps an appointment."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]

_ON = "on 16 May 2031"


@pytest.mark.parametrize(
    "text",
    [
        f"Anna Novak is to see the under-secretary, Li Wen, in Hanoi {_ON}.",
        f"Anna Novak keeps her appointment with Li Wen in Hanoi {_ON}.",
        f"In Hanoi Anna Novak has an appointment with the trade minister, Li Wen, {_ON}.",
        f"Anna Novak will talk in Hanoi {_ON} with Li Wen.",
    ],
)
def test_talks_to_come_by_other_words(claims: Claims, text: str) -> None:
    (meeting,) = claims("meetings", text, published="2031-05-14")
    assert (meeting["kind"], meeting["status"], meeting["date"]) == ("talks", "scheduled", "2031-05-16")
    assert (meeting["place"], meeting["participants"]) == ("Hanoi", ["Anna Novak", "Li Wen"])


@pytest.mark.parametrize(
    "text",
    [
        f"Anna Novak told Li Wen in Hanoi {_ON} that the port was shut.",
        f"Anna Novak had suggested to President Li Wen in Hanoi {_ON} that the port be shut.",
        f"Anna Novak sounded out Li Wen in Hanoi {_ON}.",
        f"Li Wen had come from Riga. Anna Novak listened to him in Hanoi {_ON}.",
        f"Economy Minister Li Wen, whom Anna Novak saw in Hanoi {_ON}, is ill.",
    ],
)
def test_talks_that_were_by_other_words(claims: Claims, text: str) -> None:
    (meeting,) = claims("meetings", text, published="2031-05-19")
    assert (meeting["kind"], meeting["status"], meeting["date"]) == ("talks", "held", "2031-05-16")
    assert meeting["place"] == "Hanoi"
    assert sorted(meeting["participants"]) == ["Anna Novak", "Li Wen"]


def test_who_was_not_seen_after_all(claims: Claims) -> None:
    text = f"Anna Novak did not see Li Wen in Hanoi {_ON} after all."
    (meeting,) = claims("meetings", text, published="2031-05-19")
    assert (meeting["status"], meeting["participants"]) == ("cancelled", ["Anna Novak", "Li Wen"])


def test_a_stay_is_a_visit(claims: Claims) -> None:
    text = f"Foreign Minister Anna Novak of Slovakia learned of it during her stay in Hanoi {_ON}."
    (meeting,) = claims("meetings", text, published="2031-05-19")
    assert (meeting["kind"], meeting["participants"]) == ("visit", ["Anna Novak", "Vietnam"])


def test_who_is_invited_to_a_town_for_a_day_may_come(claims: Claims) -> None:
    text = f"Anna Novak has invited her Vietnamese colleague, Li Wen, to Bratislava for {_ON[3:]}."
    (meeting,) = claims("meetings", text, published="2031-05-14")
    assert (meeting["kind"], meeting["status"], meeting["place"]) == ("visit", "tentative", "Bratislava")


@pytest.mark.parametrize(
    "text",
    [
        f"The appointment of Anna Novak as director in Hanoi {_ON} was welcome.",
        f"Anna Novak told Li Wen in a letter from Hanoi {_ON} that the port was shut.",
        f"Anna Novak told Li Wen {_ON} that the port was shut.",
        f"Li Wen prolonged the stay in Hanoi of the ship {_ON}.",
        f"Anna Novak saw the port in Hanoi {_ON}.",
        f"Anna Novak told reporters in Hanoi {_ON} that Li Wen was ill.",
    ],
)
def test_what_is_said_from_afar_or_to_nobody_is_no_meeting(claims: Claims, text: str) -> None:
    assert claims("meetings", text, published="2031-05-19") == []


@pytest.mark.parametrize(
    "text",
    [
        "The call of the president, Anna Novak, on Li Wen stays on 16 May 2031, for the palace in Hanoi is dry.",
        "Anna Novak's call on Li Wen is due on 16 May 2031.",
    ],
)
def test_a_call_that_is_paid_is_no_phone_call(claims: Claims, text: str) -> None:
    (meeting,) = claims("meetings", text, published="2031-05-14")
    assert (meeting["kind"], meeting["date"], meeting["place"]) == ("talks", "2031-05-16", None)
    assert meeting["participants"] == ["Anna Novak", "Li Wen"]


def test_who_was_at_a_house_in_a_town_visited_it(claims: Claims) -> None:
    text = "Foreign Minister Anna Novak of Slovakia, who was at the trade ministry in Hanoi on 12 May 2031, has a plan."
    (meeting,) = claims("meetings", text, published="2031-05-14")
    assert (meeting["kind"], meeting["date"], meeting["place"]) == ("visit", "2031-05-12", "Hanoi")


def test_who_listens_to_somebody_where_she_comes_from_met_her_there(claims: Claims) -> None:
    text = "Anna Novak came from Hanoi, where Li Wen listened to her on 12 May 2031."
    (meeting,) = claims("meetings", text, published="2031-05-14")
    assert (meeting["place"], meeting["participants"]) == ("Hanoi", ["Anna Novak", "Li Wen"])


def test_talks_on_the_way_to_a_summit_are_not_the_summit(claims: Claims) -> None:
    text = "Anna Novak will talk in Hanoi on 16 May 2031 with Li Wen, on her way to the summit of the African Union."
    talks, summit = claims("meetings", text, published="2031-05-14")
    assert (talks["kind"], talks["place"], summit["kind"]) == ("talks", "Hanoi", "summit")


def test_where_the_reason_lies_is_no_place_of_an_appointment(claims: Claims) -> None:
    text = (
        "The appointment of Anna Novak with Li Wen on 16 May 2031 was struck off the diary because of a storm in Riga."
    )
    (meeting,) = claims("meetings", text, published="2031-05-14")
    assert (meeting["status"], meeting["place"]) == ("cancelled", None)


@pytest.mark.parametrize("said", ["could not welcome", "could not meet", "was unable to meet"])
def test_who_could_not_meet_somebody_did_not(claims: Claims, said: str) -> None:
    (meeting,) = claims("meetings", f"Anna Novak {said} Li Wen in Hanoi on 12 May 2031.", published="2031-05-14")
    assert (meeting["status"], meeting["date"], meeting["place"]) == ("cancelled", "2031-05-12", "Hanoi")
    assert meeting["participants"] == ["Anna Novak", "Li Wen"]


def test_two_who_agree_in_a_town_on_a_day_meet(claims: Claims) -> None:
    text = "Anna Novak and Li Wen agreed in Hanoi on Wednesday that the port would open."
    (meeting,) = claims("meetings", text, published="2031-05-16")
    assert (meeting["kind"], meeting["status"], meeting["date"]) == ("talks", "held", "2031-05-14")
    assert (meeting["place"], meeting["participants"]) == ("Hanoi", ["Anna Novak", "Li Wen"])


def test_one_alone_who_agrees_in_a_town_meets_nobody(claims: Claims) -> None:
    text = "Anna Novak agreed in Hanoi on Wednesday that the port would open."
    assert claims("meetings", text, published="2031-05-16") == []


def test_who_goes_there_goes_to_the_town_told_of(claims: Claims) -> None:
    text = "Anna Novak was in Hanoi on 12 May 2031. Li Wen may go there in June."
    visit = claims("meetings", text, published="2031-05-14")[-1]
    assert (visit["kind"], visit["status"], visit["date"], visit["place"]) == ("visit", "tentative", "2031-06", "Hanoi")
