"""The program of one check: `python -m kiosk.selftest.child RESULT PARENT`, the order on its input.

A check runs in a process of its own because a driver may hang or crash, and because pygame, OpenCV
and paho need not be loaded for all. RESULT is the descriptor that takes the finding as JSON, since
libraries print what they like; PARENT is the process to die with. Only the module of the check that
was asked for is imported, and nowhere else by name.
"""

import ctypes
import importlib
import json
import os
import signal
import sys
from dataclasses import asdict

from kiosk.clock import SystemClock
from kiosk.selftest.context import Context
from kiosk.selftest.order import Order
from kiosk.selftest.report import Finding

CHECKS = "kiosk.selftest.checks"
_PR_SET_PDEATHSIG = 1


def main(result: str, parent: str) -> None:
    """Run one check and tell its finding."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(parent):
        return
    order = Order.model_validate_json(sys.stdin.buffer.read())
    module = importlib.import_module(f"{CHECKS}.{order.name}")
    clock = SystemClock(trust=order.settings.trust_clock)
    finding: Finding = module.check(Context(settings=order.settings, clock=clock))
    with os.fdopen(int(result), "w") as told:
        json.dump(asdict(finding), told)


if __name__ == "__main__":
    main(*sys.argv[1:])
