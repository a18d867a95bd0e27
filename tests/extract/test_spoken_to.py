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
