"""What a station knows with the network gone: its bundle, and recalls made seconds before."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from deploy.demo.material.catalogue import read_catalogue
from deploy.demo.material.records import records_of
from fleet import settings as fleet_settings
from fleet.clock import SystemClock
from fleet.parts import Parts
from fleet.registry.service import import_file
from kiosk.bundle import store
from kiosk.bundle.reader import BundleReader
from kiosk.errors import StorageError
from kiosk.paths import DataPaths
from provenance.keys import ItemKey
from tests.support.system import System, unknown_goods, until

pytestmark = [pytest.mark.system, pytest.mark.loopback, pytest.mark.timeout(300)]

RECALLED_WITHIN_S = 15.0
"""The worker looks every two seconds; the rest is for a machine that does much else."""

RECORDS = records_of(read_catalogue(), date(2026, 11, 22))
STAMP = next(stamp for stamp in RECORDS.stamps if stamp.state == "active" and stamp.lot)
LINK = f"https://id.gs1.org/01/{STAMP.gtin}/10/{STAMP.lot}/21/{STAMP.serial}"


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    """Start everything, with one known pack before the camera again and again."""
    whole = System(tmp_path, codes=(LINK, *unknown_goods(5)))
    yield whole
    whole.close()


def bundle(system: System) -> Path:
    return DataPaths(system.folder / "station").bundle


def knows(system: System) -> bool:
    key = ItemKey(gtin=STAMP.gtin, lot=STAMP.lot, serial=STAMP.serial)
    return BundleReader(bundle(system)).find(key) is not None


def recalls(system: System) -> list[str]:
    try:
        notices = store.load_notices(bundle(system))
    except StorageError:
        return []
    return [recall.recall_id for recall in notices.recalls.recalls] if notices else []


def enter_recall(system: System) -> None:
    """Enter an order as an import does."""
    settings = fleet_settings.load(system.fleet_side.config)
    parts = Parts.open(settings, SystemClock())
    document = {
        "source": "Sở Nông nghiệp (minh họa)",
        "source_time": datetime.now(UTC).isoformat(),
        "recalls": [
            {
                "recall_id": "TH-2026-099",
                "gtin": STAMP.gtin,
                "lot": STAMP.lot,
                "reason": {"vi": "Dư lượng thuốc bảo vệ thực vật"},
                "authority": "Sở Nông nghiệp (minh họa)",
                "since": "2026-11-22",
            }
        ],
    }
    try:
        import_file(parts.database, parts.clock, json.dumps(document).encode(), by="test")
    finally:
        parts.database.close()


def last_verdict(system: System) -> tuple[str, str | None]:
    """Read what was said last of the known pack, of the scans that the station holds."""
    path = DataPaths(system.folder / "station").outbox
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
        rows = connection.execute("SELECT body FROM scan ORDER BY seq DESC").fetchall()
    events = (json.loads(body) for (body,) in rows)
    own = (event for event in events if event.get("serial") == STAMP.serial)
    return next(((event["verdict"], event.get("via")) for event in own), ("", None))


def test_a_recall_reaches_a_station_and_holds_with_the_network_gone(system: System) -> None:
    until("the bundle", lambda: knows(system), within_s=90.0)
    assert "TH-2026-099" not in recalls(system)

    enter_recall(system)
    until("the recall", lambda: "TH-2026-099" in recalls(system), RECALLED_WITHIN_S)

    system.stop_fleet()
    system.forget_cache()
    until(
        "the verdict without a network",
        lambda: last_verdict(system) == ("recalled", "cache"),
        within_s=60.0,
    )


def test_a_known_stamp_keeps_its_verdict_with_the_network_gone(system: System) -> None:
    until("the bundle", lambda: knows(system), within_s=90.0)

    system.stop_fleet()
    system.forget_cache()
    until(
        "the verdict without a network",
        lambda: last_verdict(system) == ("valid", "cache"),
        within_s=60.0,
    )
