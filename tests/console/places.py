"""The sample city of the console's tests: its stations, by invented names, and their health."""

from dataclasses import dataclass

from contract.names import StationId

DONG_XUAN = StationId("dong-xuan-cong-chinh")
LOST = StationId("long-bien-kho-lanh")
CHO_HOM = StationId("cho-hom-rau-qua")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A station of the sample city; `seen_s` is how long ago it was heard, None for never."""

    id: StationId
    name: str
    market: str
    ward: str
    seen_s: int | None = 4


PLACES = (
    Place(
        id=DONG_XUAN,
        name="Cổng chính, tầng một",
        market="Chợ Đồng Xuân",
        ward="Phường Hoàn Kiếm",
    ),
    Place(
        id=StationId("dong-xuan-hang-kho"),
        name="Dãy hàng khô",
        market="Chợ Đồng Xuân",
        ward="Phường Hoàn Kiếm",
        seen_s=21,
    ),
    Place(
        id=StationId("cho-hom-rau-qua"),
        name="Khu rau quả",
        market="Chợ Hôm – Đức Viên",
        ward="Phường Hai Bà Trưng",
        seen_s=9,
    ),
    Place(
        id=StationId("cho-mo-thit-ca"),
        name="Khu thịt cá",
        market="Chợ Mơ",
        ward="Phường Tương Mai",
        seen_s=33,
    ),
    Place(
        id=LOST,
        name="Kho lạnh số 2",
        market="Chợ đầu mối Long Biên",
        ward="Phường Hồng Hà",
        seen_s=43 * 60,
    ),
    Place(
        id=StationId("nghia-tan-cong-bac"),
        name="Cổng bắc",
        market="Chợ Nghĩa Tân",
        ward="Phường Nghĩa Đô",
        seen_s=3 * 3600,
    ),
    Place(
        id=StationId("sieu-thi-cau-giay"),
        name="Quầy thông tin",
        market="Siêu thị Cầu Giấy",
        ward="Phường Cầu Giấy",
        seen_s=15,
    ),
    Place(
        id=StationId("van-phuc-moi-lap"),
        name="Trạm mới lắp",
        market="Chợ Vạn Phúc",
        ward="Phường Hà Đông",
        seen_s=None,
    ),
)

PROBES: dict[str, dict[str, object]] = {
    "camera": {"value": "up", "unit": "", "healthy": True},
    "camera_fps": {"value": 14.8, "unit": "1/s", "healthy": True},
    "camera_brightness": {"value": 118.0, "unit": "", "healthy": True},
    "camera_sharpness": {"value": 340.0, "unit": "", "healthy": None},
    "decode_ms_p95": {"value": 31.0, "unit": "ms", "healthy": True},
    "screen": {"value": "attract", "unit": "", "healthy": None},
    "frame_ms_p95": {"value": 24.0, "unit": "ms", "healthy": True},
    "outbox": {"value": "ok", "unit": "", "healthy": True},
    "outbox_depth": {"value": 0, "unit": "scans", "healthy": True},
    "not_stored": {"value": 0, "unit": "scans", "healthy": True},
    "certificate": {"value": 341.2, "unit": "d", "healthy": True},
    "network": {"value": "wifi", "unit": "", "healthy": None},
    "wifi_signal": {"value": -58.0, "unit": "dBm", "healthy": True},
    "clock_trusted": {"value": True, "unit": "", "healthy": True},
    "clock_offset": {"value": 0.2, "unit": "s", "healthy": True},
    "under_voltage": {"value": False, "unit": "", "healthy": True},
    "throttled": {"value": False, "unit": "", "healthy": True},
    "cpu_temperature": {"value": 61.4, "unit": "°C", "healthy": True},
    "cpu_load": {"value": 38.0, "unit": "%", "healthy": True},
    "memory_free": {"value": 48.2, "unit": "%", "healthy": True},
    "uptime": {"value": 259211.0, "unit": "s", "healthy": None},
    "disk_free": {"value": 71.0, "unit": "%", "healthy": True},
    "disk_wear": {"value": None, "unit": "%", "healthy": None},
    "station": {"value": True, "unit": "", "healthy": True},
    "restarts_station": {"value": 0, "unit": "", "healthy": True},
}
"""As a station of today reports them, all well."""
