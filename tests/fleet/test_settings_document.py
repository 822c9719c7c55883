"""docs/fleet-settings.md names every setting with its default."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from fleet.settings import Settings

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "fleet-settings.md"


def documented() -> dict[str, str]:
    table = DOCUMENT.read_text(encoding="utf-8").split("## Processes")[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| `")]
    return {row[0].strip().strip("`"): row[1].strip() for row in rows}


def settings(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    for name, field in model.model_fields.items():
        if isinstance(field.default, BaseModel):
            yield from settings(type(field.default), f"{name}.")
        else:
            yield f"{prefix}{name}", field


def test_every_setting_stands_there() -> None:
    assert documented().keys() == dict(settings(Settings)).keys()


def test_defaults_are_those_of_the_code() -> None:
    shown = documented()
    for key, field in settings(Settings):
        default = field.default
        if isinstance(default, bool):
            assert shown[key] == f"`{str(default).lower()}`", key
        elif isinstance(default, str | int):
            assert shown[key] == f"`{default}`", key
        elif isinstance(default, tuple):
            assert shown[key] == (", ".join(f"`{one}`" for one in default) or "none"), key
