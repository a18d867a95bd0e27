"""Meetings that no word names: an organ does something in a town on a day."""

from collections.abc import Callable
from typing import Any

import pytest

from communique.extract.convening import nouns_of

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Finance ministers of ASEAN take up the budget in Cebu on 4 July 2031.",
            ("ASEAN", "2031-07-04", "Cebu", "scheduled"),
        ),
        (
            "The Board of Governors of the African Development Bank decided in Abidjan on 4 March 2031.",
            ("Board of Governors of the African Development Bank", "2031-03-04", "Abidjan", "held"),
        ),
        (
            "The foreign ministers of the EAC, who finished in Arusha on 4 March 2031, want it.",
            ("EAC", "2031-03-04", "Arusha", "held"),
        ),
        (
            "It follows what was agreed by OPEC ministers in Vienna on 4 March 2031.",
            ("OPEC", "2031-03-04", "Vienna", "held"),
        ),
        (
            "The Council of Ministers of the EAC on Tuesday adopted the budget.",
            ("Council of Ministers of the EAC", "2031-05-20", None, "held"),
        ),
        (
            "The council of the EAC will consider it on 4 July 2031.",
            ("EAC", "2031-07-04", None, "scheduled"),
        ),
        (
            "The Council of Ministers of the EAC will consider it on 4 July 2031.",
            ("Council of Ministers of the EAC", "2031-07-04", None, "scheduled"),
        ),
        (
            "The EAC Council of Ministers had adopted the tariff on Friday.",
            ("EAC Council of Ministers", "2031-05-16", None, "held"),
        ),
        ("The trade ministers agreed on 4 May on lower fees.", (None, "2031-05-04", None, "held")),
        ("The ministers settled the quarrel on Friday.", (None, "2031-05-16", None, "held")),
        ("Interpol opened its General Assembly on Friday.", ("General Assembly", "2031-05-16", None, "held")),
        (
            "The African Union closed its Executive Council on 16 May.",
            ("Executive Council of the African Union", "2031-05-16", None, "held"),
        ),
        (
            "The Council of Ministers of the EAC will be in Arusha in July 2031.",
            ("Council of Ministers of the EAC", "2031-07", "Arusha", "scheduled"),
        ),
        (
            "ARUSHA, May 20 - The EAC Council of Ministers settled the tariff here on Monday.",
            ("EAC Council of Ministers", "2031-05-19", "ARUSHA", "held"),
        ),
    ],
)
def test_an_organ_at_work_meets(claims: Claims, text: str, said: tuple[str | None, ...]) -> None:
    (meeting,) = claims("meetings", text, published="2031-05-22")
    assert tuple(meeting[k] for k in ("body", "date", "place", "status")) == said


@pytest.mark.parametrize(
    "text",
    [
        "The Council of Ministers of the EAC published it on 4 March 2031.",
        "Rwanda signed it in Kigali on 4 March 2031.",
        "The Board of Governors of the African Development Bank has its seat in Abidjan.",
        "The experts cleared the list in May.",
        "The African Union opened its new library on 16 May.",
    ],
)
def test_what_is_done_without_meeting_is_none(claims: Claims, text: str) -> None:
    assert claims("meetings", text, published="2031-05-22") == []


@pytest.mark.parametrize(
    "text",
    [
        "The premiers of the Nordic Council will see each other in Oslo on 29 June 2031.",
        "Senior officials of the Nordic Council get together in Oslo on 29 June 2031.",
        "The premiers of the Nordic Council hold a call on 29 June 2031.",
    ],
)
def test_those_who_see_each_other_meet(claims: Claims, text: str) -> None:
    assert [m["date"] for m in claims("meetings", text, published="2031-05-22")] == ["2031-06-29"]


@pytest.mark.parametrize(("word", "kind"), [("summit", "summit"), ("summits", "summit"), ("round-table", "conference")])
def test_nouns_name_kinds_of_occasions(word: str, kind: str) -> None:
    assert nouns_of(word) == kind


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "OPEC plans its autumn meeting for Vienna on 25 July; "
            "the EAC Council of Ministers opens its year there on 20 June.",
            [("2031-07-25", "Vienna"), ("2031-06-20", "Vienna")],
        ),
        (
            "The OPEC summit will be held in Lima on 4 July, "
            "and the EAC Council of Ministers will be in Arusha in June.",
            [("2031-07-04", "Lima"), ("2031-06", "Arusha")],
        ),
        (
            "OPEC met in Vienna on 4 May. "
            "The EAC Council of Ministers, which sat in Arusha on 6 May, returns to that city in July.",
            [("2031-05-04", "Vienna"), ("2031-05-06", "Arusha"), ("2031-07", "Arusha")],
        ),
    ],
)
def test_two_meetings_of_a_sentence_are_two(claims: Claims, text: str, said: list[tuple[str, str]]) -> None:
    assert [(m["date"], m["place"]) for m in claims("meetings", text, published="2031-05-22")] == said


def test_one_who_is_no_organ_does_not_meet_where_he_is(claims: Claims) -> None:
    assert claims("meetings", "The African Development Bank was in Abidjan in May.", published="2031-05-22") == []


def test_the_subject_of_a_verb_is_whose_meeting_it_is_beyond_another(claims: Claims) -> None:
    text = "The EAC Council of Ministers, which sat in Arusha on 6 May, returns to that city in July."
    assert [m["body"] for m in claims("meetings", text, published="2031-05-22")] == ["EAC Council of Ministers"] * 2
