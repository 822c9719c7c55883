"""The file by which a resolver says what it is, at `/.well-known/gs1resolver`."""

from typing import Any

from fleet.resolver.links import VOCABULARY

WELL_KNOWN = "/.well-known/gs1resolver"
NAME = "Trạm Quét"


def description(root: str) -> dict[str, Any]:
    """Describe the resolver (GS1-Conformant Resolver 1.2, resolver description file)."""
    return {
        "name": NAME,
        "resolverRoot": root,
        "supportedPrimaryKeys": ["01"],
        "supportedLinkType": [{"namespace": VOCABULARY, "prefix": "gs1:"}],
        "linkTypeDefaultCanBeLinkset": False,
    }
