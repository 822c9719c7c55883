"""The way out of the machine: what kind it is, how often it broke, how strong its Wi-Fi is.

The interface is that of the default route (/proc/net/route, /proc/net/ipv6_route); an interface of
Wi-Fi has a folder `wireless` or `phy80211` in /sys/class/net. /proc/net/wireless gives dBm where
the driver does; kernels without CONFIG_CFG80211_WEXT have no such file, and the signal is None.
"""

from dataclasses import dataclass
from pathlib import Path

from kiosk.health import files
from kiosk.health.bounded import Values

ETHERNET = 1
"""ARPHRD_ETHER in /sys/class/net/*/type; Wi-Fi has it too."""
_UP = 1
_LEVEL_FIELD = 3


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Route:
    metric: int
    interface: str


def read(root: Path) -> Values:
    """Read it below a root folder."""
    routes = sorted([*_routes_4(root), *_routes_6(root)])
    if not routes:
        return {"network": "none", "link_changes": None, "wifi_signal": None}
    name = routes[0].interface
    folder = root / "sys/class/net" / name
    kind = _kind(folder)
    return {
        "network": kind if _has_carrier(folder) else "down",
        "link_changes": files.number(folder / "carrier_changes"),
        "wifi_signal": _signal_dbm(root, name) if kind == "wifi" else None,
    }


def _routes_4(root: Path) -> list[_Route]:
    found = []
    for line in (files.text(root / "proc/net/route") or "").splitlines()[1:]:
        fields = line.split()
        if len(fields) < 8 or (fields[1], fields[7]) != ("00000000", "00000000"):
            continue
        metric = files.as_number(fields[6])
        if metric is not None and (files.as_hex(fields[3]) or 0) & _UP:
            found.append(_Route(metric=int(metric), interface=fields[0]))
    return found


def _routes_6(root: Path) -> list[_Route]:
    found = []
    for line in (files.text(root / "proc/net/ipv6_route") or "").splitlines():
        fields = line.split()
        if len(fields) < 10 or fields[9] == "lo" or (fields[0].strip("0"), fields[1]) != ("", "00"):
            continue
        metric = files.as_hex(fields[5])
        if metric is not None and (files.as_hex(fields[8]) or 0) & _UP:
            found.append(_Route(metric=metric, interface=fields[9]))
    return found


def _kind(folder: Path) -> str:
    if (folder / "wireless").exists() or (folder / "phy80211").exists():
        return "wifi"
    if folder.name.startswith(("wwan", "ppp")):
        return "mobile"
    return "ethernet" if files.number(folder / "type") == ETHERNET else "other"


def _has_carrier(folder: Path) -> bool:
    # A modem's interface has no carrier file to read, and says "unknown".
    return files.text(folder / "operstate") != "down" and files.number(folder / "carrier") != 0


def _signal_dbm(root: Path, interface: str) -> float | None:
    for line in (files.text(root / "proc/net/wireless") or "").splitlines():
        name, colon, rest = line.partition(":")
        fields = rest.split()
        if not colon or name.strip() != interface or len(fields) < _LEVEL_FIELD:
            continue
        level = files.as_number(fields[2])
        if level is None or level == 0:
            return None
        # Old drivers give the byte of a negative number.
        return level - 256 if level > 0 else level
    return None
