"""A listener bears neither too many connections nor one that never says what it wants."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from fastapi import FastAPI

from fleet.api.serving import HeadInTime, Listener, bind

pytestmark = pytest.mark.loopback

TIMEOUT_S = 45
REQUEST = b"GET / HTTP/1.1\r\nHost: fleet\r\n\r\n"
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Impatient(HeadInTime):
    """Waits a moment only."""

    head_s = 0.2


@asynccontextmanager
async def serving(
    most_connections: int = 10, protocol: type[HeadInTime] = HeadInTime
) -> AsyncIterator[int]:
    with bind("console", "127.0.0.1", 0) as bound:
        app = FastAPI()
        listener = Listener(app, bound, most_connections=most_connections, protocol=protocol)
        task = asyncio.create_task(listener.run_until_stopped())
        yield int(bound.getsockname()[1])
        listener.stop()
        await task


async def ask(streams: Streams) -> bytes:
    reader, writer = streams
    writer.write(REQUEST)
    status = await reader.readline()
    head = await reader.readuntil(b"\r\n\r\n")
    [length] = [line for line in head.splitlines() if line.lower().startswith(b"content-length")]
    await reader.readexactly(int(length.split(b":")[1]))
    return status


async def close(*many: Streams) -> None:
    for _, writer in many:
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize(
    ("begun", "asked_before"),
    [(b"", False), (b"GET / HTTP/1.1\r\nHost:", False), (b"G", True)],
)
def test_a_head_that_does_not_come_ends_the_connection(
    begun: bytes,
    *,
    asked_before: bool,
) -> None:
    async def story() -> None:
        async with serving(protocol=Impatient) as port:
            streams = await asyncio.open_connection("127.0.0.1", port)
            if asked_before:
                await ask(streams)
            streams[1].write(begun)
            assert await streams[0].read() == b""
            await close(streams)

    asyncio.run(asyncio.wait_for(story(), TIMEOUT_S))


def test_a_connection_that_has_asked_may_stay(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        async with serving(protocol=Impatient) as port:
            streams = await asyncio.open_connection("127.0.0.1", port)
            await ask(streams)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(streams[0].read(1), 3 * Impatient.head_s)
            assert b" 404 " in await ask(streams)
            await close(streams)

    asyncio.run(asyncio.wait_for(story(), TIMEOUT_S))
    assert not caplog.records


def test_one_too_many_is_told_to_come_later() -> None:
    async def story() -> None:
        async with serving(most_connections=3) as port:
            first = await asyncio.open_connection("127.0.0.1", port)
            second = await asyncio.open_connection("127.0.0.1", port)
            assert b" 404 " in await ask(first)
            third = await asyncio.open_connection("127.0.0.1", port)
            assert b" 503 " in await ask(third)
            await close(first, second, third)

    asyncio.run(asyncio.wait_for(story(), TIMEOUT_S))
