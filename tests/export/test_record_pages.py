"""Records as JSON and as pages: values, alternatives with their rule, history, and each report's words."""

import json
from io import StringIO

from rich.console import Console

from communique.export.record_tables import listing
from communique.export.records import line
from communique.model.record import Event, Reason, Record, Report, Variant

APRIL = "2031-04-"
RECORD = Record(
    kind="meeting",
    id="meeting-1",
    values={"kind": "session", "date": "2031-05-07", "body": {"id": "body-1", "name": "Grain Council"}},
    reports=(
        Report(
            document="d1", source="in/a.txt", item="c1", words=("meets on 6 May",), published=f"{APRIL}10", group="d1"
        ),
        Report(
            document="d2", source="in/b.txt", item="c1", words=("meets on 7 May",), published=f"{APRIL}12", group="d2"
        ),
        Report(
            document="d3", source="in/c.txt", item="c1", words=("to meet 7 May",), published=f"{APRIL}13", group="d2"
        ),
    ),
    variants={
        "date": (
            Variant(value="2031-05-07", documents=("d2", "d3"), shown=True, reported="2031-04-12"),
            Variant(value="2031-05-06", documents=("d1",), shown=False, certainty="probable", reported="2031-04-10"),
        )
    },
    conflicts=("date",),
    rules={"date": "the latest said"},
    history=(
        Event(reported="2031-04-10", what="announced", values={"date": "2031-05-06"}, documents=("d1",)),
        Event(reported="2031-04-12", what="dated otherwise", values={"date": "2031-05-07"}, documents=("d2", "d3")),
    ),
    reasons=(Reason(words="the same body", score=0.8, items=(("d1", "c1"), ("d2", "c1"))),),
)


def test_json_holds_conflicts_with_rule_history_and_reports() -> None:
    plain = json.loads(line(RECORD))
    assert plain["support"] == 2
    (conflict,) = plain["conflicts"]
    assert (conflict["field"], conflict["rule"]) == ("date", "the latest said")
    assert [(v["value"], v["certainty"], v["shown"]) for v in conflict["values"]] == [
        ("2031-05-07", "certain", True),
        ("2031-05-06", "probable", False),
    ]
    assert [event["what"] for event in plain["history"]] == ["announced", "dated otherwise"]
    assert [(r["document"], r["evidence"]) for r in plain["reports"]] == [
        ("a", ["meets on 6 May"]),
        ("b", ["meets on 7 May"]),
        ("c", ["to meet 7 May"]),
    ]


def test_the_page_of_a_record_tells_all_that_is_known() -> None:
    page = StringIO()
    Console(width=120, file=page).print(listing([RECORD], "meetings", whole=True))
    for words in (
        "Grain Council",
        "Reports disagree on date",
        "* 2031-05-07 (certain, said 2031-04-12): b, c",
        "Shown (*): the latest said.",
        "2031-04-10  announced: 2031-05-06 (a)",
        "the same body (0.80)",
        "2031-04-13  c (copy or rewrite of another report): “to meet 7 May”",
    ):
        assert words in page.getvalue()
