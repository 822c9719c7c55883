"""Connections to other systems: to public addresses only, against one deadline.

httpcore2, the engine of httpx2, is used directly, since it lets the connection itself be replaced:
a name is resolved once, each address is looked at, and the one that was looked at is connected to,
so that a name whose address changes between two questions (DNS rebinding) gains nothing. Its
time-outs count for each read; here each read gets what is left until the end, so that a source
which sends a byte now and then ends like one that sends nothing. TLS is checked against the name.
"""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Any

import httpcore2

from fleet.connectors.port import Reason, SourceFailed

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_LEAST_S = 0.001


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a name, in its order; blocks.

    Raises:
        OSError: it has none.
        UnicodeError: it can't be a name.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


def may_contact(text: str, allowed: Iterable[Network]) -> bool:
    """Tell whether an address is public, or of a network that the settings allow.

    An IPv6 address that stands for an IPv4 address (mapped, 6to4, Teredo, NAT64) is as good as
    that one.
    """
    try:
        address: Address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    inner = _inside(address)
    if any(one in network for one in (address, inner) for network in allowed):
        return True
    return all(one.is_global and not one.is_multicast for one in {address, inner})


def _inside(address: Address) -> Address:
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When patience ends, by a clock that only grows."""

    end_s: float
    monotonic_s: Callable[[], float]

    def left_s(self) -> float:
        """Give what is left.

        Raises:
            SourceFailed: `connector.timeout` when nothing is.
        """
        left_s = self.end_s - self.monotonic_s()
        if left_s <= 0:
            raise SourceFailed(Reason.TIMEOUT)
        return max(left_s, _LEAST_S)


class _Stream(httpcore2.NetworkStream):
    """A connection of which each wait ends with the deadline."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - ours counts
        return self._inner.read(max_bytes, self._deadline.left_s())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - ours counts
        self._inner.write(buffer, self._deadline.left_s())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - ours counts
    ) -> httpcore2.NetworkStream:
        left_s = self._deadline.left_s()
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left_s), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore2's
        return self._inner.get_extra_info(info)


class Backend(httpcore2.NetworkBackend):
    """Connects to addresses that may be contacted, for one question.

    Args:
        resolve: gives the addresses of a name.
        allowed: networks that may be contacted although they aren't public.
    """

    def __init__(self, deadline: Deadline, resolve: Resolve, allowed: Sequence[Network]) -> None:
        self._deadline = deadline
        self._resolve = resolve
        self._allowed = allowed
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - ours counts
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of a name that answers.

        Raises:
            SourceFailed: `connector.name`, `connector.address`, `connector.timeout`.
            httpcore2.ConnectError: nobody answered.
        """
        addresses = self._addresses(host, port)
        for number, address in enumerate(addresses, start=1):
            # The first may be of a network that swallows everything; the second then has time.
            share_s = self._deadline.left_s() / (1 if number == len(addresses) else 2)
            try:
                stream = self._inner.connect_tcp(
                    address, port, share_s, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return _Stream(stream, self._deadline)
        raise SourceFailed(Reason.NAME, host)

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = list(dict.fromkeys(self._resolve(host, port)))
        except (OSError, UnicodeError) as error:
            raise SourceFailed(Reason.NAME, f"{host}: {error}") from error
        good = [address for address in found if may_contact(address, self._allowed)]
        if found and not good:
            raise SourceFailed(Reason.ADDRESS, f"{host}: {found[0]}")
        return good[:4]
