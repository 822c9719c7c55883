"""Whether the housing's buttons are there: an input device of the kernel with the keys 1 to 4.

Facts: the device-tree overlay `gpio-key` makes a pin a key of the kernel's, so that SDL hears it as
it hears a keyboard. /proc/bus/input/devices lists each device with `N: Name=`, `H: Handlers=` and
`B: KEY=`, a bit field in words of the kernel's size, the highest first; KEY_1 is 2, KEY_4 is 5
(linux/input-event-codes.h).
"""

import os
import struct
from pathlib import Path

from kiosk.selftest.context import Context
from kiosk.selftest.report import Finding, failed, ok, skipped

LISTED = Path("/proc/bus/input/devices")
NODES = Path("/dev/input")
KEYS = {2: "1", 3: "2", 4: "3", 5: "4"}
_WORD_BITS = 8 * struct.calcsize("l")


def check(context: Context, listed: Path = LISTED, nodes: Path = NODES) -> Finding:
    """Look for the device that the settings name."""
    name = context.settings.buttons.device
    if name is None:
        return skipped("buttons.not_configured")
    try:
        devices = parse(listed.read_text(errors="replace"))
    except OSError as error:
        return failed("buttons.unknown", device=name, detail=str(error))
    if name not in devices:
        return failed("buttons.not_found", device=name, there=", ".join(devices) or "-")
    handlers, keys = devices[name]
    missing = [label for key, label in KEYS.items() if key not in keys]
    if missing:
        return failed("buttons.missing_keys", device=name, missing=", ".join(missing))
    for handler in handlers:
        node = nodes / handler
        if handler.startswith("event") and not os.access(node, os.R_OK):
            return failed("buttons.no_permission", device=name, node=str(node))
    return ok("buttons.ok", float(len(KEYS)), "", device=name)


def parse(listed: str) -> dict[str, tuple[tuple[str, ...], frozenset[int]]]:
    """Give each device's handlers and keys by its name."""
    devices: dict[str, tuple[tuple[str, ...], frozenset[int]]] = {}
    for block in listed.split("\n\n"):
        name = ""
        handlers: tuple[str, ...] = ()
        keys = frozenset[int]()
        for line in block.splitlines():
            kind, _, rest = line.partition(": ")
            key, _, value = rest.partition("=")
            match kind, key:
                case "N", "Name":
                    name = value.strip('"')
                case "H", "Handlers":
                    handlers = tuple(value.split())
                case "B", "KEY":
                    keys = _bits(value)
                case _:
                    pass
        if name:
            devices[name] = (handlers, keys)
    return devices


def _bits(words: str) -> frozenset[int]:
    number = 0
    for word in words.split():
        number = number << _WORD_BITS | int(word, 16)
    return frozenset(bit for bit in range(number.bit_length()) if number >> bit & 1)
