"""What the architecture tests look for, as pure functions of one file's path and text.

Each yields one line for each breach, `path:line: what`, and is itself tested on a bad sample.
Patterns are written with a class of one letter where this file would else match itself.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

Rule = Callable[[PurePosixPath, str], Iterator[str]]

MODULE_LINES = 400
TEST_MODULE_LINES = 500
FUNCTION_LINES = 40

# Only on a Raspberry Pi, and only from apt: imported where the adapter is built.
OPTIONAL_DEVICE_LIBRARIES = frozenset({"gpiozero", "lgpio", "libcamera", "picamera2"})
HOMES_OF_DEVICES = ("kiosk/camera/", "kiosk/hardware/")

_GENERATED = re.compile(r"(^|/)generated/|schema\.d\.ts$")
_PACKAGE_SOURCES = re.compile(
    r"py[p]i\.(org|io)|python[h]osted\.org|npm[j]s\.(org|com)|deb\.debi[a]n\.org"
    r"|security\.debi[a]n\.org|(archive|security|ports)\.ub[u]ntu\.com"
    r'|"resol[v]ed": *"http|-(extra-)?index-[u]rl[ =]|--find-lin[k]s[ =]'
    r"|https?://[^ \"]*/(simple|dists|tarball)/"
)
_MACHINE_PATHS = re.compile(
    r"(?<![\w.])(/wor[k]/|/tm[p]/\w|/roo[t]/|/hom[e]/\w|/opt/(pypi|wheels))"
)
_LEFT_OPEN = re.compile(
    r"\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b|NotImplemented[E]rror|type:[ ]ignore$|noqa$"
    r"|pytest\.mark\.[s]kip\b"
)
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{16}")


def module_length(path: PurePosixPath, text: str) -> Iterator[str]:
    """Find a module that has grown past what one reads in a sitting."""
    if path.suffix not in {".py", ".ts", ".tsx"} or _GENERATED.search(str(path)):
        return
    is_test = path.parts[0] == "tests" or ".test." in path.name
    limit = TEST_MODULE_LINES if is_test else MODULE_LINES
    lines = len(text.splitlines())
    if lines > limit:
        yield f"{path}:{limit}: {lines} lines, {limit} at most"


def function_length(path: PurePosixPath, text: str) -> Iterator[str]:
    """Find a function longer than a screen."""
    for node in _python_nodes(path, text):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{path}:{node.lineno}: {node.name} has {lines} lines"


def import_in_function(path: PurePosixPath, text: str) -> Iterator[str]:
    """Find an import inside a function, unless it is of a device's library in its home."""
    at_home = str(path).startswith(HOMES_OF_DEVICES)
    for function in _python_nodes(path, text):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        for node in ast.walk(function):
            for name in _imported(node):
                if not (at_home and name in OPTIONAL_DEVICE_LIBRARIES):
                    yield f"{path}:{getattr(node, 'lineno', 0)}: {name} imported in a function"


def package_file(path: PurePosixPath, text: str) -> Iterator[str]:
    """Find an __init__.py that does more than to re-export what __all__ names."""
    if path.name != "__init__.py":
        return
    body = ast.parse(text).body
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    others = [n for n in body if not isinstance(n, ast.Import | ast.ImportFrom) and not _is_all(n)]
    for node in others:
        yield f"{path}:{node.lineno}: an __init__.py only re-exports"
    if body and not any(_is_all(node) for node in body):
        yield f"{path}:1: re-exports without __all__"


def foreign_address(path: PurePosixPath, text: str) -> Iterator[str]:
    """Find the address of a package registry or a path of someone's machine."""
    yield from _matches(path, text, _PACKAGE_SOURCES, "address of a package source")
    yield from _matches(path, text, _MACHINE_PATHS, "path of one machine")


def left_open(path: PurePosixPath, text: str) -> Iterator[str]:
    """Find work put off and warnings silenced without a reason."""
    if path.suffix in {".py", ".ts", ".tsx", ".sh", ".yml", ".yaml", ".service"}:
        yield from _matches(path, text, _LEFT_OPEN, "left open, or silenced without a reason")


def private_key(path: PurePosixPath, text: str) -> Iterator[str]:
    """Find a private key: tests and demo make their own."""
    for match in _PRIVATE_KEY.finditer(text):
        yield f"{path}:{text.count(chr(10), 0, match.start()) + 1}: a private key"


def _python_nodes(path: PurePosixPath, text: str) -> Iterator[ast.AST]:
    if path.suffix == ".py":
        yield from ast.walk(ast.parse(text))


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name.partition(".")[0] for alias in names]
        case ast.ImportFrom(module=module):
            return [(module or ".").partition(".")[0]]
        case _:
            return []


def _is_all(node: ast.stmt) -> bool:
    match node:
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case _:
            return False


def _matches(path: PurePosixPath, text: str, pattern: re.Pattern[str], what: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if found := pattern.search(line):
            yield f"{path}:{number}: {found.group().strip()!r}, {what}"
