"""The technician's sound: there, absent, or on a device that hangs."""

import threading

import numpy as np
import pygame
import pytest

from kiosk.ui.chime import RATE_HZ, TONE_S, TONES_HZ, PygameChime, samples
from tests.support.waiting import wait_until


def chimes() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "chime"]


def test_the_tones_are_short_quiet_at_their_ends_and_not_clipped() -> None:
    wave = np.frombuffer(samples(), dtype="<i2")
    assert len(wave) == len(TONES_HZ) * int(RATE_HZ * TONE_S)
    assert wave[0] == 0
    assert abs(int(wave[-1])) < 500
    assert 10000 < abs(wave.astype(int)).max() < 32767


def test_it_sounds_and_gives_the_device_back() -> None:
    chime = PygameChime()
    chime.ring()
    chime.ring()
    assert len(chimes()) == 1
    wait_until(lambda: not chimes())
    assert pygame.mixer.get_init() is None


def test_a_machine_without_sound_stays_silent_and_says_so_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no-such-driver")
    chime = PygameChime()
    for _ in range(2):
        chime.ring()
        wait_until(lambda: not chimes())
    assert sum("no sound" in record.getMessage() for record in caplog.records) == 1
