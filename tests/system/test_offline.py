"""What a station knows with the network gone: its bundle, and recalls made seconds before."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.demo.material.catalogue import read_catalogue
from deploy.demo.material.records import records_of
from fleet import settings as fleet_settings
from fleet.clock import SystemClock
from fleet.parts import Parts
from fleet.registry.models import IssuerKeyRow
from fleet.registry.service import import_file
from fleet.stamps.actions import Deed
from fleet.stamps.selection import Chosen
from fleet.stamps.service import Stamps
from kiosk.bundle import store
from kiosk.bundle.news import StampNews
from kiosk.bundle.reader import BundleReader
from kiosk.clock import SystemClock as StationClock
from kiosk.errors import StorageError
from kiosk.paths import DataPaths
from provenance.keys import ItemKey
from provenance.signatures.keylist import IssuerKey, parse_key_list
from provenance.signatures.stamp import sign_link
from provenance.stamps.states import Action
from tests.support.system import Prepared, System, unknown_goods, until

pytestmark = [pytest.mark.system, pytest.mark.loopback, pytest.mark.timeout(300)]

RECALLED_WITHIN_S = 15.0
"""The worker looks every two seconds; the rest is for a machine that does much else."""

VOIDED_WITHIN_S = 30.0
"""The worker looks at the states of stamps every ten seconds."""

RECORDS = records_of(read_catalogue(), date(2026, 11, 22))
STAMP = next(stamp for stamp in RECORDS.stamps if stamp.state == "active" and stamp.lot)
LINK = f"https://id.gs1.org/01/{STAMP.gtin}/10/{STAMP.lot}/21/{STAMP.serial}"


KEY = Ed25519PrivateKey.generate()
KID = bytes.fromhex("5a17")
SIGNED = sign_link((("01", STAMP.gtin), ("10", STAMP.lot or ""), ("21", STAMP.serial)), KID, KEY)


@pytest.fixture
def signed_system(tmp_path: Path, prepared: Prepared) -> Iterator[System]:
    """Start everything, with the known pack's stamp signed."""
    whole = System(tmp_path, codes=(SIGNED, *unknown_goods(5)), prepared=prepared)
    yield whole
    whole.close()


@pytest.fixture
def system(tmp_path: Path, prepared: Prepared) -> Iterator[System]:
    """Start everything, with one known pack before the camera again and again."""
    whole = System(tmp_path, codes=(LINK, *unknown_goods(5)), prepared=prepared)
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


def key_on_disk(system: System) -> IssuerKey | None:
    """Read what the station knows of the key."""
    try:
        notices = store.load_notices(bundle(system))
    except StorageError:
        return None
    return parse_key_list(notices.keys).keys.get(KID) if notices else None


@contextmanager
def fleet_parts(system: System) -> Iterator[tuple[Parts, Stamps]]:
    """Open the fleet's database as a command does, beside the running process."""
    settings = fleet_settings.load(system.fleet_side.config)
    parts = Parts.open(settings, SystemClock())
    try:
        yield parts, Stamps.of(parts.database, parts.clock, settings)
    finally:
        parts.database.close()


def add_key(system: System) -> None:
    with fleet_parts(system) as (parts, _), parts.database.write() as session:
        session.add(
            IssuerKeyRow(
                kid=KID.hex(),
                party=STAMP.issuer,
                algorithm="EdDSA",
                public_key=KEY.public_key().public_bytes_raw(),
                not_before=date(2026, 1, 1),
                not_after=date(2036, 1, 1),
                prefixes=[STAMP.gtin[1:8]],
                fetched_at=parts.clock.now(),
            )
        )


def enter_recall(system: System) -> None:
    """Enter an order as an import does."""
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
    with fleet_parts(system) as (parts, _):
        import_file(parts.database, parts.clock, json.dumps(document).encode(), by="test")


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


def test_a_voided_stamp_is_red_with_the_network_gone(system: System) -> None:
    until("the bundle", lambda: knows(system), within_s=90.0)
    until("the first verdict", lambda: last_verdict(system)[0] == "valid", within_s=60.0)

    deed = Deed(action=Action.VOID, note="In hỏng")
    chosen = Chosen(gtin=STAMP.gtin, serials=(STAMP.serial,))
    with fleet_parts(system) as (_, stamps):
        stamps.act(chosen, deed, by="test")
    key = ItemKey(gtin=STAMP.gtin, serial=STAMP.serial)
    news = StampNews(bundle(system), clock=StationClock())
    until("the news", lambda: news.find(key) is not None, VOIDED_WITHIN_S)

    system.stop_fleet()
    system.forget_cache()
    until(
        "the verdict without a network",
        lambda: last_verdict(system) == ("void", "cache"),
        within_s=60.0,
    )


def test_a_signed_stamp_is_red_after_its_key_was_revoked_with_the_network_gone(
    signed_system: System,
) -> None:
    system = signed_system
    until("the bundle", lambda: knows(system), within_s=90.0)
    add_key(system)
    until("the key", lambda: key_on_disk(system) is not None, RECALLED_WITHIN_S)
    until("a good signature", lambda: last_verdict(system)[0] == "valid", within_s=60.0)

    with fleet_parts(system) as (_, stamps):
        stamps.revoke_key(KID.hex(), "Lộ khóa", by="test")

    def is_revoked() -> bool:
        key = key_on_disk(system)
        return key is not None and key.revoked_at is not None

    until("the revocation", is_revoked, RECALLED_WITHIN_S)
    system.stop_fleet()
    system.forget_cache()
    until(
        "the verdict without a network",
        lambda: last_verdict(system) == ("bad_signature", "cache"),
        within_s=60.0,
    )
