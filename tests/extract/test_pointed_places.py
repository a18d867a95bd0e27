"""Where an occasion is that words only point at: "there", "in the same hotel", "here"."""

from collections.abc import Callable
from typing import Any

import pytest

from communique.extract import extract
from communique.model.document import Document

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "OPEC met in Vienna on 4 May. Ken Mori is on his way to Delhi. He will meet Ravi Kumar there on 9 June.",
            "Delhi",
        ),
        (
            "OPEC met in Vienna on 4 May, its secretariat in Lima said. The OPEC experts meet there on 9 June.",
            "Vienna",
        ),
        (
            "OPEC met in Vienna on 4 May. A strike has closed the port of Lima, and OPEC experts meet there on 9 June.",
            "Lima",
        ),
        (
            "OPEC ministers will meet in Vienna on 8 June. The OPEC experts meet in the same hotel on 9 June.",
            "Vienna",
        ),
        (
            "OPEC ministers will meet in Vienna on 8 June, and OPEC experts gather in that city on 9 June.",
            "Vienna",
        ),
    ],
)
def test_the_town_that_words_point_at(claims: Claims, text: str, place: str) -> None:
    assert claims("meetings", text, published="2031-05-22")[-1]["place"] == place


@pytest.mark.parametrize(
    ("publisher", "text", "place"),
    [
        ("Almaty Standard", "Japan and India held talks here on Monday.", "Almaty"),
        ("Steppe Standard", "Japan and India held talks here on Monday.", None),
        ("Almaty Standard", "Japan and India held talks on Monday.", None),
        ("Almaty Standard", "Japan and India held talks here on Monday, delegates said in Delhi.", None),
    ],
)
def test_here_is_where_the_outlet_is_at_home(publisher: str, text: str, place: str | None) -> None:
    found = extract(Document(text=text, publisher=publisher, published="2031-05-22")).of_kind("meeting")
    assert [claim["place"] for claim in found] == [place]
