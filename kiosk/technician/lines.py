"""The camera as lines of text: for people on a console, and as JSON for programs."""

from kiosk.camera.sighting import CameraHealth
from kiosk.selftest.texts import choose
from kiosk.technician.legible import legible
from kiosk.technician.texts import FOCUS, HINTS, camera_words, word
from kiosk.technician.watch import Look, SeenCode

MOST_TEXT = 80
MOST_JSON_TEXT = 400
"""A code holds up to 7,089 characters; `length` says how many it has."""


def to_line(look: Look, language: str) -> str:
    """Give one line, about as wide as a terminal while no code is in view."""
    health = look.health
    brightness = health.brightness if health else 0.0
    parts = [
        f"{look.at_s:7.1f} s",
        camera_words(look.camera, look.detail, brightness, language),
        *(_figures(look, health, language) if health else ()),
    ]
    if look.hint is not None:
        parts.append(f"{word('hint', language)}: {choose(HINTS[look.hint], language)}")
    parts += [_code(seen, language) for seen in look.codes]
    return "  ".join(parts)


def to_json(look: Look) -> dict[str, object]:
    """Give an object for one line of JSON; a text that was cut is shorter than its `length`."""
    health = look.health
    return {
        "at_s": round(look.at_s, 3),
        "camera": look.camera,
        "detail": look.detail,
        "frames": health.frames if health else None,
        "fps": round(health.fps, 2) if health else None,
        "brightness": round(health.brightness, 1) if health else None,
        "decode_ms": round(health.decode_ms, 3) if health else None,
        "focus": health.focus if health else None,
        "sharpness": look.sharpness,
        "sharpness_best": look.best,
        "hint": look.hint,
        "moving": look.moving,
        "codes": [_code_json(seen) for seen in look.codes],
    }


def _figures(look: Look, health: CameraHealth, language: str) -> list[str]:
    figures = [
        f"{health.fps:4.1f} {word('fps', language)}",
        f"{word('brightness', language)} {health.brightness:3.0f}",
    ]
    if look.sharpness is not None and look.best is not None:
        share = round(100 * (look.share or 0))
        best = word("best", language, best=f"{look.best:.2f}", share=share)
        figures.append(f"{word('sharpness', language)} {look.sharpness:5.2f} ({best})")
    if health.focus is not None:
        figures.append(f"{word('focus', language)} {choose(FOCUS[health.focus], language)}")
    figures.append(f"{word('decode', language)} {health.decode_ms:4.1f} ms")
    return figures


def _code(seen: SeenCode, language: str) -> str:
    code = seen.code
    sure = word("confirmed" if seen.confirmed else "unconfirmed", language)
    what = " ".join(filter(None, (code.format, code.symbology, code.decoder)))
    return f'| {what} {seen.decode_ms:.1f} ms {sure} "{legible(code.text, MOST_TEXT)}"'


def _code_json(seen: SeenCode) -> dict[str, object]:
    code = seen.code
    return {
        "text": code.text[:MOST_JSON_TEXT],
        "length": len(code.text),
        "format": code.format,
        "symbology": code.symbology,
        "decoder": code.decoder,
        "confirmed": seen.confirmed,
        "reads": seen.reads,
        "decode_ms": round(seen.decode_ms, 3),
        "corners": [list(corner) for corner in code.corners],
        "width_px": seen.width_px,
        "height_px": seen.height_px,
    }
