"""Organs whose meeting is told of behind an aside, by who moves or holds it, by its end or after so long in a town."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]
OPCW = "Executive Council of the Organisation for the Prohibition of Chemical Weapons"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The EAC Sectoral Council, which deals with fares alone, is due in Arusha on 4 July.",
            ("EAC Sectoral Council", "2031-07-04", "Arusha", "scheduled"),
        ),
        (
            "Norway put off the Ministerial Council of the OSCE by a week, to 4 and 5 July, and gave it to Bergen.",
            ("Ministerial Council of the OSCE", "2031-07-04/2031-07-05", "Bergen", "postponed"),
        ),
        (
            "It is left to the EAC Sectoral Council, which the deputies hold in Arusha on 4 and 5 July.",
            ("EAC Sectoral Council", "2031-07-04/2031-07-05", "Arusha", "scheduled"),
        ),
        (
            "The EAC Sectoral Council broke up on Friday with two articles open.",
            ("EAC Sectoral Council", "2031-05-16", None, "held"),
        ),
        (
            "The executive council of the OPCW closed on Friday, a day late.",
            (
                "Executive Council of the Organisation for the Prohibition of Chemical Weapons",
                "2031-05-16",
                None,
                "held",
            ),
        ),
        ("The presidents are due in Dakar on 4 July.", (None, "2031-07-04", "Dakar", "scheduled")),
        ("According to the diary, the audit committee sits on 4 July.", (None, "2031-07-04", None, "scheduled")),
        ("The permanent representatives, who had begun on 5 May, want it.", (None, "2031-05-05", None, "held")),
        (
            "The joint council under the fisheries accord, held in Dakar on 5 May, liked it.",
            (None, "2031-05-05", "Dakar", "held"),
        ),
        ("The statisticians finished in Dakar on Friday and chose a chair.", (None, "2031-05-16", "Dakar", "held")),
        (
            "After four days in Dakar the cocoa states agreed on Friday on a floor price.",
            (None, "2031-05-13/2031-05-16", "Dakar", "held"),
        ),
        ("The EAC ministers come to Dakar in the first days of July.", ("EAC", "2031-07", "Dakar", "scheduled")),
        (
            "The EAC Sectoral Council had inserted a clause on Friday.",
            ("EAC Sectoral Council", "2031-05-16", None, "held"),
        ),
    ],
)
def test_an_organ_meets(claims: Claims, text: str, said: tuple[str | None, ...]) -> None:
    (meeting,) = claims("meetings", text, published="2031-05-22")
    assert tuple(meeting[k] for k in ("body", "date", "place", "status")) == said


@pytest.mark.parametrize(
    "text",
    [
        "Norway has put off the vote of the Ministerial Council of the OSCE.",
        "After four days in Dakar the tourist agreed on Friday to pay.",
        "The board closed the account on Friday.",
        "Members of the EAC, let's discuss it in Dakar on 4 July.",
        "The coalition council sits on 4 July.",
        "The shop was held in Dakar on 5 May.",
        "The rent is due in Dakar on 4 July.",
        "The EAC treasurers do not come before 5 July.",
    ],
)
def test_what_only_looks_like_one_is_none(claims: Claims, text: str) -> None:
    assert claims("meetings", text, published="2031-05-22") == []
