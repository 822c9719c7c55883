"""Look-ups in a registry of a million stamps, as the gateway answers them.

Timed is what the gateway does between the request's body and the answer's: the dossier's queries in
one snapshot, and its JSON. TLS, the station's token and the wire are those of every request.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.plan import Plan
from benchmarks.registry_seed import STAMPS_EACH_LOT, Size, gtin, lot_of, seed, unit_of
from benchmarks.report import Goal, Row, Section, row_of
from benchmarks.sampling import milliseconds, percentile, spread
from contract.gateway import LookupFound
from fleet.api.epcis_lookup import TracedLookup
from fleet.clock import SystemClock
from fleet.db import migrate
from fleet.db.engine import Database
from provenance.keys import ItemKey
from tests.support import postgres as server

WITHIN_MS = 20.0
LOOKUPS = 2000
POSTGRES = ("shared_buffers=256MB", "fsync=off", "synchronous_commit=off")

Keys = Callable[[random.Random, Size], ItemKey]


def measure(plan: Plan) -> Section:
    """Measure each kind of look-up on each database, keys in random order."""
    size = Size(products=plan.size(1000, 5))
    rows: list[Row] = []
    goals: list[Goal] = []
    with ExitStack() as stack:
        for name, url in _urls(stack, plan.folder):
            database = stack.enter_context(closing(Database(url)))
            migrate.upgrade(database)
            seed(database, size, datetime.now(UTC))
            for what, values in _times(database, size, plan.size(LOOKUPS, 5)).items():
                rows.append(row_of(what, "ms", spread(values), group=name))
                goals.append(
                    Goal(
                        name=f"{what}, {name}, 95th percentile",
                        value=percentile(values, 95),
                        unit="ms",
                        bound=WITHIN_MS,
                    )
                )
    return Section(
        title="Look-ups in the registry",
        rows=tuple(rows),
        goals=tuple(goals),
        notes=(
            f"{size.stamps:,} stamps, {size.lots:,} lots, {size.products:,} products.",
            "From the question to the answer's JSON in one thread, the steps of events with it.",
        ),
    )


def _urls(stack: ExitStack, folder: Path) -> Iterator[tuple[str, str]]:
    yield "SQLite", f"sqlite:///{folder / 'registry.sqlite3'}"
    bin_dir = server.programs()
    if bin_dir is not None:
        running = stack.enter_context(server.running(bin_dir, POSTGRES))
        yield "PostgreSQL", running.url(running.create())


def _times(database: Database, size: Size, count: int) -> dict[str, list[float]]:
    lookup = TracedLookup(database, SystemClock())
    chosen = random.Random(7)
    found = {}
    for name, make in _KEYS.items():
        keys = [make(chosen, size) for _ in range(count + 20)]
        times = [milliseconds(lambda key=key: _answer(lookup, key)) for key in keys]  # type: ignore[misc] # bound at once
        found[name] = times[20:]
    return found


def _answer(lookup: TracedLookup, key: ItemKey) -> bytes:
    dossier = lookup.dossier(key)
    return LookupFound(dossier=dossier).model_dump_json().encode() if dossier else b""


def _unit(chosen: random.Random, size: Size) -> ItemKey:
    number = chosen.randrange(size.stamps)
    product, serial = unit_of(number)
    return ItemKey(gtin=product, lot=lot_of(number // STAMPS_EACH_LOT)[1], serial=serial)


def _lot(chosen: random.Random, size: Size) -> ItemKey:
    product, lot = lot_of(chosen.randrange(size.lots))
    return ItemKey(gtin=product, lot=lot)


def _product(chosen: random.Random, size: Size) -> ItemKey:
    return ItemKey(gtin=gtin(chosen.randrange(size.products)))


_KEYS: Mapping[str, Keys] = {"one unit": _unit, "one lot": _lot, "one product": _product}
