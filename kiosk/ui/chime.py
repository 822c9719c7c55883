"""The sound that calls a technician to a station: three short tones.

Opening a sound device may block for as long as its driver likes, so it is opened, used and closed
on a thread of its own; a second call while the first still sounds, or hangs, does nothing. A
machine without a sound device stays silent, which the log says once: the screen is what counts.
"""

import logging
import threading
import time

import numpy as np
import pygame

from daemon.boundary import Boundaries

RATE_HZ = 44100
TONES_HZ = (880.0, 1174.7, 1568.0)
TONE_S = 0.18
VOLUME = 0.5
_FADE_S = 0.01
"""A tone that begins or ends at once clicks."""

_log = logging.getLogger(__name__)


class SilentChime:
    """Counts instead of sounding; for tests and for stations that are to be silent."""

    def __init__(self) -> None:
        self.rung = 0

    def ring(self) -> None:
        """Count."""
        self.rung += 1


class PygameChime:
    """Sounds on the machine's default device; `SDL_AUDIODRIVER` names another."""

    def __init__(self) -> None:
        self._boundaries = Boundaries(_log)
        self._thread: threading.Thread | None = None
        self._silent = False

    def ring(self) -> None:
        """Sound it where there is a sound device; returns at once and raises nothing."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._thread = threading.Thread(target=self._sound, name="chime", daemon=True)
        self._thread.start()

    def _sound(self) -> None:
        with self._boundaries.guard("chime"):
            try:
                pygame.mixer.init(RATE_HZ, -16, 1)
            except pygame.error as error:
                if not self._silent:
                    _log.warning("there is no sound: %s", error)
                self._silent = True
                return
            try:
                pygame.mixer.Sound(buffer=samples()).play()
                time.sleep(len(TONES_HZ) * TONE_S + 0.1)
            finally:
                pygame.mixer.quit()


def samples() -> bytes:
    """Make the tones: signed 16 bit, one channel, `RATE_HZ`."""
    at_s = np.arange(int(RATE_HZ * TONE_S)) / RATE_HZ
    fade = np.clip(np.minimum(at_s, TONE_S - at_s) / _FADE_S, 0, 1)
    tones = [np.sin(2 * np.pi * hertz * at_s) * fade for hertz in TONES_HZ]
    return (np.concatenate(tones) * VOLUME * 32767).astype("<i2").tobytes()
