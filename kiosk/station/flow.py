"""The shopper's flow as data: its states, what can happen, and what is to be done.

`table.py` says which state follows which; `views.py` what each looks like.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.camera.sighting import Hint
from kiosk.station.advice import NO_ADVICE, Advice
from kiosk.station.code import Code, CodeId
from kiosk.station.content import Content
from kiosk.station.notices import Notices
from kiosk.ui.view import Action
from provenance.answer import AnyAnswer
from provenance.keys import LookupKey
from provenance.verdict.verdict import Verdict

# --- states ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Attracting:
    """Nobody is here."""

    slide: int = 0
    slide_until_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanning:
    """Somebody is here, and holds something before the camera or is about to."""

    until_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A further code in view; with its verdict if that was shown before."""

    code: Code
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowingResult:
    """A verdict is on the screen."""

    code: Code
    verdict: Verdict
    others: tuple[Other, ...]
    until_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """A code is being looked up.

    Attributes:
        before: what stays on the screen until `shows_from_s`, since most answers come sooner.
    """

    ticket: int
    code: Code
    others: tuple[Other, ...]
    before: Scanning | ShowingResult
    shows_from_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Faulty:
    """The camera gives no pictures, and nothing else is on the screen.

    Attributes:
        session_until_s: when a chosen language ends, None where none was chosen.
    """

    session_until_s: float | None = None


ScreenState = Attracting | Scanning | Checking | ShowingResult | Faulty


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A scan without its answer yet; it is stored even if something else is shown by then."""

    ticket: int
    code: Code
    rescanned: bool
    until_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that the flow remembers.

    Attributes:
        camera_fault: code of what is wrong with the camera, None while it gives pictures.
        offline_since: None while online or if it isn't known.
        rescan_of: the code that the shopper was asked to hold up once more.
        advice: what would help to read what is held up.
        notices: recalls and keys that hold whatever a look-up answers.
    """

    screen: ScreenState
    language: str
    content: Content
    camera_fault: str | None = None
    online: bool = True
    offline_since: datetime | None = None
    waiting: tuple[Waiting, ...] = ()
    next_ticket: int = 1
    rescan_of: CodeId | None = None
    advice: Advice = NO_ADVICE
    notices: Notices = field(default_factory=Notices)


# --- events ---


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSeen:
    """A scan: a code came into view, and was chosen among those that are there."""

    code: Code
    others: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OthersSeen:
    """Further codes are in view beside the one that was scanned."""

    others: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Glimpsed:
    """A code is in view: known already, or not yet sure."""


@dataclass(frozen=True, slots=True)
class Advised:
    """The camera tells what would help to read what is held up; None where nothing would."""

    hint: Hint | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A look-up came back."""

    ticket: int
    answer: AnyAnswer


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


@dataclass(frozen=True, slots=True)
class Touched:
    """The shopper touched a button."""

    action: Action


@dataclass(frozen=True, slots=True)
class CameraFailed:
    """The camera gives no pictures."""

    code: str


@dataclass(frozen=True, slots=True)
class CameraRecovered:
    """The camera gives pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkChanged:
    """The fleet can be reached, or not."""

    online: bool
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContentChanged:
    """Another desired state is in force."""

    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesChanged:
    """Other recalls or keys are in force."""

    notices: Notices


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """Everything of the shopper leaves, also scans that still wait."""


Event = (
    CodeSeen
    | OthersSeen
    | Glimpsed
    | Advised
    | Answered
    | Tick
    | Touched
    | CameraFailed
    | CameraRecovered
    | NetworkChanged
    | ContentChanged
    | NoticesChanged
    | SessionEnded
)

# --- effects ---


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFor:
    """Look something up; the answer comes back as `Answered` with the ticket."""

    ticket: int
    key: LookupKey
    deadline_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreScan:
    """Store a scan with its verdict, before that is shown."""

    code: Code
    verdict: Verdict


Effect = AskFor | StoreScan


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something happens: monotonic seconds, and the date if the clock can be trusted."""

    s: float
    today: date | None


@dataclass(frozen=True, slots=True)
class Step:
    """What follows from an event."""

    state: State
    effects: tuple[Effect, ...] = ()
