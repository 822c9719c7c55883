"""Which fields of a dossier a configuration may fill, and how each is written.

Names are those of `provenance.records`; a dot leads into a text's languages.
"""

from collections.abc import Mapping
from types import MappingProxyType

FIELDS = frozenset(
    {
        *(f"item.{name}" for name in ("gtin", "name.vi", "name.en", "brand", "category")),
        *(f"item.{name}" for name in ("net_content", "origin.vi", "origin.en", "shelf_life")),
        *(f"lot.{name}" for name in ("lot", "state", "harvested", "produced", "packed")),
        *(f"lot.{name}" for name in ("best_before", "use_by", "place")),
        *(f"stamp.{name}" for name in ("serial", "state", "lot", "activated_at", "ended_at")),
        *("stamp.note.vi", "stamp.note.en", "source_time"),
    }
)
"""Fields of which a dossier has one."""

LISTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "parties": frozenset(
            {"party_id", "name", "role", "address", "phone", "gln", "tax_code"},
        ),
        "steps": frozenset({"at", "biz_step", "place", "party", "note.vi", "note.en"}),
        "certificates": frozenset(
            {"kind", "number", "issuer", "valid_from", "valid_until", "stars"}
        ),
        "recalls": frozenset(
            {"recall_id", "reason.vi", "reason.en", "authority", "since", "lot", "hotline"}
            | {"action.vi", "action.en"}
        ),
        "safety_warnings": frozenset({"vi", "en"}),
        "standards": frozenset({"text"}),
    }
)
"""Records of which a dossier has many, with their fields."""

DAYS = frozenset({"harvested", "produced", "packed", "best_before", "use_by"}) | {
    *("valid_from", "valid_until", "since"),
}
MOMENTS = frozenset({"at", "activated_at", "ended_at", "source_time"})


def last_name(target: str) -> str:
    """Give the name of a field without what stands before it: `use_by` of `lot.use_by`."""
    return target.rpartition(".")[2]
