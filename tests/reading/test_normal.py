"""The normal form of a text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from communique.reading.normal import normalise, one_line


@given(st.text())
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_the_normal_form_is_composed_and_holds_no_controls_nor_trailing_blanks(text: str) -> None:
    normal = normalise(text)
    assert unicodedata.is_normalized("NFC", normal)
    assert all(c == "\n" or unicodedata.category(c) != "Cc" for c in normal)
    assert "\n\n\n" not in normal
    assert all(line == line.rstrip(" ") for line in normal.split("\n"))


def test_every_line_end_is_one_and_blanks_are_plain() -> None:
    assert normalise("a\r\nb\rc\u2028d\u00a0e\tf") == "a\nb\nc\nd e f"


def test_what_is_not_seen_goes() -> None:
    assert normalise("co\u00adoperation \ufeffof \u200bstates") == "cooperation of states"


def test_a_title_is_one_line() -> None:
    assert one_line(" Ministers\n  meet ") == "Ministers meet"
    assert one_line(None) == ""
