"""Settings documents: strict where the wire is lenient, and errors that name the place."""

import json

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from contract import settings_file
from contract.desired import ContentManifest, StationConfiguration
from contract.errors import BadDocument
from contract.signing import DESIRED_DOMAIN, signed_bytes


class Sample(BaseModel):
    model_config = ConfigDict(extra="forbid")
    port: int = 1


def test_a_settings_file_is_read() -> None:
    assert settings_file.parse("port = 7", Sample).port == 7


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("port = \n", "settings.not_toml", "line 1"),
        ("port = 'x'", "settings.invalid", "port"),
        ("prot = 7", "settings.invalid", "prot"),
    ],
)
def test_a_bad_settings_file_is_refused_with_its_place(text: str, code: str, named: str) -> None:
    with pytest.raises(BadDocument) as caught:
        settings_file.parse(text, Sample)
    assert caught.value.code == code
    assert named in str(caught.value)


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({"result_timeout": 60}, "result_timeout"),
        ({"result_timeout_s": 5}, "result_timeout_s"),
        ({"result_timeout_s": "60"}, "result_timeout_s"),
        ({"result_timeout_s": True}, "result_timeout_s"),
        ({"default_language": "xx"}, "default_language"),
    ],
)
def test_a_bad_configuration_is_refused_by_its_key(document: object, key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        StationConfiguration.model_validate(document)
    assert caught.value.errors()[0]["loc"] == (key,)


def test_a_manifest_refuses_a_slide_without_a_title() -> None:
    slide = {
        "slide_id": "a",
        "picture": {"sha256": "a" * 64, "size": 3},
        "media_type": "image/png",
        "texts": {"vi": {"title": ""}},
    }
    with pytest.raises(ValidationError):
        ContentManifest.model_validate_json(json.dumps({"slides": [slide]}))


def test_a_signature_covers_its_purpose_and_every_byte() -> None:
    assert signed_bytes(DESIRED_DOMAIN, "ố") == b"tramquet/desired/1\n\xe1\xbb\x91"
