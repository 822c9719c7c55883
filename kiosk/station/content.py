"""What the fleet has put in force, as the station's flow needs it."""

from dataclasses import dataclass, field
from pathlib import Path

from contract.desired import StationConfiguration
from kiosk.rollout.store import InForce, InstalledSlide, load_current
from kiosk.ui.view import SlideView


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Settings and slides.

    Attributes:
        number: of the desired state; 0 for what the station was born with.
    """

    number: int = 0
    configuration: StationConfiguration = field(default_factory=StationConfiguration)
    slides: tuple[SlideView, ...] = ()

    @property
    def language(self) -> str:
        """The language to begin each session in."""
        return self.configuration.default_language


def load_content(folder: Path) -> Content:
    """Read what is in force.

    Args:
        folder: `DataPaths.desired`.

    Raises:
        StorageError: `desired.unreadable`.
    """
    return to_content(load_current(folder))


def to_content(in_force: InForce) -> Content:
    """Turn a desired state into what the window shows."""
    return Content(
        number=in_force.number,
        configuration=in_force.configuration,
        slides=tuple(_slide(installed) for installed in in_force.slides),
    )


def _slide(installed: InstalledSlide) -> SlideView:
    texts = installed.slide.texts
    return SlideView(
        picture=installed.picture,
        title=tuple((language, text.title) for language, text in texts.items()),
        body=tuple((language, text.body) for language, text in texts.items() if text.body),
    )
