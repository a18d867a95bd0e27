"""Watching on the desk: a button on records and searches, a page of one's own, and links that need no signing in."""

import re
from collections.abc import Callable
from typing import Any

import feedparser
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from communique.alerts.digest import Letterhead
from communique.alerts.plain import change_plain
from communique.model.change import Change
from communique.model.record import Report
from communique.model.watch import Alert
from communique.store import Register
from communique.store.outbox import Cursor, Outbox, Taken
from communique.store.watches import Watches

from .test_desk_review import name, signed_in, token

__all__ = ["name"]
Made = Callable[..., Starlette]
BAD = "<script>alert(1)</script>"


@pytest.fixture
def reader(made: Made, name: str) -> TestClient:
    return signed_in(made, name, "reader")


def post(client: TestClient, **form: Any) -> Any:
    return client.post("/watches", data={"token": token(client), **form}, follow_redirects=False)


def mine(client: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/watches.json").json()["items"]
    return found


def link(name: str, purpose: str, subject: str) -> str:
    with Register(name) as register:
        head = Letterhead(sender="a@b.example", desk="", secret=Watches(register).secret())
        return head.link(purpose, subject)


def tell(name: str, watch: str) -> None:
    report = Report(document="d1", source=BAD, item="c1", words=(f"It will meet on 9 May. {BAD}",))
    change = Change(
        day="2026-10-13", what="date moved", kind="meeting", record="m-1", title=f"SCO {BAD}", key="k", field="date",
        before="2031-05-03", after="2031-05-09", reports=(report,),
    )  # fmt: skip
    with Register(name) as register:
        alert = Alert(watch=watch, label="x", at="2026-10-13T09:00:00+00:00", change=change_plain(change))
        assert Outbox(register).take(None, Taken(cursor=Cursor(day="2026-10-13", state=1), alerts=[alert]))


def test_a_record_and_a_search_are_watched_with_their_buttons(reader: TestClient) -> None:
    (meeting,) = reader.get("/meetings.json").json()["items"]
    page = reader.get(f"/meetings/{meeting['id']}").text
    assert f'name="what" value="{meeting["id"]}"' in page
    assert 'name="q" value="summit"' in reader.get("/search?q=summit&in=meetings").text
    assert post(reader, deed="add", what=meeting["id"], address="", pace="immediate").status_code == 303
    assert (
        post(reader, deed="add", q="summit", **{"in": "meetings"}, address="https://example.org/hook").status_code
        == 303
    )
    first, second = sorted(mine(reader), key=lambda watch: watch["record"], reverse=True)
    assert (first["record"], first["state"], first["key"]) == (meeting["id"], "live", None)
    assert (second["query"], second["key"][:6]) == ("in=meetings&q=summit", "whsec_")
    page = reader.get("/watches").text
    assert "Nothing yet." in page
    assert second["key"] in page


def test_a_stranger_is_asked_to_sign_in(made: Made, name: str) -> None:
    client = TestClient(made(name))
    assert "Sign in to watch this" in client.get("/search?q=summit").text
    assert client.get("/watches", follow_redirects=False).headers["location"] == "/login?next=/watches"
    assert client.post("/watches", data={"deed": "add", "q": "summit"}).status_code == 403


@pytest.mark.parametrize(
    "form",
    [{"what": "meeting-000000000000"}, {"q": "summit", "address": "no"}, {"q": " "},
     {"q": "summit", "pace": "hourly"}],
)  # fmt: skip
def test_what_cannot_be_watched_is_said(reader: TestClient, form: dict[str, str]) -> None:
    assert post(reader, deed="add", **form).status_code == 400
    assert mine(reader) == []


def test_nobody_touches_the_watches_of_another(made: Made, name: str, reader: TestClient) -> None:
    post(reader, deed="add", q="summit")
    (watch,) = mine(reader)
    editor = signed_in(made, name, "editor")
    assert mine(editor) == []
    assert post(editor, deed="end", id=watch["id"]).status_code == 404
    assert reader.post("/watches", data={"deed": "end", "id": watch["id"]}).status_code == 403
    assert post(reader, deed="pace", id=watch["id"], pace="weekly").status_code == 303
    assert mine(reader)[0]["pace"] == "weekly"
    assert post(reader, deed="end", id=watch["id"]).status_code == 303
    assert mine(reader) == []


def test_the_owner_of_an_address_says_yes_first(made: Made, name: str, reader: TestClient) -> None:
    post(reader, deed="add", q="summit", address="anna@example.org", pace="daily")
    (watch,) = mine(reader)
    assert watch["state"] == "waiting"
    path, stranger = link(name, "confirm", watch["id"]), TestClient(made(name, readers="accounts"))
    assert "Tell anna@example.org of changes: summit?" in stranger.get(path).text
    assert mine(reader)[0]["state"] == "waiting"
    assert "you will be told" in stranger.post(path).text
    assert mine(reader)[0]["state"] == "live"
    post(reader, deed="add", q="treaty", address="anna@example.org")
    assert [w["state"] for w in mine(reader)] == ["live", "live"]
    post(reader, deed="end", id=watch["id"])
    assert stranger.get(path).status_code == 410


def test_one_click_ends_the_watches_of_an_address_and_a_look_does_not(
    made: Made, name: str, reader: TestClient
) -> None:
    for words, address in (
        ("summit", "anna@example.org"),
        ("treaty", "anna@example.org"),
        ("tariff", "bob@example.org"),
    ):
        post(reader, deed="add", q=words, address=address, pace="daily")
    path, stranger = link(name, "stop", "daily anna@example.org"), TestClient(made(name, readers="accounts"))
    assert "Tell anna@example.org nothing more" in stranger.get(path).text
    assert len(mine(reader)) == 3
    headers = {"Origin": "https://mail.example"}
    told = stranger.post(path, data={"List-Unsubscribe": "One-Click"}, headers=headers)
    assert told.status_code == 200
    assert [watch["label"] for watch in mine(reader)] == ["tariff"]
    assert stranger.post(path).status_code == 200


@pytest.mark.parametrize("purpose", ["stop", "confirm", "feed"])
def test_a_link_that_is_not_ours_does_nothing(made: Made, name: str, purpose: str, reader: TestClient) -> None:
    post(reader, deed="add", q="summit")
    (watch,) = mine(reader)
    stranger = TestClient(made(name))
    other = link(name, "stop" if purpose != "stop" else "confirm", watch["id"]).rpartition("/")[2]
    for word in ("x", "x.y", other, f"{'a' * 5000}.b"):
        assert stranger.get(f"/watch/{purpose}/{word}").status_code == 404
    assert len(mine(reader)) == 1


def test_what_a_watch_told_is_a_feed_for_who_has_its_address(made: Made, name: str, reader: TestClient) -> None:
    post(reader, deed="add", q="summit")
    (watch,) = mine(reader)
    tell(name, watch["id"])
    path = re.sub(r"^https?://[^/]+", "", watch["feed"])
    told = TestClient(made(name, readers="accounts")).get(path)
    assert told.headers["content-type"].startswith("application/atom+xml")
    read = feedparser.parse(told.text)
    assert not read.bozo
    (entry,) = read.entries
    assert "3 May 2031 → Fri 9 May 2031" in entry.summary
    assert "It will meet on 9 May." in entry.summary
    page = reader.get("/watches").text
    assert "date moved" in page
    assert BAD not in page
    post(reader, deed="end", id=watch["id"])
    assert reader.get(path).status_code == 410


def test_the_watches_of_a_user_who_is_removed_end(made: Made, name: str, reader: TestClient) -> None:
    post(reader, deed="add", q="summit")
    admin = signed_in(made, name, "admin")
    data = {"token": token(admin), "deed": "set role", "name": "reader", "role": "none"}
    assert admin.post("/account", data=data, follow_redirects=False).status_code == 303
    with Register(name) as register:
        assert Watches(register).all() == []
