"""A small registry file whose parts a test may change: two products, one with everything."""

import json
from pathlib import Path
from typing import Any

GTIN = "08930000000019"
OTHER = "08930000000026"
SAMPLE = Path(__file__).with_suffix(".json")


def document() -> dict[str, Any]:
    """Give a valid file."""
    content: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return content


def as_bytes(content: object) -> bytes:
    """Write a file."""
    return json.dumps(content, ensure_ascii=False).encode()
