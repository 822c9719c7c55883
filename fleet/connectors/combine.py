"""One answer from the registry and every source that was asked: a pure table.

- Orders not to use the goods count from whoever has them, and so does the end of a stamp.
- Otherwise the dossier that says most about these very goods is the answer: with the unit's record,
  with the lot's, else of the product; among equals the registry, then the sources in their order.
  Where it tells no steps or has no certificates, those of another one are added.
- "Not known" needs everybody's word: one source that could not be asked, and nothing is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from fleet.connectors.ask import Asked
from fleet.connectors.port import Known, NotKnown
from provenance.answer import Unavailable
from provenance.keys import ItemKey
from provenance.records import Dossier, Lot, LotState, Recall, Stamp, StampState

_ENDS = (StampState.VOID, StampState.REPLACED, StampState.SOLD, StampState.SUSPECT)
"""States that speak against a unit, the gravest first, as the verdict has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """What all together say.

    Attributes:
        dossier: None where nobody knows the goods, or it could not be found out.
        fetched_at: when the source of the dossier said so; None for the registry, which is asked
            each time.
        asked: names of those who answered, for people to read.
        missing: reasons, by the names of those who could not be asked.
    """

    dossier: Dossier | None
    asked: tuple[str, ...]
    missing: dict[str, str]
    fetched_at: datetime | None = None

    @property
    def not_found(self) -> bool:
        """Whether everybody answered, and nobody knows the goods."""
        return self.dossier is None and not self.missing


def says_all(key: ItemKey, dossier: Dossier | None) -> bool:
    """Tell whether a dossier leaves nothing to ask others for: its unit or lot has a record."""
    if dossier is None:
        return False
    if key.serial is not None:
        return dossier.stamp is not None
    return key.lot is None or dossier.lot is not None


def combine(
    key: ItemKey | None, own: Dossier | None, own_names: Sequence[str], asked: Sequence[Asked]
) -> Combined:
    """Make one answer.

    Args:
        key: what was asked for; None for the code of a system.
        own: what the registry knows.
        own_names: the systems whose records the registry holds.
    """
    found: list[tuple[Dossier, datetime | None]] = [] if own is None else [(own, None)]
    answered = list(own_names)
    missing = {}
    for one in asked:
        match one.outcome:
            case Known(dossier=dossier, fetched_at=fetched_at):
                found.append((dossier, fetched_at))
                answered.append(one.title)
            case NotKnown():
                answered.append(one.title)
            case Unavailable(reason=reason):
                missing[one.title] = reason
    names = tuple(dict.fromkeys(answered))
    if not found:
        return Combined(dossier=None, asked=names, missing=missing)
    # max keeps the first of equals.
    best, since = max(found, key=lambda one: _weight(key, one[0]))
    others = [dossier for dossier, _ in found if dossier is not best]
    return Combined(
        dossier=_completed(best, others), asked=names, missing=missing, fetched_at=since
    )


def _weight(key: ItemKey | None, dossier: Dossier) -> int:
    serial = key is None or key.serial is not None
    lot = key is None or key.lot is not None or key.serial is not None
    return 2 * (serial and dossier.stamp is not None) + (lot and dossier.lot is not None)


def _lot(best: Dossier, others: Sequence[Dossier], number: str | None) -> Lot | None:
    """Give the record of the goods' lot that says most against them: one on hold, one that ends."""
    lots = [one.lot for one in (best, *others) if one.lot and number in {None, one.lot.lot}]
    # Without a number nobody says that the lots are one.
    if number is None or not lots:
        return best.lot
    held = [lot for lot in lots if lot.state is LotState.HELD]
    return min(held or lots, key=lambda lot: (lot.expires is None, lot.expires or date.max))


def _stamp(best: Dossier, others: Sequence[Dossier]) -> Stamp | None:
    """Give the record of the unit that says most against it."""
    own = best.stamp
    if own is None:
        return None
    stamps = [one.stamp for one in others if one.stamp and one.stamp.serial == own.serial]
    ended = [stamp for stamp in (own, *stamps) if stamp.state in _ENDS]
    return min(ended, key=lambda stamp: _ENDS.index(stamp.state), default=own)


def _completed(best: Dossier, others: Sequence[Dossier]) -> Dossier:
    same = [one for one in others if one.item.gtin == best.item.gtin]
    recalls: dict[tuple[str, str], Recall] = {}
    for one in (best, *same):
        for recall in one.recalls:
            recalls.setdefault((recall.authority, recall.recall_id), recall)
    with_steps = next((one for one in (best, *same) if one.steps), best)
    with_papers = next((one for one in (best, *same) if one.certificates), best)
    stamp = _stamp(best, same)
    with_stamp = next((one for one in same if stamp and one.stamp is stamp), best)
    parties = {
        party.party_id: party
        for one in (with_stamp, with_steps, with_papers)
        for party in one.parties
    }
    parties |= {party.party_id: party for party in best.parties}
    number = best.lot.lot if best.lot else best.stamp.lot if best.stamp else None
    return replace(
        best,
        lot=_lot(best, same, number),
        stamp=stamp,
        recalls=tuple(recalls.values()),
        steps=with_steps.steps,
        certificates=with_papers.certificates,
        parties=tuple(parties.values()),
    )
