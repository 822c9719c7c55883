"""What concerns all goods: every recall in force, the keys of issuers, the rules for codes.

Each is written in a fixed order, so that the same records give the same bytes.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contract.bundle import CodeRule, RecallList, RuleList
from fleet.connectors.service import askable_systems, trace_rules
from fleet.registry import mapping
from fleet.registry.models import IssuerKeyRow, PartyRow, RecallRow
from provenance.signatures.keylist import KeyEntry, KeyListDocument

LONGEST_ISSUER = 200
"""What the list takes of a name (`KeyEntry.issuer`); a name in the registry may be longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What every station is to know, whatever else its bundle holds."""

    recalls: RecallList
    keys: KeyListDocument
    rules: RuleList


def said(session: Session) -> Said:
    """Read all that every station is to know."""
    return Said(recalls=recall_list(session), keys=key_list(session), rules=rule_list(session))


def recall_list(session: Session) -> RecallList:
    """Read all recalls that are in force."""
    rows = session.scalars(
        select(RecallRow).where(RecallRow.lifted_at.is_(None)).order_by(RecallRow.recall_id)
    )
    return RecallList(recalls=tuple(map(mapping.to_recall, rows)))


def key_list(session: Session) -> KeyListDocument:
    """Read all keys, revoked ones too."""
    rows = session.execute(
        select(IssuerKeyRow, PartyRow.name)
        .join(PartyRow, PartyRow.party_id == IssuerKeyRow.party)
        .order_by(IssuerKeyRow.kid)
    ).all()
    changed = [row.fetched_at for row, _ in rows if row.fetched_at is not None]
    return KeyListDocument(
        number=int(max(changed).timestamp()) if changed else 0,
        keys=tuple(
            KeyEntry(
                kid=row.kid,
                party=row.party,
                issuer=name[:LONGEST_ISSUER],
                algorithm=row.algorithm,
                public_key=row.public_key.hex(),
                not_before=row.not_before,
                not_after=row.not_after,
                prefixes=tuple(row.prefixes),
                revoked_at=row.revoked_at,
                reason=row.reason,
            )
            for row, name in rows
        ),
    )


def rule_list(session: Session) -> RuleList:
    """Read how codes of other systems are known, and which of these can be asked."""
    return RuleList(
        rules=tuple(
            CodeRule(host=rule.host, path=rule.path, system=rule.system)
            for rule in trace_rules(session)
        ),
        systems=askable_systems(session),
    )
