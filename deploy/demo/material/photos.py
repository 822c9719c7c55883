"""Drawing the pictures of `shots.toml` and their manifest.

`manifest.csv` has one row a picture: `file`; `codes`, a JSON list of `{"text", "format",
"symbology"}` for every code in view, `format` being zxing-cpp's name without blanks, `symbology`
the identifier of ISO/IEC 15424, FNC1 written as U+001D; `chosen`, the text of the code that says
most; `verdict`, a value of `VerdictKind` while the registry answers; `readable` (`plain`, `hard`,
`none`); `shows`, for people.
"""

import csv
import json
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import assert_never
from zlib import crc32

import cv2
import numpy as np

from deploy.demo.material import labels, packs
from deploy.demo.material.backgrounds import background
from deploy.demo.material.canvas import Bytes, Piece, Rng, rgb
from deploy.demo.material.catalogue import Catalogue
from deploy.demo.material.codes import Code, Goods, code_of
from deploy.demo.material.optics import photographed
from deploy.demo.material.scene import place
from deploy.demo.material.shots import CardItem, GoodsItem, Shot

MANIFEST_COLUMNS = ("file", "codes", "chosen", "verdict", "readable", "shows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """One picture of the manifest; `codes` holds text and symbology of each code in view."""

    file: str
    shot: Shot
    codes: tuple[Code, ...]

    @property
    def chosen(self) -> str:
        """The text of the code that says most, empty where there is none."""
        return self.codes[self.shot.chosen].text if self.codes else ""


def photo_of(shot: Shot, catalogue: Catalogue, today: date) -> Photo:
    """Say what a picture holds without drawing it."""
    codes = tuple(
        code_of(spec, _goods(item, catalogue, today)) for item in shot.item for spec in item.codes
    )
    return Photo(file=f"{shot.name}{shot.suffix}", shot=shot, codes=codes)


def draw(photo: Photo, catalogue: Catalogue, today: date, seed: int) -> Bytes:
    """Draw a picture, RGB uint8; the same arguments give the same one."""
    shot = photo.shot
    rng = np.random.default_rng([seed, crc32(shot.name.encode("utf-8"))])
    scene = background(shot.background, rng)
    left = iter(photo.codes)
    for item in shot.item:
        goods = _goods(item, catalogue, today)
        codes = list(islice(left, len(item.codes)))
        place(scene, _piece(item, goods, codes, catalogue, rng), item.pose)
    return photographed(scene, shot.light, rng)


def write_photo(folder: Path, photo: Photo, picture: Bytes) -> None:
    """Write a picture into a folder, by the kind of file that its shot asks for.

    Raises:
        OSError: it can't be written.
    """
    quality = [cv2.IMWRITE_JPEG_QUALITY, photo.shot.jpeg_quality]
    pixels = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    written, data = cv2.imencode(photo.shot.suffix, pixels, quality if "jpg" in photo.file else [])
    if not written:
        raise OSError(f"{photo.file} could not be encoded")
    (folder / photo.file).write_bytes(data.tobytes())


def write_manifest(path: Path, photos: list[Photo]) -> None:
    """Write the list of pictures with what each one says."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(MANIFEST_COLUMNS)
        for photo in photos:
            codes = [
                {"text": code.text, "format": code.symbol, "symbology": code.symbology}
                for code in photo.codes
            ]
            verdict = photo.shot.verdict.value if photo.shot.verdict else ""
            writer.writerow(
                (
                    photo.file,
                    json.dumps(codes, ensure_ascii=False),
                    photo.chosen,
                    verdict,
                    photo.shot.readable.value,
                    photo.shot.shows,
                )
            )


def _goods(item: GoodsItem | CardItem, catalogue: Catalogue, today: date) -> Goods | None:
    if isinstance(item, CardItem):
        return None
    product = catalogue.find(item.product)
    lot = next(lot for lot in product.lot if item.lot in (None, lot.lot))
    return Goods(product=product, lot=lot, today=today)


def _piece(
    item: GoodsItem | CardItem,
    goods: Goods | None,
    codes: list[Code],
    catalogue: Catalogue,
    rng: Rng,
) -> Piece:
    if isinstance(item, CardItem):
        print_ = labels.card(
            item.title, list(item.lines), codes[0] if codes else None, rgb(item.colour), rng
        )
        return packs.sheet(print_) if item.kind == "card" else packs.phone(print_)
    if goods is None:
        raise ValueError(f"{item.product} isn't in the catalogue")
    return _pack(goods, codes, catalogue.party_name(goods.product.producer), rng)


def _pack(goods: Goods, codes: list[Code], maker: str, rng: Rng) -> Piece:
    look = goods.product.look
    colour = rgb(look.colour)
    match look.pack:
        case "bag":
            label = labels.product_label(goods, maker, codes, rng)
            return packs.bag(look.filling, colour, label, rng)
        case "tray":
            return packs.tray(look.filling, labels.product_label(goods, maker, codes, rng), rng)
        case "carton":
            return packs.box(labels.carton_face(goods, maker, codes, rng))
        case "jar":
            label = labels.wrap_label(goods, maker, codes, rng)
            return packs.bottle(look.filling, colour, label, rng)
        case "fruit":
            return packs.fruit(look.filling, labels.fruit_sticker(goods, codes, rng), rng)
        case _:
            assert_never(look.pack)
