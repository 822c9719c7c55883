"""Who sets this machine's clock.

systemd-timesyncd makes /run/systemd/timesync at its start and touches `synchronized` in it whenever
it has set the clock (systemd-timesyncd.service(8)); chronyd has /run/chrony. Whether the time can
be trusted is `kiosk.clock`'s to say.
"""

from pathlib import Path

from kiosk.health.bounded import Values


def read(root: Path) -> Values:
    """Read it below a root folder."""
    run = root / "run"
    if (run / "systemd/timesync/synchronized").exists():
        return {"clock_source": "timesyncd"}
    if (run / "chrony").is_dir():
        return {"clock_source": "chrony"}
    if (run / "systemd/timesync").is_dir():
        return {"clock_source": "timesyncd, not yet"}
    return {"clock_source": "none"}
