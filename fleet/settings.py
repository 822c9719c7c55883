"""The settings of the fleet manager, read once from a TOML file.

Unknown keys are refused, relative paths count from the folder of the file. The defaults run all
roles on one machine with SQLite and a Mosquitto that `fleet serve` starts and ends itself.
"""

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from contract import settings_file
from contract.errors import BadDocument
from fleet.errors import BadSettings

Port = Annotated[int, Field(ge=1, le=65535)]
EVERY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to
WorkerName = Annotated[str, Field(pattern=r"^fleet-[a-z0-9-]{1,30}$")]


class _Area(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ConsoleSettings(_Area):
    """The listener for people's browsers.

    Attributes:
        public_url: as browsers see it; `https` makes the session cookie Secure with the
            `__Host-` prefix. Plain HTTP is meant for the loopback address only.
    """

    host: str = "127.0.0.1"
    port: Port = 8080
    public_url: str = "http://127.0.0.1:8080"


class StationsSettings(_Area):
    """The TLS listener for stations, with a server certificate of our own CA.

    Attributes:
        names: host names and addresses that stations use for this machine; they go into the
            server certificates of this listener and of the embedded broker. The first is the
            one in new claims.
    """

    host: str = "127.0.0.1"
    port: Port = 8443
    names: Annotated[tuple[str, ...], Field(min_length=1)] = ("localhost", "127.0.0.1")


class BrokerSettings(_Area):
    """The MQTT broker.

    Attributes:
        embedded: whether `fleet serve` starts and ends its own Mosquitto.
        host: where workers and stations reach it; for stations see `public_host`.
        public_host: what stations are told at enrolment; absent means `host`.
        workers: names of further processes that the embedded broker lets in, such as a second
            `fleet ingest`; this process's own name needn't be among them.
    """

    embedded: bool = True
    executable: str = "mosquitto"
    host: str = "127.0.0.1"
    public_host: str | None = None
    port: Port = 8883
    workers: tuple[WorkerName, ...] = ()


class DatabaseSettings(_Area):
    """The database: `sqlite:///...` relative to the data directory's default, or PostgreSQL.

    Attributes:
        url: SQLAlchemy URL (`postgresql+psycopg://...`); absent means SQLite in `data_dir`.
    """

    url: SecretStr | None = None


class BundlesSettings(_Area):
    """What stations are given to know without the network.

    Attributes:
        limit_mb: size of one station's records, packed.
        every_s: so old they may become; recalls and keys are sent at once.
    """

    limit_mb: Annotated[int, Field(ge=1, le=1024)] = 64
    every_s: Annotated[int, Field(ge=60, le=86400)] = 3600


class AlertsSettings(_Area):
    """When something is an alert.

    Attributes:
        offline_after_s: how long a station must have been offline.
    """

    offline_after_s: Annotated[int, Field(ge=0, le=86400)] = 30


class StampsSettings(_Area):
    """Stamps that are issued here.

    Attributes:
        link_base: under which phones open the codes on stamps; a resolver of GTINs answers there.
        suspect_places: so many distinct markets that saw one stamp put it under suspicion.
        suspect_days: so many days on which two markets saw it do so too.
        suspect_kmh: nothing travels faster from one station to another.
        suspect_nearest_km: stations nearer to each other than this prove no impossible travel.
        sightings_days: so long it is kept where each stamp was seen; then only how often.
    """

    link_base: Annotated[str, Field(pattern=r"^https://[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9/_-]*)?$")] = (
        "https://id.gs1.org"
    )
    suspect_places: Annotated[int, Field(ge=2, le=1000)] = 4
    suspect_days: Annotated[int, Field(ge=1, le=1000)] = 3
    suspect_kmh: Annotated[int, Field(ge=10, le=1000)] = 70
    suspect_nearest_km: Annotated[int, Field(ge=0, le=100)] = 2
    sightings_days: Annotated[int, Field(ge=200, le=3650)] = 730


class ConnectorsSettings(_Area):
    """Other systems that are asked about goods.

    Attributes:
        deadline_s: how long a station's question waits for them all together.
        networks: networks that may be contacted although their addresses aren't public.
    """

    deadline_s: Annotated[float, Field(ge=0.1, le=8)] = 2.0
    networks: tuple[IPv4Network | IPv6Network, ...] = ()


class ResolverSettings(_Area):
    """The public listener: a GS1 resolver and its pages, for anybody.

    Attributes:
        enabled: whether there is one.
        public_url: as clients see it, behind a proxy that ends TLS; links begin with it.
    """

    enabled: bool = False
    host: str = "127.0.0.1"
    port: Port = 8081
    public_url: Annotated[str, Field(pattern=r"^https?://[A-Za-z0-9.:\[\]-]+$")] = (
        "http://127.0.0.1:8081"
    )


class Settings(_Area):
    """Everything the fleet manager is told by its own file.

    Attributes:
        data_dir: keys, database and assets of the embedded default live here.
        worker: name of this process towards the broker, unique among all processes.
    """

    data_dir: Path
    worker: WorkerName = "fleet-all-1"
    console: ConsoleSettings = ConsoleSettings()
    stations: StationsSettings = StationsSettings()
    broker: BrokerSettings = BrokerSettings()
    database: DatabaseSettings = DatabaseSettings()
    alerts: AlertsSettings = AlertsSettings()
    bundles: BundlesSettings = BundlesSettings()
    stamps: StampsSettings = StampsSettings()
    connectors: ConnectorsSettings = ConnectorsSettings()
    resolver: ResolverSettings = ResolverSettings()
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def broker_for_workers(self) -> str:
        """Where processes of the fleet reach the broker."""
        return "127.0.0.1" if self.broker.host in EVERY_ADDRESS else self.broker.host

    @property
    def broker_for_stations(self) -> str:
        """Where stations reach the broker.

        Raises:
            BadSettings: `settings.public_host` when the broker listens everywhere and nobody said
                under which name.
        """
        found = self.broker.public_host or self.broker.host
        if found in EVERY_ADDRESS:
            raise BadSettings("settings.public_host", key="broker.public_host", host=found)
        return found

    @property
    def server_names(self) -> tuple[str, ...]:
        """The names in the certificates of the station listener and the embedded broker."""
        broker = (self.broker_for_workers, self.broker_for_stations)
        return tuple(dict.fromkeys((*self.stations.names, *broker)))


def load(path: Path) -> Settings:
    """Read a settings file.

    Raises:
        BadSettings: `settings.unreadable`, `settings.not_toml` with the line,
            `settings.invalid` with the key.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings("settings.unreadable", path=str(path), detail=str(error)) from error
    try:
        settings = settings_file.parse(text, Settings)
    except BadDocument as error:
        raise BadSettings(error.code, path=str(path), **error.params) from error
    return settings.model_copy(update={"data_dir": path.absolute().parent / settings.data_dir})
