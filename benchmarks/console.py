"""The console's pages with 10,000 stations, half of them offline, over HTTP with a session.

One browser asks, one request after the other, SQLite's and PostgreSQL's server in turns; both hold
the same rows. A page is 50 stations. What a browser adds, parsing and drawing, isn't measured.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from urllib.parse import urlencode

import httpx2

from benchmarks.fleet_api import prepare, serving
from benchmarks.fleet_seed import station_id
from benchmarks.plan import Plan
from benchmarks.report import Goal, Row, Section, row_of
from benchmarks.sampling import interleaved, milliseconds, percentile, spread
from tests.support import postgres

PAGE_MS = 150.0
SUMMARY_MS = 50.0
PAGE = "page"
SUMMARY = "summary"
SERVER = ("shared_buffers=128MB",)
"""PostgreSQL's own default; everything else is its default too, fsync among it."""
_FAR_PAGES = 100


def measure(plan: Plan) -> Section:
    """Measure every page on both databases."""
    stations = plan.size(10_000, 120)
    rows: list[Row] = []
    goals: list[Goal] = []
    with _browsers(plan, stations) as browsers:
        paths = {name: _paths(client, stations) for name, client in browsers.items()}
        contestants = {
            (name, database): partial(_ask, browsers[database], paths[database][name])
            for name in next(iter(paths.values()))
            for database in browsers
        }
        named = {f"{name}\0{database}": ask for (name, database), ask in contestants.items()}
        measured = interleaved(named, rounds=plan.size(60, 2), warm_ups=plan.size(5, 1))
    for database in browsers:
        for key, values in measured.items():
            name, _, where = key.partition("\0")
            if where == database:
                rows.append(row_of(name, "ms", spread(values), group=database))
                goals += _goals(name, database, values)
    return Section(
        title=f"The console with {stations:,} stations".replace(",", " "),
        rows=tuple(rows),
        goals=tuple(goals),
        notes=(
            "Every second station is offline with an open alert; 14 days of counts, 50,000 scans.",
            "One connection that stays open, one request at a time, on the loopback address.",
            "Both databases with their defaults; tables were analysed after they were filled.",
        ),
    )


@contextmanager
def _browsers(plan: Plan, stations: int) -> Iterator[Mapping[str, httpx2.Client]]:
    programs = postgres.programs()
    if programs is None:
        raise RuntimeError("PostgreSQL's server programs are not installed: run make system")
    with ExitStack() as running:
        server = running.enter_context(postgres.running(programs, SERVER))
        url = server.url(server.create())
        on_sqlite = prepare(plan.folder / "sqlite", stations)
        on_postgres = prepare(plan.folder / "postgres", stations, url)
        yield {
            "SQLite": running.enter_context(serving(on_sqlite)),
            "PostgreSQL": running.enter_context(serving(on_postgres)),
        }


def _paths(client: httpx2.Client, stations: int) -> dict[str, str]:
    ward = client.get("/api/station-facets").raise_for_status().json()["wards"][0]["value"]
    listed: dict[str, dict[str, str]] = {
        "by name": {},
        "by name, descending": {"descending": "true"},
        "by station": {"sort": "station"},
        "by ward": {"sort": "ward"},
        "by market": {"sort": "market"},
        "by last seen": {"sort": "last_seen"},
        "by last seen, newest first": {"sort": "last_seen", "descending": "true"},
        "by scans today, most first": {"sort": "scans_today", "descending": "true"},
        "search for two words": {"q": "rau cho"},
        "search without a match": {"q": "khong co"},
        "offline": {"status": "offline"},
        "one ward, unhealthy": {"ward": ward, "health": "bad"},
        "desired state refused": {"state": "refused"},
        "offline, by last seen": {"status": "offline", "sort": "last_seen"},
        "a far page, by name": {"after": _far(client, stations)},
    }
    pages = {f"{PAGE} {name}": f"/api/stations?{urlencode(q)}" for name, q in listed.items()}
    return pages | {
        SUMMARY: "/api/summary",
        "facets": "/api/station-facets",
        "facets, offline": "/api/station-facets?status=offline",
        "wards": "/api/wards",
        "attention": "/api/attention",
        "alerts": "/api/alerts?state=open",
        "scans": "/api/scans",
        "one station": f"/api/stations/{station_id(2)}",
    }


def _far(client: httpx2.Client, stations: int) -> str:
    """Turn pages until half of the stations lie behind."""
    after = ""
    for _ in range(min(_FAR_PAGES, stations // 100)):
        query = urlencode({"after": after, "limit": 50})
        page = client.get(f"/api/stations?{query}").raise_for_status().json()
        after = page["next_after"]
    return after


def _ask(client: httpx2.Client, path: str) -> float:
    return milliseconds(lambda: client.get(path).raise_for_status().content)


def _goals(name: str, database: str, values: list[float]) -> list[Goal]:
    worst = percentile(values, 95)
    if name == f"{PAGE} by name":
        label = f"{PAGE} of 50 by name, {database}"
        median = Goal(name=f"{label}, p50", value=spread(values).median, unit="ms")
        return [median, Goal(name=f"{label}, p95", value=worst, unit="ms", bound=PAGE_MS)]
    bound = SUMMARY_MS if name == SUMMARY else PAGE_MS
    if name == SUMMARY or name.startswith(PAGE):
        return [Goal(name=f"{name}, {database}, p95", value=worst, unit="ms", bound=bound)]
    return []
