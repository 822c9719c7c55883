"""What tests of the fleet's rooms need: stations, a desk with a key, messages of a station."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.messages import Birth, Presence, Reported, Scans
from contract.names import StationId
from contract.scans import ScanEvent
from contract.topics import Up, up
from contract.wire import encode
from fleet.bundles.service import Press
from fleet.clock import Clock
from fleet.content.assets import assets_in, bundle_assets_in
from fleet.content.desired import Desk
from fleet.db.engine import Database
from fleet.ingest.port import Received
from fleet.pki.publisher import Publisher
from fleet.stamps.keys import PrivateKeys
from fleet.stamps.service import Stamps
from fleet.stations.models import Station
from fleet.stations.rules import fold

MOMENT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
OUTBOX = UUID("0f5b1f9e-3a43-4d0c-9c55-0a4b2f1d7c11")
CHO_HOM = StationId("cho-hom-1")
DONG_XUAN = StationId("dong-xuan-2")


def add_stations(database: Database, *stations: StationId) -> None:
    """Make stations."""
    with database.write() as session:
        for station in stations:
            name, market, ward = f"Trạm {station}", "Chợ Hôm", "Phường Hai Bà Trưng"
            session.add(
                Station(
                    id=station,
                    name=name,
                    market=market,
                    ward=ward,
                    folded=fold(station, name, market, ward),
                    created_at=MOMENT,
                )
            )


def make_desk(data_dir: Path) -> Desk:
    """Make a desk with a key of its own."""
    return Desk(assets=assets_in(data_dir), publisher=Publisher(Ed25519PrivateKey.generate()))


def make_press(data_dir: Path) -> Press:
    """Make a press with a key of its own."""
    publisher = Publisher(Ed25519PrivateKey.generate())
    assets = bundle_assets_in(data_dir)
    return Press(assets=assets, publisher=publisher, limit_bytes=64 * 1024 * 1024)


def make_stamps(database: Database, clock: Clock, data_dir: Path) -> Stamps:
    """Make the use cases of stamps, with an empty folder of keys."""
    return Stamps(database, clock, PrivateKeys(data_dir), link_base="https://tem.example.vn/q")


def birth(session: int = 1, *, outbox: UUID = OUTBOX, stored: int = 0) -> Birth:
    """Say who a station is."""
    return Birth(
        at=MOMENT,
        boot_id="boot",
        session=session,
        software="0.1.0",
        hardware="test",
        outbox_id=outbox,
        stored=stored,
    )


def presence(session: int, *, online: bool) -> Presence:
    """Say that a station came or went."""
    return Presence(online=online, session=session)


def reported(number: int, at: datetime = MOMENT) -> Reported:
    """Say what is in force on a station."""
    return Reported(at=at, number=number, software="0.1.0", settings={}, slides=())


def scans_payload(*events: ScanEvent | dict[str, object], outbox: UUID = OUTBOX) -> bytes:
    """Write a message of scans, of bad events too."""
    whole = Scans(outbox_id=outbox, events=())
    document = json.loads(encode(whole))
    document["events"] = [
        json.loads(event.model_dump_json()) if isinstance(event, ScanEvent) else event
        for event in events
    ]
    return json.dumps(document).encode()


def received(station: StationId, leaf: Up | str, payload: bytes, mid: int = 1) -> Received:
    """Make a message as a port gives it."""
    topic = up(station, leaf) if isinstance(leaf, Up) else f"tq/v1/{station}/up/{leaf}"
    return Received(generation=1, mid=mid, topic=topic, payload=payload)
