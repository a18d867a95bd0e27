"""Messages: what changed from what to what with the words, safe whatever these are, and one click from their end."""

import base64
import email
import email.policy
import hashlib
import hmac
import json
import re
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.alerts.digest import Letterhead, event, mail, question
from communique.alerts.paces import moments
from communique.alerts.plain import change_plain
from communique.alerts.telling import clean
from communique.alerts.tokens import read, sign, told_key, webhook_key
from communique.alerts.webhook import signed
from communique.model.change import Change
from communique.model.record import Report
from communique.model.watch import Alert, Delivery, Watch

HEAD = Letterhead(sender="alerts@desk.example", desk="https://desk.example/", secret=b"secret")
REPORT = Report(document="d1", source="Ministry", item="c1", words=("The council will now meet on 9 May.",))
CHANGE = Change(
    day="2027-05-03", what="date moved", kind="meeting", record="meeting-1", title="Nordic Council", key="d1 The",
    field="date", before="2027-05-03", after="2027-05-09", reports=(REPORT,),
)  # fmt: skip
HOSTILE = "</p><script>alert(1)</script>\r\nBcc: all@example.org\r\n\r\n\u202e\x00<img src=x onerror=y>"


def delivery(*changes: Change, labels: tuple[str, ...] = ("Nordic Council",), channel: str = "mail") -> Delivery:
    alerts = [
        Alert(watch=f"w{n}", label=label, at="2027-05-03T08:00:00+00:00", change=change_plain(change))
        for change in changes
        for n, label in enumerate(labels)
    ]
    return Delivery(
        id="a" * 32, purpose="digest", channel=channel, address="anna@example.org", about="daily",
        made="2027-05-03T08:00:00+00:00", alerts=tuple(alerts),
    )  # fmt: skip


def parts(message: EmailMessage) -> tuple[str, str]:
    found = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    plain, html = found.get_body(("plain",)), found.get_body(("html",))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content()


def test_a_mail_says_what_changed_from_what_to_what_with_the_words() -> None:
    text, html = parts(mail(delivery(CHANGE, labels=("Nordic Council", "fisheries")), HEAD))
    assert "date moved: Nordic Council" in text
    assert "Mon 3 May 2027 → Sun 9 May 2027" in text
    assert "“The council will now meet on 9 May.” (Ministry)" in text
    assert "watch: Nordic Council, fisheries" in text
    assert text.count("date moved") == 1
    assert "https://desk.example/meetings/meeting-1" in text
    assert "<del>Mon 3 May 2027</del> → <strong>Sun 9 May 2027</strong>" in html


def test_a_mail_can_be_ended_with_one_click_and_says_the_same_each_time() -> None:
    message = mail(delivery(CHANGE), HEAD)
    link = re.fullmatch(r"<https://desk\.example/watch/stop/([^>]+)>", message["List-Unsubscribe"])
    assert link is not None
    assert read(b"secret", "stop", link[1]) == "daily anna@example.org"
    header = f"\r\nList-Unsubscribe: <https://desk.example/watch/stop/{link[1]}>\r\n"
    assert header.encode() in message.as_bytes()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Message-ID"] == f"<{'a' * 32}@desk.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.as_bytes() == mail(delivery(CHANGE), HEAD).as_bytes()
    stop = re.search(r"End the watch “Nordic Council”: \S+/stop/(\S+)", parts(message)[0])
    assert stop is not None
    assert read(b"secret", "stop", stop[1]) == "w0"


def test_hostile_words_stay_words() -> None:
    bad = Change(
        day="2027-05-03", what="place changed", kind="meeting", record="m-1", title=HOSTILE, key="k", field="place",
        before=HOSTILE, after=HOSTILE, reports=(Report(document="d", source=HOSTILE, item="c", words=(HOSTILE,)),),
    )  # fmt: skip
    for message in (mail(delivery(bad, labels=(HOSTILE,)), HEAD), mail(delivery(bad, CHANGE, labels=(HOSTILE,)), HEAD)):
        assert message["Bcc"] is None
        _, html = parts(message)
        assert "<script" not in html
        assert "<img" not in html
        assert "\u202e" not in html
        assert b"\nBcc" not in message.as_bytes()


@given(st.text())
def test_any_title_makes_a_mail(title: str) -> None:
    made = Change(day="2027-05-03", what="new record", kind="act", record="act-1", title=title, key="k", after=title)
    message = mail(delivery(made, labels=(title or "x",)), HEAD)
    assert email.message_from_bytes(message.as_bytes())["To"] == "anna@example.org"
    assert "\n" not in clean(title)


def test_the_question_to_an_owner_has_the_link_and_nothing_of_the_register() -> None:
    asked = Watch(
        id="w1", address="anna@example.org", label="Nordic Council", created="2027", query="q=a", state="waiting"
    )
    text, _ = parts(question(delivery(), asked, HEAD))
    link = re.search(r"https://desk\.example/watch/confirm/(\S+)", text)
    assert link is not None
    assert read(b"secret", "confirm", link[1]) == "w1"


def test_a_webhook_is_told_the_change_and_can_check_who_tells_it() -> None:
    body = event(delivery(CHANGE, channel="webhook"), HEAD)
    told = json.loads(body)
    assert (told["id"], told["watch"], told["label"]) == ("a" * 32, "w0", "Nordic Council")
    assert told["changes"][0]["before"] == "2027-05-03"
    assert told["changes"][0]["reports"][0]["words"] == ["The council will now meet on 9 May."]
    assert told["changes"][0]["url"] == "https://desk.example/meetings/meeting-1"
    key = webhook_key(b"secret", "w0")
    headers = signed(key, "a" * 32, body, 1809849600)
    right = hmac.new(base64.b64decode(told_key(key).removeprefix("whsec_")), digestmod=hashlib.sha256)
    right.update(b"a" * 32 + b".1809849600." + body)
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(right.digest()).decode()}"
    assert headers["Idempotency-Key"] == "a" * 32


def test_a_token_is_good_for_one_purpose_and_one_secret() -> None:
    token = sign(b"secret", "stop", "w1")
    assert read(b"secret", "stop", token) == "w1"
    for wrong in (token[:-1], token + "A", "", ".", "é.é", "a" * 9999, sign(b"other", "stop", "w1")):
        assert read(b"secret", "stop", wrong) is None
    assert read(b"secret", "confirm", token) is None


@pytest.mark.parametrize(
    ("now", "daily", "weekly"),
    [
        (datetime(2026, 11, 26, 7, tzinfo=UTC), "2026-11-26T06:00", "2026-11-23T06:00"),
        (datetime(2026, 11, 26, 5, 59, tzinfo=UTC), "2026-11-25T06:00", "2026-11-23T06:00"),
        (datetime(2026, 11, 23, 5, tzinfo=UTC), "2026-11-22T06:00", "2026-11-16T06:00"),
        (datetime(2026, 11, 23, 6, tzinfo=UTC), "2026-11-23T06:00", "2026-11-23T06:00"),
    ],
)
def test_digests_have_their_hour(now: datetime, daily: str, weekly: str) -> None:
    found = moments(now, 6)
    assert (found["daily"][:16], found["weekly"][:16]) == (daily, weekly)
