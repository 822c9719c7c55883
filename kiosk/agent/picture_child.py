"""Asks `picture_check` in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

from kiosk.errors import BadPicture

TIMEOUT_S = 60.0
BAD = 1


def decode_in_child(
    path: Path, *, program: str = sys.executable, timeout_s: float = TIMEOUT_S
) -> None:
    """Check that a picture can be decoded; blocks for a second or so.

    Args:
        program: the interpreter that runs `picture_check`.

    Raises:
        BadPicture: with the decoder's code, or `picture.decoder_died`, `picture.decoder_slow`.
    """
    name = path.name
    try:
        ended = subprocess.run(
            [program, "-m", "kiosk.agent.picture_check", str(path)],
            capture_output=True,
            timeout=timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BadPicture("picture.decoder_slow", detail=f"{name}: {timeout_s:.0f} s") from error
    if ended.returncode == 0:
        return
    known = _known(ended.stdout) if ended.returncode == BAD else None
    if known is not None:
        code, detail = known
        raise BadPicture(code, detail=f"{name}: {detail}"[:300])
    last = ended.stderr.decode(errors="replace").strip().splitlines()[-1:]
    detail = f"{name}: status {ended.returncode} {' '.join(last)}"
    raise BadPicture("picture.decoder_died", detail=detail[:300])


def _known(output: bytes) -> tuple[str, str] | None:
    """Read what the child said; an error of the interpreter's own has the same status."""
    try:
        answer = json.loads(output)
        return str(answer["code"]), str(answer["detail"])
    except (ValueError, TypeError, KeyError):
        return None
