"""Web addresses, against a real server on this machine."""

import gzip
import socket
import threading

import pytest

from communique._version import __version__
from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.run import limits
from communique.settings import Settings
from communique.sources import fetch

LIMITS = limits(Settings(timeout=0.4, max_bytes=1000, max_redirects=3))


def get(address: str) -> Fetched | Refused:
    (item,) = fetch([address], LIMITS)
    return item


def test_a_page_comes_with_its_type_and_character_set(site) -> None:
    address = site.page("/a", "Zürich", headers={"Content-Type": "text/html; charset=utf-8"})
    expected = Fetched(source=address, data="Zürich".encode(), media_type="text/html", charset="utf-8", url=address)
    assert get(address) == expected
    assert site.asked["User-Agent"].startswith(f"Communique/{__version__} ")


def test_where_an_address_sends_on_to_is_the_documents_address(site) -> None:
    end = site.page("/end", "text")
    fetched = get(site.page("/start", status=302, headers={"Location": "/end"}))
    assert isinstance(fetched, Fetched)
    assert fetched.url == end


def test_a_compressed_page_is_unpacked(site) -> None:
    body = gzip.compress(b"The council met.")
    fetched = get(site.page("/z", body, headers={"Content-Encoding": "gzip"}))
    assert isinstance(fetched, Fetched)
    assert fetched.data == b"The council met."


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"status": 404}, "answered 404 Not Found"),
        ({"status": 500}, "answered 500"),
        ({"status": 204}, "answered 204"),
        ({"hangs": True}, "no answer within 0.4 seconds"),
        ({"drips": True, "headers": {"Content-Length": "900"}}, "no answer within 0.4 seconds"),
        ({"body": b"a" * 1001}, "larger than the limit of 1,000 bytes"),
        ({"body": gzip.compress(b"a" * 1001), "headers": {"Content-Encoding": "gzip"}}, "larger than the limit"),
        ({"body": b"no gzip", "headers": {"Content-Encoding": "gzip"}}, "compression is damaged"),
        ({"body": b"GIF89a", "headers": {"Content-Type": "image/gif"}}, "image/gif; only text"),
        ({"status": 302, "headers": {"Location": "/page"}}, "sent on more than 3 times"),
        ({"status": 302, "headers": {"Location": "http://a..example/"}}, "cannot be reached: its host has no name"),
        ({"status": 302, "headers": {"Location": "ftp://example.org/"}}, "not an http or https address"),
    ],
)
def test_every_other_answer_is_refused_with_its_reason(site, answer, reason) -> None:
    refused = get(site.page("/page", **answer))
    assert isinstance(refused, Refused)
    assert reason in refused.reason


def test_an_answer_that_breaks_off_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nThe council")

        thread = threading.Thread(target=answer)
        thread.start()
        refused = get(f"http://127.0.0.1:{server.getsockname()[1]}/")
        thread.join()
    assert "the answer broke off" in str(refused)


def test_nobody_there_and_no_address() -> None:
    assert "cannot be reached" in str(get("http://127.0.0.1:9/"))
    assert "not an http or https address" in str(get("http://"))
