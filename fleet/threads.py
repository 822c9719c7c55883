"""Makes the pieces of a process that work in threads of their own, each of the common parts."""

from datetime import timedelta

from daemon.watchdog import Supervisor
from fleet.broker.child import BrokerChild
from fleet.broker.config import BrokerFiles
from fleet.bundles.app import Bundler
from fleet.bundles.service import Press
from fleet.content.assets import bundle_assets_in
from fleet.epcis.runner import CaptureRunner
from fleet.ingest.app import Ingest
from fleet.ingest.mqtt import Login, MqttPort
from fleet.parts import Parts
from fleet.worker.app import Worker
from fleet.worker.election import Office, election_of
from fleet.worker.jobs import Jobs
from provenance.stamps.suspicion import Parameters

INGEST_LIMIT_S = 120.0
"""A batch may wait for locks of the database; one that is away is an error within seconds."""
WORKER_LIMIT_S = 900.0
"""A turn has several short jobs, each of which may wait for locks of the database."""
MQTT_LIMIT_S = 300.0
"""A wait between two attempts, then name, connection, handshake and answer, each at its slowest."""


def make_broker(parts: Parts) -> BrokerChild:
    """Make the broker that runs as our child."""
    settings = parts.settings
    files = BrokerFiles(
        server=parts.pki.server,
        trusted=parts.pki.chain,
        revoked=parts.pki.revoked,
        folder=settings.data_dir / "broker",
    )
    return BrokerChild(
        executable=settings.broker.executable,
        host=settings.broker.host,
        port=settings.broker.port,
        files=files,
        workers=(settings.worker, *settings.broker.workers),
        clock=parts.clock,
    )


def make_ingest(parts: Parts, supervisor: Supervisor) -> Ingest:
    """Make what takes in the messages of stations."""
    bundle = parts.pki.worker(parts.settings.worker)
    login = Login(
        host=parts.settings.broker_for_workers,
        port=parts.settings.broker.port,
        name=parts.settings.worker,
        root_path=parts.pki.root,
        certificate_path=bundle,
        key_path=bundle,
    )
    mqtt = supervisor.pulse("ingest-mqtt", limit_s=MQTT_LIMIT_S)
    return Ingest(
        parts.database,
        MqttPort(login, parts.clock, pulse=mqtt),
        parts.desk,
        parts.clock,
        name=parts.settings.worker,
        pulse=supervisor.pulse("ingest", limit_s=INGEST_LIMIT_S),
    )


def make_worker(parts: Parts, supervisor: Supervisor) -> Worker:
    """Make what looks after presence, alerts and history."""
    settings = parts.settings
    offline_after = timedelta(seconds=settings.alerts.offline_after_s)
    jobs = Jobs(
        parts.database,
        parts.clock,
        settings.worker,
        press=_press(parts),
        offline_after=offline_after,
        suspicion=Parameters(
            places=settings.stamps.suspect_places,
            shared_days=settings.stamps.suspect_days,
            speed_kmh=settings.stamps.suspect_kmh,
            nearest_km=settings.stamps.suspect_nearest_km,
        ),
        sightings_kept=timedelta(days=settings.stamps.sightings_days),
    )
    return Worker(
        election_of(parts.database, settings.data_dir),
        jobs,
        parts.clock,
        beat=supervisor.pulse("worker", limit_s=WORKER_LIMIT_S).beat,
    )


def make_bundler(parts: Parts, supervisor: Supervisor) -> Bundler:
    """Make what packs the bundles of stations."""
    settings = parts.settings
    return Bundler(
        election_of(parts.database, settings.data_dir, Office.BUNDLER),
        _press(parts),
        parts.database,
        parts.clock,
        every=timedelta(seconds=settings.bundles.every_s),
        beat=supervisor.pulse("bundler", limit_s=WORKER_LIMIT_S).beat,
    )


def make_captures(parts: Parts, supervisor: Supervisor) -> CaptureRunner:
    """Make what stores the documents of events that partners send."""
    pulse = supervisor.pulse("captures", limit_s=WORKER_LIMIT_S)
    folder = parts.settings.data_dir / "captures"
    return CaptureRunner(parts.database, parts.clock, folder, beat=pulse.beat)


def _press(parts: Parts) -> Press:
    return Press(
        assets=bundle_assets_in(parts.settings.data_dir),
        publisher=parts.desk.publisher,
        limit_bytes=parts.settings.bundles.limit_mb * 1024 * 1024,
    )
