"""Descriptions of systems that this release can't read, as after one was put back."""

from typing import Any

import pytest

from fleet.clock import Clock
from fleet.connectors.ask import Connectors
from fleet.connectors.models import ConnectorRow
from fleet.connectors.port import Question, Reason
from fleet.connectors.service import askable_systems, trace_rules
from fleet.db.engine import Database
from provenance.answer import Unavailable
from provenance.keys import Gtin, ItemKey

GOODS = Question(key=ItemKey(gtin=Gtin("08930000000026"), serial="S1"))
RULE = {"host": "tem.example", "path": "/t/{code}"}


def describe(database: Database, clock: Clock, name: str, document: dict[str, Any]) -> None:
    row = ConnectorRow(
        name=name,
        title=name.title(),
        kind="json",
        enabled=True,
        place=1,
        document=document,
        revision=1,
        changed_at=clock.now(),
        changed_by="test",
    )
    with database.write() as session:
        session.add(row)


def test_a_system_whose_description_cannot_be_read_could_not_be_asked(
    database: Database, clock: Clock, connectors: Connectors
) -> None:
    describe(database, clock, "later", {"kind": "json", "of_a_later_release": 1})
    (asked,) = connectors.ask(GOODS, 1.0)
    assert (asked.title, asked.outcome) == ("Later", Unavailable(reason=Reason.CONFIGURATION))


@pytest.mark.parametrize(
    "trace", [[{"host": "BAD HOST", "path": "x"}], [{"host": "a.example"}], 7, [7], None]
)
def test_addresses_that_cannot_be_read_keep_no_others_back(
    database: Database, clock: Clock, trace: object, caplog: pytest.LogCaptureFixture
) -> None:
    describe(database, clock, "bad", {"kind": "json", "trace": trace})
    describe(database, clock, "good", {"kind": "json", "url": "/{code}", "trace": [RULE]})
    with database.read() as session:
        assert [rule.system for rule in trace_rules(session)] == ["Good"]
        assert askable_systems(session) == ("Good",)
    assert "bad" in caplog.text
