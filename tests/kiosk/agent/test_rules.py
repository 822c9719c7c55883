"""The window over the outbox, against a fleet and a network that do their worst."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kiosk.agent import rules
from kiosk.agent.rules import ACK_TIMEOUT_S, MAX_TIMEOUT_S, WINDOW, Window

OUTBOX = UUID(int=1)
BATCH = 10


def test_holds_back_what_is_beyond_the_window() -> None:
    window = Window(outbox_id=OUTBOX)
    for number in range(1, WINDOW + 1):
        assert rules.room(window) == WINDOW + 1 - number
        window = rules.sent(window, number * BATCH, 0.0)

    assert rules.room(window) == 0
    assert rules.room(rules.acknowledged(window, BATCH, 1.0)) == 1
    assert rules.room(rules.acknowledged(window, BATCH - 1, 1.0)) == 0


def test_waits_grow_to_their_bound_and_fall_after_an_acknowledgement() -> None:
    window = Window(outbox_id=OUTBOX)
    waits = []
    now_s = 0.0
    for _ in range(10):
        window = rules.sent(window, BATCH, now_s)
        waits.append(window.timeout_s)
        assert rules.checked(window, now_s + window.timeout_s - 0.1) == window
        now_s += window.timeout_s
        window = rules.checked(window, now_s)
        assert (window.flight, rules.room(window)) == ((), 1)

    assert waits[:3] == [ACK_TIMEOUT_S, 2 * ACK_TIMEOUT_S, 4 * ACK_TIMEOUT_S]
    assert max(waits) == MAX_TIMEOUT_S
    window = rules.acknowledged(rules.sent(window, BATCH, now_s), BATCH, now_s)
    assert (window.timeout_s, rules.room(window)) == (ACK_TIMEOUT_S, WINDOW)


EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("store"), st.integers(1, 30)),
        st.tuples(st.just("deliver"), st.integers(0, 3)),
        st.tuples(st.just("lose"), st.integers(0, 3)),
        st.tuples(st.just("cut"), st.just(0)),
        st.tuples(st.just("wait"), st.integers(0, 40)),
    ),
    max_size=60,
)


class Model:
    """An outbox of numbers, a network that holds batches, and a fleet that keeps a set."""

    def __init__(self) -> None:
        self.window = Window(outbox_id=OUTBOX)
        self.stored = 0
        self.deleted = 0
        self.now_s = 0.0
        self.network: list[range] = []
        self.fleet: set[int] = set()

    def turn(self) -> None:
        self.window = rules.checked(self.window, self.now_s)
        for _ in range(rules.room(self.window)):
            first = max(self.window.cursor, self.deleted) + 1
            last = min(self.stored, first + BATCH - 1)
            if first > last:
                return
            self.network.append(range(first, last + 1))
            self.window = rules.sent(self.window, last, self.now_s)

    def deliver(self, count: int) -> None:
        for _ in range(min(count, len(self.network))):
            self.fleet.update(self.network.pop(0))
            through = next(n for n in range(self.stored + 1, -1, -1) if self.has_all(n))
            self.deleted = max(self.deleted, through)
            self.window = rules.acknowledged(self.window, through, self.now_s)

    def has_all(self, through: int) -> bool:
        return all(number in self.fleet for number in range(1, through + 1))


@given(EVENTS)
def test_everything_arrives_and_nothing_leaves_before(events: list[tuple[str, int]]) -> None:
    model = Model()
    for what, how_much in events:
        match what:
            case "store":
                model.stored += how_much
            case "deliver":
                model.deliver(how_much)
            case "lose":
                del model.network[:how_much]
            case "cut":
                model.network.clear()
                model.window = rules.reconnected(model.window)
            case _:
                model.now_s += how_much
        model.turn()
        assert model.has_all(model.deleted)
        assert len(model.window.flight) <= WINDOW
        assert model.window.acknowledged == model.deleted

    # As soon as the network is good again, all that is left arrives.
    for _ in range(200):
        model.now_s += MAX_TIMEOUT_S
        model.turn()
        model.deliver(len(model.network))
    assert model.deleted == model.stored
