"""Plain references as mentions of the bodies that they stand for."""

import pytest

from communique.extract import extract
from communique.model.document import Document

ASEAN = "ASEAN-48.\n\nThe 48th ASEAN Summit starts in Hanoi on 8 May. ASEAN is ready. "
LENDER = "The Board of Governors of the Asian Development Bank met in Manila on Monday. "


def _mentions(text: str) -> dict[str, list[str]]:
    bodies = extract(Document(text=text, published="2026-05-04")).bodies
    return {body.name: [span.quote for span in body.mentions] for body in bodies}


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (ASEAN + "The bloc has ten members.", "ASEAN", "The bloc"),
        (ASEAN + "The association has ten members.", "ASEAN", "The association"),
        (ASEAN + "The foreign ministers meet on 7 May.", "ASEAN Foreign Ministers' Meeting", "The foreign ministers"),
        (ASEAN + "The next leaders' summit is in Manila.", "ASEAN Summit", "The next leaders' summit"),
        (ASEAN + "The bloc's economic ministers met.", "ASEAN Economic Ministers", "The bloc's economic ministers"),
        (
            LENDER + "The bank has 69 members, and its 12-member board met.",
            "Asian Development Bank",
            "The bank",
        ),
        (
            LENDER + "The governors passed it.",
            "Board of Governors of the Asian Development Bank",
            "The governors",
        ),
        ("Mercosur met. Its council agreed on Monday.", "Common Market Council", "Its council"),
        (
            "The Danube Commission met. Its secretariat agreed.",
            "Secretariat of the Danube Commission",
            "Its secretariat",
        ),
        (
            "The Danube Commission met. The Budapest secretariat agreed.",
            "Secretariat of the Danube Commission",
            "The Budapest secretariat",
        ),
        (ASEAN + "The bloc's rice council met.", "rice council of ASEAN", "The bloc's rice council"),
        ("The Baltic Assembly met. Baltic assembly ends early, they wrote.", "Baltic Assembly", "Baltic assembly"),
    ],
)
def test_a_reference_is_a_mention_of_its_body(text: str, name: str, words: str) -> None:
    assert words in _mentions(text)[name]


@pytest.mark.parametrize(
    "words",
    ["The Thai and Cambodian foreign ministers met.", "The party leaders met.", "The press conference was long."],
)
def test_what_is_of_states_or_others_is_of_no_body(words: str) -> None:
    found = _mentions(ASEAN + words)
    assert not any(quote in words for name, quotes in found.items() for quote in quotes if "ASEAN" in name)


def test_a_name_whose_telling_word_has_no_capital_is_not_the_name() -> None:
    found = _mentions("The Baltic Assembly met. It was a quiet assembly, and a baltic assembly of clouds hung over it.")
    assert found["Baltic Assembly"] == ["Baltic Assembly"]


def test_words_that_explain_a_name_are_of_the_same_body() -> None:
    found = _mentions("The Structural Convergence Fund, known as FOCEM, lent Mercosur 12 million dollars.")
    assert found["FOCEM"] == ["Structural Convergence Fund", "FOCEM"]


def test_the_council_of_others_than_states_is_of_no_union() -> None:
    text = "The Pacific Alliance meets in Arica.\n\nMuch was heard from the {}. Their council sat in Cali on 3 May."
    said = {who: str(_mentions(text.format(who))) for who in ("exporters", "four states")}
    assert "Their council" not in said["exporters"]
    assert "Their council" in said["four states"]
