"""What a station should be: settings and content, as the fleet publishes them.

A `DesiredState` names two documents by their SHA-256; the station fetches them over HTTP from its
own fleet (the path is fixed, no message can name another host), checks every hash, and puts all in
force at once or nothing. One signature over the desired state covers all of it, with the station
and the number in it, so that neither another station's state nor an old one can be passed off.
"""

from typing import Annotated, Literal

from pydantic import Field

from contract.model import Moment, SettingsModel, WireModel
from contract.pictures import MediaType

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
MAX_DOCUMENT_BYTES = 1024 * 1024
MAX_PICTURE_BYTES = 8 * 1024 * 1024
MAX_PICTURE_PIXELS = 4096 * 4096


class Artifact(WireModel):
    """A file named by its content."""

    sha256: Sha256
    size: Annotated[int, Field(ge=0)]


class DesiredState(WireModel):
    """One numbered state that one station should be in."""

    station: str
    number: Annotated[int, Field(ge=1)]
    issued_at: Moment
    configuration: Artifact
    content: Artifact


class StationConfiguration(SettingsModel):
    """The settings of a station that the console may change.

    Attributes:
        result_timeout_s: how long a result stays without a touch before the attract screen.
        warn_before_s: how long before that the countdown shows.
        slide_s: how long a slide of the attract loop stays.
        default_language: the language to return to.
        lookup_deadline_s: how long a shopper waits for the gateway at most.
    """

    result_timeout_s: Annotated[int, Field(ge=10, le=600)] = 60
    warn_before_s: Annotated[int, Field(ge=5, le=60)] = 20
    slide_s: Annotated[int, Field(ge=3, le=120)] = 8
    default_language: Literal["vi", "en"] = "vi"
    lookup_deadline_s: Annotated[float, Field(ge=0.5, le=10)] = 3.0


class SlideText(SettingsModel):
    """What a slide says in one language."""

    title: Annotated[str, Field(min_length=1, max_length=80)]
    body: Annotated[str, Field(max_length=300)] = ""


class Slide(SettingsModel):
    """One picture of the attract loop with its texts."""

    slide_id: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")]
    picture: Artifact
    media_type: MediaType
    texts: dict[Literal["vi", "en"], SlideText]


class ContentManifest(SettingsModel):
    """The slides of a station, in their order."""

    slides: Annotated[tuple[Slide, ...], Field(max_length=50)] = ()
