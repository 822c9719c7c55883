"""The 126 wards and communes of Hà Nội since July 2025, and which one a text means.

The table is made by `tools/wards.py` from a package with its licence (see its head); it has
centroids and areas, no borders.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from fleet.stations.rules import ward_key

TABLE = "wards.json"


class Ward(BaseModel):
    """A ward (phường) or commune (xã).

    Attributes:
        latitude: of the centroid, degrees in WGS 84; `longitude` likewise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[str, Field(pattern=r"^[0-9]{5}$")]
    name: str
    kind: Literal["phường", "xã"]
    latitude: Annotated[float, Field(ge=20, le=22)]
    longitude: Annotated[float, Field(ge=105, le=107)]
    area_km2: Annotated[float, Field(gt=0)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    licence: str
    wards: tuple[Ward, ...]


@dataclass(frozen=True, slots=True)
class Wards:
    """The wards by the key of their names (`fleet.stations.rules.ward_key`)."""

    by_key: Mapping[str, Ward]

    def find(self, text: str) -> Ward | None:
        """Tell which ward a text means; None where it is none of them."""
        return self.by_key.get(ward_key(text))


def read_wards() -> Wards:
    """Read the table that comes with this package."""
    text = files("fleet.stations").joinpath(TABLE).read_text(encoding="utf-8")
    table = _Table.model_validate_json(text)
    return Wards({ward_key(ward.name): ward for ward in table.wards})
