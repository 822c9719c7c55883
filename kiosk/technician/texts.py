"""The words of `kiosk camera` in Vietnamese and English; those of faults are the self-test's."""

from types import MappingProxyType

from contract.probes import CAMERA_STARTING, CAMERA_UP
from kiosk.camera.sighting import Focus, Hint
from kiosk.selftest import texts as selftest_texts
from kiosk.selftest.report import failed
from kiosk.selftest.texts import choose
from kiosk.technician.legible import legible

MOST_DETAIL = 160

CAMERA = MappingProxyType(
    {
        CAMERA_STARTING: ("đang mở máy ảnh", "the camera is being opened"),
        CAMERA_UP: ("máy ảnh có hình", "frames come"),
    }
)
HINTS = MappingProxyType(
    {
        Hint.TOO_DARK: ("tối quá", "too dark"),
        Hint.TOO_BRIGHT: ("sáng quá", "too bright"),
        Hint.GLARE: ("bị lóa", "glare"),
        Hint.MOVING: ("đang di chuyển", "moving"),
        Hint.TOO_FAR: ("xa quá", "too far"),
        Hint.TOO_NEAR: ("gần quá", "too near"),
    }
)
FOCUS = MappingProxyType(
    {
        Focus.FIXED: ("cố định", "fixed"),
        Focus.SEARCHING: ("đang tìm", "searching"),
        Focus.FOCUSED: ("đã nét", "focused"),
        Focus.FAILED: ("không bắt được nét", "failed"),
    }
)
WORDS = MappingProxyType(
    {
        "title": ("Camera của trạm", "The station's camera"),
        "hint": ("Lời nhắc", "Hint"),
        "sharpness": ("Độ nét", "Sharpness"),
        "best": ("nét nhất {best} · {share} %", "best {best} · {share} %"),
        "fps": ("Hình/giây", "Frames/s"),
        "brightness": ("Độ sáng", "Brightness"),
        "decode": ("Giải mã", "Decoding"),
        "focus": ("Lấy nét", "Focus"),
        "focus_unknown": ("máy ảnh không báo", "not told"),
        "size": ("Cỡ hình", "Frame"),
        "motion": ("Chuyển động", "Motion"),
        "moving": ("có", "yes"),
        "still": ("không", "no"),
        "loupe": ("Giữa hình, đúng từng điểm ảnh", "The middle, pixel by pixel"),
        "codes": ("Mã đọc được", "Codes"),
        "no_code": ("chưa thấy mã nào", "none in view"),
        "more": ("và {count} mã nữa", "and {count} more"),
        "confirmed": ("chắc chắn", "confirmed"),
        "unconfirmed": ("chưa chắc", "unconfirmed"),
        "keys": (
            "Q hoặc Esc: thoát · R hoặc chạm: đo lại mức nét nhất",
            "Q or Esc: end · R or a tap: measure the best anew",
        ),
    }
)


def word(key: str, language: str, **values: str | int) -> str:
    """Give a word or sentence in a language."""
    return choose(WORDS[key], language).format(**values)


def camera_words(camera: str, detail: str, brightness: float, language: str) -> str:
    """Say how the camera is."""
    if camera in CAMERA:
        return choose(CAMERA[camera], language)
    finding = failed(camera, detail=detail or camera, brightness=round(brightness))
    said = legible(selftest_texts.explain(finding, language), MOST_DETAIL)
    return said if camera in said else f"{said} [{camera}]"
