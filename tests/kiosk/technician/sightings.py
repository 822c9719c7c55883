"""Codes and frames as the camera process tells of them."""

from kiosk.camera.sighting import CameraHealth, Focus, Sighting, Sightings

WIDTH_PX, HEIGHT_PX = 1280, 960


def code(
    text: str, *, name: str = "QR Code", sure: bool = True, at: tuple[int, int] = (100, 100)
) -> Sighting:
    """Make a code of 200 pixels."""
    x, y = at
    return Sighting(
        text=text,
        payload=text.encode("utf-8", "surrogateescape"),
        format=name,
        symbology={"QR Code": "]Q1", "EAN-13": "]E0"}[name],
        corners=((x, y), (x + 200, y), (x + 200, y + 200), (x, y + 200)),
        confirmed=sure,
        decoder="zxing-cpp",
    )


def frame(at_s: float, *codes: Sighting) -> Sightings:
    """Make the codes of one frame."""
    return Sightings(
        frame=1,
        captured_at_s=at_s,
        decode_ms=7.25,
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
        codes=codes,
    )


def health(sharpness: float | None = 5.0) -> CameraHealth:
    """Make the health of a camera that is well."""
    return CameraHealth(
        frames=30,
        decoded=2,
        fps=14.9,
        brightness=131.4,
        sharpness=sharpness,
        decode_ms=6.2,
        focus=Focus.FOCUSED,
    )
