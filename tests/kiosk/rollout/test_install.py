"""A power cut at any step of an installation leaves the old state or the new one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from contract.messages import Refusal
from contract.names import StationId
from daemon.durable import Disk
from kiosk.errors import StorageError
from kiosk.rollout import store
from kiosk.rollout.fetch import Fetcher
from kiosk.rollout.install import KEEP_BEFORE, Installer
from kiosk.rollout.store import load_current
from kiosk.rollout.table import Denial, Target
from kiosk.rollout.verify import check_announcement
from tests.support.dying_disk import DyingDisk, PowerCut
from tests.support.identities import publisher_key
from tests.support.publishing import STATION, Publisher, png

MOST_STEPS = 200


class Shelf:
    """A source that gives a publisher's artifacts."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher

    def download(
        self, path: str, sink: Callable[[bytes], object], *, limit_bytes: int, timeout_s: float
    ) -> None:
        sink(self._publisher.artifacts[path.rsplit("/", 1)[-1]])


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


def target_of(publisher: Publisher, number: int) -> Target:
    slide = publisher.slide(f"slide-{number}", png(shade=number))
    desired = publisher.desired(number, settings={"slide_s": number + 3}, slides=(slide,))
    keys = [publisher_key(publisher.key)]
    return check_announcement(publisher.sign(desired), StationId(STATION), keys)


def put_in_force(folder: Path, publisher: Publisher, number: int, disk: Disk) -> None:
    target = target_of(publisher, number)
    fetcher = Fetcher(folder, Shelf(publisher), disk)
    installer = Installer(folder, disk)
    installer.clean()
    fetcher.fetch(target)
    fetcher.verify(target, lambda _path: None)
    installer.install(target, fetcher.documents(target))
    installer.prune()


def shown(folder: Path) -> tuple[int, int, list[bytes]]:
    """Give number, a setting and the pictures in force."""
    current = load_current(folder)
    pictures = [installed.picture.read_bytes() for installed in current.slides]
    return current.number, current.configuration.slide_s, pictures


def expected(number: int) -> tuple[int, int, list[bytes]]:
    return (number, number + 3, [png(shade=number)]) if number else (0, 8, [])


@pytest.mark.parametrize("before", [0, 1, 4])
def test_a_power_cut_at_any_step_leaves_old_or_new(
    tmp_path: Path, publisher: Publisher, before: int
) -> None:
    seen = []
    for steps in range(MOST_STEPS):
        folder = tmp_path / str(steps)
        for number in range(1, before + 1):
            put_in_force(folder, publisher, number, Disk())
        try:
            put_in_force(folder, publisher, before + 1, DyingDisk(steps))
        except PowerCut:
            found = shown(folder)
        else:
            break
        assert found in (expected(before), expected(before + 1))
        seen.append(found[0])
        put_in_force(folder, publisher, before + 2, Disk())
        assert shown(folder) == expected(before + 2)
        assert rubbish(folder) == []
    else:
        pytest.fail("an installation takes more steps than expected")

    # First only the old one, from some step on only the new one.
    assert seen == sorted(seen)
    assert set(seen) == {before, before + 1}


def rubbish(folder: Path) -> list[str]:
    """Name what no kept state needs."""
    kept = [path for path in folder.iterdir() if path.name.isdigit()]
    whole = all((path / store.COMPLETE).exists() for path in kept)
    temporary = [path.name for path in folder.rglob("*.tmp")]
    too_many = len(kept) > 1 + KEEP_BEFORE
    return temporary + ([] if whole else ["incomplete"]) + (["too many"] if too_many else [])


def test_keeps_two_before_and_what_they_show(tmp_path: Path, publisher: Publisher) -> None:
    folder = tmp_path / "desired"
    for number in range(1, 7):
        put_in_force(folder, publisher, number, Disk())

    kept = sorted(path.name for path in folder.iterdir() if path.name.isdigit())
    pictures = {publisher.slide(picture=png(shade=n)).picture.sha256 for n in (4, 5, 6)}
    blobs = {path.name for path in (folder / store.BLOBS).iterdir()}
    assert kept == ["000004", "000005", "000006"]
    assert pictures < blobs
    assert len(blobs) == 9


def test_a_full_disk_leaves_the_old_one(tmp_path: Path, publisher: Publisher) -> None:
    class FullDisk(Disk):
        def write(self, path: Path, content: bytes, mode: int = 0o600) -> None:
            raise OSError(28, "No space left on device", str(path))

    folder = tmp_path / "desired"
    put_in_force(folder, publisher, 1, Disk())

    with pytest.raises(OSError, match="No space"):
        put_in_force(folder, publisher, 2, FullDisk())

    assert shown(folder) == expected(1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (store.CONFIGURATION, b""),
        (store.CONFIGURATION, b'{"new_key": 1}'),
        (store.CONTENT, b"\xff"),
        (store.COMPLETE, None),
        (store.CONTENT, None),
    ],
)
def test_a_state_that_is_not_whole_is_said(
    tmp_path: Path, publisher: Publisher, name: str, content: bytes | None
) -> None:
    folder = tmp_path / "desired"
    put_in_force(folder, publisher, 1, Disk())
    path = folder / store.CURRENT / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)

    with pytest.raises(StorageError, match=r"desired\.unreadable"):
        load_current(folder)


def test_without_any_it_is_what_it_was_born_with(tmp_path: Path) -> None:
    assert load_current(tmp_path / "none") == store.born_with()


def test_a_refusal_is_kept_until_it_is_forgotten(tmp_path: Path) -> None:
    installer = Installer(tmp_path, Disk())
    denial = Denial(refusal=Refusal(number=3, code="settings.invalid", detail="ô"), digest="0")
    assert installer.remembered() is None

    installer.remember(denial)
    assert Installer(tmp_path, Disk()).remembered() == denial

    installer.forget()
    installer.forget()
    assert installer.remembered() is None


def test_a_refusal_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / store.REFUSED).write_bytes(b"\0")

    assert Installer(tmp_path, Disk()).remembered() is None
