"""What is wrong with a row, in Vietnamese; the codes are those of cells, checks and files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_UTF8 = "Hãy mở bằng Excel và lưu lại dạng “CSV UTF-8”, hoặc lưu thành tệp XLSX."
_FONT = f"Tệp dùng bảng mã {{}}, không phải Unicode. {_UTF8}"

MESSAGES: Mapping[str, str] = {
    "cell.empty": "Ô này phải được điền.",
    "cell.formula": "Công thức trong ô bị lỗi.",
    "certificate.stars": "Số sao OCOP là 3, 4 hoặc 5.",
    "certificate.subject": "Cần đúng một trong: mã GTIN (có thể kèm số lô), mã cơ sở, mã địa điểm.",
    "choice.unknown": "“{value}” không nằm trong danh sách được phép.",
    "date.invalid": "“{value}” không phải là ngày; hãy viết ngày/tháng/năm, ví dụ 22/11/2026.",
    "date.number": "Ô chứa một con số thay vì ngày; hãy định dạng ô là ngày, hoặc viết 22/11/2026.",
    "date.order": "Ngày kết thúc đứng trước ngày bắt đầu.",
    "date.year": "Năm phải từ 1900 đến 2199.",
    "encoding.cp1258": _FONT.format("Windows-1258"),
    "encoding.tcvn3": _FONT.format("TCVN3 (ABC)"),
    "encoding.unknown": f"Tệp không dùng bảng mã Unicode. {_UTF8}",
    "encoding.utf16": f"Tệp dùng UTF-16 nhưng thiếu dấu hiệu đầu tệp, hoặc bị cắt. {_UTF8}",
    "encoding.viscii": _FONT.format("VISCII"),
    "encoding.vni": _FONT.format("VNI"),
    "gln.check_digit": "Chữ số kiểm tra của GLN “{value}” sai.",
    "gln.form": "GLN phải có 13 chữ số.",
    "gtin.characters": "Mã GTIN chỉ gồm chữ số.",
    "gtin.check_digit": "Chữ số kiểm tra của mã “{value}” sai.",
    "gtin.filled": "Bảng tính đã bỏ số 0 ở đầu; đã thêm lại cho đủ. Hãy định dạng cột là văn bản.",
    "gtin.length": "Mã GTIN phải có 8, 12, 13 hoặc 14 chữ số.",
    "heading.missing": "Thiếu cột “{value}”.",
    "heading.none": "Không tìm thấy dòng tiêu đề; hãy dùng tệp mẫu.",
    "heading.twice": "Cột “{value}” xuất hiện hai lần.",
    "heading.unknown": "Không có cột nào tên “{value}” trong tệp mẫu.",
    "import.bomb": "Tệp XLSX bung ra quá lớn hoặc có cấu trúc bất thường; đã từ chối mở.",
    "import.empty": "Tệp không có dòng dữ liệu nào.",
    "import.interrupted": "Việc xử lý bị gián đoạn; chưa có gì được ghi. Hãy tải lại tệp.",
    "import.not_csv": "Không đọc được tệp CSV từ dòng này: dấu ngoặc kép không khớp.",
    "import.not_xlsx": "Không đọc được tệp XLSX.",
    "import.too_many_cells": "Tệp có quá nhiều dòng hoặc cột.",
    "number.filled": "Bảng tính đã bỏ số 0 ở đầu; đã thêm lại.",
    "number.scientific": (
        "“{value}” là dạng rút gọn của một số dài, các chữ số cuối đã mất. Hãy định dạng cột là văn"
        " bản rồi nhập lại số đầy đủ."
    ),
    "number.zeros": "Ô là số: nếu mã có số 0 ở đầu thì đã mất. Hãy định dạng cột là văn bản.",
    "position.degrees": "Tọa độ là độ thập phân, ví dụ 21,0285.",
    "position.half": "Vĩ độ và kinh độ phải đi cùng nhau.",
    "position.range": "Vĩ độ từ -90 đến 90, kinh độ từ -180 đến 180.",
    "recall.full": "Danh sách lệnh thu hồi đang có hiệu lực đã đầy; chưa có gì được ghi.",
    "recall.no_product": "Số lô hoặc dải sê-ri cần có mã GTIN đi kèm.",
    "recall.no_scope": "Cần mã GTIN hoặc mã cơ sở.",
    "recall.other_source": "Lệnh “{value}” do nguồn khác hoặc được nhập tay; tệp không sửa được.",
    "recall.serial_lengths": "Hai sê-ri phải dài bằng nhau; mỗi độ dài là một lệnh riêng.",
    "recall.serials": "Sê-ri cuối đứng trước sê-ri đầu, hoặc hai số khác dạng.",
    "reference.missing": "“{value}” chưa có trong hệ thống và cũng không có trong tệp.",
    "registry.meanwhile": (
        "Có người vừa thêm tem hoặc lệnh thu hồi có trong tệp; chưa có gì được ghi. Hãy nhập lại."
    ),
    "registry.older": "Nguồn này đã có dữ liệu mới hơn.",
    "row.long": "Dòng có dữ liệu ở cột không có tiêu đề.",
    "row.twice": "Trùng với dòng {value}.",
    "server.failed": "Máy chủ gặp lỗi khi xử lý; chưa có gì được ghi.",
    "stamp.ended": "Tem đã {value}; không thể đưa trở lại bằng cách nhập tệp.",
    "tax_code.check_digit": "Chữ số kiểm tra của mã số thuế “{value}” sai.",
    "tax_code.form": "Mã số thuế phải có 10, 12 hoặc 13 chữ số.",
    "text.characters": "Ô có ký tự không ghi được.",
    "text.too_long": "Nội dung quá dài.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong, or doubtful, in one row.

    Attributes:
        row: as the spreadsheet counts, from 1; 0 where the whole file is meant.
        column: heading of the column; empty where the whole row is meant.
        value: what stands there, cut to what a table of errors can show.
    """

    row: int
    column: str
    code: str
    value: str = ""

    @property
    def message(self) -> str:
        """The text for people."""
        return message(self.code, self.value)

    def document(self) -> dict[str, Any]:
        """Write it as it is stored."""
        return {"row": self.row, "column": self.column, "code": self.code, "value": self.value}


def message(code: str, value: str = "") -> str:
    """Say in Vietnamese what a code means."""
    return MESSAGES.get(code, "Dữ liệu không hợp lệ.").replace("{value}", value)
