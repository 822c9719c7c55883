"""What a station answers from its bundle with the network gone, and what packing one costs.

The bundle is packed by the fleet's own press from the registry that the look-ups are measured on,
within the size that is the default, and read as the station reads it: file by file, nothing kept.
"""

import random
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.plan import Plan
from benchmarks.registry_seed import Size, seed
from benchmarks.report import Goal, Row, Section, row_of
from benchmarks.sampling import milliseconds, percentile, spread, timed
from contract import bundle
from contract.bundle import BundleIndex, BundleState
from contract.desired import Artifact
from fleet.bundles.models import StationBundle
from fleet.bundles.service import Press
from fleet.content.assets import bundle_assets_in
from fleet.db import migrate
from fleet.db.engine import Database
from fleet.pki.publisher import Publisher
from fleet.stations.models import Station
from kiosk.bundle import store
from kiosk.bundle.reader import BundleReader
from provenance.keys import Gtin, ItemKey

WITHIN_MS = 10.0
LIMIT_MB = 64
LOOKUPS = 2000
STATION = "tram-00001"


def measure(plan: Plan) -> Section:
    """Measure packing, then answers about what is in the bundle and what isn't."""
    size = Size(products=plan.size(1000, 5))
    press = Press(
        assets=bundle_assets_in(plan.folder),
        publisher=Publisher(Ed25519PrivateKey.generate()),
        limit_bytes=LIMIT_MB * 1024 * 1024,
    )
    with closing(Database(f"sqlite:///{plan.folder / 'offline.sqlite3'}")) as database:
        migrate.upgrade(database)
        seed(database, size, datetime.now(UTC))
        row, packed_ms = _packed(database, press)
    index = BundleIndex.model_validate_json(press.assets.find(row.index_sha256).read_bytes())
    reader = _laid_down(press, row, plan.folder / "station")
    times = {
        "one unit": _times(reader, _units(press, index), plan.size(LOOKUPS, 5)),
        "one lot": _times(reader, _lots(press, index), plan.size(LOOKUPS, 5)),
        "not in the bundle": _times(reader, _others(), plan.size(LOOKUPS, 5)),
    }
    rows = [row_of(what, "ms", spread(values), group="Answers") for what, values in times.items()]
    return Section(
        title="With the network gone",
        rows=(*rows, *_packing(row, index, packed_ms)),
        goals=tuple(
            Goal(
                name=f"{what}, 95th percentile",
                value=percentile(values, 95),
                unit="ms",
                bound=WITHIN_MS,
            )
            for what, values in times.items()
        ),
        notes=(
            f"Of {size.stamps:,} stamps and {size.lots:,} lots, in at most {LIMIT_MB} MiB.",
            "Chunks lie in the page cache; a card that reads 20 MB/s adds 2 ms for each of three.",
        ),
    )


def _packing(row: StationBundle, index: BundleIndex, packed_ms: float) -> list[Row]:
    figures = {
        "time": (packed_ms / 1000, "s"),
        "size of the chunks": (row.size / 2**20, "MiB"),
        "chunks": (len(index.artifacts), ""),
        "products": (row.goods, ""),
        "lots": (row.lots, ""),
        "stamps": (row.stamps, ""),
    }
    return [
        Row(name=name, value=value, unit=unit, group="Packing for one market")
        for name, (value, unit) in figures.items()
    ]


def _packed(database: Database, press: Press) -> tuple[StationBundle, float]:
    now = datetime.now(UTC)
    with database.write() as session:
        session.add(
            Station(
                id=STATION,
                name="Trạm 1",
                market="Chợ Mơ",
                ward="Phường Bạch Mai",
                folded="",
                created_at=now,
            )
        )
    _, packed_ms = timed(lambda: press.pack(database, now, older_than=now))
    with database.read() as session:
        return session.get_one(StationBundle, STATION), packed_ms


def _laid_down(press: Press, row: StationBundle, folder: Path) -> BundleReader:
    """Give a station's disk what a state names."""
    blobs = folder / store.BLOBS
    blobs.mkdir(parents=True)
    for path in press.assets.folder.glob("??/*"):
        (blobs / path.name).hardlink_to(path)
    state = BundleState(
        station=STATION,
        number=row.number,
        issued_at=row.made_at,
        index=Artifact(sha256=row.index_sha256, size=row.index_size),
        recalls=Artifact(sha256=row.recalls_sha256, size=row.recalls_size),
        keys=Artifact(sha256=row.keys_sha256, size=row.keys_size),
    )
    (folder / store.STATE).write_text(state.model_dump_json())
    return BundleReader(folder)


def _times(reader: BundleReader, keys: list[ItemKey], count: int) -> list[float]:
    chosen = random.Random(17)
    asked = [chosen.choice(keys) for _ in range(count)]
    return [milliseconds(lambda key=key: reader.find(key)) for key in asked]  # type: ignore[misc] # bound at once


def _units(press: Press, index: BundleIndex) -> list[ItemKey]:
    return [ItemKey(gtin=Gtin(gtin), serial=serial) for gtin, serial in _keys(press, index.stamps)]


def _lots(press: Press, index: BundleIndex) -> list[ItemKey]:
    return [ItemKey(gtin=Gtin(gtin), lot=lot) for gtin, lot in _keys(press, index.lots)]


def _others() -> list[ItemKey]:
    return [ItemKey(gtin=Gtin("08938505974194"), serial=f"X{number}") for number in range(50)]


def _keys(press: Press, chunks: tuple[Artifact, ...]) -> list[tuple[str, str]]:
    """Name some records of some chunks, spread over all of them."""
    found = []
    for artifact in chunks[:: max(1, len(chunks) // 100)]:
        content = press.assets.find(artifact.sha256).read_bytes()
        found += [key.split("/", 1) for key, _ in islice(bundle.records(content), 20)]
    return [(gtin, rest) for gtin, rest in found]
