"""The station process: which adapters it is built of, and in what order they start and stop.

Threads: everything here runs on the main thread, but the look-ups (`kiosk.lookup.worker`) and the
local socket (`kiosk.local.server`); the camera has a process of its own.
"""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from daemon.watchdog import Supervisor, unsupervised
from kiosk.bundle.news import StampNews
from kiosk.bundle.reader import BundleReader
from kiosk.camera.link import ProcessCameraLink
from kiosk.clock import Clock, SystemClock, boot_id
from kiosk.errors import EnrolmentError, StorageError
from kiosk.health import starts
from kiosk.health.starts import Starts
from kiosk.identity import store as identity_store
from kiosk.identity.pinned import pinned_client
from kiosk.identity.token import Tokens
from kiosk.local.server import LocalServer
from kiosk.lookup.bundle import BundleLookup
from kiosk.lookup.cache import CacheLookup
from kiosk.lookup.chain import ChainLookup
from kiosk.lookup.gateway import Access, GatewayLookup
from kiosk.lookup.news import NewsLookup
from kiosk.lookup.port import Lookup
from kiosk.lookup.worker import LookupWorker
from kiosk.outbox.store import Outbox
from kiosk.paths import DataPaths
from kiosk.settings import CameraAdapter, Settings
from kiosk.station.content import Content, load_content
from kiosk.station.desk import Desk
from kiosk.station.flow import Moment, State
from kiosk.station.loop import Loop
from kiosk.station.moves import attract
from kiosk.station.notices import NoticeBoard
from kiosk.station.pacer import Bell, Pacer
from kiosk.station.parts import Parts
from kiosk.station.recorder import Recorder
from kiosk.station.teller import Teller
from kiosk.ui.chime import PygameChime
from kiosk.ui.window import PygameWindow

LOOKUP_LIMIT_S = 60.0
"""Between two look-ups; each has the limit of `kiosk.lookup.worker`."""
LOCAL_LIMIT_S = 20.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """The station process, built but not started."""

    parts: Parts
    loop: Loop
    bell: Bell
    supervisor: Supervisor
    data_dir: Path

    def run(self) -> None:
        """Start everything, turn until `stop`, end everything in reverse order.

        Raises:
            DisplayError: no screen can be opened.
            LocalError: another station process is running.
            StorageError: `data.unusable` where the data directory can't be made.
        """
        parts = self.parts
        with ExitStack() as running:
            running.callback(self.bell.close)
            running.enter_context(self.supervisor)
            _make_folder(self.data_dir)
            parts.window.open()
            running.callback(parts.window.close)
            # Before the rest, which takes a tenth of a second: nobody looks at a dark screen.
            self.loop.show()
            parts.local.start()
            running.callback(parts.local.stop)
            parts.note_start()
            running.callback(parts.recorder.close)
            parts.lookups.start()
            running.callback(parts.lookups.stop)
            parts.camera.start()
            running.callback(parts.camera.stop)
            self.loop.run()

    def stop(self) -> None:
        """Let `run` end; may be called from a signal handler."""
        self.loop.stop()
        self.bell.ring()


def build(
    settings: Settings,
    *,
    language: str | None = None,
    scans: int | None = None,
    supervisor: Supervisor | None = None,
    managed: bool = False,
) -> Station:
    """Build the station process; nothing is opened yet.

    Args:
        language: to begin each session in, in place of the fleet's setting.
        scans: take no more after so many are stored.
        supervisor: hears that every loop turns; None where nobody listens.
        managed: whether somebody starts the process again when it ends.
    """
    paths = DataPaths(settings.data_dir)
    clock = SystemClock(trust=settings.trust_clock)

    def load() -> Content:
        return _in_language(load_content(paths.desired), language)

    bell, supervisor = Bell(), supervisor or unsupervised(clock.monotonic_s)
    parts = _parts(_Given(settings, paths, clock, load, bell, supervisor, managed))
    state = _first_state(_first_content(load, language), clock)
    name, teller = _station_name(paths), Teller(supervisor)
    loop = Loop(parts, state, station_name=name, scans=scans, teller=teller)
    return Station(parts=parts, loop=loop, bell=bell, supervisor=supervisor, data_dir=paths.root)


