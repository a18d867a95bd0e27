"""How looks and sources are told."""

import pytest

from communique.following import Look, status_of, summary_of, told
from communique.model.followed import SourceState
from communique.model.reading import Refused
from communique.sources.plan import Followed

SOURCE = Followed(name="A", kind="feed", url="https://a.example")
REFUSED = tuple(Refused(source=f"https://a.example/{n}", reason="empty") for n in range(7))
TOLD = [
    ({}, ["A: nothing new"]),
    ({"added": 1200}, ["A: 1,200 added"]),
    ({"problem": "answered 500"}, ["A: answered 500"]),
    ({"problem": "answered 429", "known": 2}, ["A: answered 429 (2 known already)"]),
    ({"begun": ("x",)}, ["A: nothing new", "  alarm: x"]),
]


@pytest.mark.parametrize(("values", "lines"), TOLD)
def test_a_look_is_told_without_what_did_not_happen(values: dict[str, object], lines: list[str]) -> None:
    assert list(told(Look(source=SOURCE, **values))) == lines  # type: ignore[arg-type]


def test_of_many_refused_the_first_are_told_and_how_many_more() -> None:
    lines = list(told(Look(source=SOURCE, added=1, refused=REFUSED)))
    assert (lines[0], len(lines), lines[-1]) == ("A: 1 added, 7 refused", 7, "  and 2 more refused")


STATES = [
    (SourceState(name="A"), "A\tlast success never\tnext look now\tnothing yet\tlag unknown\twell"),
    (
        SourceState(name="A", succeeded=880.0, next=1300.0, looked=880.0, added=2, lags=(30.0,)),
        "A\tlast success 2 minutes ago\tnext look in 5 minutes\t2 added\tlag 30 seconds\twell",
    ),
    (
        SourceState(name="A", next=700.0, looked=700.0, refused=1, problem="answered 500"),
        "A\tlast success never\tnext look due for 5 minutes\t1 refused\tlag unknown\tanswered 500",
    ),
]


@pytest.mark.parametrize(("state", "line"), STATES)
def test_a_source_is_told_in_a_line(state: SourceState, line: str) -> None:
    assert status_of(state, 1000.0) == line


def test_all_sources_are_told_in_a_line() -> None:
    well = SourceState(name="A", next=9000.0, looked=1.0)
    broken = SourceState(name="B", next=9000.0, looked=1.0, problem="x", alarms=((1.0, "x"),))
    left = SourceState(name="C", next=10.0, looked=1.0, every=60)
    assert summary_of([well, well], 8000.0) == "2 sources: all well"
    assert summary_of([well, broken, left], 8000.0) == "3 sources: 1 with an alarm, 1 due for long"
    assert summary_of([SourceState(name="D")], 8000.0) == "1 source: 1 not looked at yet"
