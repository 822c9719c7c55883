"""The disk under the data directory: space, errors, whether it takes writes, and its wear.

Which disk it is follows from the mount (/proc/self/mountinfo, proc(5)) and /sys/dev/block. ext4
keeps its count of errors in the superblock, so it outlives a boot
(Documentation/admin-guide/ext4.rst); a kernel that stops a file system for them says `ro`, newer
ones `emergency_ro`. Only eMMC tells its wear (JESD84-B51: DEVICE_LIFE_TIME_EST in bands of 10 %,
PRE_EOL_INFO): SD cards have no such register, and NVMe and SATA disks tell it only to root. What
can't be told is None.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.health import files
from kiosk.health.bounded import Values

READ_ONLY = frozenset({"ro", "emergency_ro", "shutdown"})
RESERVES = {1: "normal", 2: "warning", 3: "urgent"}
BAND_PERCENT = 10
CARDS = {"SD": "sd", "MMC": "emmc"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """Where a folder's file system comes from.

    Attributes:
        number: major and minor number of the device, as `179:2`.
    """

    number: str
    options: frozenset[str]


def read(root: Path, data_dir: Path) -> Values:
    """Read them below a root folder, for the file system of `data_dir`."""
    mount = find_mount(files.text(root / "proc/self/mountinfo") or "", os.path.realpath(data_dir))
    partition = _resolve(root / "sys/dev/block" / mount.number) if mount else None
    disk = _disk_of(partition) if partition else None
    return {
        "disk_free": _free_percent(data_dir),
        "disk_read_only": bool(mount.options & READ_ONLY) if mount else None,
        "disk_errors": _errors(root, partition) if partition else None,
        "disk_kind": _kind(disk) if disk else None,
        "disk_wear": _wear_percent(disk) if disk else None,
        "disk_reserve": _reserve(disk) if disk else None,
    }


def find_mount(mountinfo: str, folder: str) -> Mount | None:
    """Find the mount that holds a folder: the longest mount point, the last of those."""
    found: Mount | None = None
    longest = -1
    for line in mountinfo.splitlines():
        fields, dash, rest = (line.partition(" - ")[i].split() for i in range(3))
        if not dash or len(fields) < 6 or len(rest) < 2:
            continue
        point = _unescaped(fields[4])
        inside = point in {"/", folder} or folder.startswith(point + "/")
        if inside and len(point) >= longest:
            longest = len(point)
            options = {*fields[5].split(","), *(rest[2].split(",") if len(rest) > 2 else ())}
            found = Mount(number=fields[2], options=frozenset(options))
    return found


def _unescaped(field: str) -> str:
    """Undo the octal escapes of blanks and backslashes."""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, character)
    return field


def _resolve(link: Path) -> Path | None:
    real = Path(os.path.realpath(link))
    return real if real.is_dir() else None


def _disk_of(partition: Path) -> Path:
    return partition.parent if (partition / "partition").exists() else partition


def _free_percent(data_dir: Path) -> float | None:
    try:
        status = os.statvfs(data_dir)
    except OSError:
        return None
    if status.f_blocks == 0:
        return None
    return round(100 * status.f_bavail / status.f_blocks, 1)


def _errors(root: Path, partition: Path) -> float | None:
    return files.number(root / "sys/fs/ext4" / partition.name / "errors_count")


def _kind(disk: Path) -> str:
    card = CARDS.get(files.text(disk / "device/type") or "")
    if card is not None:
        return card
    if disk.name.startswith("nvme"):
        return "nvme"
    if disk.name.startswith("sd"):
        return "usb" if any(part.startswith("usb") for part in disk.parts) else "sata"
    return "other"


def _wear_percent(disk: Path) -> float | None:
    words = (files.text(disk / "device/life_time") or "").split()
    bands = [band for band in map(files.as_hex, words) if band]
    # The upper end of the worse area's band; 11 stands for "exceeded", 0 for "not defined".
    return float(max(bands) * BAND_PERCENT) if bands else None


def _reserve(disk: Path) -> str | None:
    word = files.text(disk / "device/pre_eol_info")
    return RESERVES.get(files.as_hex(word) or 0) if word else None
