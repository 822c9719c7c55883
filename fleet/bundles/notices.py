"""What concerns all goods: every recall in force, the keys of issuers, the rules for codes.

Each is written in a fixed order, so that the same records give the same bytes.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contract.bundle import CodeRule, RecallList, RuleList
from contract.desired import Artifact
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """SHA-256 of each document of `Said` as bundles name them, and of the list of news."""

    recalls: str
    keys: str
    rules: str
    news: str


def written(document: BaseModel) -> bytes:
    """Write a document as it travels."""
    return document.model_dump_json().encode()


def digests_of(words: Said, news: Sequence[Artifact]) -> Digests:
    """Name the documents, and the chunks of stamps that changed."""
    return Digests(
        recalls=_digest(words.recalls),
        keys=_digest(words.keys),
        rules=_digest(words.rules),
        news=news_digest(news),
    )


def news_digest(news: Sequence[Artifact]) -> str:
    """Name a list of chunks."""
    return hashlib.sha256(",".join(one.sha256 for one in news).encode()).hexdigest()


def _digest(document: BaseModel) -> str:
    return hashlib.sha256(written(document)).hexdigest()


def said(session: Session) -> Said:
    """Read all that every station is to know."""
    return Said(recalls=recall_list(session), keys=key_list(session), rules=rule_list(session))


def last_changes(session: Session) -> tuple[object, ...]:
    """Tell at little cost whether what all are to know may have changed: the same again means not.

    Two changes at one moment, one of them on another machine, may look like one; so does a party
    that has another name. Whoever goes by this looks at the whole from time to time.
    """
    of_recalls = select(func.count(), func.max(RecallRow.fetched_at)).where(
        RecallRow.lifted_at.is_(None)
    )
    of_keys = select(
        func.count(), func.max(IssuerKeyRow.fetched_at), func.count(IssuerKeyRow.revoked_at)
    )
    changes = (*session.execute(of_recalls).one(), *session.execute(of_keys).one())
    return (*changes, rule_list(session))


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
                issuer=name.strip()[:LONGEST_ISSUER] or row.party,
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
