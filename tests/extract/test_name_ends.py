"""Where names of bodies end: before marks and brackets, but never before their first word."""

import pytest

from communique.extract.name_ends import before_marks
from communique.extract.tokens import split


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Great Lakes Council (", "Great Lakes Council"),
        ("Great Lakes Council (GLC)", "Great Lakes Council"),
        ("Great Lakes Council (GLC) Summit", "Great Lakes Council"),
        ("GLC)", "GLC"),
        ("Great Lakes Council,", "Great Lakes Council"),
        ("(", "("),
        ("Council of the U.S.", "Council of the U.S."),
    ],
)
def test_a_name_ends_before_marks_and_brackets(text: str, name: str) -> None:
    (sentence,) = split(text)
    end = before_marks(sentence.tokens, 0, len(sentence.tokens))
    assert text[: sentence.tokens[end - 1].end] == name
