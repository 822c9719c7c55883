"""Whether there is something to sound on.

SDL takes its drivers `dummy` and `disk` only where `SDL_AUDIODRIVER` names them, so a device that
opens is one that can be heard, or one that was asked for. Opening may block as long as a driver
likes: this is for a process that can be ended.
"""

import pygame

from kiosk.errors import SoundError

RATE_HZ = 44100


def open_and_close() -> str:
    """Open the default sound device, and close it.

    Returns:
        The name of SDL's driver.

    Raises:
        SoundError: `sound.none`.
    """
    try:
        pygame.mixer.init(RATE_HZ, -16, 1)
    except pygame.error as error:
        raise SoundError("sound.none", detail=str(error)) from error
    try:
        return pygame.mixer.get_driver()
    finally:
        pygame.mixer.quit()
