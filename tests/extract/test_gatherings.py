"""Forums, round tables, houses that are called after meetings, and whose a meeting is that names no body."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]
PUBLISHED = "2031-05-20"


@pytest.mark.parametrize(
    ("text", "date", "status"),
    [
        ("A forum on railways opens in Lusaka on 4 June.", "2031-06-04", "scheduled"),
        ("A business forum opened in Lusaka on Friday.", "2031-05-16", "held"),
        ("A women's forum of the region took place in Lusaka on 4 May.", "2031-05-04", "held"),
        ("A round table with the mills will be held in Lusaka on 4 June.", "2031-06-04", "scheduled"),
        ("A round table on cotton was held in Lusaka on 4 May.", "2031-05-04", "held"),
        ("A round table of donors, planned for Lusaka on 4 June, has been called off.", "2031-06-04", "cancelled"),
    ],
)
def test_forums_and_round_tables_that_are_held(claims: Claims, text: str, date: str, status: str) -> None:
    (meeting,) = claims("meetings", text, published=PUBLISHED)
    assert (meeting["kind"], meeting["date"], meeting["place"]) == ("conference", date, "Lusaka")
    assert meeting["status"] == status


@pytest.mark.parametrize(
    "text",
    [
        "He praised the forum on railways in Lusaka.",
        "The new conference centre in Maseru was opened on Friday.",
        "SADC built a meeting hall in Maseru for 4 million dollars.",
    ],
)
def test_a_forum_by_itself_and_a_conference_centre_are_no_meetings(claims: Claims, text: str) -> None:
    assert claims("meetings", text, published=PUBLISHED) == []


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("Ministers praised it at a meeting on 4 May.", None),
        ("At a session in Abidjan on 4 May nobody objected.", None),
        ("Baltic ministers met in Riga on 4 May.", None),
        ("Its governors met in Abidjan on 4 May.", "African Development Bank"),
    ],
)
def test_a_bank_that_lends_holds_only_its_governors_meetings(claims: Claims, said: str, body: str | None) -> None:
    text = f"The African Development Bank gave a loan for the dam. {said}"
    assert [m["body"] for m in claims("meetings", text, published=PUBLISHED)] == [body]
