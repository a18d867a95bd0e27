"""What several tests need: a web site on this machine."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

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
    """A web site whose pages a test sets; it remembers the headers of the last request."""

    address: str
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)

    def page(self, path: str, body: str | bytes = b"", **answer: object) -> str:
        """Put a page on the site and get its address."""
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = Answer(body=data, **answer)  # type: ignore[arg-type]
        return self.address + path


def _handler(site: Site, over: threading.Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked = dict(self.headers)
            answer = site.pages.get(self.path, Answer(status=404))
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


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A web site on this machine."""
    monkeypatch.setenv("NO_PROXY", "*")
    over = threading.Event()
    site = Site(address="")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site, over))
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield site
    over.set()
    server.shutdown()
    server.server_close()
    thread.join()
