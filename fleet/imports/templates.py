"""The templates that people fill in: which columns each has, and what becomes of a row.

A template is data. `columns` of a field name those of the table, so that a file without a column
leaves what is stored there as it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from fleet.imports import builders, cells, words
from fleet.imports.cells import Choice, Parser


class ImportKind(StrEnum):
    """What a file is about."""

    PARTIES = "parties"
    LOCATIONS = "locations"
    PRODUCTS = "products"
    LOTS = "lots"
    STAMPS = "stamps"
    CERTIFICATES = "certificates"
    RECALLS = "recalls"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a template.

    Attributes:
        field: what the builder of the row calls it; a file may head the column so, too.
        stored: columns of the table that it fills; empty where they have the field's own name.
        example: what stands in the example row.
        note: what to write, for people.
        required: no file goes without it.
        settled: where a file has it, no cell of it is empty; a state isn't left to chance.
    """

    field: str
    heading: str
    parse: Parser
    example: str
    note: str
    required: bool = False
    settled: bool = False
    stored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One kind of file.

    Attributes:
        records: name of the list of a registry file that its rows become.
        always: columns of the table that every row settles, whichever headings the file has.
    """

    kind: ImportKind
    title: str
    records: str
    columns: tuple[Column, ...]
    build: Callable[[Mapping[str, Any]], object]
    always: frozenset[str] = frozenset()


def _column(
    field: str,
    heading: str,
    parse: Parser,
    example: str = "",
    note: str = "",
    stored: tuple[str, ...] = (),
    *,
    required: bool = False,
    settled: bool = False,
) -> Column:
    return Column(
        field=field,
        heading=heading,
        parse=parse,
        example=example,
        note=note,
        required=required,
        settled=settled or required,
        stored=stored or (field,),
    )


_GTIN = _column(
    "gtin",
    "Mã GTIN",
    cells.gtin,
    "08930000000019",
    "8, 12, 13 hoặc 14 chữ số; định dạng ô là văn bản để không mất số 0 ở đầu",
    required=True,
)
_LOT = _column(
    "lot", "Số lô", cells.number_text(), "L2026-11", "tối đa 20 ký tự, như in trên bao bì"
)
_ADDRESS = _column("address", "Địa chỉ", cells.text(), "Xã Ví Dụ, Hà Nội")
_GLN = _column("gln", "Mã GLN", cells.gln, "8930000000019", "13 chữ số, nếu có")
_PARTY_CODE = "mã cơ sở đã có trong hệ thống hoặc đã nhập trước"
_DATE = "ngày/tháng/năm, ví dụ 22/11/2026"
_DEGREES = "độ thập phân, ví dụ 21,0285"


def _day(field: str, heading: str, example: str = "", *, required: bool = False) -> Column:
    return _column(field, heading, cells.day, example, _DATE, required=required)


def _one_of(
    field: str,
    heading: str,
    known: dict[Choice, str],
    example: str,
    *,
    required: bool = False,
) -> Column:
    """Make a column of words; no cell of it is left empty, as a state isn't left to chance."""
    parse, note = cells.choice(known), words.listed(known)
    return _column(field, heading, parse, example, note, required=required, settled=True)


PARTIES = Template(
    kind=ImportKind.PARTIES,
    title="Cơ sở",
    records="parties",
    build=builders.party,
    columns=(
        _column(
            "party_id", "Mã cơ sở", cells.name, "htx-vi-du", "mã riêng, không trùng", required=True
        ),
        _column("name", "Tên cơ sở", cells.text(), "Hợp tác xã Ví Dụ", "", required=True),
        _one_of("role", "Vai trò", words.ROLES, "nhà sản xuất", required=True),
        _ADDRESS,
        _column("phone", "Điện thoại", cells.phone, "0241234567"),
        _GLN,
        _column("tax_code", "Mã số thuế", cells.tax_code, "0100233488", "10, 12 hoặc 13 chữ số"),
        _column("establishment_code", "Mã định danh cơ sở", cells.name, "HN-0001"),
        _column(
            "chain",
            "Chuỗi",
            cells.text(),
            "Chuỗi rau an toàn",
            "chuỗi cung ứng hoặc chuỗi cửa hàng",
        ),
    ),
)

LOCATIONS = Template(
    kind=ImportKind.LOCATIONS,
    title="Địa điểm",
    records="locations",
    build=builders.location,
    columns=(
        _column(
            "location_id",
            "Mã địa điểm",
            cells.name,
            "vung-trong-vi-du",
            "mã GLN, hoặc mã riêng như mã số vùng trồng",
            required=True,
        ),
        _one_of("kind", "Loại địa điểm", words.LOCATION_KINDS, "vùng trồng", required=True),
        _column("name", "Tên địa điểm", cells.text(), "Vùng trồng Ví Dụ", "", required=True),
        _ADDRESS,
        _GLN,
        _column("party", "Mã cơ sở", cells.name, "htx-vi-du", _PARTY_CODE),
        _column("latitude", "Vĩ độ", cells.degrees, "21,0285", _DEGREES),
        _column("longitude", "Kinh độ", cells.degrees, "105,8542", _DEGREES),
    ),
)

