"""From sampled modules to the symbol that was printed, though parts of it can't be seen.

Decoders decide each module as dark or light and correct errors: two check codewords for each wrong
one. But where a lamp is mirrored, a label is torn or a code runs around a bottle, the modules are
not wrong, they are unknown, and one check codeword is enough for a codeword known to be unknown (an
erasure; Forney's generalised minimum distance decoding). So each block is tried with its least
certain codewords erased, a few more each time. What is corrected is written back into the symbol,
whose reading is left to a decoder.

Where codewords are erased some check codewords stay unspent: with all of them spent any picture
would be a code.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from reedsolo import ReedSolomonError, RSCodec

from kiosk.camera.qr import symbol
from kiosk.camera.qr.grid import Modules
from kiosk.camera.qr.symbol import Flags

UNSPENT = 3
"""Check codewords left over; a chance word passes with 256**-UNSPENT, and the format must fit."""
FORMAT_AGREES = 0.5
"""Least correlation of what is seen of the format information with one of its words."""
LEAST_FORMAT = 8.0
"""Modules, of 30, that must be seen of it to agree wholly; grey ones count in part."""
ERASED_STEP = 2

Bytes = npt.NDArray[np.uint8]


def repair(modules: Modules) -> Flags | None:
    """Give the dark modules of the symbol that fits best; None where none does.

    Args:
        modules: (dimension, dimension), light above 0, dark below, 0 for what is unknown.
    """
    dimension = len(modules)
    places = symbol.layout(dimension)
    darkness = -np.clip(modules, -1, 1)
    at = places.formats
    seen = darkness[at[..., 0], at[..., 1]]
    # Glare may hide one copy, and a blurred one is all grey: only what is seen has a say.
    agreement = (seen @ symbol.formats().T).sum(axis=0) / max(LEAST_FORMAT, np.abs(seen).sum())
    best = int(agreement.argmax())
    if agreement[best] < FORMAT_AGREES:
        return None
    level, number = divmod(best, 8)
    inverted = symbol.mask(dimension, number)[places.rows, places.columns]
    bits = darkness[places.rows, places.columns]
    codewords = np.packbits((bits > 0) ^ inverted)
    certainty = np.abs(bits).reshape(-1, 8).min(axis=1)
    for block in symbol.blocks(dimension, level):
        corrected = _correct(codewords[block.codewords], certainty[block.codewords], block.checks)
        if corrected is None:
            return None
        codewords[block.codewords] = corrected
    dark = symbol.frame(dimension, level, number).copy()
    dark[places.rows, places.columns] = np.unpackbits(codewords).astype(np.bool_) ^ inverted
    return dark


def _correct(received: Bytes, certainty: npt.NDArray[np.float32], checks: int) -> Bytes | None:
    doubtful = [int(index) for index in np.argsort(certainty, kind="stable")]
    codec = _codec(checks)
    most = checks - UNSPENT
    for erased in (*range(0, most, ERASED_STEP), most):
        try:
            _, word, repaired = codec.decode(bytes(received), erase_pos=doubtful[:erased])
        except ReedSolomonError:
            continue
        wrong = len(set(repaired) - set(doubtful[:erased]))
        if not erased or 2 * wrong + erased <= most:
            return np.frombuffer(bytes(word), np.uint8)
    return None


@lru_cache(maxsize=32)
def _codec(checks: int) -> RSCodec:
    return RSCodec(checks)
