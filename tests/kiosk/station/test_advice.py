"""Which hint is on the screen."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.camera.sighting import Hint
from kiosk.station.advice import NO_ADVICE, SHOWN_S, settle, tell

TOLD = st.lists(
    st.tuples(st.floats(min_value=0.01, max_value=2.0), st.sampled_from([None, *Hint])), max_size=30
)


@given(told=TOLD)
def test_no_hint_is_gone_before_it_could_be_read(told: list[tuple[float, Hint | None]]) -> None:
    advice, now_s = NO_ADVICE, 0.0
    shown: list[tuple[float, Hint | None]] = []
    for gap_s, hint in told:
        now_s += gap_s
        advice = tell(advice, hint, now_s)
        if not shown or shown[-1][1] != advice.shown:
            shown.append((now_s, advice.shown))
    for (from_s, hint), (until_s, _) in pairwise(shown):
        assert hint is None or until_s - from_s >= SHOWN_S - 1e-9
    assert settle(advice, now_s + SHOWN_S).shown == advice.told


def test_a_hint_is_shown_at_once_where_none_is() -> None:
    assert tell(NO_ADVICE, Hint.MOVING, 5.0).shown is Hint.MOVING
