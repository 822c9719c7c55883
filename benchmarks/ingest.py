"""Events made durable a second: our ingest against the bare stack, side by side in one run."""

from contextlib import ExitStack
from functools import partial

from benchmarks.ingest_bare import Store
from benchmarks.ingest_events import Load, load
from benchmarks.ingest_rig import Rig
from benchmarks.plan import Plan
from benchmarks.report import Goal, Section, Sense, row_of
from benchmarks.sampling import interleaved, spread
from tests.support import postgres as server
from tests.support.postgres import Postgres

GOAL = 0.6
SIZES = {1: 20_000, 50: 2_000}
"""Events a message, and how many messages a full run has of such."""
QUICK_SIZES = {1: 300, 50: 20}
BARE_ON_SQLITE: dict[str, Store] = {"bare, executemany": "sqlite"}
BLIND = "bare, COPY that a repeated message would end"
BARE_ON_POSTGRES: dict[str, Store] = {
    "bare, executemany": "executemany",
    "bare, COPY": "copy",
    BLIND: "copy_blindly",
}
OURS = "fleet ingest"
NOTES = (
    "Each turn has a process, an empty database and the product's own Mosquitto with TLS.",
    "The clock runs from the first message sent to the last event that can be read.",
    "Bare: paho with our settings, our rule for batches, JSON into tuples, one statement, PUBACKs.",
    "Bare stores into the same columns and unique indexes; it checks, counts and answers nothing.",
    "The goal counts those that take a repeated message, as MQTT's QoS 1 brings them.",
    "Ours besides: validation, foreign key, three more indexes, counters, answers to 50 stations.",
    "SQLite in WAL with synchronous=FULL, PostgreSQL with fsync.",
    "Sender, broker, consumer and database share the machine: ratios mean more than rates.",
)


def measure(plan: Plan) -> Section:
    """Measure every size on both databases; PostgreSQL is left out where it isn't installed."""
    rounds = plan.size(5, 1)
    rows, goals = [], []
    with ExitStack() as stack:
        bin_dir = server.programs()
        postgres = stack.enter_context(server.running(bin_dir, ())) if bin_dir else None
        rig = Rig(plan.folder, postgres)
        rig.start()
        stack.callback(rig.stop)
        for size, count in plan.size(SIZES, QUICK_SIZES).items():
            made = load(count, size)
            for name, bare in _databases(postgres).items():
                title = f"{name}, {size} event{'s' if size > 1 else ''} a message"
                found = _take_turns(rig, made, bare, rounds, plan.size(1, 0))
                rows += [
                    row_of(who, "events/s", spread(rates), group=title)
                    for who, rates in found.items()
                ]
                goals.append(_ratio(title, found))
    return Section(
        title="Ingest: events made durable",
        rows=tuple(rows),
        goals=tuple(goals),
        notes=NOTES if postgres else (*NOTES, "PostgreSQL is not installed here: not measured."),
    )


def _databases(postgres: Postgres | None) -> dict[str, dict[str, Store]]:
    found = {"SQLite": BARE_ON_SQLITE}
    return found | {"PostgreSQL": BARE_ON_POSTGRES} if postgres else found


def _take_turns(
    rig: Rig, made: Load, bare: dict[str, Store], rounds: int, warm_ups: int
) -> dict[str, list[float]]:
    on_postgres = bare is BARE_ON_POSTGRES
    contestants = {OURS: partial(rig.ours, made, postgres=on_postgres)} | {
        name: partial(rig.bare, made, store) for name, store in bare.items()
    }
    return interleaved(contestants, rounds=rounds, warm_ups=warm_ups)


def _ratio(title: str, found: dict[str, list[float]]) -> Goal:
    """Hold ours against the fastest bare one that takes a message twice, median against median."""
    medians = {name: spread(rates).median for name, rates in found.items() if name != BLIND}
    ours = medians.pop(OURS)
    return Goal(
        name=f"{title}: ours / bare",
        value=ours / max(medians.values()),
        unit="",
        bound=GOAL,
        sense=Sense.AT_LEAST,
    )
