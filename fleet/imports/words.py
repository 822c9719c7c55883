"""What the states and kinds of records are called in a template."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from provenance.records import (
    CertificateKind,
    CertificateState,
    LocationKind,
    LotState,
    PartyRole,
    StampState,
)

Choice = TypeVar("Choice", bound=StrEnum)

ROLES = {
    PartyRole.PRODUCER: "nhà sản xuất",
    PartyRole.PROCESSOR: "cơ sở chế biến",
    PartyRole.PACKER: "cơ sở đóng gói",
    PartyRole.IMPORTER: "nhà nhập khẩu",
    PartyRole.WHOLESALER: "bán buôn",
    PartyRole.RETAILER: "bán lẻ",
    PartyRole.CARRIER: "vận chuyển",
}
LOCATION_KINDS = {
    LocationKind.FARM: "trang trại",
    LocationKind.PLOT: "vùng trồng",
    LocationKind.ABATTOIR: "cơ sở giết mổ",
    LocationKind.PACKHOUSE: "cơ sở đóng gói",
    LocationKind.WAREHOUSE: "kho",
    LocationKind.WHOLESALE: "chợ đầu mối",
    LocationKind.MARKET: "chợ",
    LocationKind.SHOP: "cửa hàng",
    LocationKind.STALL: "sạp",
    LocationKind.KIOSK: "ki-ốt",
}
LOT_STATES = {
    LotState.ACTIVE: "đang lưu hành",
    LotState.HELD: "tạm giữ",
    LotState.CLOSED: "đã kết thúc",
}
STAMP_STATES = {
    StampState.ISSUED: "đã cấp",
    StampState.AT_PRINTER: "đang in",
    StampState.INACTIVE: "chưa kích hoạt",
    StampState.ACTIVE: "đang dùng",
    StampState.SOLD: "đã bán",
    StampState.VOID: "đã hủy",
    StampState.REPLACED: "đã thay thế",
    StampState.SUSPECT: "nghi ngờ",
}
CERTIFICATES = {
    CertificateKind.FOOD_SAFETY: "an toàn thực phẩm",
    CertificateKind.COMMITMENT: "cam kết an toàn thực phẩm",
    CertificateKind.SELF_DECLARATION: "tự công bố",
    CertificateKind.VIETGAP: "VietGAP",
    CertificateKind.GLOBALGAP: "GlobalGAP",
    CertificateKind.ORGANIC: "hữu cơ",
    CertificateKind.OCOP: "OCOP",
    CertificateKind.HACCP: "HACCP",
    CertificateKind.LAB_RESULT: "kiểm nghiệm",
    CertificateKind.QUARANTINE: "kiểm dịch",
}
CERTIFICATE_STATES = {
    CertificateState.ISSUED: "còn hiệu lực",
    CertificateState.SUSPENDED: "tạm đình chỉ",
    CertificateState.WITHDRAWN: "đã thu hồi",
}


def listed(words: Mapping[Choice, str]) -> str:
    """Write the words that a column takes."""
    return "một trong: " + ", ".join(words.values())
