"""The bare stack: what is left of an ingest when every promise but durability is taken away.

The same broker, the same client library with the same settings, the same rule for batches; each
batch is one statement into a table with the same columns and unique indexes, then the PUBACKs. No
validation, no counters, no acknowledgement to stations, no revoked stations, no bad events. Run by
`benchmarks.ingest` as a process of its own.
"""

import json
import signal
import sqlite3
import ssl
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import psycopg
from paho.mqtt.client import Client, ConnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from pydantic import BaseModel, ConfigDict

from contract.topics import all_up

RECEIVE_MAXIMUM = 1024
MOST_MESSAGES = 256
WINDOW_S = 0.020
TAKEN_BYTES = 512 * 1024
COLUMNS = (
    "station_id,event_id,outbox_id,seq,received_at,happened_at,day,boot_id,monotonic_s,wall,"
    "clock_trusted,kind,valid,symbology,verdict,colour,reasons,decode_ms,frame_to_verdict_ms,"
    "code,gtin,lot,serial,host,via"
)
PLACES = ",".join("?" * (COLUMNS.count(",") + 1))
UNIQUE = "unique (station_id, event_id), unique (station_id, outbox_id, seq)"
SQLITE_TABLE = f"""create table scan (id integer primary key, station_id varchar(40) not null,
event_id char(32) not null, outbox_id char(32) not null, seq bigint not null,
received_at datetime not null, happened_at datetime not null, day date not null,
boot_id varchar(200) not null, monotonic_s float not null, wall datetime not null,
clock_trusted boolean not null, kind varchar(40) not null, valid boolean not null,
symbology varchar(200) not null, verdict varchar(40) not null, colour varchar(20) not null,
reasons json not null, decode_ms float not null, frame_to_verdict_ms float not null,
code varchar(500), gtin varchar(14), lot varchar(200), serial varchar(200), host varchar(253),
via varchar(20), {UNIQUE})"""
POSTGRES_TABLE = f"""create table scan (id bigserial primary key, station_id varchar(40) not null,
event_id uuid not null, outbox_id uuid not null, seq bigint not null,
received_at timestamptz not null, happened_at timestamptz not null, day date not null,
boot_id varchar(200) not null, monotonic_s float not null, wall timestamptz not null,
clock_trusted boolean not null, kind varchar(40) not null, valid boolean not null,
symbology varchar(200) not null, verdict varchar(40) not null, colour varchar(20) not null,
reasons jsonb not null, decode_ms float not null, frame_to_verdict_ms float not null,
code varchar(500), gtin varchar(14), lot varchar(200), serial varchar(200), host varchar(253),
via varchar(20), {UNIQUE})"""

Store = Literal["sqlite", "executemany", "copy", "copy_blindly"]
Row = tuple[Any, ...]


class Order(BaseModel):
    """What this process is told: where the broker is, and where to store.

    Attributes:
        target: file of SQLite, or what PostgreSQL is reached with.
    """

    model_config = ConfigDict(frozen=True)

    port: int
    name: str
    root: Path
    bundle: Path
    store: Store
    target: str


def rows(message: MQTTMessage) -> list[Row]:
    """Take a message apart, believing every word of it."""
    station = message.topic.split("/")[2]
    document = json.loads(message.payload)
    outbox = document["outbox_id"]
    now = datetime.now(UTC).isoformat()
    made = []
    for event in document["events"]:
        at, get = event["at"], event.get
        made.append(
            (
                station, event["event_id"], outbox, event["seq"], now, at["wall"], at["wall"][:10],
                at["boot_id"], at["monotonic_s"], at["wall"], at["clock_trusted"], event["kind"],
                event["valid"], event["symbology"], event["verdict"], event["colour"],
                json.dumps(event["reasons"]), event["decode_ms"], event["frame_to_verdict_ms"],
                get("code"), get("gtin"), get("lot"), get("serial"), get("host"), get("via"),
            )
        )  # fmt: skip
    return made


