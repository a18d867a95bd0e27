"""Which words name acts: what is weighed, and what comes of it."""

from collections.abc import Callable
from typing import Any

import pytest

from communique.extract import act_names, analyse
from communique.extract.act_readings import candidate_at
from communique.extract.looks import looks
from communique.languages import words
from communique.model.document import Document

Claims = Callable[..., list[dict[str, Any]]]


def _one(text: str) -> tuple[float, tuple[str, ...]]:
    """How likely the first phrase of a text that may name an act does, and its marks."""
    analysis = analyse(Document(text=text))
    places = looks(analysis, words("en", "instruments")["acts"])
    one = next(one for look, heads in places for i in heads if (one := candidate_at(analysis, look, i)))
    return act_names.chance(analysis, one), act_names.marks(analysis, one)


def test_marks_are_the_words_of_a_phrase_and_those_around_it_also_with_its_head() -> None:
    _, marks = _one("Chile has signed the new fisheries accord with Peru.")
    assert {"b1=fisheries", "det=the", "a1=with", "a2=with STATE", "g=signed", "stage:signed"} <= set(marks)
    assert "b1=fisheries|accord" in marks


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("Chile signed the fisheries accord.", "They wanted a new trade accord one day."),
        ("The council adopted a resolution on lake ports.", "He wished for a quick resolution of the row."),
        ("They ratified the Lake Convention.", "The act of kindness was not forgotten."),
    ],
)
def test_a_phrase_is_likelier_to_name_an_act_where_something_is_done_with_it(likely: str, unlikely: str) -> None:
    assert _one(likely)[0] > act_names.LIKELY > _one(unlikely)[0]


def test_what_the_tagger_marks_is_a_mark_of_its_own() -> None:
    weights = [act_names.weighing.weights(act_names.WEIGHTS)[act_names.tagged(marks_it=m)] for m in (True, False)]
    assert weights[0] > 0 > weights[1]


def test_the_text_of_an_act_is_no_act_beside_it(claims: Claims) -> None:
    found = claims("acts", "The text of the new fisheries agreement was signed in Lima on 4 May 2031.")
    assert [claim["name"] for claim in found] == ["new fisheries agreement"]
