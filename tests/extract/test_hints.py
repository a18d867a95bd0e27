"""Plain words for bodies that a text does not name."""

import pytest

from communique.extract import extract
from communique.model.document import Document


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("The finance committee of no one sat. It was late.", ["finance committee"]),
        ("Their working group on river traffic sits in Galle on Monday.", ["working group on river traffic"]),
        ("A committee may be formed. Two panels said so.", []),
        ("The Danube Commission met. The commission agreed.", []),
        ("Nobody's harbour panel saw the ministers of transport.", ["harbour panel", "ministers of transport"]),
        ("Salt Coast ministers sit in Galle. Salt Coast ministers agree.", ["Salt Coast ministers"]),
        ("The senior officials left, and the senior officials came back.", ["senior officials"]),
    ],
)
def test_what_a_text_only_hints_at(text: str, hints: list[str]) -> None:
    found = extract(Document(text=text, published="2031-01-15")).hints
    assert [hint.name for hint in found] == hints


def test_a_hint_is_no_body_and_has_all_its_places() -> None:
    reading = extract(Document(text="The senior officials left. Then the senior officials came back to Galle."))
    (hint,) = reading.hints
    assert hint.type == "hint"
    assert hint not in reading.bodies
    assert [span.quote for span in hint.mentions] == ["senior officials", "senior officials"]
