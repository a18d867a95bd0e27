"""Talks on a day of a session that was told of before, and days that are named behind a length of time."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]

_SESSION = "The African Union holds its summit in Riga from 16 to 18 May 2031. "


@pytest.mark.parametrize(
    ("when", "date"),
    [
        ("On the second morning of the summit", "2031-05-17"),
        ("On the second day of the summit", "2031-05-17"),
    ],
)
def test_talks_on_a_day_of_a_session(claims: Claims, when: str, date: str) -> None:
    text = f"{_SESSION}{when} Anna Novak is to have talks with Li Wen."
    summit, *_, talks = claims("meetings", text, published="2031-05-12")
    assert (summit["date"], talks["kind"], talks["date"]) == ("2031-05-16/2031-05-18", "talks", date)


def test_talks_on_the_day_of_the_summit(claims: Claims) -> None:
    text = "The African Union holds its summit in Riga on 16 May 2031. "
    text += "Anna Novak and Li Wen plan talks in Hanoi on the day of the summit."
    talks = claims("meetings", text, published="2031-05-12")[-1]
    assert (talks["kind"], talks["date"], talks["place"]) == ("talks", "2031-05-16", "Hanoi")


def test_the_days_named_behind_a_length_of_time(claims: Claims) -> None:
    text = "The African Union holds its summit a week later, on 24 and 25 May 2031, in Riga."
    (meeting,) = claims("meetings", text, published="2031-05-12")
    assert meeting["date"] == "2031-05-24/2031-05-25"


def test_talks_about_something_in_a_town(claims: Claims) -> None:
    text = "Anna Novak and Li Wen will talk about a river island, in Hanoi on 16 May 2031."
    (meeting,) = claims("meetings", text, published="2031-05-12")
    assert (meeting["kind"], meeting["date"], meeting["place"]) == ("talks", "2031-05-16", "Hanoi")
