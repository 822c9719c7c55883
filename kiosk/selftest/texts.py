"""What the self-test finds, in words: English and Vietnamese, by code.

A code of another room that has no words here (a look-up's, a camera's) is said as it is.
"""

from types import MappingProxyType

from kiosk.selftest.report import Finding, Outcome

LANGUAGES = ("vi", "en")

NAMES = MappingProxyType(
    {
        "camera": ("máy ảnh", "camera"),
        "decoder": ("bộ giải mã", "decoder"),
        "window": ("màn hình", "window"),
        "sound": ("âm thanh", "sound"),
        "buttons": ("nút bấm", "buttons"),
        "disk": ("ổ đĩa", "disk"),
        "clock": ("đồng hồ", "clock"),
        "broker": ("máy chủ tin MQTT", "broker"),
        "fleet": ("hệ thống quản lý", "fleet"),
    }
)
OUTCOMES = MappingProxyType(
    {
        Outcome.OK: ("tốt", "ok"),
        Outcome.FAILED: ("LỖI", "FAILED"),
        Outcome.SKIPPED: ("bỏ qua", "skipped"),
    }
)
HEADINGS = MappingProxyType(
    {
        "check": ("mục", "check"),
        "result": ("kết quả", "result"),
        "figure": ("số đo", "figure"),
        "detail": ("chi tiết", "detail"),
    }
)
SUM = ("{failed} mục lỗi trong {all} mục", "{failed} of {all} checks failed")

