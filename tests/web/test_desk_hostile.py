"""What documents and strangers may try: nothing is executed, nothing leaks, nothing breaks."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import anyio
import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.testclient import TestClient

from communique.cli import commands
from communique.export.sheets import table
from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.entity import Entity, Passage
from communique.model.kinds import ALL
from communique.model.reading import Reading
from communique.store import Register
from communique.web.guard import Guard, TooLarge
from communique.web.metrics import Meter
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


WORD = "correct horse battery"


@pytest.fixture(scope="module")
def admin(made: Callable[..., Starlette], tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """An admin of a desk with one story, who is signed in."""
    name = str(tmp_path_factory.mktemp("fields") / "fields.db")
    with Register(name) as register:
        register.add(hostile(), added="2031-01-15T12:00:00Z")
    given = ["users", "add", "admin", "--role", "admin", "--password", WORD, "--db", name]
    assert CliRunner().invoke(commands, given).exit_code == 0
    client = TestClient(made(name))
    assert client.post("/login", data={"name": "admin", "password": WORD}).status_code == 200
    return client


def own_token(client: TestClient) -> str:
    found = re.search(r'name="token" value="(\w+)"', client.get("/account").text)
    assert found
    return found[1]


FIELDS = (
    ("/account", {"deed": "make token"}, ("label",)),
    ("/account", {"deed": "add user", "role": "reader", "password": WORD}, ("name",)),
    ("/account", {"deed": "set role", "role": "none"}, ("name",)),
    ("/review", {"action": "add", "kind": "meeting", "set-kind": "talks", "set-status": "scheduled"},
     ("set-body", "set-participants", "set-place", "set-agenda", "why")),
    ("/review", {"action": "correct", "field": "place"}, ("value", "why")),
)  # fmt: skip


@pytest.mark.parametrize(("path", "form", "names"), FIELDS, ids=range(len(FIELDS)))
def test_no_word_of_a_form_is_markup(
    admin: TestClient, path: str, form: dict[str, str], names: tuple[str, ...]
) -> None:
    thing = admin.get("/meetings.json").json()["items"][0]["id"]
    filled = {**form, **dict.fromkeys(names, BAD), "token": own_token(admin), "thing": thing}
    answer = admin.post(path, data=filled)
    assert answer.status_code in (200, 400)
    assert sound(answer.text)
    admin.post("/login", data={"name": BAD, "password": BAD})
    for page in ("/", "/account", "/review", "/meetings", "/changes", "/network", f"/meetings/{thing}"):
        assert sound(admin.get(page).text)


def test_nowhere_else_is_gone_on_to(admin: TestClient) -> None:
    for bad in ("//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\r\nX: y"):
        form = {"action": "undo", "decision": "-", "back": bad, "token": own_token(admin)}
        assert admin.post("/review", data=form, follow_redirects=False).status_code == 400
        told = admin.post(f"/login?next={quote(bad)}", data={"name": "admin", "password": WORD}, follow_redirects=False)
        assert told.headers.get("Location", "/") == "/"


def test_a_body_that_drips_is_not_waited_for() -> None:
    async def slow() -> dict[str, Any]:
        await anyio.sleep(30)
        return {}

    async def reads(scope: Any, receive: Any, send: Any) -> None:
        await receive()

    async def send(message: Any) -> None:
        raise AssertionError("nothing is answered here")

    scope = {"type": "http", "method": "POST", "path": "/review", "headers": []}
    guard = Guard(reads, Meter(), open_reading=True, seconds=0.05)
    with pytest.raises(TooLarge, match="in time") as told:
        anyio.run(guard, scope, slow, send)
    assert told.value.status == 408


def test_a_body_that_says_nothing_of_its_size_is_cut_off(client: TestClient) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(40):
            yield b"a" * 50_000

    assert client.post("/api/v1/read", content=parts()).status_code == 413
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/login", content=parts(), headers=form).status_code == 413


def test_no_cell_of_a_list_is_a_formula(made: Callable[..., Starlette], tmp_path: Any) -> None:
    name = str(tmp_path / "cells.db")
    text = "=HYPERLINK(1) @SUM +1 -1\n\nThe council met."
    with Register(name) as register:
        document = Document(text=text, title="=1+1", publisher="@SUM(A1)", source="-1", published="2031-01-15")
        register.add(Reading(document=document), added="2031-01-15T12:00:00Z")
    (row,) = csv.DictReader(io.StringIO(TestClient(made(name)).get("/documents.csv").content.decode("utf-8-sig")))
    assert {row[name][0] for name in ("title", "publisher", "source")} == {"'"}


@pytest.mark.parametrize("where", ["/meetings/meeting-%00", "/documents/%00", "/meetings?body=%00", "/search?q=%00a",
                                   "/meetings?status=%00", "/api/v1/meetings?after=WzEsIlx1MDAwMCJd",
                                   "/meetings?after=Wzk5OTk5OTk5OTk5OTk5OTk5OTk5LCJhIl0"])  # fmt: skip
def test_no_zero_and_no_huge_number_reaches_the_database(client: TestClient, where: str) -> None:
    assert client.get(where).status_code in (200, 400, 404)
