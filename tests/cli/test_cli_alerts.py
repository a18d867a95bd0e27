"""`communique watch` and `communique alert`, over the real changes of a register of stories."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique import run
from communique.cli import commands
from communique.settings import Settings
from communique.store.outbox import Outbox
from communique.store.watches import Watches

STORY = "---\ntitle: Council to meet\npublished: 2027-01-{day:02d}\nsource: {source}\n---\n{text}\n"
FIRST = "The Nordic Council will hold its 60th session in Oslo on 3 March 2027, Secretary General Kari Lund said."
THEN = "The Nordic Council will hold its 60th session in Oslo on 9 March 2027, not on 3 March, it said on Monday."


@pytest.fixture
def name(tmp_path: Path) -> str:
    (tmp_path / "a.txt").write_text(STORY.format(day=4, source="Ministry", text=FIRST), encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY.format(day=9, source="Council", text=THEN), encoding="utf-8")
    name = str(tmp_path / "news.db")
    keep(name, tmp_path / "a.txt", datetime.now(UTC) - timedelta(days=1))
    return name


def keep(name: str, file: Path, added: datetime) -> None:
    with run.register(name) as register:
        assert all(run.add([str(file)], register, Settings(), added.isoformat()))


def call(name: str, *arguments: str) -> Result:
    return CliRunner().invoke(commands, [*arguments, "--db", name])


def test_a_watch_is_added_listed_and_removed(name: str) -> None:
    added = call(name, "watch", "add", "Oslo session", "--in", "meetings", "--to", "https://example.org/hook")
    assert added.exit_code == 0, added.output
    id = added.stdout.strip()
    assert "key: whsec_" in added.stderr
    assert (
        call(
            name, "watch", "add", "Oslo session", "--in", "meetings", "--to", "https://example.org/hook"
        ).stdout.strip()
        == id
    )
    (line,) = call(name, "watch", "list").stdout.splitlines()
    assert line.split("\t") == [
        id, "live", "immediate", "https://example.org/hook", "in=meetings&q=Oslo+session", "Oslo session · in meetings",
    ]  # fmt: skip
    assert json.loads(call(name, "watch", "list", "--json").stdout)["id"] == id
    assert call(name, "watch", "remove", id).exit_code == 0
    assert call(name, "watch", "list").stdout == ""
    assert call(name, "watch", "remove", id).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["body-000000000000"],
        ["Oslo", "--to", "nowhere"],
        ["Oslo", "--pace", "hourly"],
        ["Oslo", "--filter", "planet=a"],
    ],
)
def test_what_cannot_be_watched_is_told(name: str, arguments: list[str]) -> None:
    assert call(name, "watch", "add", *arguments).exit_code == 1


def test_a_meeting_that_moves_is_told_to_those_who_watch_it(name: str, tmp_path: Path) -> None:
    with run.register(name) as register:
        (meeting,) = register.records("meetings")
    id = call(name, "watch", "add", meeting.id).stdout.strip()
    other = call(name, "watch", "add", "Helsinki").stdout.strip()
    assert call(name, "alert", "--once").exit_code == 0
    keep(name, tmp_path / "b.txt", datetime.now(UTC))
    assert call(name, "alert", "--once").exit_code == 0
    with run.register(name) as register:
        outbox = Outbox(register)
        told = {alert.change["what"]: alert.change for alert in outbox.alerts(id)}
        assert outbox.alerts(other) == []
        assert next(watch for watch in Watches(register).live() if watch.id == id).keys
    assert (told["date moved"]["before"], told["date moved"]["after"]) == ("2027-03-03", "2027-03-09")
    assert "9 March 2027" in told["date moved"]["reports"][0]["words"][0]


def test_mail_waits_until_there_is_a_server(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    call(name, "watch", "add", "Oslo", "--to", "anna@example.org")
    keep(name, tmp_path / "b.txt", datetime.now(UTC))
    assert "mails wait; COMMUNIQUE_SMTP_HOST names no server" in call(name, "alert", "--once").stderr
    (tmp_path / "s.toml").write_text("smtp_host = '127.0.0.1'\nsmtp_port = 1\n", encoding="utf-8")
    monkeypatch.setenv("COMMUNIQUE_SETTINGS", str(tmp_path / "s.toml"))
    assert "mail_from is not" in str(call(name, "alert", "--once").exception)
    monkeypatch.setenv("COMMUNIQUE_MAIL_FROM", "alerts@example.org")
    monkeypatch.setenv("COMMUNIQUE_DESK_URL", "https://desk.example")
    done = call(name, "alert", "--once")
    assert (done.exit_code, "later" in done.stderr) == (3, True)
    assert call(name, "alert", "--dead").stdout == ""
