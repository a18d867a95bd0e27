"""What several tests need: a web site, and an endpoint of the chat protocol, on this machine."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the site answers to a path: bytes at once, or nothing until the test is over."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    drips: bool = False


@dataclass(slots=True)
class Site:
    """A web site whose pages a test sets; it remembers the headers of the last request, and all paths.

    A page with an `ETag` is not sent again to who has it.
    """

    address: str
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)

    def page(self, path: str, body: str | bytes = b"", **answer: object) -> str:
        """Put a page on the site and get its address."""
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = Answer(body=data, **answer)  # type: ignore[arg-type]
        return self.address + path


def _handler(site: Site, over: threading.Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked = dict(self.headers)
            site.paths.append(self.path)
            answer = site.pages.get(self.path, Answer(status=404))
            if "ETag" in answer.headers and self.headers.get("If-None-Match") == answer.headers["ETag"]:
                answer = Answer(status=304)
            if answer.hangs:
                over.wait(10)
                return
            self.send_response(answer.status)
            for name, value in ({"Content-Length": str(len(answer.body))} | answer.headers).items():
                self.send_header(name, value)
            self.end_headers()
            self._send(answer)

        def _send(self, answer: Answer) -> None:
            try:
                if not answer.drips:
                    self.wfile.write(answer.body)
                while answer.drips and not over.wait(0.05):
                    self.wfile.write(b"x")
                    self.wfile.flush()
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


@contextmanager
def _served(handler: type[BaseHTTPRequestHandler], over: threading.Event) -> Iterator[str]:
    """The address of a server on this machine, until `over` is set."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    over.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A web site on this machine."""
    monkeypatch.setenv("NO_PROXY", "*")
    over, site = threading.Event(), Site(address="")
    with _served(_handler(site, over), over) as site.address:
        yield site


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What the endpoint does with a request: an answer, or nothing, or one that never ends or drips."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    endless: bool = False
    drips: bool = False


@dataclass(slots=True)
class Endpoint:
    """The endpoint; its turns are taken in order, the last again and again; it keeps what it was asked."""

    address: str
    turns: list[Turn] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def says(self, *contents: Any, **turn: Any) -> None:
        """Answer with these contents in order: words as they are, anything else as JSON."""
        for content in contents:
            words = content if isinstance(content, str) else json.dumps(content)
            self.turns.append(Turn(body=reply(words), **turn))

    def does(self, **turn: Any) -> None:
        """Take a turn that is no plain answer."""
        self.turns.append(Turn(**turn))

    @property
    def engine(self) -> str:
        """The engine's name for the command line."""
        return f"openai:small@{self.address}/v1"


def reply(content: str, finish: str = "stop") -> bytes:
    """A body of the chat protocol."""
    message = {"role": "assistant", "content": content}
    return json.dumps({"choices": [{"message": message, "finish_reason": finish}]}).encode()


def _chat_handler(endpoint: Endpoint, over: threading.Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            endpoint.asked.append({"path": self.path, **json.loads(data)})
            endpoint.headers.append(dict(self.headers))
            turn = endpoint.turns[min(len(endpoint.asked), len(endpoint.turns)) - 1]
            if turn.hangs:
                over.wait(10)
                return
            self.send_response(turn.status)
            for name, value in turn.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self._send(turn)

        def _send(self, turn: Turn) -> None:
            try:
                self.wfile.write(turn.body)
                while (turn.endless or turn.drips) and not over.wait(0.05 if turn.drips else 0):
                    self.wfile.write(b" " if turn.drips else b" " * 65536)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """An endpoint on this machine."""
    monkeypatch.setenv("NO_PROXY", "*")
    over, endpoint = threading.Event(), Endpoint(address="")
    with _served(_chat_handler(endpoint, over), over) as endpoint.address:
        yield endpoint
