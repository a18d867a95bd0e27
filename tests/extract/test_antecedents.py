"""Antecedents: whom a pronoun or a description that speaks stands for."""

from collections.abc import Callable
from typing import Any

import pytest

from communique.extract import analyse, posts, statements
from communique.extract.antecedents import Antecedents
from communique.extract.focus import Question, Speaker
from communique.model.document import Document

Claims = Callable[..., list[dict[str, Any]]]

MEETING = "Foreign Minister Anna Lund of Norway received the Estonian envoy, Peter Tamm, in Bergen. "


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (MEETING + "He said the ferry would sail in May.", "Peter Tamm"),
        (MEETING + "She said the ferry would sail in May.", "Anna Lund"),
        (MEETING + "The ferry would sail in May, the envoy said.", "Peter Tamm"),
        (MEETING + "The Norwegian minister added that the ferry would sail in May.", "Anna Lund"),
        (MEETING + "Two fishermen watched them. The ferry sails in May, an old skipper said.", "an old skipper"),
    ],
)
def test_who_speaks_is_told_by_sex_office_state_and_place(claims: Claims, text: str, speaker: str) -> None:
    assert claims("statements", text)[-1]["speaker"] == speaker


def test_own_is_left_out(claims: Claims) -> None:
    text = "The Rice Board of Lao traders met. By its own count, half of the stores were full."
    assert all(statement["speaker"] != "its own" for statement in claims("statements", text))


def test_all_whom_a_text_has_spoken_of_may_be_meant_and_a_description_by_itself() -> None:
    analysis = analyse(Document(text=MEETING + "The ferry would sail in May, the envoy said. He said it twice."))
    reader = statements.Reader(analysis, posts.find(analysis))
    known = Antecedents(reader.focus, reader.lines)
    found: list[list[str]] = []

    def ruled(question: Question) -> Speaker | None:
        found.append([candidate.speaker.reference.name for candidate in known.candidates(question)])
        return question.rule

    reader.focus.choose = ruled
    reader.read()
    assert {"Anna Lund", "Peter Tamm", "the envoy"} <= set(found[0])
    assert {"Anna Lund", "Peter Tamm"} <= set(found[-1])
