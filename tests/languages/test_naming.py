"""When two full names can be one person's."""

import pytest

from communique.languages.naming import person_words, same_full_name

NAMES = [
    ("Joe Marlow", "Joseph K. Marlow, Jr.", True),
    ("Tom Reed", "Thomas Reed", True),
    ("Tom Reed", "Timothy Reed", False),
    ("J. Marlow", "Joe Marlow", True),
]


@pytest.mark.parametrize(("one", "other", "same"), NAMES)
def test_full_names_agree_in_short_forms_and_initials(one: str, other: str, same: bool) -> None:
    assert same_full_name(person_words(one), person_words(other)) is same
