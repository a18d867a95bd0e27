"""Plain text, with front matter and without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.document import Document
from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.reading import read_document

BODY = "Ministers of the union met in Riga on Friday and agreed on a budget."
FRONT = """---
title: "Ministers meet: budget agreed"
published: 2026-03-06
source: Lakeland Wire
url: https://news.example/1
language: en-GB
---
"""


def read(text: str | bytes, **fetched: str) -> Document | Refused:
    data = text.encode() if isinstance(text, str) else text
    return read_document(Fetched(source="story.txt", data=data, **fetched))


def test_front_matter_fills_the_document_and_the_text_is_title_blank_line_body() -> None:
    assert read(f"{FRONT}\n{BODY}  \n\n\n\nMore.\n") == Document(
        text=f"Ministers meet: budget agreed\n\n{BODY}\n\nMore.",
        title="Ministers meet: budget agreed",
        source="story.txt",
        publisher="Lakeland Wire",
        url="https://news.example/1",
        published="2026-03-06",
        language="en",
    )


@pytest.mark.parametrize("published", ["2026-03-06", "2026-03-06T23:30:00-05:00", "'2026-03-06 10:00'"])
def test_the_day_of_publication_is_the_one_that_is_written(published: str) -> None:
    document = read(f"---\npublished: {published}\n---\n{BODY}")
    assert isinstance(document, Document)
    assert document.published == "2026-03-06"


def test_what_front_matter_leaves_out_stays_unknown() -> None:
    document = read(f"---\ntitle: null\npublished:\nmood: good\n---\n{BODY}")
    assert document == Document(text=BODY, source="story.txt")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("\u200b\n*\n", "holds no text"),
        (FRONT, "holds a title but no text"),
        ("---\ntitle: Ministers\nThey met.\n", "never closes it: cut off?"),
        ("---\ntitle: 'Ministers\n---\nThey met.\n", "front matter is not YAML"),
        ("---\ntitle: [a, b]\n---\nThey met.\n", "gives title as a list"),
        ("---\npublished: soon\n---\nThey met.\n", "says published: soon; write the day as"),
        ("---\npublished: 2026-02-30\n---\nThey met.\n", "says published: 2026-02-30"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(text: str, reason: str) -> None:
    refused = read(text)
    assert isinstance(refused, Refused)
    assert reason in refused.reason


def test_front_matter_without_a_title_leaves_the_headline_to_the_text() -> None:
    document = read(f"---\npublished: 2026-03-06\n---\nMinisters meet in Riga\n\n{BODY}")
    assert isinstance(document, Document)
    assert (document.title, document.published) == ("Ministers meet in Riga", "2026-03-06")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Ministers meet in Riga\n\n{BODY}", "Ministers meet in Riga"),
        (f"Ministers meet in Riga\n{BODY}", "Ministers meet in Riga"),
        (f"# Ministers meet in Riga\n\n{BODY}", "Ministers meet in Riga"),
        (f"All news\nMinisters meet in Riga today\n{BODY}", "Ministers meet in Riga today"),
        (f"Will ministers meet?\n\n{BODY}", "Will ministers meet?"),
        (f"{BODY}\n\nMore.", None),
        (BODY, None),
        ("The ministers of the union met in Riga on\nFriday and agreed on a budget.", None),
        (f"---\n\n{BODY}", None),
    ],
)
def test_a_first_line_that_reads_like_a_headline_is_the_title(text: str, title: str | None) -> None:
    document = read(text)
    assert isinstance(document, Document)
    assert document.title == title
    assert BODY.split()[-1] in document.text


def test_a_text_over_the_limit_is_refused() -> None:
    fetched = Fetched(source="long.txt", data=b"word " * 100)
    assert "longer than the limit of 50 characters" in str(read_document(fetched, max_characters=50))


def test_the_language_is_the_declared_one_else_the_guessed_one() -> None:
    def guess(text: str) -> str:
        return "ru"

    declared = read_document(Fetched(source="a", data=FRONT.encode() + BODY.encode()), guess=guess)
    guessed = read_document(Fetched(source="a", data=BODY.encode()), guess=guess)
    assert (declared.language, guessed.language) == ("en", "ru")  # type: ignore[union-attr]


@given(st.text())
def test_any_text_is_read_or_refused_and_a_text_that_was_read_reads_the_same_again(text: str) -> None:
    document = read(text.encode("utf-8", "replace"))
    if isinstance(document, Document) and document.title is None and not document.text.startswith("---"):
        again = read(document.text)
        assert isinstance(again, Document)
        assert "".join(again.text.split()) == "".join(document.text.split())


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert isinstance(read(data), Document | Refused)
