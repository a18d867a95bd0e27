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
        ("Mongolia is to carry out the steps agreed at the SCO summit in Bishkek.", "held"),
        ("Mongolia hopes for a deal to be agreed at the SCO summit in Bishkek in June.", "scheduled"),
        ("Recent Shanghai Cooperation Organisation (SCO) talks in Bishkek showed what Mongolia wants.", "held"),
        ("The SCO talks in Bishkek broke down.", "held"),
        ("The SCO summit in Bishkek was in progress.", "ongoing"),
        ("The SCO summit in Bishkek was shelved.", "cancelled"),
        ("The SCO summit in Bishkek will not go ahead.", "cancelled"),
        ("The SCO council had not met on 6 May as planned.", "cancelled"),
        ("The SCO council will not sit in Bishkek on 6 June.", "cancelled"),
        ("There will be no SCO summit in Bishkek.", "cancelled"),
        ("Kyrgyzstan took back its invitation to an SCO summit on 6 June.", "cancelled"),
        ("Bishkek offered itself as host of the SCO's 34th summit in August.", "tentative"),
        ("Mongolia asked for the next SCO summit to be brought to Bishkek in August.", "tentative"),
        ("Mongolia would like the fifth SCO summit in August.", "tentative"),
        ("The SCO's 34th summit is held in Bishkek in August.", "scheduled"),
        ("The SCO summit, which had been called for 4 May, will open in Bishkek on 9 June.", "postponed"),
        ("The SCO summit, originally set for May, will now be held in June.", "postponed"),
        ("The SCO summit will not be held in Bishkek in May but in Delhi in June.", "postponed"),
    ],
)
def test_the_standing_of_an_occasion(claims: Claims, text: str, status: str) -> None:
    assert [m["status"] for m in claims("meetings", text, published="2030-05-22")] == [status]
