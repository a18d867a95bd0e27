"""Sending to real servers on this machine: what they answer, what they never answer, and a sender that is killed."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from bench.alerts.kills import killed

from communique import reconcile
from communique.alerts.digest import Letterhead
from communique.alerts.mail import MailServer
from communique.alerts.outcome import Outcome
from communique.alerts.round import Round
from communique.alerts.sending import TRIES, Sender
from communique.alerts.taking import Taker
from communique.alerts.webhook import Poster
from communique.model.change import Change
from communique.model.document import Document
from communique.model.reading import Reading
from communique.model.record import Report
from communique.model.watch import Watch
from communique.store import Register
from communique.store.outbox import Outbox
from communique.store.watches import Watches

NOW = datetime(2027, 5, 3, 8, tzinfo=UTC)
REPORT = Report(document="d1", source="a.txt", item="c1", words=("It will meet on 9 May.",))
CHANGE = Change(
    day="2027-05-03", what="date moved", kind="meeting", record="meeting-1", title="Council", key="d1 It",
    field="date", before="2027-05-03", after="2027-05-09", reports=(REPORT,),
)  # fmt: skip
WATCH = Watch(id="w1", address="anna@example.org", label="Council", created="2027-05-01", record="meeting-1")


class Mailbox:
    """A mail server whose answers a test sets."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.rcpt, self.data = "250 ok", "250 ok"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken.append(envelope)
        return self.data


def free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free())
    server.start()
    yield box, server.port
    server.stop()


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register(str(tmp_path / "a.db"), derive=reconcile.everything) as found:
        found.add(Reading(document=Document(text="A note.")), added="2027-05-03T00:00:00Z")
        yield found


def round_of(register: Register, clock: Clock, port: int = 0, changes: tuple[Change, ...] = (CHANGE,)) -> Round:
    watches, outbox = Watches(register), Outbox(register)
    sender = Sender(
        watches=watches,
        outbox=outbox,
        head=Letterhead(sender="alerts@desk.example", desk="https://desk.example", secret=watches.secret()),
        server=MailServer(host="127.0.0.1", port=port, security="none", timeout=2) if port else None,
        poster=Poster(user_agent="test", seconds=1.0, private=True),
        clock=clock,
    )
    taker = Taker(register=register, watches=watches, outbox=outbox, changes=lambda since, until: changes)
    return Round(taker=taker, sender=sender)


def outcomes(made: Round) -> list[Outcome]:
    return [outcome for _, outcome in made.run()]


def test_a_mail_is_sent_once(register: Register, mailbox: tuple[Mailbox, int]) -> None:
    box, port = mailbox
    Watches(register).add(WATCH)
    made = round_of(register, Clock(), port)
    assert [o.state for o in outcomes(made)] == ["sent"]
    assert outcomes(made) == []
    register.add(Reading(document=Document(text="Another note.")), added="2027-05-03T00:00:00Z")
    assert outcomes(made) == []
    (envelope,) = box.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("alerts@desk.example", ["anna@example.org"])


def test_a_record_that_is_told_more_of_on_its_first_day_is_new_once(
    register: Register, mailbox: tuple[Mailbox, int]
) -> None:
    Watches(register).add(WATCH)
    new = replace(CHANGE, what="new record", field=None, before=None, after="Council")
    assert [o.state for o in outcomes(round_of(register, Clock(), mailbox[1], (new,)))] == ["sent"]
    register.add(Reading(document=Document(text="Another note.")), added="2027-05-03T00:00:00Z")
    more = replace(new, title="Council · 60", after="Council · 60")
    assert outcomes(round_of(register, Clock(), mailbox[1], (more, CHANGE)))[0].state == "sent"
    assert len(mailbox[0].taken) == 2
    assert b"new record" not in mailbox[0].taken[1].content


def test_a_mail_waits_where_there_is_no_server(register: Register, mailbox: tuple[Mailbox, int]) -> None:
    Watches(register).add(WATCH)
    assert outcomes(round_of(register, Clock())) == []
    assert [o.state for o in outcomes(round_of(register, Clock(), free()))] == ["later"]
    later = Clock()
    later.now = NOW + timedelta(minutes=5)
    assert [o.state for o in outcomes(round_of(register, later, mailbox[1]))] == ["sent"]


def test_a_server_that_is_away_is_not_asked_for_each_mail(register: Register) -> None:
    for n in range(12):
        Watches(register).add(replace(WATCH, id=f"w{n}", address=f"reader{n}@example.org"))
    made = round_of(register, Clock(), free())
    assert [o.tried for o in outcomes(made)] == [True, False, False, False, False]
    assert made.sender.outbox.waiting() == {"mail": 12}


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({"rcpt": "550 no such mailbox"}, "dead"),
        ({"rcpt": "451 greylisted"}, "later"),
        ({"data": "554 spam"}, "dead"),
        ({"data": "452 full"}, "later"),
    ],
)
def test_what_a_mail_server_refuses(
    register: Register, mailbox: tuple[Mailbox, int], answers: dict[str, str], state: str
) -> None:
    box, port = mailbox
    vars(box).update(answers)
    Watches(register).add(WATCH)
    made = round_of(register, Clock(), port)
    (outcome,) = outcomes(made)
    assert outcome.state == state
    assert next(iter(answers.values())) == outcome.reason
    assert len(made.sender.outbox.dead()) == (state == "dead")


