"""`/sources` and what the metrics tell of sources."""

from collections.abc import Callable
from dataclasses import replace

from starlette.applications import Starlette
from starlette.testclient import TestClient

from communique import run
from communique.model.followed import Alteration, Edit, Example, SourceState
from communique.store import Register

WELL = SourceState(
    name="Ministry", url="https://user:key@a.example/feed?key=secret", succeeded=60.0, next=120.0, added=3
)
BROKEN = SourceState(
    name='Secret"ariat',
    kind="ical",
    outcomes="ar",
    lags=(60.0, 120.0, 180.0),
    alarms=((0.0, "failed 3 times in a row: <b>answered 500</b>"),),
    good=Example(address="https://a.example/1", title="A council met", document="0123456789abcdef", at=0.0),
)
MOVED = Alteration(kind="meeting", title="73rd session", field="date", before="2027-03-03", after="2027-04-10")
EDIT = Edit(
    source="Ministry",
    address="https://a.example/1",
    before="0123456789abcdef",
    after="0123456789abcdee",
    at="2026-11-26T01:00:00+00:00",
    alterations=(MOVED,),
)


def client(copy: str, made: Callable[[str], Starlette], *, empty: bool = False) -> TestClient:
    with Register(copy) as register:
        for state in () if empty else (WELL, BROKEN):
            register.sources.keep(state, (), EDIT)
    return TestClient(made(copy))


def test_the_page_shows_alarms_first_and_edits_from_what_to_what(copy: str, made: Callable[[str], Starlette]) -> None:
    page = client(copy, made).get("/sources")
    assert page.status_code == 200
    assert page.text.index("failed 3 times in a row: &lt;b&gt;") < page.text.index("Ministry")
    assert "73rd session: date: 2027-03-03 → 2027-04-10" in page.text
    assert "/documents/0123456789abcdef" in page.text
    assert "secret" not in page.text


def test_json_tells_the_same(copy: str, made: Callable[[str], Starlette]) -> None:
    told = client(copy, made).get("/sources.json").json()
    assert [item["name"] for item in told["items"]] == ['Secret"ariat', "Ministry"]
    assert (told["items"][0]["lag"], told["items"][0]["yield"]) == (120.0, 0.5)
    assert told["items"][1]["last_success"] == "1970-01-01T00:01:00+00:00"
    assert told["items"][1]["url"] == "https://a.example/feed"
    assert told["edits"][0]["changes"][0]["what"] == "date: 2027-03-03 → 2027-04-10"
    assert client(copy, made).get("/sources.csv").status_code == 404


def test_an_edit_leads_to_the_record_that_it_changed(copy: str, made: Callable[[str], Starlette]) -> None:
    with run.register(copy) as register:
        record = next(register.records("meetings"))
        item = (record.reports[0].document, record.reports[0].item)
        moved = replace(MOVED, items=(("0123456789abcdef", "c1"), item))
        register.sources.keep(WELL, (), replace(EDIT, alterations=(moved,)))
    desk = TestClient(made(copy))
    assert desk.get("/sources.json").json()["edits"][0]["changes"][0]["record"] == record.id
    assert f'<a href="/meetings/{record.id}">73rd session</a>: date' in desk.get("/sources").text
    assert desk.get(f"/meetings/{record.id}").status_code == 200


def test_a_desk_without_sources_says_so(copy: str, made: Callable[[str], Starlette]) -> None:
    assert "No source is followed" in client(copy, made, empty=True).get("/sources").text


def test_the_metrics_tell_of_sources(copy: str, made: Callable[[str], Starlette]) -> None:
    told = client(copy, made).get("/metrics").text
    assert 'communique_source_alarms{source="Secret\\"ariat"} 1' in told
    assert 'communique_source_added_total{source="Ministry"} 3' in told
    assert 'communique_source_lag_seconds{source="Secret\\"ariat"} 120' in told


def test_sources_stand_in_the_order_of_what_is_broken_and_of_their_numbers(
    copy: str, made: Callable[[str], Starlette]
) -> None:
    with Register(copy) as register:
        for name in ("feed 10", "feed 9"):
            register.sources.keep(SourceState(name=name), (), None)
        register.sources.keep(SourceState(name="feed 11", problem="answered 500", failures=2), (), None)
    desk = TestClient(made(copy))
    assert [item["name"] for item in desk.get("/sources.json").json()["items"]] == ["feed 11", "feed 9", "feed 10"]
    page = desk.get("/sources").text
    assert "3, 1 failing" in page
    assert "answered 500, 2 times in a row" in page
    assert page.count("not looked at yet") == 2
    assert "does <code>communique follow</code> run" not in page


def test_the_page_says_that_nobody_looks(copy: str, made: Callable[[str], Starlette]) -> None:
    page = client(copy, made).get("/sources").text
    assert "1 source has been due for long, and nobody looks" in page
    assert '<time datetime="1970-01-01T00:01:00+00:00" title="1970-01-01T00:01:00+00:00">' in page
