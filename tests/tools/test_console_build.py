"""hatch_build.py builds the console when, and only when, its sources are newer."""

import os
from pathlib import Path

import pytest

import hatch_build

OLD_S, BUILT_S, NEW_S = 1_000, 2_000, 3_000


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """Return the sources of a console that was built after the last of them was changed."""
    web, static = tmp_path / "fleet" / "web", tmp_path / "fleet" / "api" / "static"
    (web / "src").mkdir(parents=True)
    static.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "src/main.ts"):
        (web / name).write_text("{}", encoding="utf-8")
    (static / "index.html").write_text("<!doctype html>", encoding="utf-8")
    for path in (web, *web.rglob("*")):
        os.utime(path, (OLD_S, OLD_S))
    os.utime(static / "index.html", (BUILT_S, BUILT_S))
    return web


def test_nothing_to_build_without_sources(tmp_path: Path) -> None:
    assert hatch_build.is_current(tmp_path, packages_only=False)
    assert "nothing to build" in hatch_build.build_console(tmp_path)


def test_a_built_console_is_left_alone(tmp_path: Path, web: Path) -> None:
    assert hatch_build.is_current(tmp_path, packages_only=False)
    assert "up to date" in hatch_build.build_console(tmp_path)
    assert not (web / "node_modules").exists()


@pytest.mark.parametrize("changed", ["src/main.ts", "package.json", "src"])
def test_a_changed_source_is_noticed(tmp_path: Path, web: Path, changed: str) -> None:
    os.utime(web / changed, (NEW_S, NEW_S))

    assert not hatch_build.is_current(tmp_path, packages_only=False)


@pytest.mark.parametrize("product", ["node_modules/a", "dist/a", "tsconfig.tsbuildinfo"])
def test_what_tools_write_is_no_source(tmp_path: Path, web: Path, product: str) -> None:
    (web / product).parent.mkdir(exist_ok=True)
    (web / product).write_text("new", encoding="utf-8")

    assert hatch_build.is_current(tmp_path, packages_only=False)


def test_a_missing_page_is_noticed(tmp_path: Path, web: Path) -> None:
    (web.parent / "api" / "static" / "index.html").unlink()

    assert not hatch_build.is_current(tmp_path, packages_only=False)


def test_packages_are_current_only_for_the_lock_file_they_came_from(
    tmp_path: Path, web: Path
) -> None:
    assert not hatch_build.is_current(tmp_path, packages_only=True)

    hatch_build.mark_packages_installed(web)
    assert hatch_build.is_current(tmp_path, packages_only=True)

    (web / "package-lock.json").write_text('{"packages": {}}', encoding="utf-8")
    assert not hatch_build.is_current(tmp_path, packages_only=True)


def test_a_missing_lock_file_is_an_error(tmp_path: Path, web: Path) -> None:
    (web / "package-lock.json").unlink()
    os.utime(web / "src", (NEW_S, NEW_S))

    with pytest.raises(hatch_build.ConsoleBuildError, match=r"package-lock\.json is missing"):
        hatch_build.build_console(tmp_path)


def test_npm_keeps_its_cache_in_the_checkout_only_for_who_has_no_home(
    tmp_path: Path, web: Path
) -> None:
    assert hatch_build.npm_cache(web, tmp_path) == {}
    cache = hatch_build.npm_cache(web, tmp_path / "nonexistent")["npm_config_cache"]
    assert Path(cache) == tmp_path.resolve() / ".cache" / "npm"
