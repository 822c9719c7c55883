"""The built console beside its API."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

import hatch_build
from fleet.api.console_parts import ConsoleParts


@pytest.fixture
def built(parts: ConsoleParts) -> Path:
    """Lay out a console as its build does."""
    (parts.static_dir / "assets").mkdir(parents=True)
    (parts.static_dir / "index.html").write_text("<!doctype html><title>Trạm Quét</title>")
    (parts.static_dir / "assets" / "app-1a2b.js").write_text("export {}")
    (parts.static_dir.parent / "secret.txt").write_text("not for anybody")
    return parts.static_dir


@pytest.mark.parametrize("path", ["/", "/stations/cho-hom-1", "/scans?verdict=valid"])
def test_the_console_gets_its_first_page_wherever_it_is(
    built: Path, anybody: TestClient, path: str
) -> None:
    answer = anybody.get(path)
    assert answer.status_code == 200
    assert "Trạm Quét" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_files_with_a_hash_in_their_name_are_kept_for_ever(
    built: Path, anybody: TestClient
) -> None:
    answer = anybody.get("/assets/app-1a2b.js")
    assert answer.text == "export {}"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/gone-3c4d.js",
        "/api/nothing",
        "/api",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/favicon.ico",
        f"/{'x' * 300}.js",
        f"/{'x/' * 3000}y.js",
    ],
)
def test_what_is_not_there_is_not_there(built: Path, anybody: TestClient, path: str) -> None:
    answer = anybody.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "request.not_found")


def test_an_api_without_a_built_console_says_so(anybody: TestClient) -> None:
    answer = anybody.get("/")
    assert answer.status_code == 503
    assert "make console" in answer.text
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "gzip"), ("*", "gzip"), ("gzip;q=0", None), ("identity", None), ("", None)],
)
def test_a_file_goes_compressed_to_whoever_takes_it(
    built: Path, anybody: TestClient, accepted: str, encoding: str | None
) -> None:
    script = "export const words = 'một hai ba';" * 50
    (built / "assets" / "app-1a2b.js").write_text(script)
    hatch_build.compress(built)
    headers = {"Accept-Encoding": accepted}
    answer = anybody.get("/assets/app-1a2b.js", headers=headers)
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert (int(answer.headers["content-length"]) < 200) == (encoding == "gzip")
    assert answer.text == script


def test_a_first_page_that_is_the_same_is_not_sent_again(built: Path, anybody: TestClient) -> None:
    first = anybody.get("/")
    again = anybody.get("/stations", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    (built / "index.html").write_text("<!doctype html><title>Another release</title>")
    changed = anybody.get("/", headers={"If-None-Match": first.headers["etag"]})
    assert (changed.status_code, changed.headers["cache-control"]) == (200, "no-cache")
