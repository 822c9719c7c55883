"""The console has words for what a station's camera may say is wrong."""

import re

from tests.conftest import REPOSITORY

CODE = re.compile(r'"(camera\.[a-z_]+)"')


def test_every_fault_of_a_camera_has_words_in_each_language_and_no_other_has() -> None:
    sources = (REPOSITORY / "kiosk" / "camera").rglob("*.py")
    told = {code for path in sources for code in CODE.findall(path.read_text("utf-8"))}
    words = (REPOSITORY / "fleet/web/src/text/faultWords.ts").read_text("utf-8")
    _, *languages = words.split("\n  {\n")
    assert len(languages) == 2
    for language in languages:
        assert set(CODE.findall(language)) == told
