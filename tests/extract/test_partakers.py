"""Partakers: who takes part in an occasion, wherever a text names them."""

from collections.abc import Callable
from typing import Any

Claims = Callable[..., list[dict[str, Any]]]
OPENING = "The 12th session of the OPEC Conference was held in Vienna on 5 June 2030. "


def test_who_opens_a_session_took_part_and_who_only_wrote_for_it_did_not(claims: Claims) -> None:
    text = OPENING + "It was opened by Saudi Energy Minister Khalid Mansour. Ministers heard a report by Rosa Silva."
    (meeting,) = claims("meetings", text, published="2030-06-06")
    assert meeting["participants"] == ["Khalid Mansour"]


def test_who_speaks_elsewhere_did_not(claims: Claims) -> None:
    text = OPENING + "Khalid Mansour said in an interview that output would rise. Analyst Rosa Silva said it would not."
    (meeting,) = claims("meetings", text, published="2030-06-06")
    assert not meeting["participants"]


def test_nobody_has_spoken_at_a_session_to_come(claims: Claims) -> None:
    text = "The OPEC Conference will meet in Vienna on 5 June 2030. Minister Khalid Mansour said output would rise."
    (meeting,) = claims("meetings", text, published="2030-05-06")
    assert not meeting["participants"]
