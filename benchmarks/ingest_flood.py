"""Pours prepared MQTT messages into a broker as fast as it takes them, at next to no cost.

The packets (MQTT 3.1.1, which has no Receive Maximum that would slow the sender) are written before
the clock runs; sending is one system call for hundreds of them. Bare and ours get the same bytes.
"""

import select
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

CHUNK = 128 * 1024
CONNACK_BYTES = 4
PUBACK_BYTES = 4
PUBACK = 0x40
TIMEOUT_S = 60.0
MOST_PACKET_IDS = 65_535


class Flood:
    """A connection that only publishes with QoS 1.

    Args:
        bundle: key and certificates of a worker that the broker lets write everywhere.
    """

    def __init__(self, port: int, root: Path, bundle: Path, name: str) -> None:
        context = ssl.create_default_context(cafile=str(root))
        context.load_cert_chain(str(bundle))
        plain = socket.create_connection(("127.0.0.1", port), TIMEOUT_S)
        self._socket = context.wrap_socket(plain, server_hostname="127.0.0.1")
        self._socket.sendall(_connect(name))
        answer = self._socket.recv(CONNACK_BYTES)
        if answer != b"\x20\x02\x00\x00":
            raise ConnectionRefusedError(answer.hex())
        self._socket.settimeout(0)
        self._rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._socket.close()

    def pour(self, packets: bytes, count: int) -> None:
        """Send packets, and wait until the broker has taken them all.

        One thread does both: OpenSSL's connections are no thing for two.
        """
        left = memoryview(packets)
        missing = count
        while missing:
            ready = select.select([self._socket], [self._socket] if left else [], [], TIMEOUT_S)
            if not any(ready):
                raise TimeoutError(f"{missing} messages were not taken")
            if left:
                with suppress(ssl.SSLWantReadError, ssl.SSLWantWriteError):
                    left = left[self._socket.send(left[:CHUNK]) :]
            missing -= self._read()

    def _read(self) -> int:
        """Take in what the broker confirms; say how many messages it is."""
        try:
            data = self._socket.recv(64 * 1024)
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return 0
        if not data:
            raise ConnectionResetError("the broker closed the flood's connection")
        data = self._rest + data
        whole = len(data) // PUBACK_BYTES
        self._rest = data[whole * PUBACK_BYTES :]
        if any(data[at] != PUBACK for at in range(0, whole * PUBACK_BYTES, PUBACK_BYTES)):
            raise ConnectionError("the broker says something else than PUBACK")
        return whole


def packets(messages: Sequence[tuple[str, bytes]]) -> bytes:
    """Write messages as PUBLISH packets with QoS 1."""
    return b"".join(
        _publish(topic, payload, 1 + number % MOST_PACKET_IDS)
        for number, (topic, payload) in enumerate(messages)
    )


def _connect(name: str) -> bytes:
    clean_session = 0x02
    keep_alive_s = 120
    body = _text("MQTT") + bytes([4, clean_session]) + keep_alive_s.to_bytes(2, "big") + _text(name)
    return b"\x10" + _length(len(body)) + body


def _publish(topic: str, payload: bytes, packet_id: int) -> bytes:
    body = _text(topic) + packet_id.to_bytes(2, "big") + payload
    return b"\x32" + _length(len(body)) + body


def _text(text: str) -> bytes:
    raw = text.encode()
    return len(raw).to_bytes(2, "big") + raw


def _length(value: int) -> bytes:
    written = bytearray()
    while True:
        value, low = divmod(value, 128)
        written.append(low | (0x80 if value else 0))
        if not value:
            return bytes(written)
