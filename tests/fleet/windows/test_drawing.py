"""The station's program as a process: the real one, and ones that misbehave."""

import sys
import threading
from collections.abc import Sequence

import pytest

from contract.window import Housing, window_order
from fleet.errors import TooMany, Unavailable
from fleet.windows.drawing import MAX_PICTURE_BYTES, MOST_WAITING, PNG, Windows
from kiosk.ui.samples import NOW, verdicts

ORDER = window_order(verdicts()["recalled"], Housing.COMPACT_7, "vi", NOW)


def python(program: str) -> Sequence[str]:
    return (sys.executable, "-I", "-c", program)


def refused(windows: Windows, order: bytes = ORDER) -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        windows.draw(order)
    return caught.value


def test_the_real_command_draws() -> None:
    picture = Windows().draw(ORDER)
    assert picture.startswith(PNG)
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (800, 480)
    error = refused(Windows(), b"{}")
    assert error.code == "window.failed"
    assert "kiosk render" in str(error.params["said"])


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("import sys; sys.exit(4)", "window.not_installed"),
        ("import sys; sys.exit(1)", "window.failed"),
        ("import os; os.abort()", "window.failed"),
        ("print('no picture')", "window.failed"),
        ("pass", "window.failed"),
        ("import time; time.sleep(60)", "window.slow"),
        ("import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)", "window.slow"),
        (f"import sys; sys.stdout.buffer.write(bytes({2 * MAX_PICTURE_BYTES}))", "window.failed"),
        ("bytearray(900_000_000)", "window.failed"),
    ],
)
def test_a_command_that_misbehaves_is_ended_and_said(program: str, code: str) -> None:
    windows = Windows(command=python(program), timeout_s=2.0, memory_bytes=500_000_000)
    error = refused(windows)
    assert (error.code, error.status) == (code, 503)


def test_a_command_that_isn_t_there() -> None:
    assert refused(Windows(command=("/nowhere/kiosk",))).code == "window.failed"


def test_the_command_gets_the_order_and_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLEET_SECRET", "geheim")
    told = "import os, sys; sys.exit(repr((sys.stdin.read(), sorted(os.environ), os.getcwd())))"
    error = refused(Windows(command=python(told)), b"order")
    assert str(error.params["said"]) == "('order', ['LANG', 'PATH'], '/')"


def test_one_draws_few_wait_and_the_next_is_sent_away() -> None:
    windows = Windows(command=python("import time; time.sleep(60)"), timeout_s=0.5)
    codes: list[str] = []

    def ask() -> None:
        try:
            windows.draw(ORDER)
        except (TooMany, Unavailable) as error:
            codes.append(error.code)

    threads = [threading.Thread(target=ask) for _ in range(MOST_WAITING + 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(codes) == ["window.busy", *["window.slow"] * (MOST_WAITING + 1)]
