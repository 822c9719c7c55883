"""The slides of the attract loop: two pictures and `slides.json` with their texts.

The file is `{"slides": [{"slide_id", "file", "texts": {"vi": {"title", "body"}, "en": ...}}]}`,
in the order in which they should be shown. No picture has words in it, so that one serves every
language.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np

from deploy.demo.material.canvas import Bytes
from deploy.demo.material.slide_market import market
from deploy.demo.material.slide_scan import scan


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideText:
    """What a slide says in one language."""

    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide with the name of its picture."""

    slide_id: str
    file: str
    texts: dict[str, SlideText]


SCAN = Slide(
    slide_id="demo-scan",
    file="scan.png",
    texts={
        "vi": SlideText(
            title="Giơ tem lên, biết ngay nguồn gốc",
            body="Đưa mã trên gói hàng vào trước máy quét. Không cần điện thoại.",
        ),
        "en": SlideText(
            title="Hold up the stamp, see where it comes from",
            body="Show the code on the pack to the camera. No phone needed.",
        ),
    },
)

MARKET = Slide(
    slide_id="demo-market",
    file="market.png",
    texts={
        "vi": SlideText(
            title="Đi chợ an tâm mỗi ngày",
            body="Xem ai trồng, ai bán, hạn dùng và giấy chứng nhận của món hàng trên tay bạn.",
        ),
        "en": SlideText(
            title="Shop with peace of mind, every day",
            body="See who grew it, who sells it, its date and the certificates behind it.",
        ),
    },
)


def write_slides(folder: Path, seed: int) -> Path:
    """Draw the slides into a folder and write their list.

    Returns:
        The path of `slides.json`.

    Raises:
        OSError: the folder can't be written.
    """
    _write(folder / SCAN.file, scan(np.random.default_rng([seed, 1])))
    _write(folder / MARKET.file, market(np.random.default_rng([seed, 2])))
    path = folder / "slides.json"
    rows = {"slides": [asdict(SCAN), asdict(MARKET)]}
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _write(path: Path, picture: Bytes) -> None:
    written, data = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    if not written:
        raise OSError(f"{path.name} could not be encoded")
    path.write_bytes(data.tobytes())
