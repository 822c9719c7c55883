"""The window's own words in one language, and how that language writes dates and numbers.

Catalogues are GNU gettext files with stable ids (`verdict.valid`), one folder a language; the
compiled `.mo` lies beside its `.po` (`pybabel compile -d kiosk/ui/locales -D kiosk` makes it anew),
and a test compares them. A missing id is an error, never an
English or Vietnamese text in between.
"""

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files

from kiosk.clock import HANOI
from kiosk.errors import DisplayError
from kiosk.ui.view import LANGUAGES

LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}
"""Each in its own language, since its readers look for that; no flags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The texts of one language.

    Attributes:
        find: gives the text of an id, or the id itself where there is none, as gettext does.
    """

    language: str
    find: Callable[[str], str]

    def __call__(self, key: str, **values: str | int) -> str:
        """Give a text with its values put in.

        Raises:
            DisplayError: `text.missing` where the catalogue doesn't have it.
        """
        text = self.find(key)
        if text == key:
            raise DisplayError("text.missing", key=key, language=self.language)
        return text.format(**values) if values else text

    def date(self, day: date) -> str:
        """Write a date as this language does."""
        months = self("date.months").split(" ")
        return self(
            "date.form",
            day=f"{day.day:02d}",
            day_short=day.day,
            month=f"{day.month:02d}",
            month_name=months[day.month - 1],
            year=day.year,
        )

    def time(self, moment: datetime) -> str:
        """Write the time of day in Vietnam."""
        return f"{moment.astimezone(HANOI):%H:%M}"

    def moment(self, moment: datetime) -> str:
        """Write a time and date in Vietnam."""
        local = moment.astimezone(HANOI)
        return self("date.moment", time=self.time(local), date=self.date(local.date()))

    @staticmethod
    def phone(number: str) -> str:
        """Give a telephone number that stays on one line."""
        return number.replace(" ", "\xa0")

    def number(self, value: int) -> str:
        """Write a whole number with this language's groups of three."""
        return f"{value:,}".replace(",", self("number.group"))


def load(language: str) -> Words:
    """Open a language's catalogue.

    Raises:
        DisplayError: `text.no_catalogue` for a language that this station doesn't have.
    """
    if language not in LANGUAGES:
        raise DisplayError("text.no_catalogue", language=language)
    catalogue = files("kiosk.ui") / "locales" / language / "LC_MESSAGES" / "kiosk.mo"
    with catalogue.open("rb") as stream:
        return Words(language=language, find=gettext.GNUTranslations(stream).gettext)


def following(language: str) -> str:
    """Give the language that the button leads to."""
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]
