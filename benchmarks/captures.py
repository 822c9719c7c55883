"""One EPCIS document into `fleet api` over HTTP, then queries and chains among its events.

The document is made while it is sent, so that neither side holds it. Memory is the process's own
(VmRSS, and VmHWM for its peak, of proc(5)). A query is timed where it is sent.
"""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import httpx2

from benchmarks import goods_events as made
from benchmarks.fleet_api import FleetFolder, prepare, process_serving
from benchmarks.plan import Plan
from benchmarks.report import Goal, Row, Section, row_of
from benchmarks.sampling import milliseconds, spread
from tests.support import postgres as server

QUICK_EVENTS = 400
QUERIES = 200
CHAINS = 50
MOST_GROWTH_MIB = 100.0
POSTGRES = ("shared_buffers=256MB",)
_POLL_S = 0.5
_MIB = 1024 * 1024

Chosen = random.Random
Address = Callable[[Chosen, int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Captured:
    """What became of a document.

    Attributes:
        accepted_s: until the server had it whole.
        done_s: from then until its job was done.
    """

    size: int
    accepted_s: float
    done_s: float
    before_mib: float
    peak_mib: float


def measure(plan: Plan) -> Section:
    """Capture a document on each database, then ask for what is in it."""
    events = plan.size(plan.events, QUICK_EVENTS)
    rows: list[Row] = []
    goals: list[Goal] = []
    with ExitStack() as stack:
        for name, fleet in _fleets(stack, plan.folder):
            with process_serving(fleet) as (pid, client):
                captured = _capture(client, pid, events)
                rows += _rows(captured, events, name)
                rows += _asked(client, events, plan.size(1.0, 0.05), name)
            growth = captured.peak_mib - captured.before_mib
            title = f"memory that a document takes, {name}"
            goals.append(Goal(name=title, value=growth, unit="MiB", bound=MOST_GROWTH_MIB))
    return Section(
        title="Events of goods",
        rows=tuple(rows),
        goals=tuple(goals),
        notes=(
            f"One document of {events:,} events over loopback; all are judged, then stored.",
            "Pages of 30 events, one request after the other; a query is of random goods or times.",
        ),
    )


def _fleets(stack: ExitStack, folder: Path) -> Iterator[tuple[str, FleetFolder]]:
    yield "SQLite", prepare(folder / "sqlite", 1)
    bin_dir = server.programs()
    if bin_dir is not None:
        running = stack.enter_context(server.running(bin_dir, POSTGRES))
        yield "PostgreSQL", prepare(folder / "postgres", 1, running.url(running.create()))


def _capture(client: httpx2.Client, pid: int, events: int) -> _Captured:
    size = 0

    def content() -> Iterator[bytes]:
        nonlocal size
        for piece in made.document(events):
            size += len(piece)
            yield piece

    Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")
    before = _memory_mib(pid, "VmRSS")
    began_s = time.monotonic()
    headers = {"Content-Type": "application/json"}
    answer = client.post("/epcis/capture", content=content(), headers=headers)
    answer.raise_for_status()
    accepted_s = time.monotonic()
    job = _done(client, answer.headers["Location"])
    done_s = time.monotonic()
    if (job["success"], job["stored"]) != (True, events):
        raise RuntimeError(f"{job['stored']} events of {events} were stored: {job['errors'][:1]}")
    return _Captured(
        size=size,
        accepted_s=accepted_s - began_s,
        done_s=done_s - accepted_s,
        before_mib=before,
        peak_mib=_memory_mib(pid, "VmHWM"),
    )


def _done(client: httpx2.Client, job: str) -> dict[str, Any]:
    while True:
        found: dict[str, Any] = client.get(job).raise_for_status().json()
        if not found["running"]:
            return found
        time.sleep(_POLL_S)


def _memory_mib(pid: int, field: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"the kernel gives no {field} of process {pid}")


def _rows(captured: _Captured, events: int, group: str) -> Iterator[Row]:
    values = {
        "judged and stored": (events / captured.done_s, "events/s"),
        "from the first byte": (events / (captured.done_s + captured.accepted_s), "events/s"),
        "size of the document": (captured.size / _MIB, "MiB"),
        "memory before": (captured.before_mib, "MiB"),
        "memory at its peak": (captured.peak_mib, "MiB"),
    }
    for name, (value, unit) in values.items():
        yield Row(name=name, value=value, unit=unit, group=group)


def _asked(client: httpx2.Client, events: int, share: float, group: str) -> Iterator[Row]:
    chosen = random.Random(7)
    stories = max(events // made.EVENTS_A_STORY, 1)
    for names, most in ((_QUERIES, QUERIES), (_CHAINS, CHAINS)):
        for name, address in names.items():
            times = []
            for _ in range(max(int(most * share), 3)):
                url = address(chosen, stories)
                times.append(milliseconds(lambda url=url: _get(client, url)))  # type: ignore[misc] # bound at once
            yield row_of(name, "ms", spread(times), group=group)


def _get(client: httpx2.Client, address: str) -> None:
    client.get(address).raise_for_status().read()


def _events(**query: str) -> str:
    return f"/epcis/events?{urlencode(query)}"


def _of_lot(chosen: Chosen, stories: int) -> str:
    return _events(MATCH_anyEPCClass=made.name(made.lot(chosen.randrange(stories))))


def _of_box(chosen: Chosen, stories: int) -> str:
    return _events(MATCH_anyEPC=made.box(chosen.randrange(stories)))


def _since(chosen: Chosen, stories: int) -> str:
    moment = made.BEGAN + timedelta(seconds=chosen.randrange(stories))
    return _events(GE_eventTime=moment.isoformat(), orderDirection="ASC")


def _received(chosen: Chosen, stories: int) -> str:
    place = made.place(chosen.randrange(min(stories, made.PARTIES)))
    return _events(EQ_bizStep="receiving", EQ_readPoint=place)


def _newest(chosen: Chosen, stories: int) -> str:
    del chosen, stories
    return _events()


def _way_of_lot(chosen: Chosen, stories: int) -> str:
    return "/api/chains/lots/{}/{}".format(*made.lot(chosen.randrange(stories)))


def _wide_way(chosen: Chosen, stories: int) -> str:
    del chosen, stories
    return "/api/chains/lots/{}/{}".format(*made.raw_lot(0))


_QUERIES: Mapping[str, Address] = MappingProxyType(
    {
        "query: a lot": _of_lot,
        "query: a box": _of_box,
        "query: since a moment": _since,
        "query: received at a place": _received,
        "query: the newest": _newest,
    }
)
_CHAINS: Mapping[str, Address] = MappingProxyType(
    {"chain: a lot": _way_of_lot, "chain: wider than its limit": _wide_way}
)
