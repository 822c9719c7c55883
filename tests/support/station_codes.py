"""Codes and frames as the camera process tells of them, and as the flow knows them."""

from collections.abc import Iterable

from kiosk.camera.sighting import Sighting, Sightings
from kiosk.station.code import Code, code_id
from provenance.codes.read import read

UNIT_LINK = "https://id.gs1.org/01/08935217400102/10/A1/21/S1"
LOT_LINK = "https://id.gs1.org/01/08938505974194/10/B7"
EAN = "8938505974194"
FOREIGN_LINK = "https://example.vn/khuyen-mai"
PERSONAL = "001099012345||Nguyễn Văn A|01011990|Nam|Hà Nội|01012021"


def sighting(text: str, *, confirmed: bool = True, format: str = "QR Code") -> Sighting:  # noqa: A002
    """Make what the camera tells of one code."""
    return Sighting(
        text=text,
        payload=text.encode(),
        format=format,
        symbology="]E0" if format == "EAN-13" else "]Q1",
        corners=((10, 10), (110, 10), (110, 110), (10, 110)),
        confirmed=confirmed,
        decoder="test",
    )


def frame(at_s: float, codes: Iterable[Sighting], *, number: int = 0) -> Sightings:
    """Make what the camera tells of one frame."""
    return Sightings(
        frame=number or round(at_s * 1000),
        captured_at_s=at_s,
        decode_ms=5.0,
        width_px=1280,
        height_px=960,
        codes=tuple(codes),
    )


def code(text: str, at_s: float = 1000.0) -> Code:
    """Make a code as the flow knows it."""
    seen = sighting(text)
    return Code(
        code_id=code_id(seen),
        reading=read(seen.text, seen.symbology),
        symbology=seen.symbology,
        decode_ms=5.0,
        captured_at_s=at_s,
    )
