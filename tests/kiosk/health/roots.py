"""Made-up root folders of machines, in the formats that their kernels write."""

from pathlib import Path


def put(root: Path, name: str, content: str | bytes) -> Path:
    """Write one file below a root."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zone(root: Path, number: int, kind: str, temp: str) -> None:
    """Make a thermal zone."""
    put(root, f"sys/class/thermal/thermal_zone{number}/type", f"{kind}\n")
    put(root, f"sys/class/thermal/thermal_zone{number}/temp", temp)


def block(root: Path, number: str, disk: str, partition: str | None) -> Path:
    """Make a disk, perhaps with a partition, and give the disk's folder."""
    folder = root / "sys/devices" / disk
    folder.mkdir(parents=True, exist_ok=True)
    target = folder
    if partition is not None:
        put(folder / partition, "partition", "2\n")
        target = folder / partition
    link = root / "sys/dev/block" / number
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)
    return folder


def mount(root: Path, number: str, point: str, options: str = "rw,noatime - ext4 x rw") -> None:
    """Add a line to the mounts."""
    path = root / "proc/self/mountinfo"
    before = path.read_text() if path.exists() else ""
    put(root, "proc/self/mountinfo", f"{before}26 1 {number} / {point} {options}\n")


MEMINFO = """MemTotal:        1892104 kB
MemFree:          881980 kB
MemAvailable:    1419078 kB
Buffers:           36096 kB
SwapTotal:        102396 kB
"""
STAT = """cpu  10132153 290696 3084719 46828483 16683 0 25195 0 0 0
cpu0 2532153 72674 771179 11707120 4170 0 6298 0 0 0
cpu1 2532153 72674 771179 11707120 4170 0 6298 0 0 0
cpu2 2532153 72674 771179 11707120 4170 0 6298 0 0 0
cpu3 2532153 72674 771179 11707120 4170 0 6298 0 0 0
intr 199292 0 0
ctxt 22121
"""
ROUTE = (
    "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
    "{name}\t00000000\t0102A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n"
    "{name}\t0002A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0\n"
)
WIRELESS = """Inter-| sta-|   Quality        |   Discarded packets               | Missed | WE
 face | tus | link level noise |  nwid  crypt   frag  retry   misc | beacon | 22
 wlan0: 0000   60.  -50.  -256        0      0      0      0    131        0
"""


def pi4(root: Path) -> None:
    """Make a Raspberry Pi 4 on Wi-Fi, its card in the slot, data on the second partition."""
    zone(root, 0, "cpu-thermal", "51608\n")
    put(root, "proc/loadavg", "0.52 0.58 0.59 1/134 1234\n")
    put(root, "proc/stat", STAT)
    put(root, "proc/meminfo", MEMINFO)
    put(root, "proc/uptime", "12345.67 40000.00\n")
    put(root, "sys/class/hwmon/hwmon0/name", "cpu_thermal\n")
    put(root, "sys/class/hwmon/hwmon1/name", "rpi_volt\n")
    put(root, "sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0\n")
    put(root, "sys/devices/platform/soc/soc:firmware/get_throttled", "0\n")
    mount(root, "179:2", "/")
    name = "platform/emmc2bus/fe340000.mmc/mmc_host/mmc0/mmc0:aaaa/block/mmcblk0"
    card = block(root, "179:2", name, "mmcblk0p2")
    put(card, "device/type", "SD\n")
    put(root, "sys/fs/ext4/mmcblk0p2/errors_count", "0\n")
    put(root, "proc/net/route", ROUTE.format(name="wlan0"))
    put(root, "proc/net/wireless", WIRELESS)
    interface(root, "wlan0", wireless=True)
    put(root, "run/systemd/timesync/synchronized", "")


def pi5(root: Path) -> None:
    """Make a compute module 5 on a cable, its eMMC half worn."""
    zone(root, 0, "cpu-thermal", "61250\n")
    put(root, "proc/loadavg", "0.00 0.10 0.05 1/134 1234\n")
    put(root, "proc/stat", STAT)
    put(root, "proc/meminfo", MEMINFO)
    put(root, "proc/uptime", "99.00 40000.00\n")
    put(root, "sys/class/hwmon/hwmon0/name", "pwmfan\n")
    put(root, "sys/class/hwmon/hwmon1/name", "rp1_adc\n")
    put(root, "sys/class/hwmon/hwmon2/name", "rpi_volt\n")
    put(root, "sys/class/hwmon/hwmon2/in0_lcrit_alarm", "1\n")
    soc = "sys/devices/platform/soc@107c000000/soc@107c000000:firmware"
    put(root, f"{soc}/get_throttled", "50005\n")
    mount(root, "179:2", "/", "ro,relatime - overlay overlay rw")
    mount(root, "179:3", "/data")
    name = "platform/axi/1000fff000.mmc/mmc_host/mmc0/mmc0:0001/block/mmcblk0"
    card = block(root, "179:3", name, "mmcblk0p3")
    put(card, "device/type", "MMC\n")
    put(card, "device/life_time", "0x02 0x05\n")
    put(card, "device/pre_eol_info", "0x02\n")
    put(root, "sys/fs/ext4/mmcblk0p3/errors_count", "3\n")
    put(root, "proc/net/route", ROUTE.format(name="eth0"))
    interface(root, "eth0")
    (root / "run/chrony").mkdir(parents=True)


def laptop(root: Path) -> None:
    """Make a developer's machine: NVMe, no Raspberry Pi in it, no route."""
    zone(root, 0, "acpitz", "41000\n")
    zone(root, 1, "x86_pkg_temp", "47000\n")
    put(root, "proc/loadavg", "1.00 2.00 3.00 1/134 1234\n")
    put(root, "proc/stat", STAT)
    put(root, "proc/meminfo", MEMINFO)
    put(root, "proc/uptime", "5.00 40000.00\n")
    put(root, "sys/class/hwmon/hwmon0/name", "nvme\n")
    mount(root, "259:2", "/", "rw,relatime - ext4 /dev/nvme0n1p2 rw,errors=remount-ro")
    block(root, "259:2", "pci0000:00/0000:01:00.0/nvme/nvme0/nvme0n1", "nvme0n1p2")
    put(root, "sys/fs/ext4/nvme0n1p2/errors_count", "0\n")
    put(root, "proc/net/route", ROUTE.partition("\n")[0] + "\n")
    put(root, "run/systemd/timesync/clock", "")


def interface(root: Path, name: str, *, wireless: bool = False, state: str = "up") -> None:
    """Make a network interface."""
    folder = root / "sys/class/net" / name
    put(folder, "type", "1\n")
    put(folder, "operstate", f"{state}\n")
    put(folder, "carrier", f"{int(state == 'up')}\n")
    put(folder, "carrier_changes", "4\n")
    if wireless:
        (folder / "wireless").mkdir()
