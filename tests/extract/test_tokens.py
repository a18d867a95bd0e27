"""Tokens and sentences: their shapes, and the laws that hold for any text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.tokens import MAX_TOKENS, split

CASES = [
    ("It can't be.", [["It", "ca", "n't", "be", "."]]),
    ("They cannot.", [["They", "can", "not", "."]]),
    ("Russia's 53rd re-run, 1,200 tons.", [["Russia", "'s", "53rd", "re-run", ",", "1,200", "tons", "."]]),
    ("The 28-point plan", [["The", "28", "-", "point", "plan"]]),
    ("Mr. Orr met Gen. Ila at 5 p.m. on", [["Mr.", "Orr", "met", "Gen.", "Ila", "at", "5", "p.m.", "on"]]),
    ("It left the U.S. The talks go on.", [["It", "left", "the", "U.S."], ["The", "talks", "go", "on", "."]]),
    ('"Why?" Orr asked. "No."', [['"', "Why", "?", '"', "Orr", "asked", "."], ['"', "No", ".", '"']]),
    ("“It ended.” He left.", [["“", "It", "ended", ".", "”"], ["He", "left", "."]]),
    ("He said no. The end.", [["He", "said", "no", "."], ["The", "end", "."]]),
    ("J. K. Mbeki of Côte d'Ivoire", [["J.", "K.", "Mbeki", "of", "Côte", "d'Ivoire"]]),
    ("Agenda:\n- trade\n- fees", [["Agenda", ":"], ["-", "trade"], ["-", "fees"]]),
    ("Title of it\n\nBody. More", [["Title", "of", "it"], ["Body", "."], ["More"]]),
    ("As Nova.Ru and tut.by say.By then", [["As", "Nova.Ru", "and", "tut.by", "say", ".", "By", "then"]]),
    ("At https://a.example/b?c=1, x.y@z.example.", [["At", "https://a.example/b?c=1", ",", "x.y@z.example", "."]]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_shapes(text: str, expected: list[list[str]]) -> None:
    assert [[t.text for t in s.tokens] for s in split(text)] == expected


@given(st.text(st.characters() | st.sampled_from(" .\n\n\"'’-ABab1")))
def test_every_visible_character_is_in_one_token(text: str) -> None:
    sentences = split(text)
    tokens = [t for s in sentences for t in s.tokens]
    assert all(text[t.start : t.end] == t.text != "" for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    covered = {i for t in tokens for i in range(t.start, t.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@given(st.text(st.sampled_from(" .\n\"'ABab1")))
def test_no_sentence_crosses_a_blank_line(text: str) -> None:
    for s in split(text):
        assert "\n\n" not in text[s.start : s.end]
        assert 0 < len(s.tokens) <= MAX_TOKENS


@pytest.mark.parametrize("piece", ["a", "a.", "1,", "a@", "n't", '"', "x\n- ", "http://", "'s", "A. "])
def test_time_is_linear(piece: str) -> None:
    def seconds(repeats: int) -> float:
        begin = time.process_time()
        split(piece * repeats)
        return time.process_time() - begin

    def least(repeats: int) -> float:
        return min(seconds(repeats) for _ in range(3))

    assert least(80_000) < 40 * max(least(8_000), 0.01)
