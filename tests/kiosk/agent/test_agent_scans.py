"""Scans and connections through the whole agent."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from uuid import UUID, uuid4

import pytest

from contract import topics
from contract.messages import Ack, Birth, Health, Presence, Scans
from contract.names import StationId
from contract.scans import MAX_BYTES_PER_MESSAGE, MAX_EVENTS_PER_MESSAGE
from contract.topics import Down, Up
from kiosk.agent import rules
from kiosk.errors import LocalError
from kiosk.local.protocol import NetworkIs
from kiosk.outbox.store import Outbox
from tests.kiosk.agent.rig import Rig
from tests.support.publishing import STATION


def seqs(batches: Iterable[Scans]) -> list[int]:
    return [event.seq for batch in batches for event in batch.events]


def batches(rig: Rig) -> list[Scans]:
    return rig.heard(Up.SCANS, Scans)


def ack(rig: Rig, through: int, outbox_id: UUID | None = None) -> None:
    rig.say(Down.ACK, Ack(outbox_id=outbox_id or rig.outbox.outbox_id, through=through))


class TestConnection:
    def test_says_who_it_is_on_each_connection(self, rig: Rig) -> None:
        rig.store_scans(2)
        rig.begin()
        rig.broker.cut()
        rig.turn()

        births = rig.heard(Up.BIRTH, Birth)
        assert [b.stored for b in births] == [2, 2]
        assert [b.outbox_id for b in births] == [rig.outbox.outbox_id] * 2
        assert births[1].session > births[0].session
        assert births[0].software.startswith("tramquet ")
        assert births[0].capabilities == ("screenshot", "identify", "restart")

    def test_is_born_before_it_is_there(self, rig: Rig) -> None:
        rig.begin()
        said = [heard.topic.rsplit("/", 1)[-1] for heard in rig.broker.heard]
        assert said[:2] == ["birth", "presence"]

    def test_presence_is_retained_with_the_session_of_its_birth(self, rig: Rig) -> None:
        rig.begin()
        births = rig.heard(Up.BIRTH, Birth)
        online = rig.heard(Up.PRESENCE, Presence)

        rig.broker.cut()
        gone = rig.heard(Up.PRESENCE, Presence)[-1]
        rig.turn()
        back = rig.heard(Up.PRESENCE, Presence)[-1]

        assert online == [Presence(online=True, session=births[0].session)]
        assert gone == Presence(online=False, session=births[0].session)
        assert back == Presence(online=True, session=births[0].session + 1)
        assert rig.broker.retained(topics.up(StationId(STATION), Up.PRESENCE)) is not None

    def test_session_numbers_grow_over_restarts(self, rig: Rig) -> None:
        rig.begin()
        rig.agent.end()
        rig.restart()
        rig.begin()

        first, second = (b.session for b in rig.heard(Up.BIRTH, Birth))
        assert second > first

    def test_goodbye_says_offline_to_fleet_and_station(self, rig: Rig) -> None:
        rig.begin()
        rig.agent.end()

        assert rig.heard(Up.PRESENCE, Presence)[-1].online is False
        networks = [r.online for r in rig.station.asked if isinstance(r, NetworkIs)]
        assert networks == [True, False]

    def test_tells_the_station_every_five_seconds_and_on_change(self, rig: Rig) -> None:
        rig.broker.faults.refuse = True
        rig.begin()
        rig.turn(after_s=1)
        rig.turn(after_s=4)
        rig.broker.faults.refuse = False
        rig.turn(after_s=1)
        rig.turn()
        rig.broker.cut()
        rig.broker.faults.refuse = True
        rig.turn()

        networks = [r.online for r in rig.station.asked if isinstance(r, NetworkIs)]
        assert networks == [False, False, True, False]

    def test_goes_on_without_a_station_process(
        self, rig: Rig, caplog: pytest.LogCaptureFixture
    ) -> None:
        rig.station.trouble = LocalError("local.unreachable")
        rig.store_scans(1)
        rig.begin()
        for _ in range(5):
            rig.turn(after_s=5)

        assert seqs(batches(rig))[0] == 1
        assert rig.heard(Up.HEALTH, Health)[-1].probes["station"].healthy is False
        assert caplog.text.count("doesn't answer") == 1

    def test_an_outbox_that_cannot_be_read_delays_the_birth_only(self, rig: Rig) -> None:
        rig.outbox.close()
        rig.paths.outbox.mkdir()
        rig.begin()

        assert rig.heard(Up.BIRTH, Birth) == []
        assert rig.heard(Up.PRESENCE, Presence)[-1].online
        assert rig.heard(Up.HEALTH, Health)[-1].probes["outbox"].healthy is False
        rig.paths.outbox.rmdir()
        rig.turn()
        assert len(rig.heard(Up.BIRTH, Birth)) == 1

    def test_a_connection_that_takes_nothing_hears_who_it_is_later(self, rig: Rig) -> None:
        rig.broker.faults.full = True
        rig.begin()
        rig.broker.faults.full = False
        rig.turn()
        rig.turn()

        assert len(rig.heard(Up.BIRTH, Birth)) == 1
        assert [p.online for p in rig.heard(Up.PRESENCE, Presence)] == [True]

    @pytest.mark.parametrize(
        "payload",
        [
            b"",
            b"\xff\x00",
            b"[]",
            b'{"kind": "film", "version": "1.0"}',
            b'{"kind": "ack", "version": "2.0"}',
            b'{"kind": "ack", "version": "1.0", "through": -1}',
            b'{"kind": "presence", "version": "1.0", "online": true, "session": 1}',
            b"[" * 100_000,
            b"{" + b" " * 300_000 + b"}",
        ],
    )
    @pytest.mark.parametrize("leaf", list(Down))
    def test_refuses_and_counts_what_it_cannot_use(
        self, rig: Rig, leaf: Down, payload: bytes
    ) -> None:
        rig.begin()
        rig.broker.say(topics.down(StationId(STATION), leaf), payload)
        rig.turn()

        assert sum(rig.agent.refused.values()) == 1
        rig.store_scans(1)
        rig.turn()
        assert seqs(batches(rig)) == [1]

    def test_ignores_fields_that_it_does_not_know(self, rig: Rig) -> None:
        rig.store_scans(1)
        rig.begin()
        body = {"kind": "ack", "version": "1.9", "outbox_id": str(rig.outbox.outbox_id)}
        topic = topics.down(StationId(STATION), Down.ACK)
        rig.broker.say(topic, json.dumps(body | {"through": 1, "mood": "good"}).encode())
        rig.turn()

        assert rig.outbox.depth == 0


class TestScans:
    def test_rows_leave_on_the_fleets_acknowledgement_only(self, rig: Rig) -> None:
        rig.store_scans(3)
        rig.begin()
        assert seqs(batches(rig)) == [1, 2, 3]
        assert rig.outbox.depth == 3

        ack(rig, 2)
        rig.turn()
        assert rig.outbox.depth == 1

    def test_sends_what_comes_later_once(self, rig: Rig) -> None:
        rig.begin()
        rig.store_scans(2)
        rig.turn()
        rig.store_scans(1)
        rig.turn()
        rig.turn()

        assert [seqs([b]) for b in batches(rig)] == [[1, 2], [3]]

    def test_batches_are_bounded_in_number_and_bytes(self, rig: Rig) -> None:
        rig.store_scans(MAX_EVENTS_PER_MESSAGE + 5)
        rig.store_scans(120, host="x" * 240)
        rig.begin()
        for _ in range(5):
            ack(rig, batches(rig)[-1].events[-1].seq)
            rig.turn()

        sizes = [len(h.payload) for h in rig.broker.heard if h.topic.endswith("/scans")]
        assert max(len(b.events) for b in batches(rig)) <= MAX_EVENTS_PER_MESSAGE
        assert max(sizes) <= MAX_BYTES_PER_MESSAGE
        assert seqs(batches(rig)) == list(range(1, MAX_EVENTS_PER_MESSAGE + 126))

    def test_the_window_holds_the_rest_back(self, rig: Rig) -> None:
        rig.store_scans(1200, host="x" * 200)
        rig.begin()
        rig.turn()
        assert len(batches(rig)) == rules.WINDOW

        ack(rig, batches(rig)[0].events[-1].seq)
        rig.turn()
        assert len(batches(rig)) == rules.WINDOW + 1

    def test_sends_again_from_the_first_unacknowledged_after_a_reconnect(self, rig: Rig) -> None:
        rig.store_scans(3)
        rig.begin()
        ack(rig, 1)
        rig.turn()
        rig.broker.cut()
        rig.turn()

        assert [seqs([b]) for b in batches(rig)] == [[1, 2, 3], [2, 3]]

    def test_sends_again_after_a_silence_with_waits_that_grow(self, rig: Rig) -> None:
        rig.store_scans(1)
        rig.begin()
        moments = []
        for second in range(400):
            before = len(batches(rig))
            rig.turn(after_s=1)
            if len(batches(rig)) > before:
                moments.append(second + 1)

        assert moments == [15, 45, 105, 225]

    def test_after_a_silence_one_batch_finds_out(self, rig: Rig) -> None:
        rig.store_scans(1200, host="x" * 200)
        rig.begin()
        rig.turn(after_s=rules.ACK_TIMEOUT_S)
        assert len(batches(rig)) == rules.WINDOW + 1

        ack(rig, batches(rig)[0].events[-1].seq)
        rig.turn()
        assert len(batches(rig)) == 2 * rules.WINDOW + 1

    def test_what_the_broker_loses_comes_again(self, rig: Rig) -> None:
        rig.begin()
        rig.store_scans(2)
        rig.broker.faults.lose = 1
        rig.turn()
        assert batches(rig) == []

        rig.turn(after_s=rules.ACK_TIMEOUT_S)
        assert seqs(batches(rig)) == [1, 2]

    def test_what_the_broker_doubles_or_holds_back_changes_nothing(self, rig: Rig) -> None:
        rig.begin()
        rig.store_scans(2)
        rig.broker.faults.double = 1
        rig.turn()
        rig.broker.faults.hold = True
        rig.store_scans(1)
        rig.turn()
        assert [seqs([b]) for b in batches(rig)] == [[1, 2], [1, 2]]

        rig.broker.release()
        ack(rig, 3)
        rig.turn()
        assert seqs(batches(rig)) == [1, 2, 1, 2, 3]
        assert rig.outbox.depth == 0

    def test_a_connection_that_takes_nothing_is_tried_again(self, rig: Rig) -> None:
        rig.begin()
        rig.broker.faults.full = True
        rig.store_scans(1)
        rig.turn()
        rig.broker.faults.full = False
        rig.turn()

        assert seqs(batches(rig)) == [1]

    def test_another_outboxs_acknowledgement_changes_nothing(self, rig: Rig) -> None:
        rig.store_scans(1)
        rig.begin()
        ack(rig, 1, uuid4())
        rig.turn()

        assert rig.outbox.depth == 1

    def test_an_acknowledgement_of_what_was_lost_begins_a_new_outbox(self, rig: Rig) -> None:
        rig.store_scans(3)
        rig.begin()
        old = rig.outbox.outbox_id
        ack(rig, 2)
        rig.turn()
        ack(rig, 1000, old)
        rig.turn()
        rig.store_scans(1)
        rig.turn()

        assert rig.outbox.outbox_id != old
        assert rig.outbox.depth == 2
        sent = [(batch.outbox_id == old, seqs([batch])) for batch in batches(rig)]
        assert sent == [(True, [1, 2, 3]), (False, [1]), (False, [2])]
        first, again, _ = batches(rig)
        assert again.events[0].event_id == first.events[2].event_id
        ack(rig, 2)
        rig.turn()
        assert rig.outbox.depth == 0

    def test_an_old_acknowledgement_changes_nothing(self, rig: Rig) -> None:
        rig.store_scans(3)
        rig.begin()
        ack(rig, 3)
        ack(rig, 1)
        rig.turn()
        rig.store_scans(1)
        rig.turn()

        assert [seqs([b]) for b in batches(rig)] == [[1, 2, 3], [4]]

    def test_a_new_outbox_begins_anew(self, rig: Rig) -> None:
        rig.store_scans(3)
        rig.begin()
        ack(rig, 3)
        rig.turn()
        rig.outbox.close()
        rig.paths.outbox.write_bytes(b"broken" * 1000)
        for side in ("-wal", "-shm"):
            rig.paths.outbox.with_name(rig.paths.outbox.name + side).unlink(missing_ok=True)
        station_side = Outbox(rig.paths.outbox, clock=rig.clock, max_mb=4)
        rig.outbox = station_side
        rig.store_scans(1)
        rig.turn(after_s=6)
        rig.turn(after_s=6)

        assert batches(rig)[-1].outbox_id == station_side.outbox_id
        assert seqs([batches(rig)[-1]]) == [1]

    @pytest.mark.parametrize(
        ("body", "sent"),
        [
            ('{"seq": 2, "verdict": "of tomorrow"}', {"seq": 2, "verdict": "of tomorrow"}),
            ('{"seq": 9}', {"seq": 2}),
            ('{"seq": 2, "ho', {"seq": 2}),
            ('{"host": "\\ud800"}', {"seq": 2}),
            ("[]", {"seq": 2}),
            (b"\xff\x00", {"seq": 2}),
        ],
    )
    def test_one_that_cannot_be_read_holds_up_none(
        self, rig: Rig, body: str | bytes, sent: dict[str, object]
    ) -> None:
        rig.store_scans(3)
        with closing(sqlite3.connect(rig.paths.outbox)) as card:
            card.execute("UPDATE scan SET body = CAST(? AS TEXT) WHERE seq = 2", (body,))
            card.commit()
        rig.begin()
        rig.turn()

        topic = topics.up(StationId(STATION), Up.SCANS)
        heard = [json.loads(h.payload)["events"] for h in rig.broker.heard if h.topic == topic]
        assert [[event["seq"] for event in events] for events in heard] == [[1], [2], [3]]
        assert heard[1] == [sent]
        ack(rig, 3)
        rig.turn()
        assert rig.outbox.depth == 0
