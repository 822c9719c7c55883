"""A small registry file whose parts a test may change."""

import json
from typing import Any

GTIN = "08930000000019"
OTHER = "08930000000026"
SOURCE_TIME = "2026-11-19T08:00:00+07:00"


def document() -> dict[str, Any]:
    """Give a valid file: two products, one with everything."""
    return {
        "source": "Sổ minh họa",
        "source_time": SOURCE_TIME,
        "trade_items": [
            {
                "gtin": GTIN,
                "name": {"vi": "Rau muống", "en": "Water spinach"},
                "origin": {"vi": "Hà Nội"},
                "producer": "htx-a",
                "standards": ["VietGAP"],
                "safety_warnings": [{"vi": "Rửa sạch", "en": "Wash well"}],
            },
            {"gtin": OTHER, "name": {"vi": "Cốm"}},
        ],
        "parties": [
            {"party_id": "htx-a", "name": "HTX A (minh họa)", "role": "producer"},
            {"party_id": "cho-b", "name": "Sạp B (minh họa)", "role": "retailer"},
            {"party_id": "khac", "name": "Không liên quan", "role": "carrier"},
        ],
        "lots": [
            {"gtin": GTIN, "lot": "L1", "harvested": "2026-11-18", "use_by": "2026-11-25"},
            {"gtin": GTIN, "lot": "L2"},
        ],
        "stamps": [
            {
                "gtin": GTIN,
                "serial": "S1",
                "state": "active",
                "issuer": "htx-a",
                "lot": "L1",
                "activated_at": "2026-11-18T06:00:00+07:00",
            }
        ],
        "recalls": [
            {
                "recall_id": "r-1",
                "gtin": GTIN,
                "lot": "L2",
                "reason": {"vi": "Dư lượng thuốc"},
                "authority": "Chi cục (minh họa)",
                "since": "2026-11-19",
            }
        ],
        "certificates": [
            {
                "gtin": GTIN,
                "lot": None,
                "record": {"kind": "vietgap", "number": "VG-1", "issuer": "Tổ chức C"},
            },
            {
                "gtin": GTIN,
                "lot": "L2",
                "record": {"kind": "lab_result", "number": "LAB-2", "issuer": "Phòng D"},
            },
        ],
        "steps": [
            {
                "gtin": GTIN,
                "lot": "L1",
                "record": {
                    "at": "2026-11-18T10:00:00+07:00",
                    "biz_step": "shipping",
                    "place": "Chợ Hôm",
                    "party": "cho-b",
                },
            },
            {
                "gtin": GTIN,
                "lot": "L1",
                "record": {
                    "at": "2026-11-18T05:00:00+07:00",
                    "biz_step": "harvesting",
                    "place": "Vân Nội",
                    "party": "htx-a",
                    "note": {"vi": "Thu hoạch sớm"},
                },
            },
        ],
        "promotions": [
            {
                "gtin": GTIN,
                "lot": None,
                "record": {
                    "text": {"vi": "Giảm 10%"},
                    "sponsor": "Sạp B",
                    "valid_from": "2026-11-01",
                    "valid_until": "2026-11-30",
                },
            }
        ],
    }


def as_bytes(content: object) -> bytes:
    """Write a file."""
    return json.dumps(content, ensure_ascii=False).encode()
