"""The architecture's rules find what they are for in bad samples, and nothing in good ones."""

from pathlib import PurePosixPath

import pytest

from tests.architecture import rules

LONG_FUNCTION = "def f() -> None:\n" + "    g()\n" * rules.FUNCTION_LINES
KEY = "-----BEGIN PRIVATE " + "KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0w\n"

BAD = [
    (rules.module_length, "kiosk/long.py", "x = 1\n" * (rules.MODULE_LINES + 1)),
    (rules.module_length, "fleet/web/src/Long.tsx", "x\n" * (rules.MODULE_LINES + 1)),
    (rules.module_length, "tests/test_long.py", "x = 1\n" * (rules.TEST_MODULE_LINES + 1)),
    (rules.function_length, "kiosk/a.py", LONG_FUNCTION),
    (rules.function_length, "kiosk/a.py", f"async {LONG_FUNCTION}"),
    (rules.import_in_function, "kiosk/a.py", "def f() -> None:\n    import json\n"),
    (rules.import_in_function, "kiosk/a.py", "def f() -> None:\n    from . import b\n"),
    (rules.import_in_function, "kiosk/ui/a.py", "def f() -> None:\n    import picamera2\n"),
    (rules.import_in_function, "kiosk/camera/a.py", "def f() -> None:\n    import json\n"),
    (rules.package_file, "kiosk/__init__.py", "from kiosk.app import build\n"),
    (rules.package_file, "kiosk/__init__.py", "__all__ = ['a']\na = 1\n"),
    (rules.foreign_address, "a.lock", '"resolved": ' + '"https://mirror.example/a.tgz"'),
    (rules.foreign_address, "README.md", "see pypi" + ".org/project/tramquet"),
    (rules.foreign_address, "requirements/a.txt", "--index" + "-url https://mirror.example"),
    (rules.foreign_address, "a.sh", "pip install https://mirror.example" + "/simple/a"),
    (rules.foreign_address, "a.py", "DATA = '" + "/work" + "/shared'"),
    (rules.foreign_address, "a.py", "DATA = '" + "/tmp" + "/lab'"),
    (rules.foreign_address, "a.py", "DATA = '" + "/home" + "/someone'"),
    (rules.left_open, "kiosk/a.py", "# TO" + "DO: later"),
    (rules.left_open, "kiosk/a.py", "raise NotImplemented" + "Error"),
    (rules.left_open, "kiosk/a.py", "x = 1  # type:" + " ignore"),
    (rules.left_open, "fleet/web/src/a.ts", "// FIX" + "ME"),
    (rules.private_key, "tests/key.pem", KEY),
]

GOOD = [
    (rules.module_length, "kiosk/a.py", "x = 1\n" * rules.MODULE_LINES),
    (rules.module_length, "fleet/web/src/api/schema.d.ts", "x\n" * 5000),
    (rules.module_length, "docs/wire.md", "x\n" * 5000),
    (rules.function_length, "kiosk/a.py", LONG_FUNCTION.removesuffix("    g()\n")),
    (rules.import_in_function, "kiosk/a.py", "import json\n\ndef f() -> None: ...\n"),
    (rules.import_in_function, "kiosk/camera/a.py", "def f() -> None:\n    import picamera2\n"),
    (rules.package_file, "kiosk/__init__.py", ""),
    (rules.package_file, "kiosk/__init__.py", '"""A room."""\n'),
    (rules.package_file, "kiosk/__init__.py", "from a import b\n\n__all__ = ['b']\n"),
    (rules.foreign_address, "README.md", "see https://www.gs1.org and our /var/lib/kiosk"),
    (rules.foreign_address, "a.py", "tests/tmp/x, ../shared/data, https://x.example/home/"),
    (rules.left_open, "kiosk/a.py", "x = 1  # type: ignore[arg-type] # the stub is wrong"),
    (rules.private_key, "a.py", "assert pem.startswith('-----BEGIN PRIVATE KEY-----')"),
]


@pytest.mark.parametrize(("rule", "path", "text"), BAD)
def test_finds_it_in_a_bad_sample(rule: rules.Rule, path: str, text: str) -> None:
    found = list(rule(PurePosixPath(path), text))

    assert len(found) == 1
    assert found[0].startswith(f"{path}:")


@pytest.mark.parametrize(("rule", "path", "text"), GOOD)
def test_leaves_a_good_sample_alone(rule: rules.Rule, path: str, text: str) -> None:
    assert list(rule(PurePosixPath(path), text)) == []
