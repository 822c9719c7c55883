"""What the station knows without the network, as it lies on the disk.

```
bundle/
  notices.json      the state whose recalls, keys and rules are in force
  news.sqlite3      what was told of single stamps (`kiosk.bundle.news`)
  state.json        the state whose chunks are in force; older than the notices while chunks come
  blobs/<sha256>    recalls, keys, rules, indexes and chunks by their content
```
Each of the two states is replaced in one step, after all that it names is on the disk. The agent
(`kiosk.rollout.bundles`) writes it, the station process reads it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from contract.bundle import BundleIndex, BundleState, RecallList
from contract.desired import Artifact
from kiosk.errors import StorageError

NOTICES = "notices.json"
NEWS = "news.sqlite3"
STATE = "state.json"
BLOBS = "blobs"

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """What concerns all goods, whether or not the bundle holds them.

    Attributes:
        keys: the list of issuers' keys as it came, see `provenance.signatures`.
        rules: the list of rules for codes as it came, empty from a fleet that sends none.
    """

    number: int
    recalls: RecallList
    keys: bytes
    rules: bytes = b""


def state_in(path: Path) -> BundleState | None:
    """Read the state that a file names; None before the first.

    Args:
        path: `NOTICES` or `STATE` in `DataPaths.bundle`.

    Raises:
        StorageError: `bundle.unreadable`.
    """
    return _read(BundleState, path) if path.exists() else None


def index_of(folder: Path, state: BundleState) -> BundleIndex:
    """Read which chunks a state has.

    Raises:
        StorageError: `bundle.unreadable`.
    """
    return _read(BundleIndex, blob(folder, state.index))


def load_notices(folder: Path) -> Notices | None:
    """Read the recalls, keys and rules in force; None before the first.

    Args:
        folder: `DataPaths.bundle`.

    Raises:
        StorageError: `bundle.unreadable`.
    """
    state = state_in(folder / NOTICES)
    if state is None:
        return None
    recalls = _read(RecallList, blob(folder, state.recalls))
    return Notices(
        number=state.number,
        recalls=recalls,
        keys=_content(blob(folder, state.keys)),
        rules=_content(blob(folder, state.rules)) if state.rules else b"",
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def blob(folder: Path, artifact: Artifact) -> Path:
    """Say where content lies, or would."""
    return folder / BLOBS / artifact.sha256


def version_of(path: Path) -> tuple[int, int, int] | None:
    """Tell one content of a replaced file from the next; None where there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _read(model: type[M], path: Path) -> M:
    try:
        return model.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> StorageError:
    return StorageError("bundle.unreadable", path=str(path), detail=str(error)[:300])
