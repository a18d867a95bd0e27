"""Quotations found in a text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.engine.parts import halves, parts
from communique.engine.quotes import Text, nearest, trimmed
from communique.model.document import Document

STORY = Document(text="“We  shall sign,”\nhe said – the\u00a0council’s\u00ad chair… The council met.")


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("he said", "he said"),
        ("  he said ", "he said"),
        ("We shall sign", "We  shall sign"),
        ('"We shall sign," he said', "“We  shall sign,”\nhe said"),
        ("“he said”", "he said"),
        ("said - the council's chair...", "said – the\u00a0council’s\u00ad chair…"),
    ],
)
def test_a_quotation_is_found_as_it_stands_in_the_text(quote: str, words: str) -> None:
    span = Text(STORY).find(quote)
    assert span is not None
    assert span.quote == words


@pytest.mark.parametrize("quote", ["", " ", "“”", "he said that", "We sign", "HE SAID", "he … the"])
def test_what_does_not_stand_in_the_text_is_not_found(quote: str) -> None:
    assert Text(STORY).find(quote) is None


def test_of_two_places_the_nearest_is_meant() -> None:
    text = Text(Document(text="one two one two"))
    assert [text.find("one", near).start for near in (0, 3, 7, 15)] == [0, 0, 8, 8]  # type: ignore[union-attr]


def test_a_name_is_not_found_inside_of_a_word() -> None:
    text = Text(Document(text="Iranians met; Iran’s chair spoke."))
    assert text.find("Iran").start == 14  # type: ignore[union-attr]
    assert [span.start for span in text.all("Iran")] == [14]
    assert text.find("Ira") is None


@given(st.text(min_size=1), st.text(), st.text())
def test_a_stretch_of_a_text_is_found_in_it_unless_it_begins_or_ends_inside_of_a_word(
    quote: str, before: str, after: str
) -> None:
    document = Document(text=f"{before} {quote} {after}")
    span = Text(document).find(quote)
    assert span is None or span.quote == document.text[span.start : span.end]
    assert (
        span is not None
        or not any(letter.isalnum() for letter in quote)
        or quote != unicodedata.normalize("NFC", quote)
    )


def test_marks_and_a_final_stop_are_no_part_of_what_is_said() -> None:
    document = Document(text="He said: “The U.S. agrees.” “”.")
    assert trimmed(document.span(9, 27), document).quote == "The U.S. agrees"  # type: ignore[union-attr]
    assert trimmed(document.span(28, 31), document) is None


def test_the_nearest_of_several_spans_is_the_one_in_the_evidence() -> None:
    document = Document(text="a b c d e f")
    spans = (document.span(0, 1), document.span(8, 9))
    assert nearest(spans, document.span(6, 11)) == spans[1]
    assert nearest(spans, document.span(2, 3)) == spans[0]
    assert nearest((), document.span(2, 3)) is None


@given(st.text(alphabet="ab .\n", max_size=200), st.integers(1, 50))
def test_the_parts_of_a_text_make_the_text_and_none_is_too_long(text: str, size: int) -> None:
    found = parts(text, size)
    assert "".join(text[part.start : part.end] for part in found) == text
    assert all(0 < part.end - part.start <= size for part in found)
    for part in found:
        assert "".join(text[p.start : p.end] for p in halves(text, part)) == text[part.start : part.end]


def test_a_text_is_cut_between_paragraphs_then_sentences() -> None:
    text = "One two.\n\nThree four. Five six seven."
    assert [text[p.start : p.end] for p in parts(text, 25)] == ["One two.\n\n", "Three four. ", "Five six seven."]
