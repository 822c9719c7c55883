"""What other systems said, as lines of a bundle: their codes first of all, and goods of theirs.

The fleet keeps what its connectors were told (`fleet.connectors.store`), under a digest that tells
nobody what was asked; a station that is asked the same makes the same digest. Only what is still
believed travels: of an enabled source as it is described now, and no older than its `keep_s`.
Recalls of the registry travel by themselves.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pydantic import ValidationError
from sqlalchemy import func, null, select
from sqlalchemy.orm import Session

from contract import bundle
from contract.bundle import AnswerPart, Family
from contract.zone import vietnam_day
from fleet.bundles.gather import Line
from fleet.bundles.selection import Interest
from fleet.connectors.ask import Asked
from fleet.connectors.combine import combine
from fleet.connectors.dossiers import DOSSIER
from fleet.connectors.models import ConnectorAnswer, ConnectorRow
from fleet.connectors.port import Known
from fleet.db.engine import Database
from fleet.epcis.steps import with_steps
from fleet.registry.lookup import dossier_of
from fleet.stations.rules import fold

MOST = 5000
"""The newest; they are held in memory while bundles are packed."""
AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, and what it is about.

    Attributes:
        places: of its steps, folded.
    """

    line: Line
    gtin: str
    places: str


def answers(
    database: Database, now: datetime, stopped: Callable[[], bool] = lambda: False
) -> list[Answer]:
    """Read what other systems said, the newest first; no transaction is open for long."""
    with database.read() as session:
        sources = _read_sources(session, now)
        wanted = _newest(session, sources)
    found: list[Answer] = []
    today = vietnam_day(now)
    for start in range(0, len(wanted), AT_ONCE):
        if stopped():
            break
        with database.read() as session:
            found.extend(_read(session, wanted[start : start + AT_ONCE], sources, today))
    return found


def order(found: Sequence[Answer], wanted: Interest, market: str, ward: str) -> list[Answer]:
    """Put answers in order for a station: of its market first, then as its ward scans."""
    near = fold(market)
    here = wanted.here(market, ward)
    counts: Mapping[str, int] = wanted.scans.get(ward, {})

    def use(one: Answer) -> tuple[bool, int]:
        is_here = one.gtin in here or bool(near and near in one.places)
        return (not is_here, -counts.get(one.gtin, 0))

    return sorted(found, key=use)


def _read_sources(session: Session, now: datetime) -> dict[str, "_Source"]:
    rows = session.scalars(
        select(ConnectorRow)
        .where(ConnectorRow.enabled)
        .order_by(ConnectorRow.place, ConnectorRow.name)
    )
    return {
        row.name: _Source(
            title=row.title,
            revision=row.revision,
            since=now - timedelta(seconds=int(row.document["keep_s"])),
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A system that is believed: what it said under this description since then."""

    title: str
    revision: int
    since: datetime

    def stands_behind(self, answer: ConnectorAnswer) -> bool:
        return answer.revision == self.revision and answer.fetched_at > self.since


def _newest(session: Session, names: Iterable[str]) -> list[str]:
    """Name the questions that were answered last."""
    query = (
        select(ConnectorAnswer.question)
        .where(ConnectorAnswer.name.in_(names), ConnectorAnswer.dossier.is_not(null()))
        .group_by(ConnectorAnswer.question)
        .order_by(func.max(ConnectorAnswer.fetched_at).desc(), ConnectorAnswer.question)
        .limit(MOST)
    )
    return list(session.scalars(query))


def _read(
    session: Session, questions: Sequence[str], sources: Mapping[str, _Source], today: date
) -> Iterator[Answer]:
    query = select(ConnectorAnswer).where(
        ConnectorAnswer.question.in_(questions), ConnectorAnswer.name.in_(sources)
    )
    told: defaultdict[str, dict[str, Known]] = defaultdict(dict)
    for row in session.scalars(query):
        known = _known(row) if sources[row.name].stands_behind(row) else None
        if known is not None:
            told[row.question][row.name] = known
    for question in questions:
        asked = [
            Asked(name=name, title=source.title, outcome=told[question][name], remembered=True)
            for name, source in sources.items()
            if name in told[question]
        ]
        said = combine(None, None, (), asked)
        if said.dossier is None or said.fetched_at is None:
            continue
        own = dossier_of(session, said.dossier.key, today)
        if own is not None:
            own = replace(with_steps(session, said.dossier.key, own), recalls=())
        whole = combine(None, own, (), asked).dossier or said.dossier
        yield _answer(question, AnswerPart(dossier=whole, fetched_at=said.fetched_at))


def _known(row: ConnectorAnswer) -> Known | None:
    try:
        dossier = DOSSIER.validate_python(row.dossier)
    except ValidationError:
        # Another release wrote it.
        return None
    return Known(dossier=dossier, fetched_at=row.fetched_at)


def _answer(question: str, part: AnswerPart) -> Answer:
    body = bundle.ANSWER.dump_json(part, exclude_defaults=True)
    return Answer(
        line=Line(Family.ANSWERS, question, body),
        gtin=part.dossier.item.gtin,
        places=fold("\n".join(step.place for step in part.dossier.steps)),
    )
