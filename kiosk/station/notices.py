"""Recalls, keys and rules for codes as the flow needs them, read anew when others have come."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from contract.bundle import RuleList
from kiosk.bundle import store
from kiosk.errors import StorageError
from provenance.codes.host_rules import HostRule
from provenance.codes.known_hosts import KNOWN_HOSTS
from provenance.codes.reading import Kind
from provenance.errors import BadMessage
from provenance.keys import Gtin
from provenance.records import Recall
from provenance.signatures.keylist import NO_KEYS, KeyList, parse_key_list

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """What concerns all goods, whoever answers for them.

    Attributes:
        keys: without any, signatures aren't checked.
        rules: tell whose codes the addresses of a host are.
        systems: trace systems that the fleet can ask for their codes.
    """

    recalls: tuple[Recall, ...] = ()
    keys: KeyList = NO_KEYS
    rules: tuple[HostRule, ...] = KNOWN_HOSTS
    systems: frozenset[str] = frozenset()
    _by_gtin: dict[Gtin | None, list[Recall]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        for recall in self.recalls:
            self._by_gtin.setdefault(recall.gtin, []).append(recall)

    def recalls_of(self, gtin: Gtin) -> tuple[Recall, ...]:
        """Give the recalls of a product, and those of all that some party makes."""
        return (*self._by_gtin.get(gtin, ()), *self._by_gtin.get(None, ()))


class NoticeBoard:
    """Watches what the agent puts in force; one thread.

    Args:
        folder: `DataPaths.bundle`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._version: tuple[int, int, int] | None = None
        self._keys = NO_KEYS
        self._rules = RuleList()

    def news(self) -> Notices | None:
        """Give other notices than before, None while they are the same.

        What can't be read leaves what was told last: keys and rules that can't be used don't
        keep recalls back. It is told again when the agent puts the next notices in force.
        """
        version = store.version_of(self._folder / store.NOTICES)
        if version == self._version:
            return None
        self._version = version
        try:
            found = store.load_notices(self._folder)
        except StorageError as error:
            _log.error("recalls and keys can't be read: %s", error)
            return None
        if found is None:
            return None
        try:
            self._keys = parse_key_list(found.keys)
        except BadMessage as error:
            _log.error("the keys of issuers can't be read: %s", error)
        try:
            self._rules = RuleList.model_validate_json(found.rules) if found.rules else RuleList()
        except ValidationError as error:
            _log.error("the rules for codes can't be read: %s", error)
        return Notices(
            recalls=found.recalls.recalls,
            keys=self._keys,
            rules=(*_host_rules(self._rules), *KNOWN_HOSTS),
            systems=frozenset(self._rules.systems),
        )


def _host_rules(told: RuleList) -> Iterator[HostRule]:
    """Make the rules; one that this release can't use leaves the others as they are."""
    for rule in told.rules:
        try:
            kind = Kind(rule.kind)
            yield HostRule(host=rule.host, path=rule.path, system=rule.system, kind=kind)
        except ValueError as error:
            _log.error("a rule for codes can't be used: %s", error)
