"""Tests of what is stored of each message, on both databases."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from contract.messages import Health, Message, Presence, Probe, Refusal
from contract.names import StationId
from contract.topics import Up
from contract.wire import encode
from fleet.content.desired import Desk, history, newest
from fleet.content.models import DesiredStatus
from fleet.db.engine import Database
from fleet.downlink.models import DownMessage
from fleet.ingest.handlers import Outcome, apply
from fleet.ingest.port import Received
from fleet.scans.models import RefusedMessage, Scan
from fleet.stations.models import Station, StationLatest
from tests.support.fleet_rooms import (
    CHO_HOM,
    DONG_XUAN,
    MOMENT,
    OUTBOX,
    birth,
    presence,
    received,
    reported,
    scans_payload,
)
from tests.support.scan_events import scan_event

LATER = MOMENT + timedelta(minutes=1)
HOUR = timedelta(hours=1)
ROUNDS = 20
TIMEOUT_S = 30


class Station1:
    """Says things as the station in Chợ Hôm."""

    def __init__(self, database: Database, desk: Desk) -> None:
        self.database = database
        self.desk = desk

    def says(self, *messages: Message) -> Outcome:
        return self.sends(
            *(received(CHO_HOM, Up(one.model_dump()["kind"]), encode(one)) for one in messages)
        )

    def sends(self, *messages: Received) -> Outcome:
        with self.database.write() as session:
            return apply(session, messages, self.desk, LATER)

    @property
    def latest(self) -> StationLatest:
        with self.database.read() as session:
            return session.get_one(StationLatest, CHO_HOM)

    def refused(self) -> dict[tuple[str, str, str], int]:
        with self.database.read() as session:
            rows = session.scalars(select(RefusedMessage)).all()
        return {(row.station_id, row.leaf, row.code): row.count for row in rows}


@pytest.fixture
def station(stations: Database, desk: Desk) -> Station1:
    return Station1(stations, desk)


def test_a_birth_says_who_it_is_and_is_answered_with_what_is_stored(station: Station1) -> None:
    station.sends(received(CHO_HOM, Up.SCANS, scans_payload(scan_event(1), scan_event(2))))
    outcome = station.says(birth(3, stored=9))
    assert outcome.acks == {(CHO_HOM, OUTBOX): 2}
    assert (station.latest.online, station.latest.session) == (True, 3)
    assert station.latest.birth is not None
    assert station.latest.birth["software"] == "0.1.0"
    assert station.latest.online_since == LATER


def test_an_outbox_that_nobody_knows_is_acknowledged_with_zero(station: Station1) -> None:
    assert station.says(birth()).acks == {(CHO_HOM, OUTBOX): 0}


@pytest.mark.parametrize(
    ("said", "online", "session"),
    [
        ([presence(2, online=True), presence(2, online=False)], False, 2),
        ([presence(2, online=False), presence(2, online=True)], False, 2),
        ([presence(2, online=True), presence(1, online=False)], True, 2),
        ([presence(1, online=False), presence(2, online=True)], True, 2),
    ],
)
def test_a_will_of_an_older_connection_is_stale(
    station: Station1, said: list[Presence], session: int, *, online: bool
) -> None:
    for one in said:
        station.says(one)
    assert (station.latest.online, station.latest.session) == (online, session)


def test_a_new_memory_card_counts_its_connections_from_one_again(station: Station1) -> None:
    station.says(birth(500), presence(500, online=True), reported(7))
    station.says(birth(1, outbox=uuid4()))
    assert (station.latest.session, station.latest.reported_number) == (1, 0)
    station.says(reported(0))
    assert station.latest.reported_number == 0
    station.says(presence(1, online=False))
    assert not station.latest.online


def test_a_late_birth_of_an_older_connection_changes_nothing(station: Station1) -> None:
    station.says(birth(5))
    station.says(birth(4))
    assert station.latest.session == 5


def test_the_newest_health_counts_unless_the_clock_was_set_back(station: Station1) -> None:
    def health(minutes: float, value: float) -> Health:
        at = MOMENT + timedelta(minutes=minutes)
        return Health(at=at, probes={"cpu": Probe(value=value, unit="°C")})

    def cpu() -> float:
        document = station.latest.health
        assert document is not None
        value: float = document["probes"]["cpu"]["value"]
        return value

    station.says(health(10, 50), health(9, 49))
    assert cpu() == 50
    station.says(health(-600, 48))
    assert cpu() == 48
    assert station.latest.last_seen == LATER


def test_a_report_settles_the_desired_state(station: Station1) -> None:
    with station.database.write() as session:
        station.desk.change_settings(session, CHO_HOM, {}, expected=0, by="an", now=MOMENT)
    station.says(reported(1))
    with station.database.read() as session:
        row = newest(session, CHO_HOM)
        assert row is not None
        assert row.status == DesiredStatus.IN_FORCE
    assert station.latest.reported_number == 1


def test_a_refusal_is_kept_with_its_reason_and_an_older_report_is_not_news(
    station: Station1,
) -> None:
    for number in (0, 1):
        with station.database.write() as session:
            settings = {"slide_s": 5 + number}
            station.desk.change_settings(
                session, CHO_HOM, settings, expected=number, by="an", now=MOMENT
            )
    refusal = Refusal(number=2, code="picture.hash", detail="slide 3")
    station.says(reported(1).model_copy(update={"refused": refusal}))
    station.says(reported(0, MOMENT + timedelta(hours=1)))
    with station.database.read() as session:
        second, first = history(session, CHO_HOM)
    assert (second.status, second.code, second.detail) == ("refused", "picture.hash", "slide 3")
    assert first.status == DesiredStatus.IN_FORCE
    assert station.latest.reported_number == 1


def test_a_birth_with_an_older_state_has_the_desired_one_published_again(
    station: Station1,
) -> None:
    with station.database.write() as session:
        station.desk.change_settings(session, CHO_HOM, {}, expected=0, by="an", now=MOMENT)
    with station.database.write() as session:
        session.scalars(select(DownMessage)).one().published_at = MOMENT
    station.says(birth(1))
    with station.database.read() as session:
        assert session.scalars(select(DownMessage)).one().published_at is None


@pytest.mark.parametrize(
    ("leaf", "payload", "code"),
    [
        (Up.HEALTH, b"\xff\x00 no json", "message.not_json"),
        (Up.HEALTH, b"[" * 100_000, "message.not_json"),
        (Up.HEALTH, b"[]", "message.no_kind"),
        (Up.HEALTH, b'{"kind": "health"}', "message.no_version"),
        (Up.HEALTH, b'{"kind": "health", "version": "2.0"}', "message.newer_version"),
        (Up.HEALTH, b'{"kind": "teapot", "version": "1.0"}', "message.unknown_kind"),
        (Up.HEALTH, b'{"kind": "health", "version": "1.0"}', "message.invalid"),
        (Up.SCANS, b'{"kind": "health", "version": "1.0"}', "message.other_kind"),
        (Up.SCANS, b'{"kind": "scans", "version": "1.0", "events": 3}', "message.invalid"),
        (Up.BIRTH, encode(birth(1).model_copy(update={"software": "a\0"})), "message.invalid"),
        ("teapot", b"{}", "topic.unknown"),
    ],
)
def test_what_cannot_be_used_is_refused_and_counted(
    station: Station1, leaf: Up | str, payload: bytes, code: str
) -> None:
    good = received(CHO_HOM, Up.SCANS, scans_payload(scan_event(1)))
    bad = received(CHO_HOM, leaf, payload)
    outcome = station.sends(bad, good, bad)
    station.sends(bad)
    assert outcome.acks == {(CHO_HOM, OUTBOX): 1}
    name = leaf.value if isinstance(leaf, Up) else "other"
    assert station.refused() == {(CHO_HOM, name, code): 3}


def test_events_without_a_number_are_counted(station: Station1) -> None:
    payload = scans_payload({"no": "number"}, scan_event(1))
    assert station.sends(received(CHO_HOM, Up.SCANS, payload)).acks == {(CHO_HOM, OUTBOX): 1}
    assert station.refused() == {(CHO_HOM, "scans", "event.no_seq"): 1}


def test_stations_that_are_unknown_or_revoked_are_refused(station: Station1) -> None:
    with station.database.write() as session:
        session.get_one(Station, DONG_XUAN).revoked_at = MOMENT
    payload = scans_payload(scan_event(1))
    stranger = StationId("stranger")
    outcome = station.sends(
        received(DONG_XUAN, Up.SCANS, payload), received(stranger, Up.SCANS, payload)
    )
    assert outcome.acks == {}
    assert station.refused() == {
        (DONG_XUAN, "scans", "station.revoked"): 1,
        (stranger, "scans", "station.unknown"): 1,
    }
    with station.database.read() as session:
        assert session.scalars(select(Scan)).all() == []


def test_a_reply_to_no_command_is_refused(station: Station1) -> None:
    document = {
        "kind": "reply",
        "version": "1.0",
        "command_id": str(uuid4()),
        "done": True,
        "state": {"code": "done"},
    }
    station.sends(received(CHO_HOM, Up.REPLY, json.dumps(document).encode()))
    assert station.refused() == {(CHO_HOM, "reply", "command.unknown"): 1}


def test_scans_keep_a_station_alive(station: Station1) -> None:
    station.says(birth())
    with station.database.write() as session:
        row = session.get_one(StationLatest, CHO_HOM)
        row.last_seen = MOMENT - timedelta(hours=1)
    station.sends(received(CHO_HOM, Up.SCANS, scans_payload(scan_event(1))))
    assert station.latest.last_seen == LATER


def test_two_processes_with_the_same_stations_never_wait_crosswise(
    stations: Database, desk: Desk
) -> None:
    def said(number: int, scanning: StationId, living: StationId) -> list[Received]:
        scan = scans_payload(scan_event(number), outbox=uuid4())
        health = encode(Health(at=MOMENT, probes={"round": Probe(value=number)}))
        return [received(scanning, Up.SCANS, scan), received(living, Up.HEALTH, health)]

    def process(scanning: StationId, living: StationId) -> None:
        for number in range(1, 1 + ROUNDS):
            both_ready.wait(TIMEOUT_S)
            with stations.write() as session:
                # Each round an hour after the last, so that every scan is a sign of life.
                apply(session, said(number, scanning, living), desk, MOMENT + number * HOUR)

    for station in (CHO_HOM, DONG_XUAN):
        with stations.write() as session:
            apply(session, [received(station, Up.BIRTH, encode(birth()))], desk, MOMENT)
    both_ready = threading.Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        ways = [(CHO_HOM, DONG_XUAN), (DONG_XUAN, CHO_HOM)]
        for done in [pool.submit(process, *way) for way in ways]:
            done.result(TIMEOUT_S)
