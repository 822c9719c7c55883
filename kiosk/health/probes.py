"""Everything that the station's machine tells of itself; no probe raises, none blocks for long.

What each value means stands in `contract.probes`; what can't be read here is None, and None is
never judged.
"""

from collections import ChainMap
from pathlib import Path

from kiosk.clock import Clock, SystemClock
from kiosk.health import disk, machine, network, timekeeping
from kiosk.health.bounded import LIMIT_S, Bounded, Values
from kiosk.health.power import Power


class MachineProbes:
    """Reads the kernel's files.

    Args:
        data_dir: whose file system is looked at.
        root: folder that holds `sys`, `proc` and `run`.
        limit_s: how long each of the readings is waited for; one that hangs has no values.
    """

    def __init__(
        self,
        data_dir: Path,
        root: Path = Path("/"),
        *,
        clock: Clock | None = None,
        limit_s: float = LIMIT_S,
    ) -> None:
        power = Power(clock or SystemClock())
        readings = {
            "machine": lambda: machine.read(root),
            "power": lambda: power.read(root),
            "disk": lambda: disk.read(root, data_dir),
            "network": lambda: network.read(root),
            "clock": lambda: timekeeping.read(root),
        }
        self._readings = [Bounded(name, read, limit_s) for name, read in readings.items()]

    def measure(self) -> Values:
        """Measure everything; takes a few milliseconds where nothing hangs."""
        return ChainMap(*(dict(reading.values()) for reading in self._readings))
