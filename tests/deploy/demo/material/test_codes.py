"""Codes of the pictures: what they say, and that a decoder reads them as drawn."""

from datetime import date

import numpy as np
import pytest
import zxingcpp

from deploy.demo.material.catalogue import read_catalogue
from deploy.demo.material.codes import (
    Code,
    CodeSpec,
    EanSpec,
    ElementsSpec,
    Goods,
    LotSpec,
    PaymentSpec,
    ProductSpec,
    StampSpec,
    TextSpec,
    code_of,
)
from deploy.demo.material.symbols import crc16, vietqr
from provenance.codes import Kind, read

TODAY = date(2026, 11, 22)


@pytest.fixture
def goods() -> Goods:
    product = read_catalogue().find("rau-muong")
    return Goods(product=product, lot=product.lot[0], today=TODAY)


SPECS: tuple[tuple[CodeSpec, str], ...] = (
    (StampSpec(kind="stamp", serial="A1"), "https://id.gs1.org/01/08939999000116/10/RM-0412/21/A1"),
    (
        StampSpec(kind="stamp", serial="A1", lot="", host="tem.example"),
        "https://tem.example/01/08939999000116/21/A1",
    ),
    (LotSpec(kind="lot"), "https://id.gs1.org/01/08939999000116/10/RM-0412"),
    (ProductSpec(kind="product", host="ma.example"), "https://ma.example/01/08939999000116"),
    (
        ElementsSpec(kind="elements", carrier="DataMatrix", serial="A1"),
        "01089399990001161726112410RM-0412\x1d21A1",
    ),
    (
        ElementsSpec(kind="elements", carrier="QRCode", expiry_moved_days=30),
        "01089399990001161726122410RM-0412",
    ),
    (EanSpec(kind="ean"), "8939999000116"),
    (TextSpec(kind="text", text="Xin chào, Hà Nội"), "Xin chào, Hà Nội"),
)


@pytest.mark.parametrize(("spec", "text"), SPECS, ids=lambda value: str(value)[:40])
def test_a_code_says_what_its_spec_describes(spec: CodeSpec, text: str, goods: Goods) -> None:
    assert code_of(spec, goods).text == text


@pytest.mark.parametrize("spec", [spec for spec, _ in SPECS], ids=lambda value: str(value)[:40])
def test_a_decoder_reads_the_drawn_code(spec: CodeSpec, goods: Goods) -> None:
    code = code_of(spec, goods)
    (found,) = zxingcpp.read_barcodes(printed(code), text_mode=zxingcpp.TextMode.Plain)
    assert found.text == code.text
    assert str(found.format).replace(" ", "").replace("-", "") == code.symbol
    assert found.symbology_identifier == code.symbology


def printed(code: Code) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    height = 40 if code.symbol == "EAN13" else 1
    rows = np.repeat(np.pad(code.modules, ((0, 0), (12, 12)), constant_values=255), height, axis=0)
    return np.kron(rows, np.ones((4, 4), np.uint8)).astype(np.uint8)


def test_a_payment_code_is_one_with_the_right_checksum() -> None:
    text = code_of(PaymentSpec(kind="payment", account="X1", name="QUAY", purpose="RAU"), None).text
    reading = read(text)
    assert reading.kind is Kind.PAYMENT
    assert reading.valid


def test_a_wrong_checksum_would_be_noticed() -> None:
    text = vietqr("X1", "QUAY")
    assert not read(text[:-4] + ("0000" if text[-4:] != "0000" else "1111")).valid


def test_crc16_is_ccitt_false() -> None:
    # The check value of the catalogue of parametrised CRC algorithms.
    assert crc16(b"123456789") == 0x29B1


def test_a_code_of_goods_needs_goods() -> None:
    with pytest.raises(ValueError, match="needs goods"):
        code_of(LotSpec(kind="lot"), None)
