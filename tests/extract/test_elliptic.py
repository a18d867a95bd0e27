"""Occasions of which only the number or the turn is said."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The 38th was held in Dhaka in August 2028.", ("session", 38, "2028-08", "Dhaka")),
        ("The last one took place in Dhaka in August 2028.", ("session", None, "2028-08", "Dhaka")),
        ("The next will be held in Dhaka in August 2031.", ("session", None, "2031-08", "Dhaka")),
        ("The 40th follows in Dhaka in August 2031.", ("session", 40, "2031-08", "Dhaka")),
        ("The next regular one, the 40th, will be in Dhaka in August 2031.", ("session", 40, "2031-08", "Dhaka")),
    ],
)
def test_a_turn_stands_for_an_occasion_of_the_body_before(
    claims: Claims, text: str, said: tuple[str | int | None, ...]
) -> None:
    first = "The 39th meeting of the Joint Rivers Commission opens in Delhi on 5 June 2030. "
    found = claims("meetings", first + text, published="2030-05-22")
    assert [m["body"] for m in found] == ["Joint Rivers Commission"] * 2
    assert tuple(found[1][k] for k in ("kind", "ordinal", "date", "place")) == said


def test_a_turn_of_something_else_is_none(claims: Claims) -> None:
    text = "The Council of the EU adopted three laws. The first was signed in Brussels in May 2030."
    assert claims("meetings", text, published="2030-05-22") == []
