"""The fleet's publisher in tests: desired states, signed, with their artifacts."""

import base64
import hashlib
import json
import struct
import zlib
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.desired import (
    Artifact,
    ContentManifest,
    DesiredState,
    Slide,
    SlideText,
    StationConfiguration,
)
from contract.messages import Desired
from contract.signing import DESIRED_DOMAIN, signed_bytes
from tests.support.identities import KEY_ID

STATION = "cho-mo-1"


def artifact(content: bytes) -> Artifact:
    """Name some bytes by their content."""
    return Artifact(sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def png(width_px: int = 4, height_px: int = 3, shade: int = 0x40) -> bytes:
    """Make a small grey PNG by hand."""
    row = b"\0" + bytes([shade]) * width_px
    return png_of(width_px, height_px, zlib.compress(row * height_px))


def png_of(width_px: int, height_px: int, pixels: bytes) -> bytes:
    """Make a PNG that claims a size, whatever its pixels are."""
    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


class Publisher:
    """Signs desired states and keeps the artifacts that they name.

    Attributes:
        artifacts: what the fleet answers for each SHA-256.
    """

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.artifacts: dict[str, bytes] = {}

    def put(self, content: bytes) -> Artifact:
        """Keep an artifact."""
        made = artifact(content)
        self.artifacts[made.sha256] = content
        return made

    def slide(self, slide_id: str = "cho-tet", picture: bytes | None = None) -> Slide:
        """Make a slide with a picture."""
        return Slide(
            slide_id=slide_id,
            picture=self.put(png() if picture is None else picture),
            media_type="image/png",
            texts={"vi": SlideText(title="Chợ Tết"), "en": SlideText(title="Tet market")},
        )

    def desired(
        self,
        number: int,
        *,
        settings: dict[str, Any] | None = None,
        slides: tuple[Slide, ...] = (),
        station: str = STATION,
        content: bytes | None = None,
    ) -> DesiredState:
        """Make a desired state; its documents are kept as artifacts."""
        configuration = StationConfiguration().model_dump() | (settings or {})
        manifest = ContentManifest(slides=slides).model_dump_json().encode()
        return DesiredState(
            station=station,
            number=number,
            issued_at=datetime(2026, 11, 20, 3, 0, tzinfo=UTC),
            configuration=self.put(json.dumps(configuration).encode()),
            content=self.put(manifest if content is None else content),
        )

    def sign(self, desired: DesiredState, key_id: str = KEY_ID) -> Desired:
        """Sign a desired state."""
        return self.sign_text(desired.model_dump_json(), key_id)

    def sign_text(self, body: str, key_id: str = KEY_ID) -> Desired:
        """Sign any text as if it were one."""
        signature = base64.urlsafe_b64encode(
            self.key.sign(signed_bytes(DESIRED_DOMAIN, body))
        ).decode()
        return Desired(body=body, key_id=key_id, signature=signature.rstrip("="))
