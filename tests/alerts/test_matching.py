"""Which watches a change is for: as the desk's search would find its record, and as trying each watch would."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.alerts.matching import Matcher
from communique.alerts.plain import change_of, change_plain
from communique.alerts.search import query_of, search, seen
from communique.errors import BadWatch
from communique.model.change import Change
from communique.model.record import Record, Report
from communique.model.watch import Watch

REPORT = Report(document="d1", source="a.txt", item="c1", words=("The council will meet in Oslo on 9 May, she said.",))
CHANGE = Change(
    day="2027-05-03", what="date moved", kind="meeting", record="meeting-1", title="Nordic Council", key="d1 The",
    field="date", before="2027-05-03", after="2027-05-09", reports=(REPORT,),
)  # fmt: skip
VALUES = {
    "body": {"id": "body-1", "name": "Nordic Council"},
    "status": "postponed",
    "date": "2027-05-09",
    "place": "Oslo",
    "agenda": ["fisheries in the Barents Sea", "energy"],
}
RECORD = Record(kind="meeting", id="meeting-1", values=VALUES, reports=(REPORT,))


def watch(id: str = "w", query: str = "", record: str = "", created: str = "2027-05-01T00:00:00+00:00") -> Watch:
    return Watch(id=id, address="", label=id, created=created, query=query, record=record)


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("q=oslo", True),
        ("q=fish", True),
        ("q=isheries", False),
        ("q=barents+nordic", True),
        ("q=barents+baltic", False),
        ('q="barents sea"', True),
        ('q="barents se"', False),
        ("q=Türkiye", False),
        ("q=meetings in Oslo in May 2027", True),
        ("q=meetings in Oslo in June", False),
        ("q=statements about fisheries", False),
        ("in=meetings", True),
        ("in=acts", False),
        ("what=date moved&q=oslo", True),
        ("what=place changed&q=oslo", False),
        ("body=body-1", True),
        ("body=body-2", False),
        ("body=body-2&body=body-1", True),
        ("status=postponed", True),
        ("status=held", False),
        ("source=a.txt", True),
        ("source=b.txt", False),
        ("certainty=certain&certainty=probable", True),
        ("certainty=possible", False),
        ("q=oslo&from=2027-05&to=2027-05-09", True),
        ("q=oslo&from=2027-06", False),
        ("q=oslo&to=2026", False),
    ],
)
def test_a_search_takes_what_it_says(query: str, fits: bool) -> None:
    assert Matcher([watch(query=query)]).matches(seen(CHANGE, RECORD)) == (["w"] if fits else [])


def test_a_record_is_watched_by_its_own_changes_and_those_of_what_names_it() -> None:
    watches = [watch("m", record="meeting-1"), watch("b", record="body-1"), watch("o", record="body-2")]
    assert Matcher(watches).matches(seen(CHANGE, RECORD)) == ["b", "m"]
    assert Matcher(watches).matches(seen(CHANGE)) == ["m"]


def test_nobody_is_told_of_days_before_the_watch_was_made() -> None:
    made = watch(record="meeting-1", created="2027-05-04T00:00:00+00:00")
    assert Matcher([made]).matches(seen(CHANGE)) == []
    assert Matcher([made]).matches(seen(replace(CHANGE, day="2027-05-04"))) == ["w"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=what is the",
        "sorce=a",
        "in=documents",
        "q=documents about fish",
        "what=all",
        "from=soon",
        "sort=date",
    ],
)
def test_a_search_that_cannot_tell_anything_is_refused(query: str) -> None:
    with pytest.raises(BadWatch):
        search(query)


def test_one_broken_watch_does_not_silence_the_others() -> None:
    matcher = Matcher([watch("bad", query="in=planets"), watch("good", query="q=oslo")])
    assert (matcher.matches(seen(CHANGE, RECORD)), matcher.broken) == (["good"], ["bad"])


def test_the_same_search_is_written_the_same_way() -> None:
    assert query_of({"q": [" oslo "], "in": ["meetings", "acts"], "to": [""]}) == "in=acts&in=meetings&q=oslo"


def test_a_change_comes_back_with_its_id() -> None:
    assert change_of(change_plain(CHANGE)) == CHANGE
    assert change_plain(CHANGE)["id"] == CHANGE.id


WORDS = st.sampled_from(["oslo", "osl", "fisheries", "fish", "nordic", "council", "energy", "sea", "bergen", "no"])
QUERIES = st.builds(
    lambda words, kind, body: "&".join([f"q={'+'.join(words)}", *kind, *body]),
    st.lists(WORDS, min_size=1, max_size=3),
    st.sampled_from([[], ["in=meetings"], ["in=acts"]]),
    st.sampled_from([[], ["body=body-1"], ["body=body-1", "person=person-1"]]),
)


@given(st.lists(QUERIES, max_size=12), st.lists(WORDS, max_size=8))
def test_the_index_finds_what_trying_each_watch_finds(queries: list[str], agenda: list[str]) -> None:
    watches = [watch(f"w{n:02d}", query=query) for n, query in enumerate(queries)]
    looked = seen(CHANGE, replace(RECORD, values={**VALUES, "agenda": agenda}))
    assert Matcher(watches).matches(looked) == [w.id for w in watches if search(w.query).fits(looked)]


def test_a_search_of_too_many_filters_is_refused() -> None:
    with pytest.raises(BadWatch, match="at most 50 filters"):
        query_of({"source": [str(n) for n in range(51)]})
