"""A real SMTP and a real HTTP server on loopback that write down what they are sent."""

import email
import email.policy
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

Match = tuple[str, str]
_ITEM = re.compile(r"^[^\n]*: (change\d{6})[^\n]*\n(?:  [^\n]*\n)*?  [^\n]* watch: ([^\n]*)$", re.MULTILINE)


@dataclass(slots=True)
class Received:
    """What arrived: each message's id with its bytes, in order."""

    messages: list[tuple[str, bytes]] = field(default_factory=list)
    pause: float = 0.0

    def take(self, id: str, data: bytes) -> None:
        """Write a message down, and take a moment before it is acknowledged."""
        self.messages.append((id, data))
        time.sleep(self.pause)

    @property
    def once(self) -> dict[str, bytes]:
        """The messages as one sees them who heeds their ids."""
        return dict(self.messages)

    @property
    def repeated(self) -> int:
        """How many messages came again."""
        return len(self.messages) - len(self.once)


@dataclass(slots=True)
class Receivers:
    """Both servers: their addresses, and what each received."""

    smtp_port: int
    hook: str
    mails: Received
    hooks: Received

    @property
    def count(self) -> int:
        """How many messages came."""
        return len(self.mails.messages) + len(self.hooks.messages)

    def matches(self) -> list[Match]:
        """The pairs of a watch's label and a change's title that arrived, each message taken once."""
        found = [match for data in self.mails.once.values() for match in _in_mail(data)]
        return found + [match for data in self.hooks.once.values() for match in _in_hook(data)]


def _in_mail(data: bytes) -> Iterator[Match]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain",))
    text = body.get_content().replace("\r\n", "\n") if body else ""
    for change, labels in _ITEM.findall(text):
        yield from ((label, change) for label in labels.split(", "))


def _in_hook(data: bytes) -> Iterator[Match]:
    told = json.loads(data)
    for change in told["changes"]:
        yield told["label"], change["title"].split()[0]


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def receivers(pause: float = 0.0) -> Iterator[Receivers]:
    """Both servers, running."""
    mails, hooks = Received(pause=pause), Received(pause=pause)

    class Mails:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            message = email.message_from_bytes(envelope.content)
            mails.take(message["Message-ID"], envelope.content)
            return "250 taken"

    class Hooks(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hooks.take(self.headers["Idempotency-Key"], body)
            self.send_response(204)
            self.end_headers()

        def do_HEAD(self) -> None:
            id = self.headers["webhook-id"]
            self.send_response(200)
            if id in hooks.once:
                self.send_header("webhook-received", id)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    smtp = Controller(Mails(), hostname="127.0.0.1", port=_free())
    web = ThreadingHTTPServer(("127.0.0.1", 0), Hooks)
    thread = threading.Thread(target=web.serve_forever, args=(0.02,))
    thread.start()
    try:
        smtp.start()
        yield Receivers(smtp.port, f"http://127.0.0.1:{web.server_port}/hook", mails, hooks)
    finally:
        smtp.stop()
        web.shutdown()
        web.server_close()
        thread.join()
