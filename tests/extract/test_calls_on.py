"""Calls that somebody pays on another: talks, where he asks nothing of him."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Anna Novak of Slovakia called on President Li Wen in Hanoi on 16 May 2031.",
        "Foreign Minister Anna Novak called on President Li Wen in Hanoi on 16 May 2031 to convey a message.",
        "Anna Novak, the secretary of the Sava Commission, calls on President Li Wen in Hanoi on 16 May 2031.",
    ],
)
def test_who_calls_on_somebody_meets_him(claims: Claims, text: str) -> None:
    (meeting,) = claims("meetings", text, published="2031-05-15")
    assert meeting["participants"] == ["Anna Novak", "Li Wen"]
    assert (meeting["kind"], meeting["date"], meeting["place"]) == ("talks", "2031-05-16", "Hanoi")


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Anna Novak called on President Li Wen to resign on 16 May 2031.",
        "Foreign Minister Anna Novak called on Li Wen for restraint on 16 May 2031.",
    ],
)
def test_who_is_called_on_to_do_something_is_not_met(claims: Claims, text: str) -> None:
    assert claims("meetings", text, published="2031-05-15") == []