@dataclass(frozen=True, slots=True)
class _Given:
    """What every part is built with."""

    settings: Settings
    paths: DataPaths
    clock: Clock
    load: Callable[[], Content]
    bell: Bell
    supervisor: Supervisor
    managed: bool


def _parts(given: _Given) -> Parts:
    settings, paths, clock = given.settings, given.paths, given.clock
    ring, pulse = given.bell.ring, given.supervisor.pulse
    window = PygameWindow(settings.screen)
    camera = ProcessCameraLink(settings.camera, clock)
    outbox = Outbox(paths.outbox, clock=clock, max_mb=settings.outbox.max_mb)
    boot, gateway = boot_id(), _gateway(paths, clock)
    return Parts(
        camera=camera,
        lookups=LookupWorker(
            _lookup(gateway, paths, clock),
            ring=ring,
            pulse=pulse("lookup", limit_s=LOOKUP_LIMIT_S),
        ),
        window=window,
        local=LocalServer(
            paths.socket, clock, ring=ring, pulse=pulse("local socket", limit_s=LOCAL_LIMIT_S)
        ),
        recorder=Recorder(outbox, clock, boot),
        desk=Desk(
            window,
            PygameChime(),
            clock,
            given.load,
            show_preview=settings.camera.adapter is CameraAdapter.REPLAY,
            managed=given.managed,
        ),
        note_start=Starts(paths.starts / starts.STATION, clock, boot).started,
        note_failure=Starts(paths.starts / starts.CAMERA, clock, boot).failed,
        notices=NoticeBoard(paths.bundle).news,
        clock=clock,
        wait=Pacer(clock, given.bell, camera.fileno, window.touched).wait,
    )


def _make_folder(data_dir: Path) -> None:
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError("data.unusable", path=str(data_dir), detail=str(error)) from error


def _gateway(paths: DataPaths, clock: Clock) -> GatewayLookup:
    def connect() -> Access:
        identity = identity_store.load(paths.identity)
        try:
            root_pem = identity.root_path.read_text()
            client = pinned_client(identity.fleet_url, root_pem)
        except (OSError, ValueError) as error:
            raise EnrolmentError(
                "identity.unreadable", path=str(identity.root_path), detail=str(error)
            ) from error
        return Access(client=client, tokens=Tokens(identity, clock))

    return GatewayLookup(connect, clock)


def _lookup(gateway: GatewayLookup, paths: DataPaths, clock: Clock) -> Lookup:
    news = StampNews(paths.bundle, clock=clock)
    chain = ChainLookup(
        gateway,
        CacheLookup(paths.cache, clock=clock),
        BundleLookup(BundleReader(paths.bundle, news)),
        clock,
    )
    return NewsLookup(chain, news)


def _first_content(load: Callable[[], Content], language: str | None) -> Content:
    try:
        return load()
    except StorageError as error:
        # The window must not stay dark for it; the agent installs a state that can be read.
        _log.error("begins with what it was born with: %s", error)
        return _in_language(Content(), language)


def _first_state(content: Content, clock: Clock) -> State:
    now = Moment(s=clock.monotonic_s(), today=None)
    return State(screen=attract(content, now), language=content.language, content=content)


def _in_language(content: Content, language: str | None) -> Content:
    if language is None:
        return content
    configuration = content.configuration.model_copy(update={"default_language": language})
    return replace(content, configuration=configuration)


def _station_name(paths: DataPaths) -> str:
    try:
        identity = identity_store.load(paths.identity)
    except EnrolmentError as error:
        _log.warning("scans are stored, but nothing is looked up or sent: %s", error)
        return ""
    return identity.name or identity.station
