"""Where a text names persons: initials and particles belong to the name."""

import pytest

from communique.extract import extract
from communique.model.document import Document

TEXTS = (
    ("Prime Minister V. Samarin met P. Samarin in Minsk, his office said.", ["V. Samarin", "P. Samarin"]),
    ('Secretary General Salim Al Harthy named it "a sober text".', ["Salim Al Harthy"]),
    ("In Gdynia V. Samarin was glad of the delay, his office said.", ["V. Samarin"]),
    ("She will receive Prince Khalid bin Saud on 12 June.", ["Khalid bin Saud"]),
)


@pytest.mark.parametrize(("text", "names"), TEXTS)
def test_a_name_is_whole(text: str, names: list[str]) -> None:
    assert [person.name for person in extract(Document(text=text, published="2026-05-28")).people] == names


def test_a_title_tells_two_of_one_surname_apart() -> None:
    people = extract(
        Document(text="Peter Lund met the press. Ms Lund, the judge, stayed away, and Mr Lund left.")
    ).people
    assert [[span.quote for span in person.mentions] for person in people] == [["Peter Lund", "Lund"], ["Lund"]]


def test_a_body_known_in_another_tongue_is_no_person() -> None:
    read = extract(
        Document(text="The Conselho do Mercado Comum of Mercosul met on Monday, and the Cúpula do Mercosul.")
    )
    assert not read.people


def test_a_namesake_holds_another_office_than_the_one_whom_the_text_names() -> None:
    text = "Finance Minister Lena Okoro spoke. Prime Minister Okoro, her uncle, listened."
    assert [person.name for person in extract(Document(text=text)).people] == ["Lena Okoro", "Okoro"]


def test_a_surname_behind_the_office_that_is_told_of_before_is_the_same_person() -> None:
    for text in (
        "Lena Okoro, the finance minister, spoke. Minister Okoro left.",
        "Chairwoman Lena Okoro spoke. Chair Okoro left.",
        "Lena Okoro spoke. Ambassador Okoro left.",
    ):
        assert [person.name for person in extract(Document(text=text)).people] == ["Lena Okoro"]
