"""A code as the station's flow knows it: what it means, not what it held.

The content of a code may be personal, so nothing behind the tracker keeps it; a code is told from
others by a digest.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import NewType

from kiosk.camera.sighting import Sighting
from provenance.codes.reading import Reading

CodeId = NewType("CodeId", str)


def code_id(sighting: Sighting) -> CodeId:
    """Name a code by its symbology and content, so that the same code has the same name."""
    return CodeId(sha256(sighting.format.encode() + b"\0" + sighting.payload).hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code before the camera.

    Attributes:
        captured_at_s: monotonic time of the frame that made it a scan.
        decode_ms: how long the decoding of that frame took.
    """

    code_id: CodeId
    reading: Reading
    symbology: str
    decode_ms: float
    captured_at_s: float
