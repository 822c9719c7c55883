"""The list of pictures, `shots.toml`: what stands in each, how it is held, what it must say.

This module only reads and checks the list; `photos` draws it.
"""

import tomllib
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from deploy.demo.material.codes import CodeSpec
from deploy.demo.material.optics import Conditions
from deploy.demo.material.scene import Pose
from provenance.verdict.verdict import VerdictKind


class Readable(StrEnum):
    """How well a decoder does on the plain frame."""

    PLAIN = "plain"
    HARD = "hard"
    """A person would hold the goods up again; the plain frame may or may not be read."""
    NONE = "none"
    """There is no code in the picture."""


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GoodsItem(_Spec):
    """A pack of the catalogue."""

    kind: Literal["goods"]
    product: str
    lot: str | None = None
    """Which of the product's lots, the first where it isn't said."""
    codes: tuple[CodeSpec, ...] = ()
    pose: Pose = Pose()


class CardItem(_Spec):
    """A card, a notice or a telephone with something that is no trace code."""

    kind: Literal["card", "phone"]
    title: str
    lines: tuple[str, ...] = ()
    colour: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")] = "#2b4c7e"
    codes: tuple[CodeSpec, ...] = ()
    pose: Pose = Pose()


Item: TypeAlias = Annotated[GoodsItem | CardItem, Field(discriminator="kind")]


class Shot(_Spec):
    """One picture.

    Attributes:
        verdict: what the station says of the chosen code while the registry answers; None where
            there is no code.
        chosen: which code that is, counted through all items from 0.
    """

    name: str
    shows: str
    background: str
    verdict: VerdictKind | None = None
    readable: Readable = Readable.PLAIN
    chosen: int = 0
    suffix: Literal[".jpg", ".png"] = ".jpg"
    jpeg_quality: int = Field(default=86, ge=20, le=100)
    light: Conditions = Conditions()
    item: tuple[Item, ...] = ()

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        count = sum(len(item.codes) for item in self.item)
        if (self.verdict is None) != (count == 0) or (count == 0) != (
            self.readable is Readable.NONE
        ):
            raise ValueError(f"{self.name}: verdict, codes and readability disagree")
        if count and not 0 <= self.chosen < count:
            raise ValueError(f"{self.name}: there is no code {self.chosen}")
        return self


def read_shots() -> tuple[Shot, ...]:
    """Read and check the list that lies in the catalogue's folder.

    Raises:
        ValueError: the file doesn't fit the form above, or two pictures share a name.
    """
    text = (files(__package__) / "catalogue" / "shots.toml").read_text(encoding="utf-8")
    shots = tuple(Shot.model_validate(row) for row in tomllib.loads(text)["shot"])
    if len({shot.name for shot in shots}) != len(shots):
        raise ValueError("two pictures have the same name")
    return shots
