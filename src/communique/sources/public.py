"""A way to the public Internet only; law: the very address that was looked at is connected to."""

import socket
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv6Address, IPv6Network, ip_address

import httpcore
import httpx

LookUp = Callable[[str, int], Sequence[str]]
NOT_PUBLIC = "not a public address"
_PORTS = (80, 443)
_TRANSLATED = IPv6Network("64:ff9b::/96")


class PublicTransport(httpx.HTTPTransport):
    """The transport of `httpx` that reaches no loopback, private, link-local or otherwise special address.

    `look_up` gives the addresses of a host at a port, `network` makes the connections.
    """

    def __init__(self, look_up: LookUp | None = None, network: httpcore.NetworkBackend | None = None) -> None:
        super().__init__()
        backend = _Public(look_up or _look_up, network or httpcore.SyncBackend())
        # The one place where a connection's network can be given to httpx's own transport.
        self._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=backend)


class _Public(httpcore.NetworkBackend):
    def __init__(self, look_up: LookUp, network: httpcore.NetworkBackend) -> None:
        self._look_up = look_up
        self._inner = network

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        if port not in _PORTS:
            raise httpcore.ConnectError(f"{NOT_PUBLIC}: port {port} is neither 80 nor 443")
        address = _first(self._look_up(host, port))
        return self._inner.connect_tcp(address, port, timeout, local_address, socket_options)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("not an address of the Internet")


def _look_up(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them."""
    try:
        return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError("no such host") from error


def _first(found: Sequence[str]) -> str:
    """The first of some addresses, if all of them are public."""
    if not found or not all(is_public(address) for address in found):
        raise httpcore.ConnectError(NOT_PUBLIC)
    return found[0]


def is_public(text: str) -> bool:
    """Whether an IP address is one of the public Internet.

    >>> [is_public(a) for a in ("93.184.215.14", "127.0.0.1", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1")]
    [True, False, False, False, False]
    """
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address) and (
        address.ipv4_mapped or address.sixtofour or address.teredo or address in _TRANSLATED
    ):
        return False
    return address.is_global and not address.is_multicast
