"""The API: its document, its answers, and reading on request."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from communique.web.words import LABELS

TEXT = "The foreign ministers of Finland and Estonia will meet in Tallinn on 12 March 2027, Finland said."


@pytest.fixture
def fresh(stories: str, made: Callable[..., Starlette]) -> TestClient:
    """A desk that nobody has asked yet."""
    return TestClient(made(stories), raise_server_exceptions=False)


@pytest.mark.parametrize("kind", LABELS)
def test_the_document_declares_every_list_and_record(client: TestClient, kind: str) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    item = client.get(f"/api/v1/{kind}").json()["items"][0]
    assert client.get(f"/api/v1/{kind}/{item['id']}").json()["id"] == item["id"]
    for path in (f"/api/v1/{kind}", f"/api/v1/{kind}/{{id}}"):
        reference = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        assert reference.rpartition("/")[2] in document["components"]["schemas"]


@pytest.mark.parametrize("kind", LABELS)
def test_items_hold_what_their_schema_requires(client: TestClient, kind: str) -> None:
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    name = schemas[f"{LABELS[kind]}List"]["properties"]["items"]["items"]["$ref"].rpartition("/")[2]
    for item in client.get(f"/api/v1/{kind}").json()["items"]:
        assert set(schemas[name]["required"]) <= set(item)


def test_the_manual_names_every_address(client: TestClient) -> None:
    page = client.get("/api/v1").text
    assert all(path in page for path in client.get("/api/v1/openapi.json").json()["paths"])


def test_a_day_in_the_past_shows_what_was_published_by_then(client: TestClient) -> None:
    now = client.get("/api/v1/meetings").json()["total"]
    then = client.get("/api/v1/meetings?as_of=2026-05-01").json()
    assert 0 < then["total"] < now
    page = client.get("/api/v1/meetings?as_of=2026-05-01&limit=1").json()
    assert client.get(page["next"]).json()["total"] == then["total"]
    assert client.get("/api/v1/meetings?as_of=soon").status_code == 400


def test_a_text_is_read(fresh: TestClient) -> None:
    told = fresh.post("/api/v1/read", json={"text": TEXT, "title": "Ministers", "published": "2027-03-01"})
    assert told.status_code == 200
    assert [meeting["place"] for meeting in told.json()["meetings"]] == ["Tallinn"]
    assert told.json()["document"]["title"] == "Ministers"
    plain = fresh.post("/api/v1/read", content=TEXT, headers={"Content-Type": "text/plain"})
    assert plain.json()["meetings"]


@pytest.mark.parametrize("body", [{}, {"text": "a", "url": "b"}, {"text": 1}, [], {"words": "a"}, {"url": "file:///etc/passwd"},
                                  {"url": "javascript:alert(1)"}, {"url": "/etc/passwd"}, {"url": "-"}])  # fmt: skip
def test_a_bad_body_is_refused(fresh: TestClient, body: object) -> None:
    assert fresh.post("/api/v1/read", json=body).status_code == 400


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://localhost:80/", "http://169.254.169.254/latest/meta-data",
                                 "http://[::1]/", "http://10.0.0.1/", "http://0/", "http://2130706433/"])  # fmt: skip
def test_the_desk_is_no_way_into_its_own_network(fresh: TestClient, url: str) -> None:
    told = fresh.post("/api/v1/read", json={"url": url})
    assert told.status_code == 422
    assert "cannot be reached" in told.json()["error"]["detail"]


def test_a_private_address_is_read_where_that_is_allowed(stories: str, made: Callable[..., Starlette], site) -> None:
    site.page("/story", TEXT, headers={"Content-Type": "text/plain"})
    allowed = TestClient(made(stories, read_private=1))
    assert allowed.post("/api/v1/read", json={"url": f"{site.address}/story"}).json()["meetings"]
    refused = TestClient(made(stories))
    assert refused.post("/api/v1/read", json={"url": f"{site.address}/story"}).status_code == 422


def test_too_much_and_too_often_are_refused(fresh: TestClient) -> None:
    assert fresh.post("/api/v1/read", content=b"a" * 1_100_000).status_code == 413
    answers = [fresh.post("/api/v1/read", json={}) for _ in range(25)]
    assert answers[-1].status_code == 429
    assert answers[-1].headers["Retry-After"]
    assert answers[-1].json()["error"]["title"] == "Too Many Requests"


def test_only_what_is_offered_can_be_asked(client: TestClient) -> None:
    assert client.post("/meetings").status_code == 405
    assert client.get("/api/v1/read").status_code == 405
    assert client.get("/api/v1/nothing").json()["error"]["status"] == 404


def preflight(client: TestClient, path: str) -> Any:
    asks = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match"}  # fmt: skip
    return client.options(path, headers=asks)


def test_pages_of_other_sites_may_read_and_nothing_else(
    client: TestClient, made: Callable[..., Starlette], stories: str
) -> None:
    for path in ("/api/v1/meetings", "/meetings.json", "/changes.atom"):
        answer = preflight(client, path)
        assert answer.status_code == 204
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
        assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Access-Control-Allow-Origin" not in preflight(client, "/review").headers
    closed = TestClient(made(stories, readers="accounts"))
    assert "Access-Control-Allow-Origin" not in preflight(closed, "/api/v1/meetings").headers
