"""Stations, scans and reports as a few weeks of running would leave them; names are invented."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID, uuid4, uuid5

from pydantic import JsonValue
from sqlalchemy.orm import Session

from contract.desired import SlideText
from contract.messages import Refusal, Reported
from contract.names import StationId
from contract.scans import EventTime, ScanEvent
from fleet.content import pictures
from fleet.content.desired import newest, note_report
from fleet.content.models import DesiredState
from fleet.content.service import NewSlide, add_slide
from fleet.db.engine import Database
from fleet.scans import service as scans
from fleet.scans.rules import Batch
from fleet.stations.models import Station, StationLatest
from fleet.stations.rules import fold
from provenance.codes.reading import Kind
from provenance.verdict.verdict import Colour, VerdictKind
from tests.console.server import OPERATOR, ConsoleServer
from tests.support.pictures import picture

NAMESPACE = UUID("6f0a7c1e-55a4-4f5b-9f0f-1f8f6f6b2a10")
DONG_XUAN = StationId("dong-xuan-cong-chinh")
LOST = StationId("long-bien-kho-lanh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A station of the sample city; `seen_s` is how long ago it was heard, None for never."""

    id: StationId
    name: str
    market: str
    ward: str
    seen_s: int | None = 4


PLACES = (
    Place(
        id=DONG_XUAN,
        name="Cổng chính, tầng một",
        market="Chợ Đồng Xuân",
        ward="Phường Hoàn Kiếm",
    ),
    Place(
        id=StationId("dong-xuan-hang-kho"),
        name="Dãy hàng khô",
        market="Chợ Đồng Xuân",
        ward="Phường Hoàn Kiếm",
        seen_s=21,
    ),
    Place(
        id=StationId("cho-hom-rau-qua"),
        name="Khu rau quả",
        market="Chợ Hôm – Đức Viên",
        ward="Phường Hai Bà Trưng",
        seen_s=9,
    ),
    Place(
        id=StationId("cho-mo-thit-ca"),
        name="Khu thịt cá",
        market="Chợ Mơ",
        ward="Phường Tương Mai",
        seen_s=33,
    ),
    Place(
        id=LOST,
        name="Kho lạnh số 2",
        market="Chợ đầu mối Long Biên",
        ward="Phường Hồng Hà",
        seen_s=43 * 60,
    ),
    Place(
        id=StationId("nghia-tan-cong-bac"),
        name="Cổng bắc",
        market="Chợ Nghĩa Tân",
        ward="Phường Nghĩa Đô",
        seen_s=3 * 3600,
    ),
    Place(
        id=StationId("sieu-thi-cau-giay"),
        name="Quầy thông tin",
        market="Siêu thị Cầu Giấy",
        ward="Phường Cầu Giấy",
        seen_s=15,
    ),
    Place(
        id=StationId("van-phuc-moi-lap"),
        name="Trạm mới lắp",
        market="Chợ Vạn Phúc",
        ward="Phường Hà Đông",
        seen_s=None,
    ),
)

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
        return StationLatest(
            station_id=place.id,
            online=seen_s < 180,
            session=3,
            online_since=seen - timedelta(hours=7),
            last_seen=seen,
            birth={
                "software": "0.1.0",
                "hardware": "Raspberry Pi 5 Model B Rev 1.0",
                "boot_id": "3b1f0c52-8e07-4a62-9a38-6d3f2f1f4f10",
            },
            health={"at": seen.isoformat(), "probes": _PROBES},
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

    def go_offline(self, station: StationId) -> None:
        """Let a station vanish."""
        with self.database.write() as session:
            latest = session.get(StationLatest, station)
            if latest is not None:
                latest.online = False


_PROBES = {
    "cpu_temperature": {"value": 61.4, "unit": "°C", "healthy": True},
    "memory_free": {"value": 48.2, "unit": "%", "healthy": True},
    "disk_free": {"value": 71.0, "unit": "%", "healthy": True},
    "uptime": {"value": 259211.0, "unit": "s", "healthy": None},
    "clock_trusted": {"value": True, "unit": "", "healthy": True},
    "outbox_depth": {"value": 0, "unit": "", "healthy": None},
    "outbox": {"value": "ok", "unit": "", "healthy": True},
    "certificate": {"value": 341.2, "unit": "d", "healthy": True},
    "station": {"value": True, "unit": "", "healthy": True},
    "camera": {"value": "up", "unit": "", "healthy": True},
    "camera_fps": {"value": 14.8, "unit": "1/s", "healthy": None},
    "camera_brightness": {"value": 118.0, "unit": "", "healthy": None},
    "screen": {"value": "attract", "unit": "", "healthy": None},
    "not_stored": {"value": 0, "unit": "", "healthy": True},
}
