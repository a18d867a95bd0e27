"""Watches and the outbox: one wish once, a change once, and nothing between noticed and sent that can be lost."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from communique.errors import BadWatch, RegisterError
from communique.model.watch import Alert, Delivery, Watch, channel
from communique.store import Register
from communique.store.outbox import Cursor, Outbox, Taken
from communique.store.watches import Watches

NOW, LATER = "2026-11-26T08:00:00+00:00", "2026-11-26T09:00:00+00:00"
MAIL = Watch(
    id="w1", address="anna@example.org", label="Nordic Council", created=NOW, record="body-1", keys=("d Nordic",)
)
HOOK = Watch(id="w2", address="https://example.org/hook", label="fisheries", created=NOW, query="q=fisheries")
FEED = Watch(id="w3", address="", label="Oslo", created=NOW, query="q=oslo", account="anna")
ALL = {"immediate": LATER, "daily": LATER, "weekly": LATER}


@pytest.fixture
def register(name: str) -> Iterator[Register]:
    with Register(name) as found:
        watches = Watches(found)
        for watch in (MAIL, HOOK, FEED):
            watches.add(watch)
        yield found


def alert(watch: Watch, change: str, at: str = NOW) -> Alert:
    return Alert(watch=watch.id, label=watch.label, at=at, change={"id": change})


def taken(*alerts: Alert, state: int = 1, day: str = "2026-11-26") -> Taken:
    days = {alert.change["id"]: "2026-11-26" for alert in alerts}
    return Taken(cursor=Cursor(day=day, state=state), days=days, alerts=alerts)


def test_a_watch_is_kept_once_and_begins_anew_after_its_end(register: Register) -> None:
    watches = Watches(register)
    assert watches.all() == watches.live() == [MAIL, HOOK, FEED]
    assert watches.add(replace(MAIL, id="w9")) == MAIL
    watches.end("w1")
    assert watches.all() == [HOOK, FEED]
    assert watches.add(replace(MAIL, id="w9", pace="daily")).id == "w9"
    watches.pace("w9", "weekly")
    found = watches.get("w9")
    assert found is not None
    assert (found.pace, found.state) == ("weekly", "live")
    assert watches.of("anna") == [FEED]


def test_an_address_whose_owner_has_not_said_yes_is_told_nothing_but_the_question(register: Register) -> None:
    watches, outbox = Watches(register), Outbox(register)
    asked = replace(MAIL, id="w4", account="anna", state="waiting")
    watches.add(
        asked, Delivery(id="q", purpose="question", channel="mail", address=asked.address, about="w4", made=NOW)
    )
    assert asked not in watches.live()
    assert [d.purpose for d in outbox.lease("mail", NOW, LATER, 9)] == ["question"]
    assert not watches.confirmed("anna", asked.address)
    watches.confirm("w4")
    assert watches.confirmed("anna", asked.address)


def test_the_ends_of_a_user_and_of_an_address(register: Register) -> None:
    watches = Watches(register)
    watches.end_all(account="anna")
    assert watches.all() == [MAIL, HOOK]
    watches.end_all(address=MAIL.address, pace="daily")
    assert MAIL in watches.all()
    watches.end_all(address=MAIL.address, pace="immediate")
    assert watches.all() == [HOOK]


def test_a_change_is_taken_in_once(register: Register) -> None:
    outbox = Outbox(register)
    assert outbox.cursor() is None
    first = taken(alert(MAIL, "c1"), alert(HOOK, "c1"), alert(FEED, "c1"))
    assert outbox.take(None, first)
    assert not outbox.take(None, first)
    assert outbox.fresh(["c1", "c2"]) == {"c2"}
    assert outbox.take(first.cursor, taken(alert(MAIL, "c2"), state=2, day="2026-11-27"))
    assert outbox.fresh(["c1", "c2"]) == {"c1", "c2"}  # of days before the cursor's, which are not asked for again
    assert [a.change["id"] for a in outbox.alerts("w1")] == ["c2", "c1"]


def test_what_fails_in_the_middle_leaves_nothing(register: Register) -> None:
    outbox = Outbox(register)
    with pytest.raises(RegisterError, match="could not be written"):
        outbox.take(None, taken(alert(MAIL, "c1"), alert(MAIL, "c1")))
    assert outbox.cursor() is None
    assert outbox.fresh(["c1"]) == {"c1"}


def test_alerts_become_one_digest_an_address_and_one_message_a_webhook(register: Register) -> None:
    watches, outbox = Watches(register), Outbox(register)
    other = watches.add(Watch(id="w5", address=MAIL.address, label="Bergen", created=NOW, query="q=bergen"))
    outbox.take(None, taken(*(alert(watch, f"c{n}") for n in range(60) for watch in (MAIL, other, HOOK, FEED))))
    assert outbox.bundle(ALL, NOW) == 4
    assert outbox.bundle(ALL, NOW) == 0
    mails = outbox.lease("mail", NOW, LATER, 9)
    assert sorted(len(mail.alerts) for mail in mails) == [20, 100]
    assert {(a.watch, a.change["id"]) for m in mails for a in m.alerts} == {
        (w.id, f"c{n}") for n in range(60) for w in (MAIL, other)
    }
    assert outbox.lease("mail", NOW, LATER, 9) == []
    assert outbox.waiting() == {"mail": 2, "webhook": 2}


def test_a_pace_waits_for_its_moment(register: Register) -> None:
    watches, outbox = Watches(register), Outbox(register)
    watches.pace("w1", "daily")
    outbox.take(None, taken(alert(MAIL, "c1", at=LATER)))
    assert outbox.bundle({**ALL, "daily": NOW}, LATER) == 0
    assert outbox.bundle({**ALL, "daily": LATER}, LATER) == 1


def test_a_delivery_is_tried_until_it_is_settled(register: Register) -> None:
    outbox = Outbox(register)
    outbox.take(None, taken(alert(MAIL, "c1")))
    outbox.bundle(ALL, NOW)
    (first,) = outbox.lease("mail", NOW, LATER, 9)
    (again,) = outbox.lease("mail", LATER, "2026-11-26T10:00:00+00:00", 9)  # the one who leased it was killed
    assert (first.id, first.alerts) == (again.id, again.alerts)
    assert (first.tries, again.tries) == (1, 2)
    outbox.postpone(first.id, NOW, "no answer", tried=False)
    (third,) = outbox.lease("mail", NOW, LATER, 9)
    assert (third.tries, third.reason) == (2, "no answer")
    outbox.settle(first.id, "dead", "no such mailbox")
    assert [(d.id, d.reason) for d in outbox.dead()] == [(first.id, "no such mailbox")]
    assert outbox.revive(NOW) == 1
    assert outbox.lease("mail", NOW, LATER, 9)[0].tries == 1
    outbox.settle(first.id, "sent")
    assert outbox.lease("mail", "2027", "2028", 9) == []


def test_who_ends_a_watch_is_not_sent_what_waits(register: Register) -> None:
    watches, outbox = Watches(register), Outbox(register)
    outbox.take(None, taken(alert(MAIL, "c1"), alert(HOOK, "c1")))
    watches.end("w2")
    outbox.bundle(ALL, NOW)
    watches.end("w1")
    assert [d.alerts for d in outbox.lease("mail", NOW, LATER, 9)] == [()]
    assert outbox.lease("webhook", NOW, LATER, 9) == []


def test_what_was_sent_is_forgotten_in_time_and_what_waits_is_not(register: Register) -> None:
    outbox = Outbox(register)
    first = taken(alert(MAIL, "c1"), alert(FEED, "c1"))
    outbox.take(None, first)
    outbox.bundle(ALL, NOW)
    outbox.take(first.cursor, taken(alert(HOOK, "c2"), state=2))
    outbox.prune("2027")
    assert [len(outbox.alerts(watch.id)) for watch in (MAIL, HOOK, FEED)] == [1, 1, 0]
    (mail,) = outbox.lease("mail", NOW, LATER, 9)
    outbox.settle(mail.id, "sent")
    outbox.prune("2027")
    assert outbox.alerts("w1") == []
    assert outbox.waiting() == {}


def test_a_record_that_goes_by_another_id_is_watched_on(register: Register) -> None:
    watches, outbox = Watches(register), Outbox(register)
    outbox.take(None, replace(taken(), moved={"w1": ("body-2", ("d Nordic", "e Council"))}))
    found = watches.get("w1")
    assert found is not None
    assert (found.record, found.keys) == ("body-2", ("d Nordic", "e Council"))


def test_the_secret_stays(register: Register) -> None:
    assert len(Watches(register).secret()) == 32
    assert Watches(register).secret() == Watches(register).secret()


@pytest.mark.parametrize(
    "address",
    ["anna", "anna@", "a b@example.org", "anna@example.org\nBcc: b@example.org", "ftp://a.example", "https://",
     "javascript:x", "http://a.example:0/", "x" * 300 + "@example.org", "https://a.example/\r\nx"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BadWatch):
        channel(address)


def test_a_watch_is_on_one_thing_at_a_known_pace() -> None:
    for wrong in ({"record": "", "query": ""}, {"query": "q=a"}, {"pace": "hourly"}):
        with pytest.raises(BadWatch):
            replace(MAIL, **wrong)  # type: ignore[arg-type]
