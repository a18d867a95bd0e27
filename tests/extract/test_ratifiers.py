"""Who ratified an act that was named before, each in turn."""

from collections.abc import Callable
from typing import Any

Claims = Callable[..., list[dict[str, Any]]]
_ACT = "The Salmon Convention entered into force on 1 May 2030. "


def _ratified(claims: Claims, text: str) -> list[tuple[list[str], str | None]]:
    found = (act for act in claims("acts", _ACT + text) if act["stage"] == "ratified")
    return [(act["parties"], act.get("date")) for act in found]


def test_each_state_that_ratifies_in_turn(claims: Claims) -> None:
    text = "Kenya was the first to ratify, in March 2027, and Uganda followed in June 2028."
    assert _ratified(claims, text) == [(["Kenya"], "2027-03"), (["Uganda"], "2028-06")]


def test_those_of_one_date_are_together(claims: Claims) -> None:
    text = "Norway ratified it on 4 May 2027. Sweden and Denmark came in 2028, Iceland followed in 2029."
    assert _ratified(claims, text)[1:] == [(["Sweden", "Denmark"], "2028"), (["Iceland"], "2029")]


def test_a_ratification_that_is_handed_in(claims: Claims) -> None:
    assert _ratified(claims, "Honduras had deposited the fiftieth ratification on 2 March 2030.") == [
        (["Honduras"], "2030-03-02")
    ]


def test_what_is_denied_or_only_hoped_for_without_a_date_is_none(claims: Claims) -> None:
    assert _ratified(claims, "Chile has not ratified. Peru has yet to ratify. Brazil hopes to ratify.") == []
