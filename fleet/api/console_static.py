"""Serves the built console: its files, and its first page for every address that it knows itself.

Names below `assets/` hold a hash of their content, so browsers keep them for ever; everything else
they ask for again each time, and hear in a few bytes that it is still the same.
"""

import mimetypes
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response

from fleet.api.console_parts import parts_of
from fleet.errors import NotThere

router = APIRouter()

IMMUTABLE = "public, max-age=31536000, immutable"
LONGEST_PATH = 200
"""Longer than any file of the console; a file system refuses to look for a name of 256 bytes."""
NOT_BUILT = (
    "The console isn't built: this process serves its API only.\n"
    "Run `make console`, or install a wheel, which brings it along.\n"
)


@router.get("/{path:path}", include_in_schema=False)
def static(path: str, request: Request) -> Response:
    """Give a file of the console, or its first page."""
    if path == "api" or path.startswith("api/"):
        raise NotThere("request.not_found", path=path[:100])
    folder = parts_of(request).static_dir
    first_page = folder / "index.html"
    if not first_page.is_file():
        return PlainTextResponse(NOT_BUILT, 503)
    if (file := _file(folder, path)) is not None:
        hashed = path.startswith("assets/")
        return _answer(request, file, IMMUTABLE if hashed else "no-cache")
    if "." in path.rpartition("/")[2]:
        raise NotThere("request.not_found", path=path[:100])
    return _answer(request, first_page, "no-cache")


def _answer(request: Request, file: Path, cached: str) -> Response:
    """Give a file, as its build compressed it where that is there and the browser takes it."""
    headers = {"Cache-Control": cached, "Vary": "Accept-Encoding"}
    packed = file.with_name(f"{file.name}.gz")
    chosen = file
    if _takes_gzip(request.headers.get("accept-encoding", "")) and packed.is_file():
        chosen = packed
        headers["Content-Encoding"] = "gzip"
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    stat = chosen.stat()
    answer = FileResponse(chosen, headers=headers, media_type=kind, stat_result=stat)
    if request.headers.get("if-none-match") == answer.headers["etag"]:
        unchanged = {name: answer.headers[name] for name in ("etag", "cache-control", "vary")}
        return Response(status_code=304, headers=unchanged)
    return answer


def _takes_gzip(accepted: str) -> bool:
    for one in accepted.split(","):
        name, _, weight = one.partition(";")
        if name.strip().lower() in {"gzip", "*"}:
            return weight.replace(" ", "").rstrip("0.") != "q="
    return False


def _file(folder: Path, path: str) -> Path | None:
    if not path or "\x00" in path or len(path) > LONGEST_PATH:
        return None
    root = folder.resolve()
    file = (root / path).resolve()
    return file if file.is_relative_to(root) and file.is_file() else None
