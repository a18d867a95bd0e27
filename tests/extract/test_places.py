"""Where an occasion takes place: examples beside the rule."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Japan and India held talks in Delhi on 3 May 2030.", "Delhi"),
        ("Japan and India held talks in Pune, India, on 3 May 2030.", "Pune"),
        ("OSLO, May 4 - Japan and India held talks here on 3 May 2030.", "OSLO"),
        ("OSLO, May 4 - Japan and India held talks on 3 May 2030.", None),
        ("OSLO, May 4 - Japan and India held talks in the Norwegian capital on 3 May 2030.", "OSLO"),
        ("Japan and India will hold talks in Oslo rather than in Delhi on 3 May 2030.", "Oslo"),
        ("Japan and India held talks on 3 May 2030, officials in Delhi said.", None),
        ("Dealers in Delhi noted that Japan and India had held talks on 3 May 2030.", None),
        ("Japan and India will hold talks on 3 May 2030 to discuss the crisis in Sudan.", None),
        ("Kenji Mori will fly to Oslo for talks with Ravi Kumar on 3 May 2030.", "Oslo"),
        ("Peru will host the OPEC summit on 3 May 2030.", "Peru"),
    ],
)
def test_a_place_is_one_named_for_the_occasion(claims: Claims, text: str, place: str | None) -> None:
    assert {m["place"] for m in claims("meetings", text, published="2030-05-04") if m["kind"] != "visit"} == {place}


def test_a_summit_named_in_passing_says_where_it_was(claims: Claims) -> None:
    text = "The Delhi summit accord gives the fund a new task. Japan, India and Peru agreed at the summit on a loan."
    assert [m["place"] for m in claims("meetings", text, published="2030-05-04")] == ["Delhi"]


def test_meetings_in_several_towns_are_one_in_each(claims: Claims) -> None:
    text = "Loans were decided on at this year's meetings of OPEC ministers in Vienna and in Geneva."
    assert [m["place"] for m in claims("meetings", text, published="2030-05-04")] == ["Vienna", "Geneva"]
