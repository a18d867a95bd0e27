"""Dates of stages that are reached at a meeting of the text."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The SCO summit was held in Bishkek on 14 May 2030. The summit adopted a Declaration on Water.", "2030-05-14"),
        (
            "The SCO summit will be held in Bishkek from 3 to 5 June 2030. "
            "A memorandum on water is to be signed on the final day.",
            "2030-06-05",
        ),
    ],
)
def test_what_a_meeting_adopts_has_its_day(claims: Claims, text: str, date: str) -> None:
    assert [act["date"] for act in claims("acts", text, published="2030-05-22")] == [date]
