"""The codes of a picture: what each one says, which symbol carries it, what is printed beside it.

Facts: GS1 Digital Link URI Syntax 1.6 (path `/01/{gtin}/10/{lot}/21/{serial}`), GS1 General
Specifications 7.8 (a variable-length AI that isn't the last ends with a separator, which a reader
gives as U+001D). The hosts that aren't `id.gs1.org` are of RFC 2606's reserved names.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal, TypeAlias, assert_never

from pydantic import BaseModel, ConfigDict, Field

from deploy.demo.material import symbols
from deploy.demo.material.canvas import Bytes
from deploy.demo.material.catalogue import LotEntry, ProductEntry

SEPARATOR = "\x1d"
VARIABLE = ("10", "21")
"""Those of the AIs used here whose values vary in length."""


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StampSpec(_Spec):
    """A Digital Link with lot and serial, in a QR code."""

    kind: Literal["stamp"]
    serial: str
    lot: str | None = None
    """The lot that the code names, where the label names another; an empty one leaves it out."""
    host: str = "id.gs1.org"


class LotSpec(_Spec):
    """A Digital Link with a lot, in a QR code."""

    kind: Literal["lot"]
    host: str = "id.gs1.org"


class ProductSpec(_Spec):
    """A Digital Link with nothing but the GTIN, in a QR code."""

    kind: Literal["product"]
    host: str = "id.gs1.org"


class ElementsSpec(_Spec):
    """A GS1 element string with expiry, lot and maybe a serial."""

    kind: Literal["elements"]
    carrier: Literal["DataMatrix", "QRCode"]
    serial: str | None = None
    expiry_moved_days: int = 0
    """By how much the expiry in the code differs from that of the lot."""


class EanSpec(_Spec):
    """An EAN-13."""

    kind: Literal["ean"]
    digits: str | None = None
    """Of another product than the pack's."""


class PaymentSpec(_Spec):
    """A VietQR payment code with an invented account."""

    kind: Literal["payment"]
    account: str
    name: str
    purpose: str = ""


class TextSpec(_Spec):
    """Any other text in a QR code."""

    kind: Literal["text"]
    text: str


CodeSpec: TypeAlias = Annotated[
    StampSpec | LotSpec | ProductSpec | ElementsSpec | EanSpec | PaymentSpec | TextSpec,
    Field(discriminator="kind"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code, ready to be printed.

    Attributes:
        text: what a reader gives, FNC1 as U+001D.
        symbol: zxing-cpp's name of the symbology, without blanks.
        symbology: identifier of ISO/IEC 15424, which tells element strings from other texts.
        modules: one pixel a module, black 0 on white 255, as `symbols` draws them.
        caption: the line for people below it.
    """

    text: str
    symbol: Literal["QRCode", "DataMatrix", "EAN13"]
    symbology: Literal["]Q1", "]Q3", "]d2", "]E0"]
    modules: Bytes
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """One lot of a product, dated, for what is printed on it."""

    product: ProductEntry
    lot: LotEntry
    today: date

    def day(self, days: int) -> date:
        """Give the date that lies so many days from the day of reference."""
        return self.today + timedelta(days=days)

    @property
    def expires(self) -> date | None:
        """Use-by before best-before, None where the lot has neither."""
        days = self.lot.use_by if self.lot.use_by is not None else self.lot.best_before
        return None if days is None else self.day(days)


def code_of(spec: CodeSpec, goods: Goods | None) -> Code:
    """Make the code that a spec describes.

    Args:
        goods: what it stands on; payment codes and free texts need none.

    Raises:
        ValueError: the spec names goods and there are none.
    """
    match spec:
        case PaymentSpec():
            text = symbols.vietqr(spec.account, spec.name, purpose=spec.purpose)
            return Code(
                text=text,
                symbol="QRCode",
                symbology="]Q1",
                modules=symbols.qr(text),
                caption=spec.name,
            )
        case TextSpec():
            return Code(
                text=spec.text, symbol="QRCode", symbology="]Q1", modules=symbols.qr(spec.text)
            )
        case EanSpec():
            digits = spec.digits or _of(goods).product.gtin[1:]
            return Code(
                text=digits, symbol="EAN13", symbology="]E0", modules=symbols.ean13_bars(digits)
            )
        case ElementsSpec():
            return _elements(spec, _of(goods))
        case StampSpec():
            return _stamp(spec, _of(goods))
        case LotSpec():
            gtin, lot = _of(goods).product.gtin, _of(goods).lot.lot
            return _link(spec.host, [f"01/{gtin}", f"10/{lot}"], f"Lô {lot}")
        case ProductSpec():
            gtin = _of(goods).product.gtin
            return _link(spec.host, [f"01/{gtin}"], gtin)
        case _:
            assert_never(spec)


def _of(goods: Goods | None) -> Goods:
    if goods is None:
        raise ValueError("this code needs goods that it stands on")
    return goods


def _stamp(spec: StampSpec, goods: Goods) -> Code:
    lot = goods.lot.lot if spec.lot is None else spec.lot
    path = [f"01/{goods.product.gtin}"] + ([f"10/{lot}"] if lot else [])
    return _link(spec.host, [*path, f"21/{spec.serial}"], spec.serial)


def _link(host: str, path: list[str], caption: str) -> Code:
    text = "/".join([f"https://{host}", *path])
    return Code(
        text=text, symbol="QRCode", symbology="]Q1", modules=symbols.qr(text), caption=caption
    )


def _elements(spec: ElementsSpec, goods: Goods) -> Code:
    if goods.expires is None:
        raise ValueError(f"{goods.product.slug}: the lot has no date for AI 17")
    expiry = goods.expires + timedelta(days=spec.expiry_moved_days)
    pairs = [("01", goods.product.gtin), ("17", f"{expiry:%y%m%d}"), ("10", goods.lot.lot)]
    if spec.serial is not None:
        pairs.append(("21", spec.serial))
    bracketed = "".join(f"({ai}){value}" for ai, value in pairs)
    ended = (f"{ai}{value}{SEPARATOR if ai in VARIABLE else ''}" for ai, value in pairs)
    text = "".join(ended).removesuffix(SEPARATOR)
    draw = symbols.gs1_matrix if spec.carrier == "DataMatrix" else symbols.gs1_qr
    return Code(
        text=text,
        symbol=spec.carrier,
        symbology="]d2" if spec.carrier == "DataMatrix" else "]Q3",
        modules=draw(bracketed),
        caption=f"(21){spec.serial}" if spec.serial else f"(10){goods.lot.lot}",
    )
