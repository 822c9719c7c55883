"""Whether a slide's picture is what was announced, and small enough to decode."""

from contract.desired import MAX_PICTURE_PIXELS, Slide
from contract.pictures import measure, media_type_of
from kiosk.errors import DesiredRefused


def check_header(content: bytes, slide: Slide) -> None:
    """Check that a picture is of the announced type and not too large to decode.

    Raises:
        DesiredRefused: `picture.media_type`, `picture.unreadable`, `picture.too_many_pixels`.
    """
    media_type = media_type_of(content)
    if media_type != slide.media_type:
        raise DesiredRefused(
            "picture.media_type",
            detail=f"{slide.slide_id}: {media_type or 'neither PNG nor JPEG'}"
            f" instead of {slide.media_type}",
        )
    picture = measure(content)
    if picture is None:
        raise DesiredRefused("picture.unreadable", detail=f"{slide.slide_id}: no size in it")
    if picture.pixels > MAX_PICTURE_PIXELS:
        raise DesiredRefused(
            "picture.too_many_pixels",
            detail=f"{slide.slide_id}: {picture.width_px} x {picture.height_px},"
            f" {MAX_PICTURE_PIXELS} at most",
        )
