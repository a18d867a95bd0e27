"""Quotations: marks of all kinds, apostrophes, broken marks and paragraphs that go on."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.quotes import find

CASES = {
    'He said: "Come." She left.': ["Come."],
    "“Come,” he said. “Now.”": ["Come,", "Now."],
    "‘A body alone,’ Orr said when the players’ club rang, ‘is a body.’": ["A body alone,", "is a body."],
    "It was 'not a pretty one' and the ministers' plan isn't the '90s one.": ["not a pretty one"],
    "„Das ist gut“, said Orr.": ["Das ist gut"],
    "»Nein«, he said. «Non», she said. « Oui », they said.": ["Nein", "Non", "Oui"],
    "``Yes,'' he said.": ["Yes,"],
    "“The ‘Union’ isn’t ours,” he said.": ["The ‘Union’ isn’t ours,", "Union"],
    'A mast of 5\'10" stood there, "as planned".': ["as planned"],
    "The minister’s plan and the members’ vote don’t count.": [],
}


@pytest.mark.parametrize("text", CASES)
def test_marks(text: str) -> None:
    assert [text[q.inner_start : q.inner_end] for q in find(text)] == CASES[text]


def test_broken_mark_before_the_speaker() -> None:
    text = 'He warns. "All of it matters. The country as a whole. "The expert clarifies.\nAnother.'
    (found,) = find(text)
    assert text[found.inner_start : found.inner_end] == "All of it matters. The country as a whole."
    curly = "“Tankers are the key to reach, “Orr said. “If we stay, they stay.”"
    inner = [curly[q.inner_start : q.inner_end] for q in find(curly)]
    assert inner == ["Tankers are the key to reach,", "If we stay, they stay."]


def test_paragraphs_take_up_a_quotation() -> None:
    text = '"One.\n\n"Two.\n\n"Three," he said.'
    found = find(text)
    assert [text[q.inner_start : q.inner_end] for q in found] == ["One.", "Two.", "Three,"]
    assert [q.goes_on for q in found] == [True, True, False]
    assert [q.closed for q in found] == [False, False, True]


def test_speech_and_scare_quotes() -> None:
    text = 'The "summit" was held. "It went well," he said, calling it "the best".'
    assert [q.speech for q in find(text)] == [False, True, False]


@given(st.text(alphabet="ab .,\n\"'“”‘’„«»`<>:?!é😀s"))
def test_intervals_are_ordered_and_nested(text: str) -> None:
    found = find(text)
    assert all(0 <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text) for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)
    for a, b in itertools.pairwise(found):
        assert a.end <= b.start or b.end <= a.end


@pytest.mark.parametrize("unit", ['"', "'", "“", "‘a ", "' ", '" a', "a\n\n“", "’s ", "``"])
def test_time_is_linear(unit: str) -> None:
    begun = time.process_time()
    find(unit * 40_000)
    assert time.process_time() - begun < 5