PRODUCTS = Template(
    kind=ImportKind.PRODUCTS,
    title="Sản phẩm",
    records="trade_items",
    build=builders.product,
    columns=(
        _GTIN,
        _column("name", "Tên sản phẩm", cells.text(), "Rau muống", "", ("name_vi",), required=True),
        _column("name_en", "Tên tiếng Anh", cells.text(), "Water spinach"),
        _column("brand", "Nhãn hiệu", cells.text(), "Ví Dụ"),
        _column("category", "Nhóm hàng", cells.text(), "Rau lá"),
        _column("net_content", "Khối lượng tịnh", cells.text(), "500 g"),
        _column("origin", "Xuất xứ", cells.text(), "Hà Nội", "", ("origin_vi",)),
        _column("origin_en", "Xuất xứ (tiếng Anh)", cells.text(), "Hanoi"),
        _column("producer", "Mã cơ sở sản xuất", cells.name, "htx-vi-du", _PARTY_CODE),
        _column("shelf_life", "Thời hạn sử dụng", cells.text(), "3 ngày", "viết bằng lời"),
        _column(
            "standards",
            "Tiêu chuẩn áp dụng",
            cells.several,
            "VietGAP",
            "ngăn cách bằng dấu chấm phẩy",
        ),
        _column(
            "safety_warnings",
            "Cảnh báo an toàn",
            cells.several,
            "Rửa sạch trước khi dùng",
            "ngăn cách bằng dấu chấm phẩy",
        ),
    ),
)

LOTS = Template(
    kind=ImportKind.LOTS,
    title="Lô hàng",
    records="lots",
    build=builders.lot,
    columns=(
        _GTIN,
        replace(_LOT, required=True, settled=True),
        _one_of("state", "Trạng thái", words.LOT_STATES, "đang lưu hành"),
        _day("harvested", "Ngày thu hoạch", "20/11/2026"),
        _day("produced", "Ngày sản xuất"),
        _day("packed", "Ngày đóng gói", "21/11/2026"),
        _day("best_before", "Tốt nhất trước ngày"),
        _day("use_by", "Hạn sử dụng", "24/11/2026"),
        _column("place", "Nơi sản xuất", cells.text(), "Xã Ví Dụ, Hà Nội"),
    ),
)

STAMPS = Template(
    kind=ImportKind.STAMPS,
    title="Tem",
    records="stamps",
    build=builders.stamp,
    columns=(
        _GTIN,
        _column(
            "serial", "Số sê-ri", cells.number_text(), "A0001", "tối đa 20 ký tự", required=True
        ),
        _LOT,
        _column(
            "issuer", "Mã cơ sở phát hành", cells.name, "htx-vi-du", _PARTY_CODE, required=True
        ),
        _one_of("state", "Trạng thái", words.STAMP_STATES, "đang dùng", required=True),
        _column(
            "activated_at",
            "Thời điểm kích hoạt",
            cells.moment,
            "22/11/2026 08:00",
            f"{_DATE} 08:00",
        ),
    ),
)

CERTIFICATES = Template(
    kind=ImportKind.CERTIFICATES,
    title="Giấy chứng nhận",
    records="certificates",
    build=builders.certificate,
    always=frozenset({"subject", "scope"}),
    columns=(
        _one_of("kind", "Loại giấy", words.CERTIFICATES, "VietGAP", required=True),
        _column("number", "Số giấy", cells.name, "VG-01/2026", "", required=True),
        _column(
            "issuer", "Cơ quan cấp", cells.text(), "Tổ chức chứng nhận Ví Dụ", "", required=True
        ),
        _day("valid_from", "Ngày cấp", "01/01/2026"),
        _day("valid_until", "Có giá trị đến", "31/12/2027"),
        _column("stars", "Số sao OCOP", cells.stars, "", "3, 4 hoặc 5, chỉ với OCOP"),
        _column(
            "gtin", "Mã GTIN", builders.optional_gtin, "08930000000019", "giấy của sản phẩm hoặc lô"
        ),
        _LOT,
        _column("party", "Mã cơ sở", cells.name, "", "giấy của cơ sở; khi đó để trống GTIN"),
        _column("location", "Mã địa điểm", cells.name, "", "giấy của địa điểm"),
        _one_of("state", "Tình trạng", words.CERTIFICATE_STATES, "còn hiệu lực"),
    ),
)

RECALLS = Template(
    kind=ImportKind.RECALLS,
    title="Thu hồi",
    records="recalls",
    build=builders.recall,
    columns=(
        _column(
            "recall_id",
            "Số quyết định",
            cells.name,
            "TH-2026-001",
            "mã riêng, không trùng",
            required=True,
        ),
        _column(
            "gtin",
            "Mã GTIN",
            builders.optional_gtin,
            "08930000000019",
            "để trống khi thu hồi mọi hàng của cơ sở",
        ),
        _LOT,
        _column("serial_from", "Sê-ri từ", cells.number_text(), "", "số đầu của dải, kể cả số đó"),
        _column("serial_to", "Sê-ri đến", cells.number_text(), "", "số cuối của dải, kể cả số đó"),
        _column("party", "Mã cơ sở", cells.name, "", _PARTY_CODE),
        _column("recall_class", "Mức", cells.number_text(), "I", "I, II hoặc III"),
        _column(
            "reason",
            "Lý do",
            cells.text(),
            "Dư lượng vượt ngưỡng",
            "",
            ("reason_vi",),
            required=True,
        ),
        _column(
            "authority", "Cơ quan ra quyết định", cells.text(), "Chi cục Ví Dụ", "", required=True
        ),
        _day("since", "Ngày thu hồi", "22/11/2026", required=True),
        _column("hotline", "Đường dây nóng", cells.phone, "0241234567"),
        _column("action", "Cách xử lý", cells.text(), "Trả lại nơi mua", "", ("action_vi",)),
    ),
)

TEMPLATES: Mapping[ImportKind, Template] = {
    one.kind: one for one in (PARTIES, LOCATIONS, PRODUCTS, LOTS, STAMPS, CERTIFICATES, RECALLS)
}
