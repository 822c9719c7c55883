#!/usr/bin/python3
# WANT_JSON
"""Hold a host for one run of a playbook: a folder, made or not made in one step.

An Ansible module of the plain kind: it is handed a file with its arguments as JSON and prints JSON,
so it needs nothing but Python on the host. The folder lies below /run and is gone after a reboot.
Who may take over from whom is decided by the caller (tasks/lock.yml), who can see whether a run on
its own machine is still alive; here only age counts. Taking and giving back changes nothing that a
host is judged by, hence never `changed`.

Arguments:
    path: the folder.
    state: `held` or `released`.
    holder: whose run this is, an object that has a `token`.
    instead_of: token of a dead run to take over from; empty takes over from nobody.
    stale_after_s: a lock older than this belongs to nobody; by the host's own clock.
"""

import json
import shutil
import sys
import time
from pathlib import Path
from typing import Any

HOLDER = "holder.json"
UNWRITTEN_S = 10.0
"""A folder without its file: its maker died between two lines, or is between them now."""


def main(arguments_file: str) -> int:
    """Do what the arguments say, and print the result."""
    arguments = json.loads(Path(arguments_file).read_text(encoding="utf-8"))
    path, holder = Path(arguments["path"]), arguments["holder"]
    try:
        if arguments["state"] == "released":
            release(path, holder["token"])
            result: dict[str, Any] = {"held": False, "by": None}
        else:
            was_there = path.exists()
            instead_of, stale_after_s = arguments["instead_of"], float(arguments["stale_after_s"])
            by = take(path, holder, instead_of=instead_of, stale_after_s=stale_after_s)
            result = {"held": by is None, "by": by, "took_over": by is None and was_there}
    except OSError as error:
        sys.stdout.write(json.dumps({"failed": True, "msg": f"the lock {path}: {error}"}))
        return 1
    sys.stdout.write(json.dumps({"changed": False, **result}))
    return 0


def take(
    path: Path, holder: dict[str, Any], *, instead_of: str, stale_after_s: float
) -> dict[str, Any] | None:
    """Take the lock.

    Returns:
        None when it is ours now, else whose it is, with its age in whole seconds as `age_s`.
    """
    by = _look(path)
    if by is not None and _is_void(by, instead_of, stale_after_s):
        # Only one of two that find it void can rename it; the other finds it gone or new.
        void = path.with_name(f"{path.name}.{holder['token']}")
        try:
            path.rename(void)
        except FileNotFoundError:
            pass
        else:
            shutil.rmtree(void, ignore_errors=True)
    try:
        path.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        return _look(path) or {"token": "", "age_s": 0}
    (path / HOLDER).write_text(json.dumps(holder), encoding="utf-8")
    return None


def release(path: Path, token: str) -> None:
    """Give the lock back, if it is ours."""
    by = _look(path)
    if by is not None and by["token"] == token:
        shutil.rmtree(path)


def _look(path: Path) -> dict[str, Any] | None:
    try:
        age_s = int(time.time() - path.stat().st_mtime)
    except FileNotFoundError:
        return None
    try:
        found = json.loads((path / HOLDER).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        found = {"token": ""}
    return {**found, "age_s": age_s}


def _is_void(by: dict[str, Any], instead_of: str, stale_after_s: float) -> bool:
    if not by["token"]:
        return bool(by["age_s"] > UNWRITTEN_S)
    return bool(by["token"] == instead_of or by["age_s"] > stale_after_s)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
