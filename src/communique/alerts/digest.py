"""Deliveries as messages, plain and HTML; law: the same delivery makes the same message, byte for byte."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from urllib.parse import quote

from communique.alerts.telling import Told, clean, told
from communique.alerts.tokens import sign
from communique.model.watch import Delivery, Watch

_LONG_LINES = policy.SMTP.clone(max_line_length=998)  # at 78, the link in List-Unsubscribe would be encoded
_PACES = {"immediate": "as they are noticed", "daily": "once a day", "weekly": "once a week"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who writes: the address that mail is from, the desk's public address, and what its links are signed with."""

    sender: str
    desk: str
    secret: bytes

    def link(self, purpose: str, subject: str) -> str:
        """The address where somebody can do one thing without signing in."""
        return f"{self.desk.rstrip('/')}/watch/{purpose}/{sign(self.secret, purpose, subject)}"


def mail(delivery: Delivery, head: Letterhead) -> EmailMessage:
    """A digest as a mail that can be unsubscribed from with one click (RFC 8058)."""
    found = told(delivery.alerts)
    stop = head.link("stop", f"{delivery.about} {delivery.address}")
    watches = dict(sorted({alert.watch: alert.label for alert in delivery.alerts}.items()))
    ends = {clean(label): head.link("stop", id) for id, label in watches.items()}
    message = _message(delivery, head, _subject(found, list(watches.values())))
    message["List-Unsubscribe"] = f"<{stop}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["List-Id"] = f"Communique alerts <{delivery.about}.alerts.{_domain(head)}>"
    return _filled(message, delivery, _text(found, head, ends, stop), _html(found, head, ends, stop))


def question(delivery: Delivery, watch: Watch, head: Letterhead) -> EmailMessage:
    """The question to an address's owner whether a watch is wanted."""
    yes, label = head.link("confirm", watch.id), clean(watch.label)
    said = f"Somebody asked that this address be told of changes: {label}, {_PACES[watch.pace]}."
    rest = "Nothing is sent unless you agree. If it was not you, do nothing."
    message = _message(delivery, head, f"Do you want to be told of changes: {label}?")
    text = f"{said}\n\nTo agree, open\n{yes}\n\n{rest}\n"
    body = f'<p>{escape(said)}</p><p><a href="{escape(yes)}">Yes, tell me</a></p><p>{escape(rest)}</p>'
    return _filled(message, delivery, text, _page(body))


def event(delivery: Delivery, head: Letterhead) -> bytes:
    """A delivery as the JSON that a webhook is sent."""
    changes = [
        {**change, "url": f"{head.desk.rstrip('/')}{one.path}"}
        for change, one in zip(_changes(delivery).values(), told(delivery.alerts), strict=True)
    ]
    first = delivery.alerts[0]
    plain = {"type": "changes", "id": delivery.id, "made": delivery.made, "watch": first.watch, "label": first.label}
    return json.dumps({**plain, "changes": changes}, ensure_ascii=False).encode(errors="replace")


def _changes(delivery: Delivery) -> dict[str, Mapping[str, object]]:
    return {alert.change["id"]: alert.change for alert in delivery.alerts}


def _message(delivery: Delivery, head: Letterhead, subject: str) -> EmailMessage:
    message = EmailMessage(policy.SMTP)
    message["From"] = f"Communique <{head.sender}>"
    message["To"] = delivery.address
    message["Subject"] = subject.encode(errors="replace").decode()
    message["Date"] = format_datetime(datetime.fromisoformat(delivery.made))
    message["Message-ID"] = f"<{delivery.id}@{_domain(head)}>"
    message["Auto-Submitted"] = "auto-generated"
    return message


def _filled(message: EmailMessage, delivery: Delivery, text: str, html: str) -> EmailMessage:
    message.set_content(text.encode(errors="replace").decode(), cte="quoted-printable")
    message.add_alternative(html.encode(errors="replace").decode(), subtype="html", cte="quoted-printable")
    message.set_boundary(f"part-{delivery.id}")
    message.policy = _LONG_LINES
    return message


def _domain(head: Letterhead) -> str:
    return head.sender.rpartition("@")[2]


def _subject(found: list[Told], labels: list[str]) -> str:
    if len(found) == 1:
        return f"{found[0].title[:120]}: {found[0].what}"
    names = clean(", ".join(labels[:3]) + (f" and {len(labels) - 3} more" if len(labels) > 3 else ""))
    return f"{len(found)} changes: {names[:120]}"


def _text(found: list[Told], head: Letterhead, ends: Mapping[str, str], stop: str) -> str:
    lines = [line for one in found for line in (*_lines(one, head), "")]
    lines += ["-- ", *(f"End the watch “{label}”: {link}" for label, link in ends.items())]
    return "\n".join((*lines, f"End all watches of this digest: {stop}", ""))


def _lines(one: Told, head: Letterhead) -> list[str]:
    quotes = [f"  “{words}” ({source})" if words else f"  {source}" for words, source in one.quotes]
    between = [f"  {one.line}"] if one.line else []
    labels = f"  {one.day} · watch: {', '.join(map(clean, one.labels))}"
    return [f"{one.what}: {one.title}", *between, *quotes, labels, f"  {head.desk.rstrip('/')}{one.path}"]


def _html(found: list[Told], head: Letterhead, ends: Mapping[str, str], stop: str) -> str:
    items = "".join(_item(one, head) for one in found)
    links = "".join(
        f'<p><a href="{escape(link)}">End the watch “{escape(label)}”</a></p>' for label, link in ends.items()
    )
    return _page(f'{items}<hr>{links}<p><a href="{escape(stop)}">End all watches of this digest</a></p>')


def _item(one: Told, head: Letterhead) -> str:
    link = escape(head.desk.rstrip("/") + quote(one.path, safe="/%"))
    values = [f"<del>{escape(one.before)}</del>"] if one.before and one.after else []
    values += [f"<strong>{escape(one.after or one.before)}</strong>"] if one.line else []
    quotes = "".join(
        f"<blockquote>{escape(f'“{words}”') if words else ''} <cite>{escape(source)}</cite></blockquote>"
        for words, source in one.quotes
    )
    labels = escape(f"{one.day} · watch: {', '.join(map(clean, one.labels))}")
    return (
        f'<h2 style="font-size:1em"><a href="{link}">{escape(one.title)}</a>: {escape(one.what)}</h2>'
        f"<p>{' → '.join(values)}</p>{quotes}<p><small>{labels}</small></p>"
    )


def _page(body: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head><body>{body}</body></html>\n'
