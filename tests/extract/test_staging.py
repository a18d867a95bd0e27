"""Stages of acts that the weights of their words tell of, beside those that rules find."""

from collections.abc import Callable
from typing import Any

import pytest

from communique.extract import acts, analyse, staging
from communique.extract.staging import Places
from communique.model.document import Document

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        (
            "Ministers praised the Accord on Salmon. The text was signed in Oslo on 4 May 2030.",
            [("signed", "2030-05-04")],
        ),
        (
            "The Accord on Salmon was adopted in 2029 and will be signed in Oslo on 4 May 2031.",
            [("adopted", "2029"), ("signed", "2031-05-04")],
        ),
        ("The summit ended on 16 May 2031 with a joint declaration on rivers.", [("adopted", "2031-05-16")]),
    ],
)
def test_stages_are_told_where_no_rule_finds_them(
    claims: Claims, text: str, stages: list[tuple[str, str | None]]
) -> None:
    assert [(act["stage"], act["date"]) for act in claims("acts", text, published="2031-05-20")] == stages


def test_words_are_looked_for_in_the_sentence_of_an_act_and_in_the_two_after_it() -> None:
    text = "They praised the Accord on Salmon. It rained. The text was signed. Then a bill was rejected."
    analysis = analyse(Document(text=text))
    groups = acts.sure(analysis)
    named = acts.places(groups)
    here = Places(analysis, [one for group in named for one in group])
    found = {(telling.where, telling.stage.name) for telling in staging.tellings(here, named[0])}
    assert ("next2", "signed") in found
    assert not any(name == "rejected" for _, name in found)
    assert {name for where, name in found if where == "unsaid"} == set(staging.UNSAID)
