"""Finds what the bundle knows; reads at most three small files for an answer.

What the bundle doesn't hold is unknown to the station, not to the registry: a bundle is a selection
within a size. So goods are found with all that their code names (product, lot, serial), or not.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from contract import bundle
from contract.bundle import BundleIndex, Family, LotPart, StampPart
from contract.errors import BadDocument
from kiosk.bundle import store
from kiosk.bundle.news import StampNews
from kiosk.errors import StorageError
from provenance.keys import EstablishmentKey, ItemKey, LookupKey, TraceKey
from provenance.records import Dossier, Establishment

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the bundle knows of goods, and when the registry said so."""

    dossier: Dossier
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlace:
    """What the bundle knows of an establishment, and when the registry said so."""

    establishment: Establishment
    made_at: datetime


class BundleReader:
    """Reads the bundle in force; a new one is seen at the next question.

    Args:
        folder: `DataPaths.bundle`.
        news: where a stamp may be known for which the bundle had no room.
    """

    def __init__(self, folder: Path, news: StampNews | None = None) -> None:
        self._folder = folder
        self._version: tuple[int, int, int] | None = None
        self._index: BundleIndex | None = None
        self._news = news

    def find(self, key: ItemKey) -> Kept | None:
        """Give what is known of goods, None where the bundle doesn't hold them.

        Raises:
            StorageError: `bundle.unreadable`.
        """
        index = self._in_force()
        if index is None:
            return None
        product = self._record(index, Family.PRODUCTS, key, bundle.PRODUCT)
        if product is None:
            return None
        stamp: StampPart | None = None
        if key.serial is not None:
            stamp = self._record(index, Family.STAMPS, key, bundle.STAMP)
            if stamp is None and self._news is not None:
                stamp = self._news.find(key)
            if stamp is None:
                return None
        lot: LotPart | None = None
        number = key.lot or (stamp.stamp.lot if stamp else None)
        if number is not None:
            of_lot = ItemKey(gtin=key.gtin, lot=number)
            lot = self._record(index, Family.LOTS, of_lot, bundle.LOT)
            if lot is None:
                return None
        return Kept(dossier=bundle.compose(product, lot, stamp), made_at=index.made_at)

    def find_answer(self, key: ItemKey | TraceKey) -> Kept | None:
        """Give what other systems said, None where the bundle doesn't hold it.

        An answer that leaves the lot or unit of a key open doesn't count: the registry may know it.

        Raises:
            StorageError: `bundle.unreadable`.
        """
        index = self._in_force()
        part = self._record(index, Family.ANSWERS, key, bundle.ANSWER) if index else None
        if part is None or (isinstance(key, ItemKey) and _leaves_open(key, part.dossier)):
            return None
        return Kept(dossier=part.dossier, made_at=part.fetched_at)

    def find_establishment(self, key: EstablishmentKey) -> KeptPlace | None:
        """Give who stands behind a code, None where the bundle doesn't hold it.

        Raises:
            StorageError: `bundle.unreadable`.
        """
        index = self._in_force()
        if index is None:
            return None
        found = self._record(index, Family.ESTABLISHMENTS, key, bundle.ESTABLISHMENT)
        return KeptPlace(establishment=found, made_at=index.made_at) if found else None

    def _in_force(self) -> BundleIndex | None:
        path = self._folder / store.STATE
        version = store.version_of(path)
        if version != self._version:
            state = store.state_in(path)
            self._index = store.index_of(self._folder, state) if state else None
            self._version = version
        return self._index

    def _record(
        self, index: BundleIndex, family: Family, key: LookupKey, adapter: TypeAdapter[T]
    ) -> T | None:
        chunks = index.chunks(family)
        if not chunks:
            return None
        name = bundle.record_key(key, family)
        path = store.blob(self._folder, chunks[bundle.chunk_of(name, len(chunks))])
        try:
            body = bundle.find(path.read_bytes(), name)
            return None if body is None else bundle.parse(adapter, body)
        except (OSError, BadDocument) as error:
            raise StorageError(
                "bundle.unreadable", path=str(path), detail=str(error)[:300]
            ) from error


def _leaves_open(key: ItemKey, said: Dossier) -> bool:
    return (key.serial is not None and said.stamp is None) or (
        key.lot is not None and said.lot is None
    )
