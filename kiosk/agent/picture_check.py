"""Whether a picture can be decoded, found out in a process of its own.

A decoder that a broken picture takes down, or that never ends, must not take the agent with it;
and the agent need not hold OpenCV in memory for a slide a month. The child prints one JSON object
with `code` and `detail` where the picture is bad.
"""

import json
import sys
from pathlib import Path

from contract.desired import MAX_PICTURE_PIXELS
from kiosk.camera.pictures import load_luma
from kiosk.errors import BadPicture


def main(path: Path) -> int:
    """Decode one picture; the exit status is 1 for a bad one."""
    try:
        load_luma(path, MAX_PICTURE_PIXELS)
    except BadPicture as error:
        detail = str(error.params.get("detail", ""))
        sys.stdout.write(json.dumps({"code": error.code, "detail": detail}))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
