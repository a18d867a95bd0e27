"""Accounts, sessions, tokens, and deciding in the browser and by program."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.testclient import TestClient

from communique.cli import commands
from communique.extract import extract
from communique.model.document import Document
from communique.store import Register
from communique.store.accounts import Accounts

WORD = "correct horse battery"
FIRST = "The 7th SCO summit will be held in Bishkek on 3 May 2031, Kyrgyz Foreign Minister Azamat Toktoev said."
OTHER = "The 7th SCO summit will be held in Bishkek on 9 May 2031, Kazakhstan said."


@pytest.fixture
def name(tmp_path: Path) -> str:
    """A register with two reports that disagree, and a user of each role."""
    name = str(tmp_path / "review.db")
    with Register(name) as register:
        for text, day in ((FIRST, "2031-01-15"), (OTHER, "2031-01-15")):
            register.add(extract(Document(text=text, published=day, publisher=text[-20:])), added=f"{day}T12:00:00Z")
    for role in ("reader", "editor", "admin"):
        given = ["users", "add", role, "--role", role, "--password", WORD, "--db", name]
        assert CliRunner().invoke(commands, given).exit_code == 0
    return name


def signed_in(made: Callable[..., Starlette], name: str, user: str) -> TestClient:
    client = TestClient(made(name))
    told = client.post("/login", data={"name": user, "password": WORD}, follow_redirects=False)
    assert told.status_code == 303
    return client


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="(\w+)"', client.get("/account").text)
    assert found
    return found[1]


def rule(client: TestClient, **form: str) -> Any:
    return client.post("/review", data={"token": token(client), **form}, follow_redirects=False)


def meeting(client: TestClient) -> dict[str, Any]:
    (item,) = client.get("/meetings.json").json()["items"]
    return dict(item)


def sequence(client: TestClient) -> int:
    """The number of the only meeting in the calendar, which rises when it changes."""
    (event,) = icalendar.Calendar.from_ical(client.get("/meetings.ics").content).walk("VEVENT")
    return int(event["SEQUENCE"])


def test_accept_reject_correct_and_undo(made: Callable[..., Starlette], name: str) -> None:
    editor = signed_in(made, name, "editor")
    (question,) = [q for q in editor.get("/review.json").json()["items"] if q.get("field") == "date"]
    shown = meeting(editor)["date"]
    choice = next(c["form"] for c in question["choices"] if c["form"]["value"] != shown)
    assert rule(editor, **choice).status_code == 303
    assert meeting(editor)["date"] == choice["value"] != shown
    assert not [q for q in editor.get("/review.json").json()["items"] if q.get("field") == "date"]
    decided = editor.get("/review.json").json()["decided"]
    assert decided[0]["who"] == "editor"
    assert rule(editor, action="undo", decision=decided[0]["id"]).status_code == 303
    assert meeting(editor)["date"] == shown
    id = meeting(editor)["id"]
    before = sequence(editor)
    assert (
        rule(editor, action="correct", thing=id, field="date", value="2031-05-05", why="The host wrote so.").status_code
        == 303
    )
    assert meeting(editor)["date"] == "2031-05-05"
    assert sequence(editor) > before
    assert "The host wrote so." in editor.get("/review").text


@pytest.mark.parametrize(
    "form",
    [
        {"action": "correct", "field": "date", "value": "soon", "why": "x"},
        {"action": "correct", "field": "date", "value": "2031-05-05"},
        {"action": "correct", "field": "status", "value": "merry", "why": "x"},
        {"action": "correct", "field": "nothing", "value": "1", "why": "x"},
        {"action": "correct", "field": "ordinal", "value": "many", "why": "x"},
        {"action": "accept", "field": "date", "value": "1999-01-01"},
        {"action": "accept", "field": "date", "value": "-1"},
        {"action": "erase"},
    ],
)
def test_what_cannot_be_is_not_stored(made: Callable[..., Starlette], name: str, form: dict[str, str]) -> None:
    editor = signed_in(made, name, "editor")
    assert rule(editor, thing=meeting(editor)["id"], **form).status_code == 400
    assert editor.get("/review.json").json()["decided"] == []


def test_only_editors_decide(made: Callable[..., Starlette], name: str) -> None:
    form = {"action": "correct", "field": "date", "value": "2031-05-05", "why": "x"}
    reader = signed_in(made, name, "reader")
    assert rule(reader, thing=meeting(reader)["id"], **form).status_code == 403
    assert 'value="accept"' not in reader.get("/review").text
    nobody = TestClient(made(name))
    assert nobody.post("/review", data=form).status_code == 403


def test_a_form_of_another_site_is_refused(made: Callable[..., Starlette], name: str) -> None:
    editor = signed_in(made, name, "editor")
    form = {"action": "correct", "thing": meeting(editor)["id"], "field": "date", "value": "2031-05-05", "why": "x"}
    assert editor.post("/review", data=form).status_code == 403
    assert editor.post("/review", data={**form, "token": "0" * 32}).status_code == 403
    form["token"] = token(editor)
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert editor.post("/review", data=form, headers=headers).status_code == 403
        assert editor.post("/login", data={"name": "editor", "password": WORD}, headers=headers).status_code == 403
    assert editor.get("/review.json").json()["decided"] == []


def test_a_session_is_guarded_and_ends(made: Callable[..., Starlette], name: str) -> None:
    client = TestClient(made(name))
    told = client.post("/login?next=//evil.example", data={"name": "reader", "password": WORD}, follow_redirects=False)
    assert told.headers["Location"] == "/"
    assert {"httponly", "samesite=lax"} <= {part.strip().lower() for part in told.headers["Set-Cookie"].split(";")}
    kept = client.cookies["communique"]
    client.post("/logout", data={"token": token(client)})
    client.cookies.set("communique", kept)
    assert client.get("/account", follow_redirects=False).status_code == 303


def test_passwords_cannot_be_guessed_at_speed(made: Callable[..., Starlette], name: str) -> None:
    client = TestClient(made(name))
    answers = [client.post("/login", data={"name": "admin", "password": "x" * 12}).status_code for _ in range(12)]
    assert answers[0] == 401
    assert answers[-1] == 429


def test_a_token_opens_the_desk_to_a_program(made: Callable[..., Starlette], name: str) -> None:
    editor = signed_in(made, name, "editor")
    page = editor.post("/account", data={"token": token(editor), "deed": "make token", "label": "script"}).text
    word = re.search(r"<code>([\w-]{30,})</code>", page)
    assert word
    program = TestClient(made(name), headers={"Authorization": f"Bearer {word[1]}", "Accept": "application/json"})
    form = {"action": "correct", "thing": meeting(program)["id"], "field": "place", "value": "Osh", "why": "note"}
    assert program.post("/review", data=form).status_code == 201
    assert meeting(program)["place"] == "Osh"
    proof = re.search(r'name="proof" value="(\w+)"', editor.get("/account").text)
    assert proof
    editor.post("/account", data={"token": token(editor), "deed": "end token", "proof": proof[1]})
    assert program.post("/review", data=form).status_code in (401, 403)


def test_reading_can_be_closed(made: Callable[..., Starlette], name: str) -> None:
    closed = TestClient(made(name, readers="accounts"))
    assert closed.get("/meetings", follow_redirects=False).headers["Location"] == "/login?next=/meetings"
    for path in ("/meetings.json", "/api/v1/meetings", "/api/v1/openapi.json"):
        assert closed.get(path).status_code == 401
    assert closed.get("/login").status_code == closed.get("/healthz").status_code == 200
    closed.post("/login", data={"name": "reader", "password": WORD})
    answer = closed.get("/meetings.json")
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_an_admin_makes_users_and_reads_the_log(made: Callable[..., Starlette], name: str) -> None:
    admin = signed_in(made, name, "admin")
    made_up = {"token": token(admin), "deed": "add user", "name": "new", "role": "editor", "password": WORD}
    assert admin.post("/account", data={**made_up, "password": "short"}).status_code == 400
    assert admin.post("/account", data=made_up).status_code == 200
    assert admin.post("/account", data=made_up).status_code == 400
    assert "new: editor" in admin.get("/account").text
    assert signed_in(made, name, "new")
    reader = signed_in(made, name, "reader")
    assert reader.post("/account", data={**made_up, "token": token(reader)}).status_code == 403
    assert "Log" not in reader.get("/account").text
    removed = {"token": token(admin), "deed": "set role", "name": "new", "role": "none"}
    assert admin.post("/account", data=removed).status_code == 200
    assert admin.post("/account", data={**removed, "name": "admin"}).status_code == 400


def test_no_password_and_no_token_is_stored(made: Callable[..., Starlette], name: str) -> None:
    client = signed_in(made, name, "editor")
    client.post("/account", data={"token": token(client), "deed": "make token", "label": "script"})
    accounts = Accounts(name)
    kept = repr([*accounts.users(), *accounts.tokens("editor"), *accounts.deeds()])
    accounts.close()
    assert WORD not in kept
    assert client.cookies["communique"] not in kept
    assert "$argon2id$" in kept


def test_a_meeting_is_added_by_hand_with_its_source(made: Callable[..., Starlette], name: str) -> None:
    editor = signed_in(made, name, "editor")
    form = {"action": "add", "kind": "meeting", "set-kind": "session", "set-body": "Council of the Baltic Sea States"}
    form |= {"set-date": "2031-09-01", "set-place": "Riga", "set-status": "scheduled"}
    assert rule(editor, **form).status_code == 400
    assert rule(editor, **{**form, "why": "x", "set-date": "soon"}).status_code == 400
    assert rule(editor, **{**form, "why": "x", "set-kind": "party"}).status_code == 400
    assert rule(editor, **{**form, "why": "x", "set-colour": "red"}).status_code == 400
    assert rule(editor, **form, why="The secretariat's calendar").status_code == 303
    (added,) = [item for item in editor.get("/meetings.json").json()["items"] if item["place"] == "Riga"]
    assert "The secretariat" in editor.get(f"/meetings/{added['id']}").text
    assert editor.get(f"/meetings/{added['id']}.ics").status_code == editor.get("/documents").status_code == 200
    decided = editor.get("/review.json").json()["decided"]
    assert rule(editor, action="undo", decision=decided[0]["id"]).status_code == 303
    assert not [item for item in editor.get("/meetings.json").json()["items"] if item["place"] == "Riga"]


def test_many_are_decided_and_undone_at_once(made: Callable[..., Starlette], name: str) -> None:
    editor = signed_in(made, name, "editor")
    before = editor.get("/review.json").json()["items"]
    conflicts = [q["id"] for q in before if q["what"] == "conflict"]
    assert conflicts
    form = {"token": token(editor), "action": "batch-accept", "question": [q["id"] for q in before]}
    assert editor.post("/review", data=form, follow_redirects=False).status_code == 303
    after = editor.get("/review.json").json()
    assert not {q["id"] for q in after["items"]} & set(conflicts)
    made_at_once = [d for d in after["decided"] if d["holds"]]
    assert len({(d["who"], d["when"]) for d in made_at_once}) == 1
    (undo,) = {d["undo"] for d in made_at_once} - {""}
    assert set(undo.split(",")) == {d["id"] for d in made_at_once}
    assert rule(editor, action="undo", decision=undo).status_code == 303
    assert [q["id"] for q in editor.get("/review.json").json()["items"]] == [q["id"] for q in before]
    nothing = {"token": token(editor), "action": "batch-same", "question": conflicts}
    assert editor.post("/review", data=nothing).status_code == 400
    nobody = {**form, "token": "0" * 32}
    assert editor.post("/review", data=nobody).status_code == 403
