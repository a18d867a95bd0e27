"""Ministries in small letters are bodies of their states."""

import pytest

from communique.extract import extract
from communique.model.document import Document


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("The Malian foreign ministry was silent.", "foreign ministry of Mali", ["Malian foreign ministry"]),
        ("Lima's oil ministry was silent.", "oil ministry of Peru", ["Lima's oil ministry"]),
        ("A clerk of the trade ministry of Iran came.", "trade ministry of Iran", ["trade ministry of Iran"]),
        (
            "Kenya's health ministry met. The health ministry was silent.",
            "health ministry of Kenya",
            ["Kenya's health ministry", "health ministry"],
        ),
        ("The Foreign Ministry of Chad met. The foreign ministry left.", "Foreign Ministry of Chad", None),
    ],
)
def test_a_ministry_is_of_the_state_that_is_named_with_it(text: str, name: str, words: list[str] | None) -> None:
    bodies = extract(Document(text=f"News\n\n{text}", published="2026-05-04")).bodies
    found = {body.name: [span.quote for span in body.mentions] for body in bodies if body.kind != "state"}
    assert list(found) == [name]
    assert words is None or found[name] == words


def test_a_ministry_that_nothing_owns_is_none() -> None:
    bodies = extract(Document(text="News\n\nThe finance ministry was silent.", published="2026-05-04")).bodies
    assert not bodies
