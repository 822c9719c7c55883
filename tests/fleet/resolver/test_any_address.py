"""Whatever address somebody thinks of, the answer is one of a few, and never a fault of ours."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from fleet.errors import NotThere
from fleet.resolver.negotiation import languages, linkset_type
from fleet.resolver.requests import NotALink, parse

ROOT = "https://tq.example"
PIECES = st.sampled_from(
    (
        *("/", "01", "08930000000019", "10", "21", "gtin", "lot", "%2F", "%00", "%ff", ".."),
        *("a", "_-", "?", "=", "&", "#", "[", "\\", "@evil.example", "00", "414", "linkType"),
        *("9" * 30, "é"),
    )
)


@given(st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=8).map("".join))
def test_any_address_is_read_or_refused(path: str, query: str) -> None:
    with suppress(NotALink, NotThere):
        asked = parse(ROOT, f"/{path}", query)
        assert all(level.startswith("/01/") for level, _ in asked.levels)
        assert asked.levels[-1][1].gtin == asked.item.gtin


@given(st.text(max_size=100))
def test_any_wish_is_understood_or_not(header: str) -> None:
    linkset_type(header)
    languages(header)
