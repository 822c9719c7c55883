"""Settings documents: TOML text to a checked model, with an error that names line or key."""

import tomllib
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from contract.errors import BadDocument

M = TypeVar("M", bound=BaseModel)


def parse(text: str, model: type[M]) -> M:
    """Check the text of a settings file against its model.

    Raises:
        BadDocument: `settings.not_toml` with the line, `settings.invalid` with the key.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadDocument("settings.not_toml", detail=str(error)) from error
    try:
        return model.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise BadDocument("settings.invalid", key=key, detail=first["msg"]) from error
