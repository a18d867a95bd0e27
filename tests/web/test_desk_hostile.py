"""What documents and strangers may try: nothing is executed, nothing leaks, nothing breaks."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from communique.export.sheets import table
from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.entity import Entity, Passage
from communique.model.kinds import ALL
from communique.model.reading import Reading
from communique.store import Register
from communique.web.pages import web_address
from communique.web.words import LABELS

BAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}javascript:alert(1)"
LINK = "javascript:alert(1)"
MARKS = ("<script>alert", "<img src=x", "\"'><", ">49<")


def hostile() -> Reading:
    """A reading in which every word of every field is an attack."""
    text = f"{BAD}\n\n{BAD} {BAD}"
    document = Document(text=text, title=BAD, source=BAD, publisher=BAD, url=LINK, published="2031-01-15")
    span = document.span(len(BAD) + 2, len(text))
    person = Entity(id="p1", type="person", name=BAD, mentions=(span,))
    body = Entity(id="b1", type="body", name=BAD, mentions=(span,), kind="organ")
    values: dict[str, Any] = {
        "entity": body.reference,
        "entities": (body.reference, person.reference),
        "text": BAD,
        "date": "2031-05-03",
        "number": 3,
        "share": 0.5,
        "passage": Passage(spans=(span,)),
        "passages": (Passage(spans=(span,)),),
    }
    claims = [
        Claim(
            kind=kind.name,
            id=f"{kind.name}1",
            values={f.name: f.words[0] if f.type == "word" else values[f.type] for f in kind.fields},
            evidence=(span,),
            spans={f.name: (span,) for f in kind.fields},
            basis={f.name: BAD for f in kind.fields},
            extractor=BAD,
        )
        for kind in ALL
    ]
    return Reading(document=document, people=(person,), bodies=(body,), claims=tuple(claims))


@pytest.fixture(scope="module")
def attacked(made: Callable[..., Starlette], tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    name = str(tmp_path_factory.mktemp("hostile") / "hostile.db")
    with Register(name) as register:
        register.add(hostile(), added="2031-01-15T12:00:00Z")
    return TestClient(made(name))


def sound(page: str) -> bool:
    return not any(mark in page for mark in MARKS) and 'href="javascript' not in page.lower()


@pytest.mark.parametrize("path", ["/", "/changes", "/review", "/search?q=alert", *(f"/{kind}" for kind in LABELS)])
def test_no_word_of_a_document_is_markup(attacked: TestClient, path: str) -> None:
    page = attacked.get(path)
    assert page.status_code == 200
    assert sound(page.text)


@pytest.mark.parametrize("kind", LABELS)
def test_nor_on_the_pages_of_its_records(attacked: TestClient, kind: str) -> None:
    items = attacked.get(f"/{kind}.json").json()["items"]
    assert items
    for item in items:
        for suffix in ("", ".json", ".csv", ".atom" if kind != "documents" else ""):
            answer = attacked.get(f"/{kind}/{item['id']}{suffix}")
            assert answer.status_code == 200
            assert "html" not in answer.headers["Content-Type"] or sound(answer.text)
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/search", "/meetings", "/documents"])
def test_no_word_of_an_address_is_markup(client: TestClient, path: str) -> None:
    for params in ({"q": BAD}, {"q": BAD, "from": BAD}, {BAD: BAD}, {"after": BAD}, {"sort": BAD}, {"limit": BAD}):
        answer = client.get(path, params=params)
        assert answer.status_code in (200, 400)
        assert sound(answer.text)
    assert sound(client.get("/" + BAD).text)
    assert sound(client.get("/login", params={"next": BAD}).text)


PATHS = (
    "/static/../../../../etc/passwd",
    "/static/..%2f..%2f..%2fetc/passwd",
    "/static/%2e%2e/%2e%2e/app.py",
    "/static//etc/passwd",
    "/static/..\\..\\app.py",
    "/static/desk.css%00.png",
    "/meetings/../../etc/passwd",
    "/meetings/%ff%fe",
    "/documents/..%2f..%2fetc%2fpasswd",
    "/%00",
)


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (200, 400, 404)
    assert "root:" not in answer.text
    assert "import " not in answer.text


def test_headers_cannot_be_split(client: TestClient) -> None:
    bad = "/\r\nSet-Cookie: a=b"
    answer = client.get("/login", params={"next": bad})
    assert "a=b" not in answer.headers.get("set-cookie", "")
    answer = client.get("/documents/x%0d%0aSet-Cookie:%20a=b.csv")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|calc", "%0A=1", "\n=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    body = table([{"id": "1", "name": cell, "body": {"id": "b", "name": cell}, "agenda": [cell]}])
    (row,) = csv.DictReader(io.StringIO(body.decode("utf-8-sig")))
    assert all(value[:1] not in "=+-@\t\r\n|%" for name, value in row.items() if name in ("name", "body", "agenda"))


NO_LINKS = (
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,x",
    "//evil.example",
    " javascript:x",
    "http:",
    "",
    None,
)


@pytest.mark.parametrize("text", NO_LINKS)
def test_only_web_addresses_become_links(text: str | None) -> None:
    assert web_address(text) is None


def test_odd_requests_are_answered_with_care(client: TestClient) -> None:
    assert client.get("/meetings", params={"q": "a" * 20_000}).status_code in (200, 400, 414)
    assert client.get("/meetings?limit=99999999999999999999").status_code == 400
    assert client.get("/search?q=%22%22%22*(((").status_code == 200
    assert client.get("/meetings?after=" + "A" * 5000).status_code == 400
    assert client.get("/meetings?after=W1tbW1tbW1tbW1tbW1tbW1tbXV1dXV1dXV1dXV1dXV1d").status_code == 400
    assert client.get("/meetings", headers={"If-None-Match": "*" * 5000}).status_code in (200, 304)
    assert client.get("/meetings", headers={"Cookie": "communique=" + "x" * 3000}).status_code == 200
    assert client.get("/meetings", headers={"Authorization": "Bearer"}).status_code == 200
    assert client.post("/login", content=b"\xff" * 5000).status_code in (400, 401)
    assert client.request("TRACE", "/meetings").status_code == 405


BODIES = (
    b"{" * 100_000,
    b"[" * 99_000,
    b'{"text": ' * 20_000,
    b"\xff\xfe\x00",
    b"null",
    b"1e999",
    b'{"text": "\\ud800"}',
)


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_odd_bodies_are_refused_and_break_nothing(made: Callable[..., Starlette], stories: str, body: bytes) -> None:
    told = TestClient(made(stories)).post("/api/v1/read", content=body, headers={"Content-Type": "application/json"})
    assert told.status_code in (400, 422)