def test_a_digest_of_a_day_comes_once_a_day(register: Register, mailbox: tuple[Mailbox, int]) -> None:
    Watches(register).add(replace(WATCH, pace="daily"))
    clock = Clock()
    made = round_of(register, clock, mailbox[1])
    assert outcomes(made) == []
    clock.now = NOW + timedelta(hours=23)
    assert [o.state for o in outcomes(made)] == ["sent"]


class Hook:
    """A webhook whose answers a test sets."""

    def __init__(self) -> None:
        self.taken: list[dict[str, str]] = []
        self.questions: list[str] = []
        self.confirms = False
        self.status, self.headers, self.drips = 204, {}, False  # type: ignore[var-annotated]
        self.address = ""


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hook]:
    monkeypatch.setenv("NO_PROXY", "*")
    found, over = Hook(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            id = self.headers["webhook-id"]
            found.questions.append(id)
            self.send_response(200)
            if found.confirms and id in [headers["webhook-id"] for headers in found.taken]:
                self.send_header("webhook-received", id)
            self.end_headers()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            found.taken.append(dict(self.headers))
            while found.drips and not over.wait(0.1):
                try:
                    self.wfile.write(b"H")
                except OSError:
                    return
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    found.address = f"http://127.0.0.1:{server.server_port}/hook"
    yield found
    over.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def posting(register: Register, hook: Hook) -> tuple[Round, Hook, Clock]:
    Watches(register).add(replace(WATCH, address=hook.address))
    clock = Clock()
    return round_of(register, clock), hook, clock


Posting = tuple[Round, Hook, Clock]


def test_a_webhook_is_told_once_and_can_tell_repeats(posting: Posting) -> None:
    made, hook, _ = posting
    assert [o.state for o in outcomes(made)] == ["sent"]
    assert outcomes(made) == []
    assert hook.taken[0]["Idempotency-Key"] == hook.taken[0]["webhook-id"]


@pytest.mark.parametrize("status", [301, 302, 400, 404, 429, 500, 503])
def test_what_a_webhook_does_not_take_is_tried_again_later(posting: Posting, status: int) -> None:
    made, hook, clock = posting
    hook.status, hook.headers = status, {"Location": "http://127.0.0.1:1/", "Retry-After": "3600"}
    assert [o.state for o in outcomes(made)] == ["later"]
    clock.now += timedelta(minutes=59)
    assert outcomes(made) == []
    hook.status = 200
    clock.now += timedelta(minutes=2)
    assert [o.state for o in outcomes(made)] == ["sent"]
    assert len({headers["webhook-id"] for headers in hook.taken}) == 1


@pytest.mark.parametrize("confirms", [True, False])
def test_a_receiver_that_can_say_what_it_has_is_not_sent_it_again(posting: Posting, confirms: bool) -> None:
    made, hook, clock = posting
    hook.status, hook.confirms = 500, confirms  # it took the message, and failed when it answered
    assert [o.state for o in outcomes(made)] == ["later"]
    assert hook.questions == []
    hook.status = 200
    clock.now += timedelta(hours=1)
    assert [o.state for o in outcomes(made)] == ["sent"]
    assert hook.questions == [hook.taken[0]["webhook-id"]]
    assert len(hook.taken) == (1 if confirms else 2)


def test_a_webhook_that_fails_for_a_day_is_given_up_and_can_be_tried_anew(posting: Posting) -> None:
    made, hook, clock = posting
    hook.status = 500
    states = []
    while len(states) < TRIES:
        states += [o.state for o in outcomes(made)]
        clock.now += timedelta(hours=7)
    assert states == ["later"] * (TRIES - 1) + ["dead"]
    (dead,) = made.sender.outbox.dead()
    assert "500" in dead.reason
    hook.status = 200
    made.sender.outbox.revive(clock.now.isoformat(timespec="seconds"))
    assert [o.state for o in outcomes(made)] == ["sent"]


def test_a_webhook_that_is_gone_ends_its_watch(posting: Posting) -> None:
    made, hook, _ = posting
    hook.status = 410
    assert [o.state for o in outcomes(made)] == ["dropped"]
    assert made.taker.watches.all() == []


def test_a_webhook_that_drips_is_cut_off(posting: Posting) -> None:
    made, hook, _ = posting
    hook.drips = True
    (outcome,) = outcomes(made)
    assert (outcome.state, outcome.away) == ("later", True)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/x", "http://localhost/x", "http://169.254.169.254/x", "http://[::1]/x"]
)
def test_a_webhook_on_a_private_address_is_refused(address: str) -> None:
    outcome = Poster(user_agent="test", seconds=2).post(address, b"{}", {})
    assert outcome.state == "later"
    assert "not a public address" in outcome.reason
    assert "COMMUNIQUE_ALERT_PRIVATE=1" in outcome.reason


def test_the_sender_may_be_killed_at_any_moment(tmp_path: Path) -> None:
    told = killed(tmp_path, watches=90, changes=60, kills=3, seed=1)
    assert told.matches > 50
    assert (told.missing, told.doubled, told.hooks_again, told.altered, told.left) == (0, 0, 0, 0, 0)
