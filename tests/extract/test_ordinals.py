"""Ordinal numbers among words: in figures, in words, in Roman numerals."""

import pytest

from communique.extract import ordinals


@pytest.mark.parametrize(
    ("text", "number", "first"),
    [
        ("53rd", 53, 0),
        ("Twenty-Eighth", 28, 0),
        ("Forty - third", 43, 0),
        ("twentieth", 20, 0),
        ("XV", 15, 0),
        ("LXIII", 63, 0),
        ("V", 5, 0),
    ],
)
def test_an_ordinal_is_read(text: str, number: int, first: int) -> None:
    words = text.split()
    assert ordinals.at([w.lower() for w in words], len(words) - 1, words[-1]) == (number, first)


@pytest.mark.parametrize("text", ["I", "X", "C", "fifty", "1999", "MIX", "vi", "", "Vienna"])
def test_other_words_are_none(text: str) -> None:
    assert ordinals.at([text.lower()], 0, text) is None
