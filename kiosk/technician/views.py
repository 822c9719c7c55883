"""From what is known of the camera to what the technician's window shows of it."""

from contract.probes import CAMERA_STARTING, CAMERA_UP
from kiosk.camera.sighting import Corner
from kiosk.selftest.texts import choose
from kiosk.station.tracker import MAX_CODES
from kiosk.technician.legible import legible
from kiosk.technician.texts import FOCUS, HINTS, camera_words, word
from kiosk.technician.watch import Look, SeenCode
from kiosk.ui.camera_view import CameraView, CodeRow, Sharpness

MOST_TEXT = 120
NOTHING = "–"


def to_view(look: Look, language: str) -> CameraView:
    """Put a look into the words of a language."""
    brightness = look.health.brightness if look.health else 0.0
    hint = choose(HINTS[look.hint], language) if look.hint is not None else ""
    return CameraView(
        status=_capital(camera_words(look.camera, look.detail, brightness, language)),
        alarm=look.camera not in {CAMERA_UP, CAMERA_STARTING},
        live=look.health is not None,
        hint=f"{word('hint', language)}: {hint}" if hint else "",
        sharpness=_sharpness(look, language),
        figures=_figures(look, language),
        codes=tuple(
            _row(number, seen, language) for number, seen in enumerate(look.codes, start=1)
        ),
        no_code=_capital(word("no_code", language)),
        more=tuple(word("more", language, count=count) for count in range(1, MAX_CODES + 1)),
        loupe_title=word("loupe", language),
        keys=word("keys", language),
    )


def _sharpness(look: Look, language: str) -> Sharpness:
    label = word("sharpness", language)
    if look.sharpness is None or look.best is None:
        return Sharpness(label=label, now=NOTHING, best=NOTHING)
    share = look.share or 0.0
    best = word("best", language, best=f"{look.best:.2f}", share=round(100 * share))
    return Sharpness(label=label, now=f"{look.sharpness:.2f}", best=best, share=share)


def _figures(look: Look, language: str) -> tuple[tuple[str, str], ...]:
    health = look.health
    focus = word("focus_unknown", language)
    if health is not None and health.focus is not None:
        focus = choose(FOCUS[health.focus], language)
    moving = NOTHING
    if look.moving is not None:
        moving = word("moving" if look.moving else "still", language)
    size = f"{look.size_px[0]} × {look.size_px[1]}" if look.size_px else NOTHING
    return (
        (word("fps", language), f"{health.fps:.1f}" if health else NOTHING),
        (word("decode", language), f"{health.decode_ms:.1f} ms" if health else NOTHING),
        (word("brightness", language), f"{health.brightness:.0f} / 255" if health else NOTHING),
        (word("focus", language), focus if health else NOTHING),
        (word("motion", language), moving),
        (word("size", language), size),
    )


def _row(number: int, seen: SeenCode, language: str) -> CodeRow:
    code = seen.code
    sure = word("confirmed" if seen.confirmed else "unconfirmed", language)
    named = " ".join(filter(None, (code.format, code.symbology)))

    def fraction(corner: Corner) -> Corner:
        return corner[0] / seen.width_px, corner[1] / seen.height_px

    first, second, third, fourth = code.corners
    return CodeRow(
        number=number,
        sure=seen.confirmed,
        corners=(fraction(first), fraction(second), fraction(third), fraction(fourth)),
        symbology=code.format,
        what=f"{named} · {code.decoder} · {seen.decode_ms:.1f} ms · {sure}",
        text=legible(code.text, MOST_TEXT),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
