"""Stations, scans and reports as a few weeks of running would leave them; names are invented."""

import math
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID, uuid4, uuid5

from pydantic import JsonValue
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from contract.desired import SlideText
from contract.messages import Health, Probe, Refusal, Reported
from contract.names import StationId
from contract.scans import EventTime, ScanEvent
from fleet.alerts import service as alerts
from fleet.content import pictures
from fleet.content.desired import newest, note_report
from fleet.content.models import DesiredState
from fleet.content.service import NewSlide, add_slide
from fleet.db.engine import Database
from fleet.health import service as health
from fleet.health.service import Sample
from fleet.processes import service as processes
from fleet.processes.models import ProcessMark
from fleet.processes.service import Role
from fleet.scans import service as scans
from fleet.scans.models import Scan
from fleet.scans.rules import Batch
from fleet.stations import timeline
from fleet.stations.models import Station, StationLatest
from fleet.stations.presence import PresenceStatus
from fleet.stations.rules import fold
from fleet.stations.timeline import Event, EventKind
from provenance.codes.reading import Kind
from provenance.verdict.verdict import Colour, VerdictKind
from tests.console.places import DONG_XUAN, PLACES, PROBES, Place
from tests.console.server import OPERATOR, ConsoleServer
from tests.support.pictures import picture

SILENT_S = 180
NAMESPACE = UUID("6f0a7c1e-55a4-4f5b-9f0f-1f8f6f6b2a10")
_SAMPLES = (
    (VerdictKind.VALID, Colour.GREEN, Kind.DIGITAL_LINK, "08938501000015", "L2411-07"),
    (VerdictKind.KNOWN, Colour.BLUE, Kind.EAN, "08938501000022", None),
    (VerdictKind.VALID, Colour.GREEN, Kind.DIGITAL_LINK, "08938501000039", "CX-1182"),
    (VerdictKind.NOT_A_TRACE_CODE, Colour.GREY, Kind.PAYMENT, None, None),
    (VerdictKind.EXPIRED, Colour.ORANGE, Kind.ELEMENT_STRING, "08938501000046", "TH-0921"),
    (VerdictKind.UNKNOWN, Colour.GREY, Kind.EAN, "04006381333931", None),
    (VerdictKind.RECALLED, Colour.RED, Kind.ELEMENT_STRING, "08938501000053", "NM-0415"),
    (VerdictKind.KNOWN, Colour.BLUE, Kind.EAN, "08938501000060", None),
    (VerdictKind.NOT_A_TRACE_CODE, Colour.GREY, Kind.LINK, None, None),
    (VerdictKind.SUSPECTED_COPY, Colour.ORANGE, Kind.DIGITAL_LINK, "08938501000015", "L2411-07"),
)


def outbox_of(station: StationId) -> UUID:
    """Name the outbox of a station."""
    return uuid5(NAMESPACE, station)


def sample_event(seq: int, moment: datetime) -> ScanEvent:
    """Make the scan with a sequence number; the kinds take turns."""
    verdict, colour, kind, gtin, lot = _SAMPLES[seq % len(_SAMPLES)]
    return ScanEvent(
        event_id=uuid4(),
        seq=seq,
        at=EventTime(boot_id="boot", monotonic_s=float(seq), wall=moment, clock_trusted=True),
        kind=kind,
        valid=True,
        symbology="QRCode",
        gtin=gtin,
        lot=lot,
        serial="7F3K9" if kind is Kind.DIGITAL_LINK else None,
        host="vi-du.example" if kind is Kind.LINK else None,
        verdict=verdict,
        colour=colour,
        via="gateway" if gtin else None,
        frame_to_verdict_ms=180.0,
    )


