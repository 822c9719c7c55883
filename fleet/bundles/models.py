"""The table of bundles: what each station should know without the network."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from contract.bundle import BundleState
from fleet.db.base import Base
from fleet.db.columns import Document


class StationBundle(Base):
    """The newest bundle of one station, see `contract.bundle.BundleState`.

    Attributes:
        packed_at: when its chunks were last made from the registry; None before the first time,
            when it holds recalls and keys alone.
        goods: how many products it holds; `lots`, `stamps`, `establishments`, and the `answers` of
            other systems likewise.
        size: bytes of its chunks.
        rules_sha256: empty of a bundle of an older release, which sent no rules.
        news: the chunks of stamps whose state changed lately, each as `sha256` and `size`.
        news_sha256: of the list of these, empty of a bundle of an older release.
    """

    __tablename__ = "station_bundle"

    station_id: Mapped[str] = mapped_column(ForeignKey("station.id"), primary_key=True)
    number: Mapped[int]
    made_at: Mapped[datetime]
    index_sha256: Mapped[str] = mapped_column(String(64))
    index_size: Mapped[int]
    recalls_sha256: Mapped[str] = mapped_column(String(64), index=True)
    recalls_size: Mapped[int]
    keys_sha256: Mapped[str] = mapped_column(String(64))
    keys_size: Mapped[int]
    packed_at: Mapped[datetime | None] = mapped_column(default=None)
    goods: Mapped[int] = mapped_column(default=0)
    lots: Mapped[int] = mapped_column(default=0)
    stamps: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(default=0)
    rules_sha256: Mapped[str] = mapped_column(String(64), default="")
    rules_size: Mapped[int] = mapped_column(default=0)
    establishments: Mapped[int] = mapped_column(default=0)
    answers: Mapped[int] = mapped_column(default=0)
    news: Mapped[list[dict[str, Any]]] = mapped_column(Document, default_factory=list)
    news_sha256: Mapped[str] = mapped_column(String(64), default="")


def columns_of(state: BundleState) -> dict[str, Any]:
    """Give the columns that say what a state names."""
    named = {"index": state.index, "recalls": state.recalls, "keys": state.keys}
    named |= {"rules": state.rules} if state.rules else {}
    return {
        "number": state.number,
        "made_at": state.issued_at,
        **{f"{name}_sha256": artifact.sha256 for name, artifact in named.items()},
        **{f"{name}_size": artifact.size for name, artifact in named.items()},
        "news": [one.model_dump(mode="json") for one in state.news],
    }
