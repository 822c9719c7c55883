"""Options that several commands have."""

from enum import StrEnum
from typing import Annotated

import typer

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class Language(StrEnum):
    """The languages of the window, and of what a technician reads."""

    VI = "vi"
    EN = "en"


def language_of(locale: str) -> Language:
    """Give the language of a locale such as `vi_VN.UTF-8`; English where it is neither."""
    return Language.VI if locale.startswith("vi") else Language.EN
