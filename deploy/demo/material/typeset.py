"""Printing on labels: Vietnamese text through Pillow, in Be Vietnam Pro.

The files come with the package fontpkg-be-vietnam-pro. Noto Sans is left to the window: it is one
variable font, and a line of it took Pillow 25 ms where one of these takes 3.
"""

from enum import StrEnum
from importlib.resources import as_file, files

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from deploy.demo.material.canvas import Bytes, Pixels, Rgb

INK: Rgb = (24, 24, 26)
PAPER: Rgb = (250, 249, 245)


class Face(StrEnum):
    """The cuts that the labels use, each with its file inside its package."""

    HEAVY = "fontpkg_be_vietnam_pro/BeVietnamPro-ExtraBold.ttf"
    BOLD = "fontpkg_be_vietnam_pro/BeVietnamPro-Bold.ttf"
    MEDIUM = "fontpkg_be_vietnam_pro/BeVietnamPro-Medium.ttf"
    BODY = "fontpkg_be_vietnam_pro/BeVietnamPro-Regular.ttf"


def font(face: Face, size_px: int) -> ImageFont.FreeTypeFont:
    """Open a font at a size."""
    package, name = face.value.split("/")
    with as_file(files(package) / "files" / name) as path:
        return ImageFont.truetype(str(path), size_px)


class Sheet:
    """A piece of paper that is printed on: all positions in pixels from its top left corner."""

    def __init__(self, width: int, height: int, colour: Rgb = PAPER) -> None:
        self.width = width
        self.height = height
        self.image = Image.new("RGB", (width, height), colour)
        self.draw = ImageDraw.Draw(self.image)

    def write(
        self,
        text: str,
        at: tuple[int, int],
        *,
        face: Face = Face.BODY,
        size: int = 24,
        colour: Rgb = INK,
        anchor: str = "la",
        room: int | None = None,
    ) -> int:
        """Print one line and give its width.

        Args:
            anchor: Pillow's two letters for which point of the text `at` is.
            room: width in which the line must fit; it is printed smaller where it doesn't.
        """
        used = font(face, size)
        if room is not None and (length := used.getlength(text)) > room:
            used = font(face, max(10, int(size * room / length)))
        self.draw.text(at, text, fill=colour, font=used, anchor=anchor)
        return round(used.getlength(text))

    def symbol(self, modules: Bytes, box: tuple[int, int, int, int]) -> None:
        """Print a code into a box (left, top, right, bottom), modules as wide as they are tall."""
        left, top, right, bottom = box
        scale = min((right - left) / modules.shape[1], (bottom - top) / modules.shape[0])
        width, height = round(modules.shape[1] * scale), round(modules.shape[0] * scale)
        # Twelve pixels a module before scaling down: edges stay within 1/12 of where they belong.
        fine = np.kron(modules, np.ones((12, 12), np.uint8)).astype(np.uint8)
        printed = Image.fromarray(fine).resize((width, height), Image.Resampling.BOX)
        at = (left + (right - left - width) // 2, top + (bottom - top - height) // 2)
        self.image.paste(printed.convert("RGB"), at)

    def barcode(self, digits: str, bars: Bytes, box: tuple[int, int, int, int]) -> None:
        """Print an EAN-13 into a box: bars, quiet zones and the digits below them."""
        left, top, right, bottom = box
        module = max(1, (right - left) // (bars.shape[1] + 18))
        width = module * bars.shape[1]
        x0 = left + (right - left - width) // 2
        self.draw.rectangle(box, fill=(255, 255, 255))
        text_px = max(12, (bottom - top) // 6)
        row = np.repeat(bars, module, axis=1)
        high = Image.fromarray(np.repeat(row, bottom - top - text_px - 6, axis=0))
        self.image.paste(high.convert("RGB"), (x0, top + 4))
        line = f"{digits[0]}  {digits[1:7]}  {digits[7:]}"
        middle = (left + right) // 2
        self.write(line, (middle, bottom), size=text_px, anchor="md", room=width)

    def pixels(self) -> Pixels:
        """Give what is printed as an RGB picture."""
        return np.asarray(self.image, np.float32).copy()
