"""What was called off: in which words, and that the day of doing so is not the day of the occasion."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    "said",
    [
        "fall away",
        "will not happen",
        "lapse",
        "were struck out",
        "were struck off the diary",
        "did not come about",
    ],
)
def test_words_that_say_that_there_will_be_no_talks(claims: Claims, said: str) -> None:
    text = f"The talks of Anna Novak of Slovakia and Li Wen of Vietnam in Hanoi on 16 May 2031 {said}."
    (meeting,) = claims("meetings", text, published="2031-05-12")
    assert (meeting["status"], meeting["date"]) == ("cancelled", "2031-05-16")


@pytest.mark.parametrize(("on", "date"), [("on Sunday", None), ("on Sunday, the very day", "2031-05-11")])
def test_the_day_of_calling_off_is_not_that_of_the_visit(claims: Claims, on: str, date: str | None) -> None:
    text = f"The visit of Foreign Minister Anna Novak of Slovakia to Hanoi was called off {on}."
    (meeting,) = claims("meetings", text, published="2031-05-13")
    assert (meeting["status"], meeting["date"]) == ("cancelled", date)


@pytest.mark.parametrize(
    "text",
    [
        "The talks between Slovakia and Vietnam that were planned for Monday fell through.",
        "The talks that Anna Novak was to have had with Li Wen in Hanoi on Monday were cancelled.",
    ],
)
def test_what_fell_through_was_planned_for_the_last_such_day(claims: Claims, text: str) -> None:
    (meeting,) = claims("meetings", text, published="2031-05-14")
    assert (meeting["status"], meeting["date"]) == ("cancelled", "2031-05-12")


@pytest.mark.parametrize(
    "then",
    [
        "That has been cancelled, her office said.",
        "It fell through.",
        "Nothing came of it.",
        "They will not take place.",
    ],
)
def test_the_next_sentence_says_that_it_is_off(claims: Claims, then: str) -> None:
    text = f"Anna Novak of Slovakia had offered Li Wen of Vietnam talks in Hanoi on 16 May 2031. {then}"
    (meeting,) = claims("meetings", text, published="2031-05-12")
    assert (meeting["status"], meeting["date"], meeting["place"]) == ("cancelled", "2031-05-16", "Hanoi")


def test_the_next_sentence_says_when_it_was(claims: Claims) -> None:
    text = "Anna Novak reported on her talks with Li Wen in Hanoi. They were held last Friday, she said."
    (meeting,) = claims("meetings", text, published="2031-05-14")
    assert (meeting["status"], meeting["date"]) == ("held", "2031-05-09")


def test_a_call_of_a_weekday_was_on_the_last_one(claims: Claims) -> None:
    text = "The ministers' video call of Tuesday, Anna Novak said, had been cancelled."
    (meeting,) = claims("meetings", text, published="2031-05-15")
    assert (meeting["status"], meeting["date"]) == ("cancelled", "2031-05-13")
