"""Spellings: one person's names are alike, two persons' are not, whichever comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reconcile.spelling import LETTER, alike, keys, name_of

SAME = [
    ("Alexander Lukashenko", "Aliaksandr Lukashenka"),
    ("Aleh Karatkevich", "Oleg Korotkevich"),
    ("Volodymyr Zelensky", "Vladimir Zelenskiy"),
    ("Moammar Gadhafi", "Muammar Qaddafi"),
    ("Hassan al-Rubaie", "Hasan Al Rubaiy"),
    ("Mohammad Javad Zarif", "Mohammad Zarif"),
    ("Viktor Orbán", "Orban Viktor"),
    ("Nikol Pashinyan", "Nicol Pashinian"),
    ("Emomali Rahmon", "Emomali Rakhmon"),
    ("Recep Tayyip Erdoğan", "Recep Erdogan"),
    ("Birgit Solheim", "Birgit Solheim-Aas"),
]
OTHER = [
    ("Moussa Diakhaté", "Moussa Diabaté"),
    ("Ivan Ivanov", "Ivan Ivanova"),
    ("Hugo Benítez Amarilla", "Luis Benítez"),
    ("Viktor Samarin", "Pavel Samarin"),
    ("Hassan al-Rubaie", "Adnan al-Rubaie"),
    ("Karin Ekelöf", "Anders Ekelöf"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_spellings_of_one_name_are_alike_and_share_a_key(a: str, b: str) -> None:
    x, y = name_of(a), name_of(b)
    assert alike(x, y)[0] >= 0.7
    assert set(keys(x)) & set(keys(y))


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_names_of_two_persons_are_not_alike(a: str, b: str) -> None:
    assert alike(name_of(a), name_of(b))[0] <= LETTER, "enough only with what is around"


def test_an_initial_agrees_with_the_name_that_it_begins() -> None:
    assert alike(name_of("J. Hrasko"), name_of("Jozef Hraško"))[0] == 0.75
    assert alike(name_of("P. Samarin"), name_of("Viktor Samarin"))[0] == 0
    assert alike(name_of("H. Lund"), name_of("Hanne Lund"))[0] == 0.75
    assert alike(name_of("C. Lund"), name_of("Christian Lund"))[0] == 0.75
    assert alike(name_of("A.-K. Bratt"), name_of("Anna-Karin Bratt"))[0] == 0.75


NAMES = st.sampled_from([name for pair in (*SAME, *OTHER) for name in pair])


@given(NAMES, NAMES)
def test_likeness_has_no_direction(a: str, b: str) -> None:
    x, y = name_of(a), name_of(b)
    assert alike(x, y)[0] == alike(y, x)[0]
    assert alike(x, x)[0] == 1
