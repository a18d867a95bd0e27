"""Addresses that strangers give: only those of the public Internet are reached."""

from dataclasses import replace

import httpcore
import httpx
import pytest

from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.sources import Limits
from communique.sources.http import fetch_address
from communique.sources.public import PublicTransport, is_public

OPEN = Limits(max_bytes=10_000, timeout=5, max_redirects=3, user_agent="test")
PUBLIC = replace(OPEN, public_only=True)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.8.9.10", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
     "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1",
     "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1"],
)  # fmt: skip
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1"])
def test_others_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0"])
def test_this_machine_is_refused_by_every_name(host: str) -> None:
    found = fetch_address(f"http://{host}/", PUBLIC)
    assert isinstance(found, Refused)
    assert "not a public address" in found.reason or "no such host" in found.reason


def test_nothing_is_asked_of_a_site_that_is_refused(site) -> None:
    page = site.page("/story", "A story.")
    assert isinstance(fetch_address(page, OPEN), Fetched)
    site.asked = {}
    refused = fetch_address(page, PUBLIC)
    assert isinstance(refused, Refused)
    assert "cannot be reached" in refused.reason
    assert site.asked == {}


def test_other_ports_are_refused_even_in_public() -> None:
    found = fetch_address("http://93.184.215.14:22/", PUBLIC)
    assert isinstance(found, Refused)
    assert "port 22" in found.reason


PUBLIC_ADDRESS = "93.184.215.14"


class Network(httpcore.MockBackend):
    """A network that answers every connection with the same bytes, and remembers where it was asked to connect."""

    def __init__(self, answer: bytes) -> None:
        super().__init__([answer])
        self.connected: list[str] = []

    def connect_tcp(self, host: str, *rest: object, **named: object) -> httpcore.NetworkStream:
        self.connected.append(host)
        return super().connect_tcp(host, *rest, **named)  # type: ignore[arg-type]


@pytest.mark.parametrize("inside", ["10.0.0.1", "127.0.0.1", "169.254.169.254", "::1"])
def test_no_redirect_leads_inside(inside: str) -> None:
    network = Network(b"HTTP/1.1 302 Found\r\nLocation: http://inside.example/\r\nContent-Length: 0\r\n\r\n")
    hosts = {"outside.example": [PUBLIC_ADDRESS], "inside.example": [inside]}
    transport = PublicTransport(look_up=lambda host, port: hosts[host], network=network)
    with (
        httpx.Client(transport=transport, follow_redirects=True) as client,
        pytest.raises(httpx.ConnectError, match="not a public address"),
    ):
        client.get("http://outside.example/")
    assert network.connected == [PUBLIC_ADDRESS]


def test_a_name_that_is_looked_up_again_leads_nowhere_else() -> None:
    network = Network(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
    answers = iter([[PUBLIC_ADDRESS], ["127.0.0.1"]])
    transport = PublicTransport(look_up=lambda host, port: next(answers), network=network)
    with httpx.Client(transport=transport) as client:
        assert client.get("http://rebound.example/").text == "ok"
        with pytest.raises(httpx.ConnectError, match="not a public address"):
            client.get("http://rebound.example/")
    assert network.connected == [PUBLIC_ADDRESS]


def test_a_name_with_one_address_inside_is_refused() -> None:
    network = Network(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    transport = PublicTransport(look_up=lambda host, port: [PUBLIC_ADDRESS, "10.0.0.1"], network=network)
    with httpx.Client(transport=transport) as client, pytest.raises(httpx.ConnectError):
        client.get("http://two.example/")
    assert network.connected == []
