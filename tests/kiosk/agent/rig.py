"""A whole agent with a simulated broker, a fake fleet over HTTP and a fake station process."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import httpx2

from contract import topics, wire
from contract.gateway import ARTIFACT
from contract.messages import Message, Reported
from contract.names import StationId
from contract.scans import EventTime, ScanEvent
from contract.topics import Down, Up
from kiosk.agent.app import Adapters, assemble, uplink_options
from kiosk.agent.store import AgentStore
from kiosk.camera.pictures import load_luma
from kiosk.health.probes import MachineProbes
from kiosk.identity.gateway import Gateway
from kiosk.identity.token import Tokens
from kiosk.local import protocol
from kiosk.local.protocol import (
    Distribution,
    Done,
    GetStatus,
    Identify,
    NetworkIs,
    Reload,
    Reply,
    Request,
    Restart,
    ScreenshotReply,
    StatusReply,
    TakeScreenshot,
)
from kiosk.outbox.store import Outbox
from kiosk.paths import DataPaths
from kiosk.rollout.store import load_current
from kiosk.settings import Settings
from kiosk.uplink.memory import MemoryBroker, MemoryUplink
from provenance.codes.reading import Kind
from provenance.verdict.verdict import Colour, VerdictKind
from tests.support.certificates import Authority
from tests.support.identities import write_identity
from tests.support.kiosk_clock import SetClock
from tests.support.publishing import STATION, Publisher

M = TypeVar("M", bound=Message)
TIMEOUT_S = 45
NAME = "Chợ Mơ, cửa chính"
"""Of the station, as it was enrolled."""


class FakeStation:
    """A station process that answers at once, or not at all."""

    def __init__(self, desired: Path) -> None:
        self._desired = desired
        self.asked: list[Request] = []
        self.trouble: Exception | None = None
        self.number = 0
        self.camera = "up"
        self.screenshot: Reply = ScreenshotReply(png=b"\x89PNG window")
        self.answer: Reply = Done()

    def ask(self, request: Request, timeout_s: float) -> Reply:
        assert timeout_s > 0
        self.asked.append(request)
        if self.trouble is not None:
            raise self.trouble
        match request:
            case GetStatus():
                return self._status()
            case TakeScreenshot():
                return self.screenshot
            case Reload():
                self.number = load_current(self._desired).number
                return Done()
            case NetworkIs():
                return Done()
            case Identify() | Restart():
                return self.answer

    def _status(self) -> protocol.StatusReply:
        return StatusReply(
            started_at=datetime(2026, 11, 20, tzinfo=UTC),
            frames_seen=100,
            frames_decoded=7,
            decode_ms=Distribution(median=12.5, p95=30.0),
            frame_ms=Distribution(median=4.0, p95=9.0),
            sharpness=6.5,
            frame_to_verdict_ms=Distribution(),
            verdicts={},
            stored=0,
            stored_total=0,
            not_stored=0,
            camera=self.camera,
            screen="attract",
            number=self.number,
            fps=15.0,
            brightness=100.0,
        )


class FakeFleet:
    """The fleet's HTTP side: artifacts and uploads."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self.uploads: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.down = False

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if self.down:
            message = "no route"
            raise httpx2.ConnectError(message, request=request)
        if not request.headers.get("authorization", "").startswith("Bearer ey"):
            return httpx2.Response(401)
        self.asked.append(request.url.path)
        name = request.url.path.rsplit("/", 1)[-1]
        if request.method == "PUT":
            self.uploads[name] = request.read()
            return httpx2.Response(204)
        if request.url.path == ARTIFACT.format(sha256=name) and name in self._publisher.artifacts:
            return httpx2.Response(200, content=self._publisher.artifacts[name])
        return httpx2.Response(404)


class Rig:
    """An agent, and everything around it."""

    def __init__(self, folder: Path, *, managed: bool = True) -> None:
        self.managed = managed
        self.settings = Settings(data_dir=folder)
        self.paths = DataPaths(folder)
        self.clock = SetClock(datetime.now(UTC))
        self.publisher = Publisher()
        self.identity = write_identity(
            self.paths.identity, Authority(), name=NAME, publisher=self.publisher.key
        )
        self.broker = MemoryBroker()
        self.station = FakeStation(self.paths.desired)
        self.fleet = FakeFleet(self.publisher)
        self.outbox = Outbox(self.paths.outbox, clock=self.clock, max_mb=4)
        self.restart()

    def restart(self) -> None:
        """Begin with a new agent on the same data."""
        store = AgentStore(self.paths.agent, self.clock)
        self.tokens = tokens = Tokens(self.identity, self.clock)
        self.uplink = MemoryUplink(self.broker, uplink_options(self.identity, store))
        transport = httpx2.MockTransport(self.fleet)
        adapters = Adapters(
            identity=self.identity,
            uplink=self.uplink,
            gateway=Gateway(self.identity, tokens, self.clock, transport),
            tokens=tokens,
            station=self.station,
            outbox=self.outbox,
            store=store,
            probes=MachineProbes(self.paths.root, folder_of_nothing(self.paths.root)),
            decode=lambda path: void(load_luma(path)),
            managed=self.managed,
        )
        self.agent = assemble(self.settings, adapters, self.clock)

    def begin(self) -> None:
        """Connect."""
        self.agent.start()
        self.agent.turn(0)

    def turn(self, *, after_s: float = 0.0) -> None:
        """Let time pass, then let the agent turn once."""
        self.clock.advance(after_s)
        self.agent.turn(0)

    def until(self, condition: Callable[[], bool]) -> None:
        """Turn until something is true, while the worker works."""
        deadline = time.monotonic() + TIMEOUT_S
        while not condition():
            assert time.monotonic() < deadline
            self.agent.turn(0.005)

    def say(self, leaf: Down, message: Message, *, retain: bool = False) -> None:
        """Say something as the fleet."""
        topic = topics.down(StationId(STATION), leaf)
        self.broker.say(topic, wire.encode(message), retain=retain)

    def heard(self, leaf: Up, model: type[M]) -> list[M]:
        """Give what the fleet has heard on a topic, oldest first."""
        topic = topics.up(StationId(STATION), leaf)
        return [wire.decode_as(model, h.payload) for h in self.broker.heard if h.topic == topic]

    def reported(self) -> Reported:
        """Give the newest report."""
        return self.heard(Up.REPORTED, Reported)[-1]

    def store_scans(self, count: int, host: str = "") -> None:
        """Put scans into the outbox, as the station does."""
        for _ in range(count):
            self.outbox.append(lambda seq: scan(seq, self.clock, host))


def folder_of_nothing(root: Path) -> Path:
    """Name a machine without any kernel's files, so that this one's load decides nothing."""
    return root / "no-machine"


def void(_value: object) -> None:
    """Drop a value."""


def scan(seq: int, clock: SetClock, host: str = "") -> ScanEvent:
    """Make a scan."""
    return ScanEvent(
        event_id=uuid4(),
        seq=seq,
        at=EventTime(
            boot_id="boot", monotonic_s=clock.monotonic_s(), wall=clock.now(), clock_trusted=True
        ),
        kind=Kind.LINK,
        valid=True,
        symbology="QR Code",
        host=host or "example.com",
        verdict=VerdictKind.NOT_A_TRACE_CODE,
        colour=Colour.GREY,
    )
