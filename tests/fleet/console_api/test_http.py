"""Live events over a real connection, as a browser has one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest

from fleet.accounts.models import Role
from fleet.api.console_app import build_console
from fleet.api.console_parts import ConsoleParts
from fleet.api.serving import Listener, bind
from tests.fleet.console_api.conftest import NAMES, PASSWORD
from tests.support.streams import Reader

pytestmark = pytest.mark.loopback

TIMEOUT_S = 45


@asynccontextmanager
async def serving(parts: ConsoleParts) -> AsyncIterator[str]:
    with bind("console", "127.0.0.1", 0) as bound:
        listener = Listener(build_console(parts), bound)
        task = asyncio.create_task(listener.run_until_stopped())
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        parts.events.close()
        listener.stop()
        await task


@asynccontextmanager
async def signed_in(url: str) -> AsyncIterator[httpx2.AsyncClient]:
    headers = {"Origin": url, "Sec-Fetch-Site": "same-origin"}
    async with httpx2.AsyncClient(base_url=url, headers=headers, timeout=TIMEOUT_S) as client:
        body = {"name": NAMES[Role.VIEWER], "password": PASSWORD}
        answer = await client.post("/api/session", json=body)
        assert answer.status_code == 200
        yield client


def test_events_flow_at_once_and_end_with_the_session(parts: ConsoleParts) -> None:
    async def story() -> None:
        async with (
            serving(parts) as url,
            signed_in(url) as client,
            client.stream("GET", "/api/events", headers={"Last-Event-ID": "0"}) as answer,
        ):
            assert answer.headers["content-type"].startswith("text/event-stream")
            assert answer.headers["cache-control"] == "no-store"
            page = Reader(answer.aiter_bytes())
            await page.until("counters")
            await page.until(":")
            assert (await client.delete("/api/session")).status_code == 204
            await page.to_the_end()
            assert parts.events.listeners == 0

    asyncio.run(asyncio.wait_for(story(), TIMEOUT_S))


def test_the_listener_ends_although_somebody_listens(parts: ConsoleParts) -> None:
    async def story() -> None:
        async with serving(parts) as url, signed_in(url) as client:
            answer = await client.send(client.build_request("GET", "/api/events"), stream=True)
            page = Reader(answer.aiter_bytes())
            await page.until("counters")
            parts.events.close()
            await page.to_the_end()
            await answer.aclose()

    asyncio.run(asyncio.wait_for(story(), TIMEOUT_S))
