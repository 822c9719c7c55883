"""Packs lines into chunks within a size; what is packed waits on the disk, not in memory.

The lines of a bundle are several times its size. They are put aside in a SQLite file of their own,
which is gone with its connection, and read again chunk by chunk.
"""

import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from contract.bundle import MAX_CHUNKS, BundleIndex, Family, chunk_of, pack
from contract.desired import Artifact
from fleet.bundles.gather import Line

CHUNK_BYTES = 256 * 1024
"""Of lines, at most as a mean; packed 14 KiB in the benchmark, of which a station reads three."""
SAMPLE_BYTES = 256 * 1024
"""So many bytes of lines of a family are packed to learn how well they pack."""
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
    _samples: dict[Family, "_Sample"] = field(
        default_factory=lambda: {family: _Sample() for family in Family}
    )
    _spool: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(""))

    def __post_init__(self) -> None:
        self._spool.execute("CREATE TABLE line (family TEXT, hash INTEGER, key TEXT, body BLOB)")

    def add(self, lines: Iterable[Line], within: float = 1.0) -> bool:
        """Take lines that belong together; False, and none of them, where they don't fit.

        Args:
            within: the share of the limit that may be full then.
        """
        lines = list(lines)
        packed_bytes = sum(self._samples[line.family].share_of(line) for line in lines)
        if self._packed_bytes + packed_bytes > within * self.limit_bytes:
            return False
        self._packed_bytes += packed_bytes
        for line in lines:
            self.counts[line.family] += 1
            self._bytes[line.family] += len(line.key) + len(line.body) + 2
        self._spool.executemany(
            "INSERT INTO line VALUES (?, ?, ?, ?)",
            ((line.family, _hash(line.key), line.key, line.body) for line in lines),
        )
        return True

    @property
    def full(self) -> float:
        """Which share of the limit is used."""
        return self._packed_bytes / self.limit_bytes

    def index(self, keep: Callable[[bytes], Artifact], made_at: datetime) -> BundleIndex:
        """Pack what was taken.

        Args:
            keep: puts a chunk where stations can fetch it.
        """
        return BundleIndex(
            made_at=made_at,
            products=self._chunks(Family.PRODUCTS, keep),
            lots=self._chunks(Family.LOTS, keep),
            stamps=self._chunks(Family.STAMPS, keep),
            establishments=self._chunks(Family.ESTABLISHMENTS, keep),
            answers=self._chunks(Family.ANSWERS, keep),
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


@dataclass(slots=True)
class _Sample:
    """Lines of one family, by which is known how well they pack."""

    lines: bytearray = field(default_factory=bytearray)
    share: float = 1.0
    measure_at: int = 4096

    def share_of(self, line: Line) -> float:
        """Say how many bytes a line takes among others."""
        if len(self.lines) < SAMPLE_BYTES:
            self.lines += line.key.encode() + line.body
            if len(self.lines) >= self.measure_at:
                self.share = len(zlib.compress(self.lines)) / len(self.lines) * SPARE
                self.measure_at *= 2
        return (len(line.key) + len(line.body) + 2) * self.share


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
