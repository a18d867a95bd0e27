"""Bytes to characters."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.encoding import decode
from communique.reading.parts import Unreadable

RUSSIAN = "Совет министров Союзного государства соберётся в Минске и обсудит бюджет на следующий год. " * 5


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "windows-1252", "iso-8859-15"]
)
def test_the_encodings_of_a_western_text_are_told_from_its_bytes(encoding: str) -> None:
    text = "The café at the Conseil de l'Europe closed its doors on Friday, said the délégation of Österreich."
    assert decode(text.encode(encoding), None, declared_inside=False) == text


def test_curly_quotes_of_windows() -> None:
    assert decode(b"He said \x93no\x94.", None, declared_inside=False) == "He said “no”."


def test_another_script_is_told_from_its_bytes() -> None:
    assert decode(RUSSIAN.encode("windows-1251"), None, declared_inside=False) == RUSSIAN


def test_a_declared_character_set_counts_unless_the_bytes_are_utf_8() -> None:
    assert decode(RUSSIAN.encode("koi8-r"), "koi8-r", declared_inside=False) == RUSSIAN
    assert decode(RUSSIAN.encode(), "koi8-r", declared_inside=False) == RUSSIAN
    assert decode("東京".encode("iso-2022-jp"), "iso-2022-jp", declared_inside=False) == "東京"


def test_a_page_may_declare_its_character_set_and_a_text_may_not() -> None:
    page = f'<meta charset="koi8-r"><p>{RUSSIAN}'
    assert decode(page.encode("koi8-r"), None, declared_inside=True) == page


def test_an_unknown_declared_character_set_is_no_obstacle() -> None:
    assert decode(b"caf\xe9 closed", "x-unknown", declared_inside=False) == "café closed"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Das Café schließt, das Büro auch, sagt man. “".encode()[:-1], "ends in the middle of a UTF-8 character"),
        ("The council".encode("utf-16")[:-1], "ends in the middle of a UTF-16-LE character"),
        (b"\xef\xbb\xbfcaf\xe9 au lait", "not valid UTF-8 at byte 3"),
        (b"\x00\x01\x02\x03" * 100, "no text"),
        (bytes(random.Random(1).choices(range(1, 256), k=2000)), "no text|no encoding"),
        (b"\x01\x02\x03\x04\x05", "no text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        decode(data, None, declared_inside=False)


@given(st.text(alphabet=st.characters(min_codepoint=32, codec="utf-8"), min_size=1))
def test_utf_8_is_always_read_as_utf_8(text: str) -> None:
    assert decode(text.encode(), None, declared_inside=False) == text.removeprefix("\ufeff")
