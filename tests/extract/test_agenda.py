"""What an occasion deals with: examples beside the rule."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from communique.extract import agenda, analyse, extract
from communique.extract.parse import tree
from communique.extract.tagger import Labelled
from communique.model.document import Document, compose

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Japan and India met in Delhi to discuss fishing rights.", ["fishing rights"]),
        ("Japan and India did not discuss fishing rights at their talks in Delhi.", []),
        ("Japan and India held talks in Delhi on 3 May 2030.", []),
        (
            "Japan and India held talks in Delhi on the fishing quota and the protection of turtles.",
            ["the fishing quota", "the protection of turtles"],
        ),
        ("Japan has agreed to hold talks with India on lifting old bans.", ["lifting old bans"]),
    ],
)
def test_the_subjects_are_read_one_by_one(claims: Claims, text: str, items: list[str]) -> None:
    assert [item for m in claims("meetings", text, published="2030-05-04") for item in m["agenda"]] == items


def test_what_comes_before_a_body_is_on_its_agenda(claims: Claims) -> None:
    text = (
        "The Nordic Council will hold its 53rd session in Oslo on 5 June 2031. "
        "The fisheries concept may be submitted for consideration by the Nordic Council."
    )
    assert [m["agenda"] for m in claims("meetings", text, published="2031-05-04")] == [["The fisheries concept"]]


PUT_OFF = (
    "ALMATY, Sept 18 - "
    "The Organization of Turkic States has postponed its leaders' summit in Bishkek from October 7 to "
    "the last week of November, its secretariat said on Thursday, citing scheduling conflicts.\n\n"
    "Deputy Secretary General Ömer Kocaman will run the body until the presidents choose a successor.\n\n"
    "Foreign ministers of the five members will still meet in Baku on September 29, when they are to approve a charter "
    "for the Turkic Investment Fund and a roadmap on green transport for 2026-2030."
)


def test_a_subject_stands_with_one_occasion_alone() -> None:
    title = "Turkic council puts off Bishkek summit, names interim chief"
    found = extract(Document(text=compose(title, PUT_OFF), title=title, published="2025-09-18")).of_kind("meeting")
    spans = sorted(span.pair for m in found for span in m.spans.get("agenda", ()))
    assert len(found) > 1
    assert spans
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(("score", "subject"), [(0.6, "a report on the protection of turtles"), (0.95, "a report")])
def test_a_mark_of_which_the_tagger_is_not_sure_goes_on_to_the_end_of_its_phrase(score: float, subject: str) -> None:
    text = "The ministers heard a report on the protection of turtles, which Norway had drafted."
    analysis = analyse(Document(text=text))
    (tagged,) = analysis.tagged
    start = next(i for i, t in enumerate(tagged.sentence.tokens) if t.text == "a")
    mark = Labelled(start, start + 2, "agenda", score)
    assert [p.text for p in agenda.passages(analysis, 0, tree(tagged), mark)] == [subject]


def test_subjects_are_told_out_of_what_holds_them(claims: Claims) -> None:
    text = "The Council of Ministers will meet in Minsk on 9 June. It is planned to discuss 12 issues related to trade."
    (meeting,) = claims("meetings", text, published="2030-05-22")
    assert meeting["agenda"] == ["trade"]


def test_what_comes_before_a_body_is_dealt_with_by_it(claims: Claims) -> None:
    text = (
        "The Supreme State Council will meet in Minsk on 9 June, the secretary said. The draft charter of the Union "
        "State may be submitted for consideration by the Supreme State Council."
    )
    (meeting,) = claims("meetings", text, published="2030-05-22")
    assert meeting["agenda"] == ["The draft charter of the Union State"]
