"""The life of a stamp: what may follow what, by whom, and that doing it twice changes nothing."""

from pathlib import Path

import pytest

from provenance.records import StampState
from provenance.stamps.states import ENDED, TABLE, Action, Actor, BadTransition, after
from provenance.stamps.texts import TEXTS

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "stamps.md"

S = StampState
LIFE = [
    (S.ISSUED, Action.PRINT, S.AT_PRINTER),
    (S.AT_PRINTER, Action.DELIVER, S.INACTIVE),
    (S.AT_PRINTER, Action.ACTIVATE, S.ACTIVE),
    (S.INACTIVE, Action.ACTIVATE, S.ACTIVE),
    (S.ACTIVE, Action.SELL, S.SOLD),
    (S.ACTIVE, Action.SUSPECT, S.SUSPECT),
    (S.SUSPECT, Action.CLEAR, S.ACTIVE),
    (S.SUSPECT, Action.VOID, S.VOID),
    (S.ACTIVE, Action.REPLACE, S.REPLACED),
]


@pytest.mark.parametrize(("before", "action", "then"), LIFE)
def test_what_may_follow(before: StampState, action: Action, then: StampState) -> None:
    assert after(before, action) is then
    assert after(then, action) is then


@pytest.mark.parametrize("state", sorted(ENDED))
def test_nothing_leaves_an_end(state: StampState) -> None:
    assert not [action for (before, action) in TABLE if before is state]


@pytest.mark.parametrize(
    ("before", "action"),
    [
        (S.SOLD, Action.VOID),
        (S.SOLD, Action.SUSPECT),
        (S.SUSPECT, Action.SELL),
        (S.SUSPECT, Action.ACTIVATE),
        (S.ISSUED, Action.ACTIVATE),
        (S.VOID, Action.ACTIVATE),
        (S.INACTIVE, Action.SUSPECT),
    ],
)
def test_what_may_not(before: StampState, action: Action) -> None:
    with pytest.raises(BadTransition, match=r"stamp\.transition"):
        after(before, action)


def test_every_pair_is_either_in_the_table_or_an_error_or_done_already() -> None:
    for state in S:
        for action in Action:
            if (state, action) in TABLE:
                assert after(state, action) is TABLE[state, action]
                continue
            try:
                assert after(state, action) is state
            except BadTransition as error:
                assert error.params == {"state": state, "action": action}  # noqa: PT017 - some pairs raise


def test_rules_may_suspect_and_nothing_else() -> None:
    assert after(S.ACTIVE, Action.SUSPECT, Actor.RULES) is S.SUSPECT
    for action in set(Action) - {Action.SUSPECT}:
        with pytest.raises(BadTransition, match=r"stamp\.actor"):
            after(S.ACTIVE, action, Actor.RULES)


def test_the_document_says_the_same() -> None:
    section = DOCUMENT.read_text(encoding="utf-8").split("## States")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    said = {
        (before, action.strip().strip("`"), then.strip())
        for _, action, first, then, _ in (row.split("|") for row in rows)
        for before in first.strip().split(", ")
    }
    assert said == {(before, action, then) for (before, action), then in TABLE.items()}


def test_the_document_names_every_reason() -> None:
    section = DOCUMENT.read_text(encoding="utf-8").split("## Suspicion")[1].split("\n## ")[0]
    named = {line.split("`")[1] for line in section.splitlines() if line.startswith("| `")}
    assert named == TEXTS.keys()
