"""The console has words for what a station's camera may say is wrong."""

import re

from tests.conftest import REPOSITORY

CODE = re.compile(r'"(camera\.[a-z_]+)"')
RAISED = re.compile(r'Camera(?:Error|Down)\(\s*(?:code or )?"(camera\.[a-z_]+)"')


def test_every_fault_of_a_camera_has_words_in_each_language() -> None:
    sources = (REPOSITORY / "kiosk" / "camera").rglob("*.py")
    raised = {code for path in sources for code in RAISED.findall(path.read_text("utf-8"))}
    words = (REPOSITORY / "fleet/web/src/text/faultWords.ts").read_text("utf-8")
    assert len(raised) > 10
    for language in words.split("\n  {\n")[1:]:
        assert raised <= set(CODE.findall(language)), raised - set(CODE.findall(language))
    assert len(words.split("\n  {\n")) == 3
