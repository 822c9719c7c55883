"""Where the log of a process of the station goes: to standard error, one line an event."""

import logging
import os
import sys


def start_log(level: str) -> None:
    """Write the log to standard error; under journald without a time, which it adds itself.

    Args:
        level: name of the lowest level that is written, in any case.
    """
    times = "" if "JOURNAL_STREAM" in os.environ else "%(asctime)s "
    logging.basicConfig(
        level=level.upper(),
        stream=sys.stderr,
        format=f"{times}%(levelname)s %(name)s: %(message)s",
    )
    # It tells of every request at INFO.
    logging.getLogger("httpx2").setLevel(logging.WARNING)