TEXTS = MappingProxyType(
    {
        "camera.ok": (
            "có hình, độ sáng {brightness}/255",
            "frames come, brightness {brightness} of 255",
        ),
        "camera.in_use": (
            "trạm đang chạy và đang dùng máy ảnh: có hình, độ sáng {brightness}/255",
            "the running station has the camera: frames come, brightness {brightness} of 255",
        ),
        "camera.starting": (
            "trạm vừa khởi động, máy ảnh chưa có hình; hãy thử lại sau nửa phút",
            "the station has just begun and has no frames yet; try again in half a minute",
        ),
        "camera.not_found": (
            "không thấy máy ảnh: hãy kiểm tra dây cắm và mục camera.device ({detail})",
            "there is no camera: look at its cable and at camera.device ({detail})",
        ),
        "camera.no_library": (
            "chưa cài picamera2 cho trạm ({detail})",
            "picamera2 isn't installed for the station ({detail})",
        ),
        "camera.busy": (
            "một chương trình khác đang dùng máy ảnh ({detail})",
            "another program has the camera ({detail})",
        ),
        "camera.no_permission": (
            "người dùng của trạm không được mở máy ảnh; hãy thêm vào nhóm video ({detail})",
            "the station's user may not open the camera; add it to the group video ({detail})",
        ),
        "camera.not_a_camera": (
            "thiết bị này không phải là máy ảnh ({detail})",
            "this device is no camera ({detail})",
        ),
        "camera.unusable": (
            "không mở được máy ảnh ({detail})",
            "the camera can't be opened ({detail})",
        ),
        "camera.unplugged": (
            "máy ảnh vừa bị rút ra ({detail})",
            "the camera was unplugged ({detail})",
        ),
        "camera.no_frames": (
            "máy ảnh mở được nhưng không có hình ({detail})",
            "the camera opens but gives no frames ({detail})",
        ),
        "camera.timeout": (
            "máy ảnh ngừng gửi hình ({detail})",
            "the camera has stopped giving frames ({detail})",
        ),
        "camera.stalled": (
            "trình điều khiển máy ảnh bị treo ({detail})",
            "the camera's driver hangs ({detail})",
        ),
        "camera.died": (
            "chương trình máy ảnh dừng đột ngột ({detail})",
            "the camera's process died ({detail})",
        ),
        "camera.no_photos": (
            "camera.photos không có ảnh hay video nào đọc được ({detail})",
            "camera.photos has no picture or video that can be read ({detail})",
        ),
        "camera.black": (
            "hình đen: ống kính bị che?",
            "the picture is black: is the lens covered?",
        ),
        "camera.frozen": (
            "hình đứng yên: cảm biến bị treo",
            "the picture stands still: the sensor hangs",
        ),
        "camera.dark": (
            "hình quá tối, độ sáng {brightness}/255",
            "the picture is too dark, brightness {brightness} of 255",
        ),
        "camera.glaring": (
            "hình quá sáng, độ sáng {brightness}/255",
            "the picture is too bright, brightness {brightness} of 255",
        ),
        "decoder.ok": ("đọc được cả {codes} mã mẫu", "reads both of the {codes} known codes"),
        "decoder.missed": ("không đọc được mã mẫu: {missed}", "doesn't read: {missed}"),
        "window.ok": ("mở được và vẽ được, {size}", "opens and draws, {size}"),
        "window.in_use": (
            "trạm đang chạy và đang hiện màn hình {screen!r}",
            "the running station has the screen and shows {screen!r}",
        ),
        "window.slow": ("vẽ quá chậm, {size}", "draws too slowly, {size}"),
        "display.none": (
            "không mở được màn hình, trình điều khiển: {driver}",
            "no screen can be opened, driver: {driver}",
        ),
        "station.no_answer": (
            "trạm đang chạy nhưng không trả lời ({reason})",
            "the station process runs but doesn't answer ({reason})",
        ),
        "sound.ok": ("mở được thiết bị âm thanh: {driver}", "the sound device opens: {driver}"),
        "sound.none": ("không có thiết bị âm thanh: {detail}", "no sound device: {detail}"),
        "sound.not_fitted": (
            "trạm không lắp loa (sound.fitted = false)",
            "this housing has no loudspeaker (sound.fitted = false)",
        ),
        "buttons.ok": ("có đủ các phím 1 đến 4: {device}", "keys 1 to 4 are there: {device}"),
        "buttons.not_configured": (
            "trạm không lắp nút bấm (buttons.device)",
            "no buttons are configured (buttons.device)",
        ),
        "buttons.not_found": (
            "không thấy thiết bị {device}; đang có: {there}",
            "there is no device {device}; there are: {there}",
        ),
        "buttons.missing_keys": (
            "thiết bị {device} thiếu phím {missing}",
            "the device {device} lacks the keys {missing}",
        ),
        "buttons.no_permission": (
            "người dùng của trạm không đọc được {node}; hãy thêm vào nhóm input",
            "the station's user can't read {node}; add it to the group input",
        ),
        "buttons.unknown": (
            "nhân hệ điều hành không liệt kê thiết bị nhập: {detail}",
            "the kernel lists no input devices: {detail}",
        ),
        "disk.ok": ("ghi được, còn trống {free_mb} MB", "can be written, {free_mb} MB free"),
        "disk.no_folder": (
            "thư mục dữ liệu {path} chưa có",
            "the data directory {path} isn't there",
        ),
        "disk.full": ("ổ đĩa đã đầy: {path}", "the disk is full: {path}"),
        "disk.nearly_full": ("ổ đĩa sắp đầy: {path}", "the disk is nearly full: {path}"),
        "disk.read_only": ("chỉ đọc được, không ghi được: {path}", "is read-only: {path}"),
        "disk.no_permission": (
            "người dùng của trạm không ghi được vào {path}",
            "the station's user can't write to {path}",
        ),
        "disk.broken": ("không ghi được vào {path}: {detail}", "can't write to {path}: {detail}"),
        "disk.slow": (
            "ghi quá chậm: thẻ nhớ có thể đã mòn; còn trống {free_mb} MB",
            "writes too slowly: the card may be worn; {free_mb} MB free",
        ),
        "outbox.unreadable": (
            "hàng chờ gửi {path} bị hỏng: {detail}",
            "the outbox {path} can't be read: {detail}",
        ),
        "clock.ok": ("đã đồng bộ: {now}", "was set by a time server: {now}"),
        "clock.trusted_by_setting": (
            "được tin theo cài đặt trust_clock: {now}",
            "is taken as right by the setting trust_clock: {now}",
        ),
        "clock.not_set": (
            "chưa đồng bộ từ khi khởi động: {now}",
            "no time server has set it since boot: {now}",
        ),
        "clock.before_build": (
            "chậm nhiều: đang là {now}, nhưng phần mềm được cài lúc {known}",
            "is far behind: it says {now}, but this software was installed at {known}",
        ),
        "clock.before_certificate": (
            "chậm: đang là {now}, nhưng chứng thư có hiệu lực từ {known}",
            "is behind: it says {now}, but the certificate counts from {known}",
        ),
        "clock.after_certificate": (
            "chứng thư đã hết hạn {end}, hoặc đồng hồ chạy nhanh: {now}",
            "the certificate ended at {end}, or the clock is ahead: {now}",
        ),
        "identity.missing": (
            "trạm chưa được ghi danh (kiosk enrol)",
            "this station isn't enrolled yet (kiosk enrol)",
        ),
        "identity.unreadable": (
            "không đọc được danh tính của trạm: {detail}",
            "the station's identity can't be used: {detail}",
        ),
        "broker.ok": ("nhận trạm này: {where}", "takes this station in: {where}"),
        "broker.tls_ok": (
            "tiến trình agent đang chạy nên chỉ thử TLS, đã được chấp nhận: {where}",
            "an agent is running, so only TLS was tried, and it is accepted: {where}",
        ),
        "uplink.lost": ("mất kết nối {where}: {detail}", "lost at {where}: {detail}"),
        "uplink.unreachable": (
            "không kết nối được {where}: {detail}",
            "can't be reached at {where}: {detail}",
        ),
        "uplink.server_certificate": (
            "máy chủ {where} không phải của hệ thống này: {detail}",
            "who answers at {where} isn't ours: {detail}",
        ),
        "uplink.own_certificate": (
            "không đọc được khóa hoặc chứng thư của trạm: {detail}",
            "the station's own key or certificate can't be read: {detail}",
        ),
        "uplink.closed_early": (
            "máy chủ {where} từ chối chứng thư của trạm: {detail}",
            "{where} refuses the station's certificate: {detail}",
        ),
        "uplink.refused": ("máy chủ {where} từ chối: {detail}", "{where} refuses: {detail}"),
        "fleet.ok": ("nhận mã thông hành của trạm: {where}", "takes the station's token: {where}"),
        "gateway.unreachable": (
            "không kết nối được {where}: {detail}",
            "can't be reached at {where}: {detail}",
        ),
        "gateway.timeout": (
            "không trả lời kịp: {where} {detail}",
            "doesn't answer in time: {where} {detail}",
        ),
        "gateway.not_trusted": (
            "máy chủ {where} không phải của hệ thống này: {detail}",
            "who answers at {where} isn't ours: {detail}",
        ),
        "gateway.broken": ("trả lời dở dang: {where} {detail}", "breaks off: {where} {detail}"),
        "gateway.status": (
            "{where} từ chối với mã {status} {problem}: {detail}",
            "{where} refuses with {status} {problem}: {detail}",
        ),
        "selftest.hung": (
            "không xong trong {limit_s:g} giây, đã bị dừng",
            "wasn't done within {limit_s:g} s and was ended",
        ),
        "selftest.died": (
            "chương trình kiểm tra dừng đột ngột ({status}): {detail}",
            "its process died ({status}): {detail}",
        ),
        "selftest.no_process": (
            "không khởi động được chương trình kiểm tra: {detail}",
            "its process can't be started: {detail}",
        ),
    }
)


def explain(finding: Finding, language: str) -> str:
    """Say a finding in words."""
    texts = TEXTS.get(finding.code)
    if texts is not None:
        try:
            return choose(texts, language).format(**finding.params)
        except KeyError:
            pass
    values = ", ".join(f"{name}={value}" for name, value in finding.params.items())
    return f"{finding.code} {values}".strip()


def choose(texts: tuple[str, str], language: str) -> str:
    """Give the text of a language."""
    return texts[LANGUAGES.index(language)]
