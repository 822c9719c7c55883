"""The queue between the broker's thread and the ingest's: bounded, and patient for a moment."""

import threading

from fleet.ingest.inbox import Inbox
from fleet.ingest.port import Connected, Received


def message(mid: int, payload: bytes = b"{}") -> Received:
    return Received(generation=1, mid=mid, topic="tq/v1/a/up/scans", payload=payload)


def test_a_message_waits_for_room() -> None:
    inbox = Inbox(most_events=1, room_wait_s=30)
    assert inbox.put(message(1))
    answers: list[bool] = []
    putting = threading.Thread(target=lambda: answers.append(inbox.put(message(2))))
    putting.start()
    assert inbox.take(1, 30) == [message(1)]
    putting.join(30)

    assert answers == [True]
    assert inbox.take(1, 0) == [message(2)]


def test_where_no_room_comes_a_message_is_turned_away_and_an_event_is_not() -> None:
    inbox = Inbox(most_bytes=4, room_wait_s=0.01)
    assert inbox.put(message(1, b"1234"))
    assert not inbox.put(message(2, b"5"))
    assert inbox.put(Connected(generation=2))

    assert inbox.take(8, 0) == [message(1, b"1234"), Connected(generation=2)]
    assert inbox.put(message(2, b"5"))


def test_a_wake_up_is_no_room() -> None:
    inbox = Inbox(most_events=1, room_wait_s=0.05)
    inbox.put(message(1))
    inbox.wake()

    assert not inbox.put(message(2))
    assert inbox.take(8, 0) == [message(1)]
