"""Names in Cyrillic letters beside their English spelling."""

import pytest

from communique.languages.scripts import is_latin, latin
from communique.reconcile.spelling import alike, name_of


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("Роман Дорошко", "Roman Daroshka"),
        ("Александр Рогожин", "Aleksandr Rogozhin"),
        ("Эльчин Мамедов", "Elchin Mammadov"),
        ("Сергей Ковальчук", "Sergei Kovalchuk"),
        ("Реджеп Эрдоган", "Recep Erdogan"),
    ],
)
def test_a_name_is_alike_in_two_scripts(russian: str, english: str) -> None:
    assert alike(name_of(russian), name_of(english))[0] > 0.6


def test_latin_letters_stay() -> None:
    assert is_latin("Recep Erdoğan")
    assert latin("Recep Erdoğan") == "Recep Erdoğan"
