"""How an occasion stands: fixed, possible, under way or over, by the words around it."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The price could rise after the SCO summit scheduled for late June.", "scheduled"),
        ("Mongolia wants to be admitted at the SCO summit in Bishkek in June.", "scheduled"),
        ("A second SCO summit is foreseen for June.", "scheduled"),
        ("The SCO summit in Bishkek, expected in June, could deal with water.", "tentative"),
        ("The SCO summit will be held in Bishkek this week.", "scheduled"),
        ("Mongolia proposed an SCO summit in Bishkek.", "tentative"),
        ("Mongolia suggested that the SCO hold a summit in Bishkek.", "tentative"),
        ("Mongolia called for an SCO summit in Bishkek.", "tentative"),
        ("Mongolia invited the leaders to an SCO summit in Bishkek.", "tentative"),
        ("Mongolia called an SCO summit in Bishkek.", "held"),
        ("Ministers told of it at the SCO summit in Bishkek in May.", "held"),
        ("The SCO summit in Bishkek was in progress.", "ongoing"),
        ("The SCO summit in Bishkek was shelved.", "cancelled"),
        ("The SCO summit in Bishkek will not go ahead.", "cancelled"),
        ("The SCO summit, originally set for May, will now be held in June.", "postponed"),
        ("The SCO summit will not be held in Bishkek in May but in Delhi in June.", "postponed"),
    ],
)
def test_the_standing_of_an_occasion(claims: Claims, text: str, status: str) -> None:
    assert [m["status"] for m in claims("meetings", text, published="2030-05-22")] == [status]
