"""Packs lines into chunks within a size; what is packed waits on the disk, not in memory.

A bundle of 64 MiB is about 400 MiB of lines. They are put aside in a SQLite file of their own,
which is gone with its connection, and read again chunk by chunk.
"""

import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime

from contract.bundle import MAX_CHUNKS, BundleIndex, Family, chunk_of, pack
from contract.desired import Artifact
from fleet.bundles.gather import Line

CHUNK_BYTES = 256 * 1024
"""Of lines, as a mean; packed about 40 KiB, of which a station reads three for an answer."""
SAMPLE_BYTES = 256 * 1024
"""So many bytes of lines are packed together to learn how well they pack."""
SPARE = 1.15
"""Chunks of few lines pack worse than the sample does."""


@dataclass(slots=True)
class Packer:
    """Takes lines as long as there is room for them.

    Args:
        limit_bytes: of all chunks, packed.
    """

    limit_bytes: int
    counts: Counter[Family] = field(default_factory=Counter)
    _bytes: Counter[Family] = field(default_factory=Counter)
    _packed_bytes: float = 0.0
    _share: float = 0.5
    _sample: list[bytes] = field(default_factory=list)
    _sampled: int = 0
    _spool: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(""))

    def __post_init__(self) -> None:
        self._spool.execute("CREATE TABLE line (family TEXT, hash INTEGER, key TEXT, body BLOB)")

    def add(self, lines: Iterable[Line], within: float = 1.0) -> bool:
        """Take lines that belong together; False, and none of them, where they don't fit.

        Args:
            within: the share of the limit that may be full then.
        """
        lines = list(lines)
        size = sum(len(line.key) + len(line.body) + 2 for line in lines)
        self._learn(lines)
        if self._packed_bytes + size * self._share > within * self.limit_bytes:
            return False
        self._packed_bytes += size * self._share
        for line in lines:
            self.counts[line.family] += 1
            self._bytes[line.family] += len(line.key) + len(line.body) + 2
        self._spool.executemany(
            "INSERT INTO line VALUES (?, ?, ?, ?)",
            ((line.family, _hash(line.key), line.key, line.body) for line in lines),
        )
        return True

    def index(self, keep: Callable[[bytes], Artifact], made_at: datetime) -> BundleIndex:
        """Pack what was taken; call once, at the end.

        Args:
            keep: puts a chunk where stations can fetch it.
        """
        with closing(self._spool):
            return BundleIndex(
                made_at=made_at,
                products=self._chunks(Family.PRODUCTS, keep),
                lots=self._chunks(Family.LOTS, keep),
                stamps=self._chunks(Family.STAMPS, keep),
            )

    def close(self) -> None:
        """Give back what was put aside."""
        self._spool.close()

    def _chunks(self, family: Family, keep: Callable[[bytes], Artifact]) -> tuple[Artifact, ...]:
        count = chunk_count(self._bytes[family])
        if not count:
            return ()
        lines = self._spool.execute(
            "SELECT hash % ? AS chunk, key, body FROM line WHERE family = ? ORDER BY chunk",
            (count, family),
        )
        return tuple(keep(pack(records)) for records in _grouped(lines, count))

    def _learn(self, lines: list[Line]) -> None:
        """Measure how well such lines pack, until that is known well enough."""
        if self._sampled >= 4 * SAMPLE_BYTES:
            return
        self._sample += (line.body for line in lines)
        size = sum(map(len, self._sample))
        if size >= SAMPLE_BYTES or not self._sampled:
            share = len(zlib.compress(b"\n".join(self._sample))) / max(size, 1) * SPARE
            self._share = max(share, self._share) if self._sampled else share
            self._sampled += size
            self._sample.clear()


def chunk_count(size: int) -> int:
    """Say into how many chunks so many bytes go: a power of two, so that it seldom changes."""
    if not size:
        return 0
    return min(1 << max(0, (size // CHUNK_BYTES)).bit_length(), MAX_CHUNKS)


def _hash(key: str) -> int:
    return chunk_of(key, 1 << 32)


def _grouped(
    lines: Iterator[tuple[int, str, bytes]], count: int
) -> Iterator[list[tuple[str, bytes]]]:
    records: list[tuple[str, bytes]] = []
    at = 0
    for chunk, key, body in lines:
        while at < chunk:
            yield records
            records = []
            at += 1
        records.append((key, body))
    for _ in range(at, count):
        yield records
        records = []
