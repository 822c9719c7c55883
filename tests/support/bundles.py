"""The fleet's bundles in tests: chunks, lists, signed states, and a disk that has them already."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract import bundle
from contract.bundle import (
    AnswerPart,
    BundleIndex,
    BundleState,
    Family,
    LotPart,
    RecallList,
    RuleList,
    StampPart,
    chunk_of,
    pack,
    record_key,
)
from contract.desired import Artifact
from contract.messages import Bundle
from contract.signing import BUNDLE_DOMAIN, signed_bytes
from kiosk.bundle import store
from kiosk.bundle.news import StampNews
from provenance.keys import EstablishmentKey, ItemKey, LookupKey
from provenance.records import Dossier, Establishment, Recall
from tests.support.identities import KEY_ID
from tests.support.kiosk_clock import SetClock

MADE_AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
STATION = "cho-mo-1"


class Shelves:
    """What a fleet offers for download, and the key that it signs with."""

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.artifacts: dict[str, bytes] = {}

    def put(self, content: bytes) -> Artifact:
        """Offer some content."""
        sha256 = hashlib.sha256(content).hexdigest()
        self.artifacts[sha256] = content
        return Artifact(sha256=sha256, size=len(content))

    def bundle(
        self,
        number: int = 1,
        *,
        products: Iterable[Dossier] = (),
        lots: Iterable[LotPart] = (),
        stamps: Iterable[StampPart] = (),
        places: Mapping[str, Establishment] | None = None,
        answers: Mapping[LookupKey, AnswerPart] | None = None,
        recalls: tuple[Recall, ...] = (),
        keys: bytes = b"[]",
        rules: RuleList | bytes | None = None,
        news: Iterable[Iterable[StampPart]] = (),
        made_at: datetime = MADE_AT,
        chunks: int = 4,
    ) -> BundleState:
        """Make a bundle of records, each family in so many chunks."""
        index = BundleIndex(
            made_at=made_at,
            products=self._chunks(chunks, map(_product_line, products)),
            lots=self._chunks(chunks, map(_lot_line, lots)),
            stamps=self._chunks(chunks, map(_stamp_line, stamps)),
            establishments=self._chunks(chunks, map(_place_line, (places or {}).items())),
            answers=self._chunks(chunks, map(_answer_line, (answers or {}).items())),
        )
        recall_list = RecallList(recalls=recalls)
        told = rules.model_dump_json().encode() if isinstance(rules, RuleList) else rules
        return BundleState(
            station=STATION,
            number=number,
            issued_at=made_at,
            index=self.put(index.model_dump_json().encode()),
            recalls=self.put(recall_list.model_dump_json().encode()),
            keys=self.put(keys),
            rules=None if told is None else self.put(told),
            news=tuple(self.put(pack(map(_stamp_line, part))) for part in news),
        )

    def sign(self, state: BundleState, key_id: str = KEY_ID) -> Bundle:
        """Sign a state."""
        return self.sign_text(state.model_dump_json(), key_id)

    def sign_text(self, body: str, key_id: str = KEY_ID) -> Bundle:
        """Sign any text as if it were one."""
        raw = self.key.sign(signed_bytes(BUNDLE_DOMAIN, body))
        signature = base64.urlsafe_b64encode(raw).decode().rstrip("=")
        return Bundle(body=body, key_id=key_id, signature=signature)

    def install(self, folder: Path, state: BundleState) -> None:
        """Lay a bundle down as the agent does, without fetching."""
        blobs = folder / store.BLOBS
        blobs.mkdir(parents=True, exist_ok=True)
        for sha256, content in self.artifacts.items():
            (blobs / sha256).write_bytes(content)
        news = StampNews(folder, clock=SetClock())
        for artifact in state.news:
            news.take(artifact, self.artifacts[artifact.sha256])
        news.heard_all(state)
        news.close()
        for name in (store.NOTICES, store.STATE):
            # A new file each time, as a rename gives one.
            (folder / name).unlink(missing_ok=True)
            (folder / name).write_text(state.model_dump_json())

    def _chunks(self, chunks: int, records: Iterable[tuple[str, bytes]]) -> tuple[Artifact, ...]:
        parts: list[list[tuple[str, bytes]]] = [[] for _ in range(chunks)]
        for key, body in records:
            parts[chunk_of(key, chunks)].append((key, body))
        return tuple(self.put(pack(part)) for part in parts)


def _product_line(product: Dossier) -> tuple[str, bytes]:
    return product.item.gtin, bundle.PRODUCT.dump_json(product)


def _lot_line(part: LotPart) -> tuple[str, bytes]:
    key = ItemKey(gtin=part.lot.gtin, lot=part.lot.lot)
    return record_key(key, Family.LOTS), bundle.LOT.dump_json(part)


def _stamp_line(part: StampPart) -> tuple[str, bytes]:
    key = ItemKey(gtin=part.stamp.gtin, serial=part.stamp.serial)
    return record_key(key, Family.STAMPS), bundle.STAMP.dump_json(part)


def _place_line(place: tuple[str, Establishment]) -> tuple[str, bytes]:
    code, record = place
    key = record_key(EstablishmentKey(code=code), Family.ESTABLISHMENTS)
    return key, bundle.ESTABLISHMENT.dump_json(record)


def _answer_line(answer: tuple[LookupKey, AnswerPart]) -> tuple[str, bytes]:
    key, part = answer
    return record_key(key, Family.ANSWERS), bundle.ANSWER.dump_json(part)
