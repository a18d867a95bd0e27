"""Where an occasion is, when it was to be elsewhere or a town is called its scene."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "place", "status"),
    [
        ("Trabzon will be the scene of the SCO summit on 9 October 2030.", "Trabzon", "scheduled"),
        ("The SCO summit of 9 October 2030 has been transferred to Trabzon.", "Trabzon", "scheduled"),
        ("The SCO summit of 9 October 2030 was moved from Harare to Lusaka.", "Lusaka", "scheduled"),
        ("The venue of the SCO summit of 9 October 2030 was changed from Harare to Lusaka.", "Lusaka", "scheduled"),
        ("The SCO summit of 9 October 2030, first planned for Harare, will be in Lusaka.", "Lusaka", "scheduled"),
        ("The 9th SCO summit goes to Lusaka, in October 2030.", "Lusaka", "scheduled"),
        ("Peru's president offered Lima for the 9th SCO summit, in October 2030.", "Lima", "tentative"),
        ("Lusaka has offered itself as host of the 9th SCO summit in October 2030.", "Lusaka", "tentative"),
        ("For the 9th SCO summit, in October 2030, Lusaka is the likely venue.", "Lusaka", "tentative"),
        ("Lusaka will see the 9th SCO summit in October 2030.", "Lusaka", "scheduled"),
        ("Lusaka, not Harare, is to host the SCO summit on 9 October 2030.", "Lusaka", "scheduled"),
        ("The SCO summit of 9 October 2030 will not be in Harare but in Lusaka.", "Lusaka", "scheduled"),
        ("Lusaka has taken over the SCO summit of 9 October 2030 from Harare.", "Lusaka", "scheduled"),
        ("The SCO council of ministers is still set for 9 October 2030 in Lusaka.", "Lusaka", "scheduled"),
        ("The SCO ministers met in the old town hall of Lusaka on 9 May 2030.", "Lusaka", "held"),
        ("The SCO board had its 9th session at the General Secretariat in Lima on 9 May 2030.", "Lima", "held"),
        ("The SCO foreign ministers come to Parnu on 9 October 2030.", "Parnu", "scheduled"),
        ("The SCO council is called to Lusaka for its 9th session on 9 October 2030.", "Lusaka", "scheduled"),
        ("The SCO summit will be held on 9 October 2030 in Knokke in Belgium.", "Knokke", "scheduled"),
        ("The SCO summit will be held in the Lao capital on 9 October 2030.", "Vientiane", "scheduled"),
        (
            "The SCO summit, which had been due in Baku, will now be held in Lusaka on 3 June 2030.",
            "Lusaka",
            "scheduled",
        ),
    ],
)
def test_an_occasion_is_where_it_is_moved_to(claims: Claims, text: str, place: str, status: str) -> None:
    assert [(m["place"], m["status"]) for m in claims("meetings", text, published="2030-05-22")] == [(place, status)]


def test_an_organ_that_goes_along_is_where_the_other_goes(claims: Claims) -> None:
    text = "The SCO summit of 9 October 2030 has been moved to Lusaka. The council of ministers moves with it."
    assert [m["place"] for m in claims("meetings", text, published="2030-05-22")] == ["Lusaka", "Lusaka"]


def test_a_ministry_is_no_place(claims: Claims) -> None:
    text = "Ken Mori and Ravi Kumar will meet at the foreign ministry on 9 October 2030."
    assert [m["place"] for m in claims("meetings", text, published="2030-05-22")] == [None]


def test_the_town_of_another_clause_is_not_an_organs(claims: Claims) -> None:
    text = "The EAC, whose Assembly met in Kigali last March, sends its Council of Ministers to Arusha on 9 June 2030."
    assert [m["place"] for m in claims("meetings", text, published="2030-05-22")] == ["Kigali", "Arusha"]
