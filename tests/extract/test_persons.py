"""Where a text names persons: initials and particles belong to the name."""

import pytest

from communique.extract import extract
from communique.model.document import Document

TEXTS = (
    ("Prime Minister V. Samarin met P. Samarin in Minsk, his office said.", ["V. Samarin", "P. Samarin"]),
    ('Secretary General Salim Al Harthy named it "a sober text".', ["Salim Al Harthy"]),
    ("She will receive Prince Khalid bin Saud on 12 June.", ["Khalid bin Saud"]),
)


@pytest.mark.parametrize(("text", "names"), TEXTS)
def test_a_name_is_whole(text: str, names: list[str]) -> None:
    assert [person.name for person in extract(Document(text=text, published="2026-05-28")).people] == names
