"""Alarms: from what is remembered of a source alone, and on a source that breaks."""

import pytest

from communique.following.alarms import alarms
from communique.following.look import Look
from communique.following.remembering import after
from communique.model.followed import Example, SourceState
from communique.sources.plan import Followed

HOUR = 3600.0
GOOD = Example(address="https://a.example/1", title="One", document="d1", at=0.0)
ALARMS = [
    ({"failures": 3, "problem": "answered 500"}, "failed 3 times in a row: answered 500"),
    ({"failures": 2, "problem": "answered 500"}, None),
    (
        {"news": (0.0, HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR)},
        "nothing new for 4 days, usually every 60 minutes; the last good",
    ),
    ({"news": (0.0, HOUR)}, None),
    ({"outcomes": "r"}, "no new page can be read: the last one was refused"),
    ({"outcomes": "ar"}, None),
    (
        {"outcomes": "aaarrr"},
        "no new page can be read: the last 3 were refused; the last good one: https://a.example/1 (1970",
    ),
    ({"outcomes": "a" * 20 + "rararararara"}, "refusals jumped: 5 of the last 10 pages, 1 of 22 before"),
    ({"outcomes": "ra" * 20}, None),
    ({"newest": "2026-11-20T00:00:00+00:00", "offered": "2026-11-02T00:00:00+00:00"}, "its dates go backwards"),
    ({"newest": "2026-11-20T00:00:00+00:00", "offered": "2026-11-19T10:00:00+00:00"}, None),
]


@pytest.mark.parametrize(("values", "expected"), ALARMS)
def test_what_is_an_alarm(values: dict[str, object], expected: str | None) -> None:
    found = list(alarms(SourceState(name="A", good=GOOD, **values), 100 * HOUR))  # type: ignore[arg-type]
    assert len(found) == (expected is not None)
    assert all(text.startswith(str(expected)) for text in found)


def test_an_alarm_begins_once_lasts_and_ends() -> None:
    source, state = Followed(name="A", kind="feed", url="https://a.example"), SourceState(name="A")
    begun: list[int] = []
    for problem in ("x", "x", "x", "x", None):
        state, look = after(state, Look(source=source, problem=problem), 1000.0 * (len(begun) + 1))
        begun.append(len(look.begun))
    assert begun == [0, 0, 1, 0, 0]
    assert (look.ended, state.alarms) == (True, ())


def test_a_source_that_fails_for_years_is_asked_once_a_day() -> None:
    source, state = Followed(name="A", kind="feed", url="https://a.example"), SourceState(name="A", failures=5000)
    state, _ = after(state, Look(source=source, problem="x"), 0.0)
    assert 77_000 < state.next < 96_000
