"""What must be true of a desired state before it comes in force.

In this order: the signature of one of the publisher's keys (Ed25519, RFC 8032) over exactly the
text that came, our own name in it, then documents and pictures by size and hash, then their
content, where an unknown key is refused. Nothing that isn't signed is parsed beyond its number.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from contract.desired import (
    MAX_DOCUMENT_BYTES,
    MAX_PICTURE_BYTES,
    Artifact,
    ContentManifest,
    DesiredState,
    StationConfiguration,
)
from contract.errors import NotAuthentic
from contract.gateway import PublisherKey
from contract.messages import Desired
from contract.names import StationId
from contract.signing import DESIRED_DOMAIN, check_signature
from kiosk.errors import DesiredRefused
from kiosk.rollout.table import Target

M = TypeVar("M", bound=BaseModel)


def check_announcement(
    message: Desired, station: StationId, keys: Iterable[PublisherKey]
) -> Target:
    """Check who signed a desired state, and for whom.

    Raises:
        DesiredRefused: `desired.key_unknown`, `desired.signature`, `desired.invalid`,
            `desired.station`, `document.too_large`.
    """
    try:
        check_signature(message, DESIRED_DOMAIN, keys)
    except NotAuthentic as error:
        raise DesiredRefused(f"desired.{error.code}", **error.params) from error
    try:
        desired = DesiredState.model_validate_json(message.body)
    except ValidationError as error:
        raise DesiredRefused("desired.invalid", detail=_first(error)) from error
    if desired.station != station:
        raise DesiredRefused("desired.station", detail=f"it is for {desired.station[:60]}")
    for name, artifact in _documents(desired):
        if artifact.size > MAX_DOCUMENT_BYTES:
            raise DesiredRefused(
                "document.too_large",
                detail=f"{name} has {artifact.size} bytes, {MAX_DOCUMENT_BYTES} at most",
            )
    return Target(desired=desired, body=message.body, digest=digest_of(message.body.encode()))


def digest_of(content: bytes) -> str:
    """Give the SHA-256 of some bytes in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def guess_number(body: str) -> int:
    """Read the number of a body that nobody has vouched for; 0 where it has none."""
    try:
        number = json.loads(body)["number"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return 0
    is_number = isinstance(number, int) and not isinstance(number, bool)
    return number if is_number and 0 <= number < 2**53 else 0


def check_artifact(content: bytes, artifact: Artifact, what: str) -> None:
    """Check that bytes are what was announced.

    Args:
        what: `document`, `picture` or `bundle`, the first part of the code.

    Raises:
        DesiredRefused: `.size` or `.hash` of that.
    """
    if len(content) != artifact.size:
        raise DesiredRefused(
            f"{what}.size",
            detail=f"{artifact.sha256} has {len(content)} bytes instead of {artifact.size}",
        )
    found = digest_of(content)
    if found != artifact.sha256:
        raise DesiredRefused(f"{what}.hash", detail=f"{found} instead of {artifact.sha256}")


def read_configuration(content: bytes) -> StationConfiguration:
    """Read the settings of a desired state.

    Raises:
        DesiredRefused: `settings.invalid` with the key that is unknown or wrong.
    """
    return _read(StationConfiguration, content, "settings.invalid")


def read_manifest(content: bytes) -> ContentManifest:
    """Read the content of a desired state.

    Raises:
        DesiredRefused: `content.invalid` with what is unknown or wrong, `picture.too_large`.
    """
    manifest = _read(ContentManifest, content, "content.invalid")
    for slide in manifest.slides:
        if slide.picture.size > MAX_PICTURE_BYTES:
            raise DesiredRefused(
                "picture.too_large",
                detail=f"{slide.slide_id} has {slide.picture.size} bytes,"
                f" {MAX_PICTURE_BYTES} at most",
            )
    return manifest


def _documents(desired: DesiredState) -> tuple[tuple[str, Artifact], ...]:
    return (("configuration", desired.configuration), ("content", desired.content))


def _read(model: type[M], content: bytes, code: str) -> M:
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        raise DesiredRefused(code, detail=_first(error)) from error


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}"[:300]
