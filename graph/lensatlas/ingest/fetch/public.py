"""Connections to public addresses only, and none that outlives its time.

A name is resolved once and the address that was checked is the one connected to: a name that answers differently the second
time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from typing import TYPE_CHECKING, Any

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

# IPv6 networks that stand for IPv4 addresses, and where in them those begin (RFC 6052, 3056): they may hide a private one.
_EMBEDDING = ((ipaddress.IPv6Network("64:ff9b::/96"), 96), (ipaddress.IPv6Network("2002::/16"), 16))


class NotPublic(httpcore.ConnectError):
    """The host lies in a private network, on this machine, or in a range that is reserved."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet.

    >>> [is_public(a) for a in ("1.1.1.1", "10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "169.254.169.254")]
    [True, False, False, False, False]
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped
        for network, bits in _EMBEDDING:
            if ip in network:
                inner = ipaddress.IPv4Address(int(ip) >> (96 - bits) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class Network(httpcore.NetworkBackend):
    """Connects to checked addresses; every read and write ends by :attr:`until` (of :func:`time.monotonic`)."""

    def __init__(self, *, allow_private: bool) -> None:
        self.allow_private = allow_private
        self.until = float("inf")
        self._sockets = httpcore.SyncBackend()

    def left(self, timeout: float | None) -> float:
        """How long a step may take: its own limit, or what is left of the whole."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer took too long")
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's public addresses that takes one."""
        fault: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self.addresses(host, port):
            try:
                stream = self._sockets.connect_tcp(
                    address, port, self.left(timeout), local_address, list(socket_options or ())
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
            else:
                return _Timed(stream, self)
        raise fault

    def addresses(self, host: str, port: int) -> list[str]:
        """The IP addresses that may be asked; raises :class:`NotPublic` where there are only others."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"its host {host} is not known") from error
        stated = dict.fromkeys(str(entry[4][0]) for entry in found)
        public = [address for address in stated if self.allow_private or is_public(address)]
        if stated and not public:
            raise NotPublic(f"its host {host} is no public one")
        return public


class _Timed(httpcore.NetworkStream):
    """A connection whose every step is held to the time that is left: a byte a second would else last for ever."""

    def __init__(self, stream: httpcore.NetworkStream, network: Network) -> None:
        self._stream, self._network = stream, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._network.left(timeout)), self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
