"""A way to the public Internet only; law: the very address that was looked at is connected to."""

import socket
from collections.abc import Iterable
from ipaddress import IPv6Address, IPv6Network, ip_address

import httpcore
import httpx

_PORTS = (80, 443)
_TRANSLATED = IPv6Network("64:ff9b::/96")


class PublicTransport(httpx.HTTPTransport):
    """The transport of `httpx` that reaches no loopback, private, link-local or otherwise special address."""

    def __init__(self) -> None:
        super().__init__()
        # The one place where a connection's network can be given to httpx's own transport.
        self._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=_Public())


class _Public(httpcore.NetworkBackend):
    def __init__(self) -> None:
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        if port not in _PORTS:
            raise httpcore.ConnectError(f"port {port} is not open to the desk")
        address = _looked_up(host, port)
        return self._inner.connect_tcp(address, port, timeout, local_address, socket_options)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("not an address of the Internet")


def _looked_up(host: str, port: int) -> str:
    """The first address of a host, if all of them are public."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError("no such host") from error
    if not found or not all(is_public(address) for address in found):
        raise httpcore.ConnectError("not a public address")
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
