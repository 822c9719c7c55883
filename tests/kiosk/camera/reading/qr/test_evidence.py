"""Adding up what several frames say of one code."""

import numpy as np
import pytest

from kiosk.camera.reading.qr import symbol
from kiosk.camera.reading.qr.evidence import MOST_SYMBOLS, Evidence
from kiosk.camera.reading.qr.grid import Modules
from kiosk.camera.reading.qr.reader import Sample, read
from tests.support.bent_pictures import Dark, matrix, modules

CORNERS = ((10.0, 10.0), (90.0, 10.0), (90.0, 90.0), (10.0, 90.0))
TEXT = "https://example.com/lot/7"


def sample(seen: Modules) -> Sample:
    return Sample(modules=seen, corners=CORNERS)


def noisy(dark: Dark, random: np.random.Generator, share: float = 0.0) -> Modules:
    """Sample with noise, some modules taken for the other."""
    seen = modules(dark) * 0.7 + random.normal(0, 0.15, dark.shape)
    seen[random.random(dark.shape) < share] *= -1
    # What the grid is found by is there in each sample, or there would be none.
    seen[:9, :9] = seen[:9, -8:] = seen[-8:, :9] = 0
    plain = modules(dark)
    seen[:9, :9], seen[:9, -8:], seen[-8:, :9] = plain[:9, :9], plain[:9, -8:], plain[-8:, :9]
    return seen.astype(np.float32)


def hide(seen: Modules, first: int, last: int) -> Modules:
    """Hide columns between the finder patterns' rows."""
    hidden = seen.copy()
    hidden[9:-8, first:last] = 0
    hidden[-8:, max(9, first) : last] = 0
    hidden[:9, max(9, first) : min(last, len(seen) - 8)] = 0
    return hidden


@pytest.mark.parametrize(("version", "error"), [(3, "l"), (6, "m"), (10, "l")])
def test_halves_that_are_hidden_in_turns(version: int, error: str) -> None:
    dark = matrix(TEXT, version=version, error=error)
    random, evidence = np.random.default_rng(version), Evidence()
    middle = len(dark) // 2
    left = hide(noisy(dark, random), middle + 3, len(dark))
    right = hide(noisy(dark, random), 0, middle - 3)
    assert read(sample(left)) is None
    assert read(sample(right)) is None
    assert evidence.add(sample(left)) is None
    together = evidence.add(sample(right))
    assert together is not None
    found = read(together)
    assert found is not None
    assert found.text == TEXT


def test_modules_that_are_wrong_in_other_places_each_time() -> None:
    dark = matrix(TEXT, version=3)
    random, evidence = np.random.default_rng(3), Evidence()
    found = None
    for _ in range(10):
        seen = sample(noisy(dark, random, 0.2))
        assert read(seen) is None
        together = evidence.add(seen)
        found = found or (read(together) if together else None)
    assert found is not None
    assert found.text == TEXT


@pytest.mark.parametrize("alike", [False, True])
def test_two_codes_that_alternate_are_not_mixed(*, alike: bool) -> None:
    """Even where most of what they say is the same, as from one seller."""
    texts = (TEXT + "0001", TEXT + "0002") if alike else ("ONE THING", "ANOTHER ONE, LONGER")
    both = [matrix(text, version=8, error="q", mask=3) for text in texts]
    told = set()
    for seed in range(3):
        random, evidence = np.random.default_rng(seed), Evidence()
        for turn in range(24):
            together = evidence.add(sample(noisy(both[turn % 2], random, 0.22)))
            found = together and read(together)
            if found:
                told.add(found.text)
    assert told <= set(texts)
    assert alike or told == set(texts)


def test_codes_that_have_nothing_in_common_are_added_up_apart() -> None:
    random, evidence = np.random.default_rng(7), Evidence()
    both = [matrix(text, version=3, mask=mask) for text, mask in (("12345", 1), ("HELLO YOU", 6))]
    assert [evidence.add(sample(noisy(dark, random))) for dark in both] == [None, None]
    for dark in both * 3:
        together = evidence.add(sample(noisy(dark, random)))
        assert together is not None
        assert ((together.modules < 0) == dark).mean() > 0.99


def test_symbols_of_two_sizes_are_added_up_apart() -> None:
    evidence = Evidence()
    for version in (2, 3, 4):
        assert evidence.add(sample(modules(matrix("LOT 7", version=version)))) is None


def test_noise_is_never_taken_for_the_same_symbol() -> None:
    random, evidence = np.random.default_rng(8), Evidence()
    for dimension in (21, 29) * 200:
        seen = random.normal(0, 0.7, (dimension, dimension)).astype(np.float32)
        assert evidence.add(sample(seen)) is None


def test_two_samples_that_see_nothing_in_common_are_not_added_up() -> None:
    """Nothing says that they are of one symbol."""
    dark, evidence = matrix(TEXT, version=3), Evidence()
    middle = len(dark) // 2
    assert evidence.add(sample(hide(modules(dark), middle, len(dark)))) is None
    assert evidence.add(sample(hide(modules(dark), 0, middle))) is None


def test_the_corners_are_those_of_the_last_sample() -> None:
    dark, evidence = matrix(TEXT, version=3), Evidence()
    evidence.add(sample(modules(dark)))
    moved = ((20.0, 10.0), (99.0, 10.0), (99.0, 90.0), (20.0, 90.0))
    together = evidence.add(Sample(modules=modules(dark), corners=moved))
    assert together is not None
    assert together.corners == moved


def test_what_was_given_does_not_change_later() -> None:
    dark, evidence = matrix(TEXT, version=3), Evidence()
    random = np.random.default_rng(9)
    first = sample(noisy(dark, random))
    kept = first.modules.copy()
    evidence.add(first)
    second = evidence.add(sample(noisy(dark, random)))
    assert second is not None
    told = second.modules.copy()
    evidence.add(sample(noisy(dark, random)))
    assert np.array_equal(first.modules, kept)
    assert np.array_equal(second.modules, told)


def test_old_samples_fade() -> None:
    """A symbol that was bent since is told from newer samples after a while."""
    dark, evidence = matrix(TEXT, version=3), Evidence()
    places = symbol.layout(len(dark))
    wrong = modules(dark)
    wrong[places.rows[:80], places.columns[:80]] *= -1
    for _ in range(50):
        evidence.add(sample(wrong))
    later = [evidence.add(sample(modules(dark))) for _ in range(14)]
    assert later[-1] is not None
    assert ((later[-1].modules < 0) == dark).all()


def test_few_symbols_are_kept_and_all_are_forgotten() -> None:
    evidence = Evidence()
    random = np.random.default_rng(4)
    darks = [random.random((29, 29)) < 0.5 for _ in range(MOST_SYMBOLS + 1)]
    for dark in darks:
        assert evidence.add(sample(modules(dark))) is None
    assert evidence.add(sample(modules(darks[-1]))) is not None
    # The oldest had to go.
    assert evidence.add(sample(modules(darks[0]))) is None
    evidence.clear()
    assert evidence.add(sample(modules(darks[-1]))) is None
