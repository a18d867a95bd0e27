"""Programmes: which there are, whose, for how long, and how much is done; examples beside the rules."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.progress import number, progress

Claims = Callable[..., list[dict[str, Any]]]


def _share(text: str) -> Any:
    found = progress(text, 0, len(text), (0, 0))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("31 out of 40 measures have been completed.", (31, 40)),
        ("The plan, of whose 332 measures 47 have been carried out, goes on.", (47, 332)),
        ("5 out of 20 measures have been attained.", (5, 20)),
        ("Out of 42 obstacles 14 had been lifted.", (14, 42)),
        ("It comprises 49 measures, 47 of which have been carried out.", (47, 49)),
        ("Two of its nine steps have been completed.", (2, 9)),
        ("Of the 52 projects that the lake plan of last year has, only 17 have been built.", (17, 52)),
        ("It covers 11 fields from fish to mail, of which, he said, two have been completed.", (2, 11)),
        ("It lists 30 measures for the coast. Twelve of them have been carried out.", (12, 30)),
        ("It lists 30 measures for the coast. Twelve have been carried out.", (12, 30)),
        ("Of the Lake Union's 40 joint projects, worth nine million euros, 14 have been finished.", (14, 40)),
        ("From 20 points of the plan for 2031-2035, 15 have been fulfilled.", (15, 20)),
        ("It has been carried out by three quarters.", 0.75),
        ("Some 62 per cent of the programme has been implemented.", 0.62),
        ("It is at forty-five percent.", 0.45),
        ("Prices rose by 62 per cent.", None),
        ("50 of the 40 measures have been completed.", None),
    ],
)
def test_how_much_is_done(text: str, share: Any) -> None:
    assert _share(text) == share


@given(st.integers(1, 999_999))
def test_figures_are_numbers(value: int) -> None:
    assert number(f"{value:,}") == value


@pytest.mark.parametrize(("word", "value"), [("nine", 9), ("twenty", 20), ("Forty-two", 42), ("many", None)])
def test_words_are_numbers(word: str, value: int | None) -> None:
    assert number(word) == value


@given(st.text(alphabet="of the19,%- halfquarterthird done completed.", max_size=200))
def test_the_words_of_a_share_stand_where_they_are_said_to(text: str) -> None:
    found = progress(text, 0, len(text), (0, 0))
    assert found is None or 0 <= found[1] < found[2] <= len(text)


@pytest.mark.parametrize(
    ("text", "name", "period"),
    [
        ("They approved the Strategic Plan 2026–2030.", "Strategic Plan 2026–2030", "2026/2030"),
        ("They approved the strategy until 2030.", "strategy until 2030", "../2030"),
        ("They adopted the Work Plan for 2022.", "Work Plan for 2022", "2022"),
        ("They reviewed the Annual Work Plan 2022.", "Annual Work Plan 2022", "2022"),
        ("The Lake Programme, begun in 2003 and meant to run until 2036, is late.", "Lake Programme", "2003/2036"),
        ("The Port Reform Programme, launched in 2017, was praised.", "Port Reform Programme", "2017/.."),
    ],
)
def test_the_period_of_a_programme(claims: Claims, text: str, name: str, period: str) -> None:
    (programme,) = claims("programmes", text)
    assert (programme["name"], programme["period"]) == (name, period)


def test_whose_a_programme_is(claims: Claims) -> None:
    (programme,) = claims("programmes", "Peru carries its chairmanship programme on.")
    assert programme["of"] == "Peru"


def test_words_of_a_title_alone_are_no_union(claims: Claims) -> None:
    text = "The ministers of Peru and Chile adopted a fishing programme for 2031-2035 on Monday."
    (programme,) = claims("programmes", text, title="RIVER BANK CUTS ITS STAFF")
    assert programme["of"] is None


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("The two pledged more money under the Lake Programme.", "under way"),
        ("The Lake Programme, begun in 2031, has fourteen parts.", "under way"),
        ("They asked the committee to finalise the Strategic Plan for 2031-2035.", "drafted"),
        ("Today the ministers are launching the Lake Initiative.", "approved"),
        ("They took note of the status of the Operational Plan 2031-2035.", "under way"),
        ("They praised the Belt and Road Initiative, which would finance ferries.", None),
        ("Forty towns have benefited from the training programme for 2019-2027 of the Lake Union.", "under way"),
    ],
)
def test_the_stage_of_a_programme(claims: Claims, text: str, stage: str | None) -> None:
    (programme,) = claims("programmes", text)
    assert programme["stage"] == stage


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("The Master Plan for Roads, 264 projects, was adopted.", "Master Plan for Roads", 264),
        ("They approved the Lake Programme. Out of its 63 projects, 49 have been finished.", "Lake Programme", None),
    ],
)
def test_projects_that_a_programme_consists_of(claims: Claims, text: str, name: str, count: int | None) -> None:
    (programme,) = claims("programmes", text)
    assert (programme["name"], programme["count"]) == (name, count)


def test_programmes_known_by_their_names(claims: Claims) -> None:
    (programme,) = claims("programmes", "Chile praised the Belt and Road Initiative.")
    assert (programme["name"], programme["of"]) == ("Belt and Road Initiative", None)


def test_a_programme_that_is_being_done_is_under_way(claims: Claims) -> None:
    text = "The road map for the transition foresees much; two of its nine steps have been completed."
    (programme,) = claims("programmes", text)
    assert (programme["name"], programme["progress"], programme["stage"]) == (
        "road map for the transition",
        [2, 9],
        "under way",
    )


@pytest.mark.parametrize(
    "text",
    [
        "He acted of his own initiative.",
        "The seating plan was approved.",
        "I have a plan.",
        "He announced his plan to run.",
    ],
)
def test_words_that_name_no_programme(claims: Claims, text: str) -> None:
    assert claims("programmes", text) == []


@pytest.mark.parametrize(
    ("after", "share"),
    [
        ("It is at forty percent, they said.", 0.4),
        ("Nine of its twenty steps have been completed.", [9, 20]),
        ("It was delayed.", None),
        ("Inflation is at seven percent.", None),
    ],
)
def test_the_next_sentence_may_say_how_far_it_is(claims: Claims, after: str, share: float | None) -> None:
    found = claims("programmes", f"The ministers approved the Transport Corridor Programme. {after}")
    assert [c["progress"] for c in found] == [share]


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        (
            "The Lake Council took note that 12 of the 30 strands of work agreed in Lima have been completed.",
            "strands of work",
            30,
        ),
        ("The council noted that out of 46 agreed tasks 33 had been carried out.", "agreed tasks", 46),
        (
            "The ministers reviewed the Andean gas pipeline, a joint undertaking of Chile and Peru that is half built.",
            "Andean gas pipeline",
            None,
        ),
    ],
)
def test_a_programme_may_go_by_any_word(claims: Claims, text: str, name: str, count: int | None) -> None:
    found = [(claim["name"], claim["count"]) for claim in claims("programmes", text)]
    assert found == [(name, count)]