def open_store(store: Store, target: str) -> Callable[[Sequence[Row]], None]:
    """Give what stores and commits one batch."""
    if store == "sqlite":
        return _sqlite(target)
    if store == "executemany":
        return _executemany(target)
    return _copy(target) if store == "copy" else _copy_blindly(target)


def _sqlite(target: str) -> Callable[[Sequence[Row]], None]:
    connection = sqlite3.connect(target, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    insert = f"insert into scan ({COLUMNS}) values ({PLACES}) on conflict do nothing"  # noqa: S608

    def store(batch: Sequence[Row]) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(insert, batch)
        connection.execute("COMMIT")

    return store


def _executemany(target: str) -> Callable[[Sequence[Row]], None]:
    connection = psycopg.connect(target)
    places = PLACES.replace("?", "%s")
    insert = f"insert into scan ({COLUMNS}) values ({places}) on conflict do nothing"  # noqa: S608

    def store(batch: Sequence[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(insert, batch)
        connection.commit()

    return store


def _copy(target: str) -> Callable[[Sequence[Row]], None]:
    connection = psycopg.connect(target)
    connection.execute("create temp table staging (like scan) on commit delete rows")
    connection.execute("alter table staging alter column id drop not null")
    connection.commit()
    copy = f"copy staging ({COLUMNS}) from stdin"
    move = (
        f"insert into scan ({COLUMNS}) select {COLUMNS} from staging"  # noqa: S608
        " on conflict do nothing"
    )

    def store(batch: Sequence[Row]) -> None:
        with connection.cursor() as cursor:
            with cursor.copy(copy) as into:
                for row in batch:
                    into.write_row(row)
            cursor.execute(move)
        connection.commit()

    return store


def _copy_blindly(target: str) -> Callable[[Sequence[Row]], None]:
    """Copy straight into the table: one row that came before would end it."""
    connection = psycopg.connect(target)

    def store(batch: Sequence[Row]) -> None:
        with (
            connection.cursor() as cursor,
            cursor.copy(f"copy scan ({COLUMNS}) from stdin") as into,
        ):
            for row in batch:
                into.write_row(row)
        connection.commit()

    return store


class Bare:
    """The client and the one thread that stores."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._store = open_store(order.store, order.target)
        self._waiting: deque[MQTTMessage] = deque()
        self._ready = threading.Condition()
        self._client = client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=order.name,
            protocol=MQTTProtocolVersion.MQTTv5,
            manual_ack=True,
        )
        context = ssl.create_default_context(cafile=str(order.root))
        context.load_cert_chain(str(order.bundle))
        client.tls_set_context(context)
        client.on_connect = self._subscribe
        client.on_message = lambda _client, _data, message: self._put(message)

    def run(self) -> None:
        """Store what comes until the process is ended."""
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call] # paho's gap
        properties.ReceiveMaximum = RECEIVE_MAXIMUM
        self._client.connect("127.0.0.1", self._order.port, 30, properties=properties)
        self._client.loop_start()
        while True:
            batch = self._take()
            self._store([row for message in batch for row in rows(message)])
            for message in batch:
                self._client.ack(message.mid, 1)

    @staticmethod
    def _subscribe(
        client: Client, _data: object, _flags: ConnectFlags, _reason: ReasonCode, _props: object
    ) -> None:
        client.subscribe(all_up("bare"), 1)

    def _put(self, message: MQTTMessage) -> None:
        with self._ready:
            self._waiting.append(message)
            self._ready.notify()

    def _take(self) -> list[MQTTMessage]:
        taken: list[MQTTMessage] = []
        size = 0
        with self._ready:
            self._ready.wait_for(lambda: bool(self._waiting))
            while len(taken) < MOST_MESSAGES and size < TAKEN_BYTES:
                if not self._waiting and not self._ready.wait(WINDOW_S):
                    break
                taken.append(self._waiting.popleft())
                size += len(taken[-1].payload)
        return taken


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Bare(Order.model_validate_json(sys.argv[1])).run()
