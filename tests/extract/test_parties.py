"""Who takes part in an occasion: examples beside the rule."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Kenji Mori met Ravi Kumar in Delhi on 3 May 2030.", {"Kenji Mori", "Ravi Kumar"}),
        ("Talks between Japan and India were held in Delhi on 3 May 2030.", {"Japan", "India"}),
        (
            "Foreign ministers of Laos, Chile and Peru held talks in Lima on 3 May 2030, Radio Lima said.",
            {"Laos", "Chile", "Peru"},
        ),
        (
            "Foreign Minister Kenji Mori is in Delhi. The minister held talks with Ravi Kumar there on 3 May 2030.",
            {"Kenji Mori", "Ravi Kumar"},
        ),
        (
            "Kenji Mori is back in Tokyo. He held talks with Ravi Kumar in Delhi on 3 May 2030.",
            {"Kenji Mori", "Ravi Kumar"},
        ),
        (
            "Kenji Mori will visit Peru on 3 May 2030 for talks with Peruvian Foreign Minister Ana Rojas.",
            {"Kenji Mori", "Ana Rojas"},
        ),
    ],
)
def test_the_parties_are_read_from_the_grammar(claims: Claims, text: str, parties: set[str]) -> None:
    found = {p for m in claims("meetings", text, published="2030-05-01") for p in m["participants"]}
    assert parties <= found
    assert "Radio Lima" not in found


def test_a_state_beside_its_minister_is_no_party_of_its_own(claims: Claims) -> None:
    text = "Kenji Mori met President of France Luc Perrin in Paris, France's capital, on 3 May 2030."
    (meeting,) = claims("meetings", text, published="2030-05-04")
    assert meeting["participants"] == ["Kenji Mori", "Luc Perrin"]


def test_the_town_that_a_conference_goes_by_is_no_party(claims: Claims) -> None:
    text = "Chile and Peru will speak at next year's London conference on whales. Japan takes no part."
    assert all("United Kingdom" not in m["participants"] for m in claims("meetings", text, published="2030-05-04"))


def test_the_body_is_no_participant_of_its_own_meeting(claims: Claims) -> None:
    (meeting,) = claims("meetings", "The OPEC Conference met in Vienna on 3 May 2030.")
    assert "OPEC" in meeting["body"]
    assert meeting["participants"] == []


def test_those_present_are_named_in_the_sentence_after(claims: Claims) -> None:
    text = (
        "The Nordic Council held its 53rd session in Oslo on 5 June 2031. "
        "Also present were Kenji Mori of Japan and Ana Rojas of Peru."
    )
    (meeting,) = claims("meetings", text, published="2031-06-06")
    assert meeting["participants"] == ["Kenji Mori", "Ana Rojas"]


def test_whom_a_named_person_stands_for_is_no_party_besides(claims: Claims) -> None:
    text = (
        "Kenji Mori of Japan will fly to Lima on 3 May 2030 for talks with Ana Rojas. "
        "Ana Rojas, the president of Peru, receives few guests."
    )
    found = claims("meetings", text, published="2030-05-01")
    assert "Peru" not in {p for m in found for p in m["participants"]}


def test_two_persons_whom_a_hyphen_joins_hold_talks(claims: Claims) -> None:
    text = "Kenji Mori will see Ann Doyle of Peru. The day of the Mori-Doyle meeting has yet to be set."
    found = claims("meetings", text, published="2030-05-04")
    assert any(m["kind"] == "talks" and set(m["participants"]) == {"Kenji Mori", "Ann Doyle"} for m in found)
