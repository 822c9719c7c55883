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
from reedsolo import ReedSolomonError, RSCodec, rs_find_error_locator

from kiosk.camera.reading.qr import symbol
from kiosk.camera.reading.qr.grid import Modules
from kiosk.camera.reading.qr.symbol import Flags

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
    doubtful = np.argsort(certainty, kind="stable")
    most = checks - UNSPENT
    # What is wrong shows in the syndromes; each erasure takes one of them, and itself out of them.
    length = len(received)
    syndromes = _values(received, np.arange(checks))
    for count in range(most + 1):
        if count:
            place = _EXP[length - 1 - doubtful[count - 1]]
            syndromes = _product(syndromes[:-1], place) ^ syndromes[1:]
        if count % ERASED_STEP and count != most:
            continue
        errors = _errors(syndromes, length)
        if errors is None or (count and 2 * errors + count > most):
            continue
        try:
            _, word, _ = _codec(checks).decode(bytes(received), erase_pos=doubtful[:count].tolist())
        except ReedSolomonError:
            continue
        return np.frombuffer(bytes(word), np.uint8)
    return None


def _errors(syndromes: Bytes, length: int) -> int | None:
    """Count the wrong codewords that explain syndromes; None where no number of them does.

    The same with reedsolo alone takes three times as long, and most words are beyond repair.
    """
    if not syndromes.any():
        return 0
    try:
        locator = rs_find_error_locator(bytearray(syndromes), len(syndromes))
    except ReedSolomonError:
        return None
    errors = len(locator) - 1
    roots = _values(np.array(locator[::-1], np.uint8), np.arange(length)) == 0
    return errors if int(roots.sum()) == errors else None


def _values(polynomial: Bytes, powers: npt.NDArray[np.intp]) -> Bytes:
    """Evaluate a polynomial, its highest power first, at powers of the field's generator."""
    terms = np.flatnonzero(polynomial)
    degrees = len(polynomial) - 1 - terms
    values = _EXP[(_LOG[polynomial[terms]][:, None] + degrees[:, None] * powers) % _ORDER]
    return np.asarray(np.bitwise_xor.reduce(values, axis=0, initial=0), np.uint8)


def _product(values: Bytes, factor: np.uint8) -> Bytes:
    return np.where(values == 0, 0, _EXP[(_LOG[values] + _LOG[factor]) % _ORDER]).astype(np.uint8)


@lru_cache(maxsize=32)
def _codec(checks: int) -> RSCodec:
    return RSCodec(checks)


_ORDER = 255
_EXP = np.array(list(_codec(2).gf_exp)[:_ORDER], np.uint8)
_LOG = np.array(list(_codec(2).gf_log), np.intp)
"""Powers of the generator of the field of QR codes, and back."""
