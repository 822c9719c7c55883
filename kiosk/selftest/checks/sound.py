"""Whether a sound device opens."""

import time

from kiosk.errors import SoundError
from kiosk.selftest.context import Context
from kiosk.selftest.report import Finding, failed, ok, skipped
from kiosk.ui.sound import open_and_close


def check(context: Context) -> Finding:
    """Open and close the device; nothing is heard."""
    if not context.settings.sound.fitted:
        return skipped("sound.not_fitted")
    begun_s = time.perf_counter()
    try:
        driver = open_and_close()
    except SoundError as error:
        return failed(error.code, detail=str(error.params.get("detail", "")))
    took_ms = round((time.perf_counter() - begun_s) * 1000, 1)
    return ok("sound.ok", took_ms, "ms", driver=driver)
