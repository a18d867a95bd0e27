"""Pages, lists and records, each in all its forms."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from communique.cli import commands
from communique.export.formats import FORMATS
from communique.web.words import LABELS

LISTS = tuple(LABELS)


@pytest.mark.parametrize("path", ["/", "/changes", "/search", "/search?q=water", *(f"/{kind}" for kind in LISTS)])
def test_every_page_is_there_and_guarded(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "style=" not in answer.text
    assert "<script>" not in answer.text
    assert len(answer.content) < 100_000


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_as_json_is_what_show_prints(client: TestClient, stories: str, kind: str) -> None:
    shown = CliRunner().invoke(commands, ["show", kind, "--json", "--db", stories], catch_exceptions=False).stdout
    printed = {item["id"]: item for item in map(json.loads, shown.splitlines())}
    listed = client.get(f"/{kind}.json?limit=500").json()
    assert {item["id"]: item for item in listed["items"]} == printed
    assert listed["total"] == len(printed)


@pytest.mark.parametrize("kind", LISTS)
def test_every_record_has_a_page_json_and_a_table(client: TestClient, kind: str) -> None:
    for item in client.get(f"/{kind}.json").json()["items"][:6]:
        page = client.get(f"/{kind}/{item['id']}")
        assert page.status_code == 200
        plain = client.get(f"/{kind}/{item['id']}.json").json()
        assert {name: plain[name] for name in item} == item
        assert client.get(f"/{kind}/{item['id']}.csv").status_code == 200


def test_paging_by_cursor_gives_every_item_once(client: TestClient) -> None:
    whole = client.get("/bodies.json?limit=500").json()
    address, seen = "/bodies.json?limit=7", []
    while address:
        page = client.get(address).json()
        seen += [item["id"] for item in page["items"]]
        address = (page["next"] or "").replace("/bodies?", "/bodies.json?")
    assert seen == [item["id"] for item in whole["items"]]


def test_filters_and_sorts_hold(client: TestClient) -> None:
    held = client.get("/meetings.json?status=held").json()
    assert held["total"] == len(held["items"]) > 0
    assert {item["status"] for item in held["items"]} == {"held"}
    assert held["total"] == next(v["count"] for v in held["facets"]["status"] if v["value"] == "held")
    soon = client.get("/meetings.json?from=2026-10&sort=date").json()["items"]
    dates = [item["date"].partition("/")[0] for item in soon if item["date"]]
    assert dates == sorted(dates)
    assert min(dates) >= "2026-10"


@pytest.mark.parametrize(
    "path",
    ["/meetings?colour=red", "/meetings?limit=0", "/meetings?limit=x", "/meetings?sort=luck", "/meetings?after=x",
     "/meetings?after=W10", "/meetings?from=soon", "/?month=2026-13", "/documents/{doc}?at=5-2"],
)  # fmt: skip
def test_a_bad_question_is_told_in_both_forms(client: TestClient, path: str) -> None:
    path = path.replace("{doc}", client.get("/documents.json").json()["items"][0]["id"])
    answer = client.get(path)
    assert answer.status_code == 400
    assert "<h1>Bad Request</h1>" in answer.text
    told = client.get(path, headers={"Accept": "application/json"})
    assert told.status_code == 400
    assert told.json()["error"]["status"] == 400


@pytest.mark.parametrize(
    "path", ["/nothing", "/meetings/meeting-0", "/people/meeting-0.json", "/documents/x", "/meetings.xml"]
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_reader_who_has_it_gets_nothing_new(client: TestClient) -> None:
    first = client.get("/meetings.json")
    again = client.get("/meetings.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Access-Control-Allow-Origin"] == "*"


def test_a_document_marks_its_evidence_and_a_quote(client: TestClient) -> None:
    wire = next(d for d in client.get("/documents.json").json()["items"] if d["publisher"] == "Zambezi Wire")
    view = client.get(f"/documents/{wire['id']}.json").json()
    assert "".join(piece["text"] for p in view["passages"] for piece in p["pieces"]) == view["text"].replace("\n", "")
    claim = view["claims"][0]
    start, end = claim["evidence"][0]
    page = client.get(f"/documents/{wire['id']}?at={start}-{end}").text
    assert '<mark id="at">' in page
    assert f'id="{claim["id"]}"' in page
    assert f'href="#{claim["id"]}"' in page


def test_search_understands_words_phrases_and_questions(client: TestClient) -> None:
    asked = client.get("/search.json", params={"q": "what did Arrieta say about the tariff?"}).json()
    assert {hit["kind"] for hit in asked["items"]} == {"statements"}
    asked = client.get("/search.json", params={"q": "meetings in Gaborone in March 2026"}).json()
    assert [hit["record"]["place"] for hit in asked["items"]] == ["Gaborone"]
    phrase = client.get("/search.json", params={"q": '"shared rivers" treaty', "in": "documents"}).json()
    assert [hit["kind"] for hit in phrase["items"]] == ["documents"]
    assert client.get("/search.json?q=zzzz").json()["total"] == 0


def test_tables_and_feeds_can_be_read(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/meetings.csv").content.decode("utf-8-sig"))))
    assert len(rows) == client.get("/meetings.json").json()["total"]
    for path in ("/meetings.atom", "/changes.atom", "/search.atom?q=water"):
        assert ElementTree.fromstring(client.get(path).content).tag == "{http://www.w3.org/2005/Atom}feed"


def test_the_server_tells_how_it_is(client: TestClient) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text == "ready: 6 documents\n"
    told = client.get("/metrics").text
    assert 'communique_records{kind="documents"} 6' in told
    assert 'communique_requests_total{route="/healthz",method="GET",status="200"}' in told


def test_the_register_and_each_record_can_be_exported(client: TestClient) -> None:
    assert client.get("/exports").status_code == 200
    for name in [f.name for f in FORMATS if f.name not in ("ftm-statements", "parquet")]:
        answer = client.get(f"/exports/{name}?kind=meetings")
        assert answer.status_code == 200
        assert answer.content
    for kind in ("meetings", "acts", "statements", "bodies"):
        id = client.get(f"/{kind}.json").json()["items"][0]["id"]
        assert client.get(f"/exports/jsonld/{id}").json()["@graph"]
    assert client.get("/exports/csv").status_code == 400
    assert client.get("/exports/nothing").status_code == 404


def test_changes_and_review_go_on_behind_their_first_page(client: TestClient) -> None:
    last = client.get("/changes?after=200")
    assert "To the beginning" in last.text
    assert "More" not in last.text
    waiting = client.get("/review.json").json()
    rest = client.get("/review.json?after=1").json()
    assert [each["id"] for each in rest["items"]] == [each["id"] for each in waiting["items"][1:]]
    assert client.get("/review?after=none").status_code == 200


def test_a_question_is_asked_without_ids(client: TestClient) -> None:
    asked = client.get("/review.json").json()["items"]
    assert asked
    assert not [each for each in asked if "(" in each["reason"]]