class Seeder:
    """Fills the database of a console."""

    def __init__(self, server: ConsoleServer) -> None:
        self._server = server
        self._seq = {place.id: count(1) for place in PLACES}

    @property
    def database(self) -> Database:
        """What is filled."""
        return self._server.database

    @property
    def now(self) -> datetime:
        """The server's moment."""
        return self._server.parts.clock.now()

    def fill(self) -> None:
        """Make the stations with their last words, scans, settings and a slide."""
        self.add_places()
        for place in PLACES:
            if place.seen_s is not None:
                self.scan(
                    place.id, *(timedelta(seconds=place.seen_s + 68 * back) for back in range(10))
                )
        self.watch()
        self.open_alerts()
        self.change_settings(DONG_XUAN, expected=0, result_timeout_s=90)
        self.report(DONG_XUAN, 1, settings={"result_timeout_s": 90})
        self.change_settings(DONG_XUAN, expected=1, result_timeout_s=45)
        self.report(
            DONG_XUAN,
            1,
            settings={"result_timeout_s": 90},
            refused=Refusal(number=2, code="desired.signature", detail="key 9c41d20f"),
        )

    def add_places(self) -> None:
        """Make the stations, and how each was last seen."""
        with self.database.write() as session:
            for place in PLACES:
                session.add(
                    Station(
                        id=place.id,
                        name=place.name,
                        market=place.market,
                        ward=place.ward,
                        folded=fold(place.id, place.name, place.market, place.ward),
                        created_at=self.now - timedelta(days=20),
                        address="15 phố Vạn Xuân",
                    )
                )
                session.flush()
                if place.seen_s is not None:
                    session.add(self._latest(place, place.seen_s))

    def _latest(self, place: Place, seen_s: int) -> StationLatest:
        seen = self.now - timedelta(seconds=seen_s)
        online = seen_s < SILENT_S
        return StationLatest(
            station_id=place.id,
            online=online,
            status=PresenceStatus.ONLINE if online else PresenceStatus.OFFLINE,
            status_at=seen,
            session=3,
            online_since=seen - timedelta(hours=7),
            last_seen=seen,
            birth={
                "software": "0.1.0",
                "hardware": "Raspberry Pi 5 Model B Rev 1.0",
                "boot_id": "3b1f0c52-8e07-4a62-9a38-6d3f2f1f4f10",
            },
            health={"at": seen.isoformat(), "probes": PROBES},
            software="0.1.0",
            health_at=seen,
            healthy=True,
            healthy_at=seen,
            camera=True,
            camera_at=seen,
            outbox_depth=0,
        )

    def scan(self, station: StationId, *ago: timedelta) -> None:
        """Store more scans of a station: one now, or one for each time given."""
        moments = sorted(self.now - one for one in ago or (timedelta(0),))
        events = tuple(sample_event(next(self._seq[station]), moment) for moment in moments)
        batch = Batch(station=station, outbox_id=outbox_of(station), events=events)
        with self.database.write() as session:
            scans.store(session, [batch], self.now)

    def change_settings(self, station: StationId, *, expected: int, **settings: object) -> None:
        """Change settings as somebody else would."""
        with self.database.write() as session:
            self._server.parts.desk.change_settings(
                session, station, settings, expected=expected, by=OPERATOR, now=self.now
            )

    def report(
        self,
        station: StationId,
        number: int,
        *,
        settings: dict[str, JsonValue],
        refused: Refusal | None = None,
    ) -> None:
        """Let a station say what is in force."""
        reported = Reported(
            at=self.now, number=number, software="0.1.0", settings=settings, refused=refused
        )
        with self.database.write() as session:
            note_report(session, station, reported, self.now)
            latest = session.get(StationLatest, station)
            if latest is not None:
                latest.reported = reported.model_dump(mode="json")
                latest.reported_number = number

    def newest(self, session: Session, station: StationId) -> DesiredState:
        """Find the newest desired state of a station."""
        row = newest(session, station)
        assert row is not None
        return row

    def add_slide(self, title: str, *, only: StationId | None = None) -> None:
        """Add a slide, for all stations or for one."""
        desk, content = self._server.parts.desk, picture(size=(640, 360))
        words = SlideText(title=title)
        new = NewSlide(
            picture=pictures.check(content),
            artifact=desk.assets.add(content),
            texts={"vi": words, "en": words},
            stations=None if only is None else frozenset([only]),
        )
        with self.database.write() as session:
            add_slide(session, desk, new, by=OPERATOR, now=self.now)

    def probe(self, station: StationId, name: str, value: dict[str, object]) -> None:
        """Let a station have measured something."""
        with self.database.write() as session:
            latest = session.get(StationLatest, station)
            assert latest is not None
            assert latest.health is not None
            probes = latest.health["probes"] | {name: value}
            latest.health = latest.health | {"probes": probes}
            latest.healthy = all(probe["healthy"] is not False for probe in probes.values())
            latest.healthy_at = self.now

    def measure_for_a_day(self, station: StationId) -> None:
        """Let a station have measured itself each five minutes, but for two hours in the night."""
        with self.database.write() as session:
            for minutes in range(0, 24 * 60, 5):
                moment = self.now - timedelta(minutes=24 * 60 - minutes)
                if 8 * 60 <= minutes < 10 * 60:
                    continue
                wave = math.sin(minutes / 230)
                values = {"cpu_temperature": 62 + 14 * wave, "cpu_load": 40 + 25 * wave}
                probes = {
                    name: Probe(value=round(value, 1), unit="", healthy=True)
                    for name, value in values.items()
                }
                sample = Sample(station=station, health=Health(at=moment, probes=probes))
                health.record(session, [sample], moment)

    def happen(
        self, station: StationId, kind: EventKind, *, code: str = "", detail: str = ""
    ) -> None:
        """Let something have happened to a station."""
        event = Event(station_id=station, at=self.now, kind=kind, code=code, detail=detail)
        with self.database.write() as session:
            timeline.note(session, [event])

    def watch(self) -> None:
        """Let an ingest and a worker be at work."""
        since = self.now - timedelta(hours=9)
        with self.database.write() as session:
            for role in Role:
                processes.mark(session, f"fleet-{role}-1", role, now=self.now, since=since)

    def open_alerts(self) -> None:
        """Let the worker look at the stations."""
        with self.database.write() as session:
            alerts.look(session, self.now, timedelta(0))

    def go_offline(self, station: StationId) -> None:
        """Let a station vanish."""
        with self.database.write() as session:
            latest = session.get(StationLatest, station)
            if latest is not None:
                latest.online = False
                latest.status, latest.status_at = PresenceStatus.OFFLINE, self.now

    def rest(self) -> None:
        """Let nobody be at work."""
        with self.database.write() as session:
            session.execute(delete(ProcessMark))

    def revoke(self, station: str) -> None:
        """Take a station out of the fleet."""
        with self.database.write() as session:
            session.get_one(Station, station).revoked_at = self.now

    def reinstate(self, station: str) -> None:
        """Take a station back into the fleet, as no operator can."""
        with self.database.write() as session:
            session.get_one(Station, station).revoked_at = None

    def newest_scan(self, station: str) -> int:
        """Find the id of a station's newest scan."""
        with self.database.read() as session:
            newest = session.scalar(select(func.max(Scan.id)).where(Scan.station_id == station))
        assert newest is not None
        return newest
