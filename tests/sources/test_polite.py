"""Polite requests: what hosts ask for is kept across redirects; hostile answers are refused with one line each."""

import gzip
import re
import zlib
from collections.abc import Iterator

import pytest

from communique.run import limits
from communique.settings import Settings
from communique.sources.polite import Pace, Visitor


def asks(timeout: float) -> Visitor:
    return Visitor(limits(Settings(timeout=timeout, max_bytes=100_000, max_redirects=3)), Pace(0.0))


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    with asks(20.0) as found:
        yield found


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)), packer.flush()])


HOSTILE = [
    ({"body": bomb(300_000_000), "headers": {"Content-Encoding": "gzip"}}, "larger than the limit"),
    ({"body": gzip.compress(b"a" * 999)[:-9], "headers": {"Content-Encoding": "gzip"}}, "breaks off"),
    ({"body": b"no gzip", "headers": {"Content-Encoding": "gzip"}}, "compression is damaged"),
    ({"body": b"x", "headers": {"Content-Encoding": "br"}}, "packed as br, which was not asked for"),
    ({"drips": True, "headers": {"Content-Length": "90000"}}, "no answer within 0.5 seconds"),
    ({"hangs": True}, "no answer within 0.5 seconds|robots"),
    ({"headers": {"Content-Length": "999999999"}}, "larger than the limit"),
    ({"status": 302, "headers": {"Location": "file:///etc/passwd"}}, "sent on to what is no http or https address"),
    ({"status": 302, "headers": {"Location": "http://[::bad"}}, "cannot be reached"),
    ({"status": 302, "headers": {"Location": "/page"}}, "sent on more than 3 times"),
    ({"status": 503, "headers": {"Retry-After": "9" * 5000}}, "answered 503"),
    ({"status": 404}, "answered 404 Not Found"),
]


@pytest.mark.parametrize(("answer", "reason"), HOSTILE)
def test_hostile_and_broken_answers_are_refused_with_one_line(site, answer, reason) -> None:  # type: ignore[no-untyped-def]
    with asks(0.5 if "drips" in answer or "hangs" in answer else 20.0) as visitor:
        found = visitor.get(site.page("/page", **answer), private=True)
    assert found.fetched is None
    assert found.reason is not None
    assert re.search(reason, found.reason), found.reason
    assert "\n" not in found.reason


def test_a_packed_answer_of_several_parts_is_whole_and_what_follows_is_left(site, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    data = gzip.compress(b"The council ") + gzip.compress(b"met.") + bytes(50_000)
    found = visitor.get(site.page("/page", data, headers={"Content-Encoding": "gzip"}), private=True)
    assert found.fetched is not None
    assert found.fetched.data == b"The council met."


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda data: zlib.compress(data, wbits=-15)])
def test_a_packed_answer_is_unpacked(pack, site, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    encoding = "gzip" if pack is gzip.compress else "deflate"
    address = site.page("/page", pack(b"The council met."), headers={"Content-Encoding": encoding})
    found = visitor.get(address, private=True)
    assert found.fetched is not None
    assert found.fetched.data == b"The council met."


def test_an_address_that_is_sent_on_to_is_asked_for_as_its_host_wishes(site, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    site.page("/robots.txt", "User-agent: *\nDisallow: /closed\n")
    site.page("/closed", "The council met.")
    found = visitor.get(site.page("/page", status=301, headers={"Location": "/closed"}), private=True)
    assert (found.fetched, found.reason) == (None, "robots.txt forbids it")


def test_a_public_page_that_sends_on_to_this_machine_is_refused(site, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    found = visitor.get(site.page("/page", "The council met."), private=False)
    assert found.fetched is None
    assert "port" in str(found.reason) or "not a public address" in str(found.reason)


def test_a_host_whose_robots_txt_fails_is_asked_nothing(site, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    site.page("/robots.txt", status=500)
    found = visitor.get(site.page("/page", "The council met."), private=True)
    assert found.reason == "robots.txt cannot be had: answered 500 Internal Server Error"


def test_a_host_that_asked_to_be_left_alone_is_asked_by_no_source(site, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    visitor.get(site.page("/page", status=429, headers={"Retry-After": "60"}), private=True)
    found = visitor.get(site.page("/other", "The council met."), private=True)
    assert "left alone" in str(found.reason)
    assert found.wait is not None
    assert 50 < found.wait <= 60
