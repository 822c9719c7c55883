"""Pure decisions: what a slide must say, what a setting may be, what a report means."""

import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ValidationError

from contract.desired import SlideText, StationConfiguration
from contract.messages import Reported
from fleet.content.models import DesiredStatus
from fleet.errors import BadInput

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


def check_configuration(values: Mapping[str, Any]) -> StationConfiguration:
    """Read the settings of a station; a key that is left out gets its default.

    Raises:
        BadInput: `settings.invalid` with `key` and `detail`.
    """
    try:
        # As JSON, as the station will: an integral number is then good for a float.
        return StationConfiguration.model_validate_json(json.dumps(dict(values)))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise BadInput("settings.invalid", key=key, detail=first["msg"]) from error


def check_texts(texts: Mapping[Language, tuple[str, str]]) -> dict[Language, SlideText]:
    """Read the title and body of a slide in every language.

    Raises:
        BadInput: `slide.text` with `key`, such as `title_vi`, and `detail`.
    """
    checked: dict[Language, SlideText] = {}
    for language in LANGUAGES:
        title, body = (part.strip() for part in texts.get(language, ("", "")))
        for name, text in (("title", title), ("body", body)):
            if not text.replace("\n", "").isprintable():
                raise BadInput(
                    "slide.text", key=f"{name}_{language}", detail="holds control characters"
                )
        try:
            checked[language] = SlideText(title=title, body=body)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            key = f"{first['loc'][0]}_{language}"
            raise BadInput("slide.text", key=key, detail=first["msg"]) from error
    return checked


def settle(
    number: int, status: DesiredStatus, reported: Reported
) -> tuple[DesiredStatus, str, str]:
    """Tell what a report means for one desired state.

    Returns:
        Its status, and code and detail of a refusal.
    """
    refused = reported.refused
    if reported.number == number:
        return DesiredStatus.IN_FORCE, "", ""
    if refused is not None and refused.number == number:
        return DesiredStatus.REFUSED, refused.code, refused.detail
    if number < reported.number and status in {DesiredStatus.PENDING, DesiredStatus.IN_FORCE}:
        return DesiredStatus.SUPERSEDED, "", ""
    if number > reported.number and status is DesiredStatus.IN_FORCE:
        # A new memory card begins without it.
        return DesiredStatus.PENDING, "", ""
    return status, "", ""


def is_news(stored: Reported | None, reported: Reported) -> bool:
    """Tell whether a report says more than the one that is stored.

    Several processes share the reports, so they may come in any order. A station's clock may be
    wrong, so the number counts first and its time only among reports of one number.
    """
    if stored is None or reported.number > stored.number:
        return True
    if reported.number < stored.number or reported == stored:
        return False
    return reported.at >= stored.at or reported.refused != stored.refused
