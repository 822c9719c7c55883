"""Which links there are for goods: pages of our own, told apart by link type and language.

Link types are those of the GS1 Web Vocabulary (https://ref.gs1.org/voc), the document is that of
RFC 9264 as the GS1-Conformant Resolver standard 1.2 narrows it: an `anchor` and a description for
each level, links with `href` and `title`, and one default link.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import unquote

from fleet.resolver.words import LANGUAGES, WORDS, Language
from provenance.records import Dossier

VOCABULARY = "https://ref.gs1.org/voc/"
OLD_VOCABULARIES = ("https://gs1.org/voc/", "http://gs1.org/voc/", "https://www.gs1.org/voc/")
PAGES = "/page"

Type = Literal["pip", "traceability", "certificationInfo", "recallStatus"]
_SECTIONS: dict[Type, str] = {
    "pip": "",
    "traceability": "#steps",
    "certificationInfo": "#certificates",
    "recallStatus": "#recalls",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of one level."""

    relation: Type
    href: str
    title: str
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Goods, or a level up, with the links for it; the first of them is the default.

    Attributes:
        anchor: its Digital Link on our own host, uncompressed.
    """

    anchor: str
    description: str
    links: tuple[Link, ...]


def level(root: str, path: str, dossier: Dossier) -> Level:
    """List what there is for goods.

    Args:
        path: of their Digital Link, percent-encoded.
        dossier: what is known of just these.
    """
    parts = path.split("/")[3:]
    described = ", ".join([dossier.item.name.vi, *map(unquote, parts[1::2])])
    return Level(
        anchor=root + path,
        description=described,
        links=tuple(
            Link(
                relation=relation,
                href=f"{root}{PAGES}/{language}{path}{_SECTIONS[relation]}",
                title=f"{WORDS[language][relation]}: {dossier.item.name.in_language(language)}",
                language=language,
            )
            for relation in _relations(dossier)
            for language in LANGUAGES
        ),
    )


def _relations(dossier: Dossier) -> tuple[Type, ...]:
    found: list[Type] = ["pip"]
    if dossier.steps:
        found.append("traceability")
    if dossier.certificates:
        found.append("certificationInfo")
    if dossier.recalls:
        found.append("recallStatus")
    return tuple(found)


def linkset(found: Sequence[Level]) -> dict[str, Any]:
    """Write the links as a linkset."""
    return {"linkset": [_context(level) for level in found]}


def _context(level: Level) -> dict[str, Any]:
    context: dict[str, Any] = {"anchor": level.anchor, "itemDescription": level.description}
    for link in level.links:
        target = {
            "href": link.href,
            "title": link.title,
            "type": "text/html",
            "hreflang": [link.language],
        }
        context.setdefault(VOCABULARY + link.relation, []).append(target)
    default = level.links[0]
    context[f"{VOCABULARY}defaultLink"] = [{"href": default.href, "title": default.title}]
    return context


def choose(level: Level, link_type: str | None, wanted: Sequence[Language]) -> Link:
    """Choose the link to send somebody to.

    Args:
        link_type: as it was asked for: `gs1:pip` or the whole address of the type; one that isn't
            there is answered with the default.
        wanted: languages, the best first.
    """
    relation = _relation(link_type) if link_type else None
    matching = [link for link in level.links if link.relation == relation]
    among = matching or [link for link in level.links if link.relation == level.links[0].relation]
    for language in wanted:
        for link in among:
            if link.language == language:
                return link
    return among[0]


def _relation(link_type: str) -> str:
    for prefix in ("gs1:", VOCABULARY, *OLD_VOCABULARIES):
        if link_type.startswith(prefix):
            return link_type.removeprefix(prefix)
    return link_type


def with_query(href: str, query: str) -> str:
    """Pass the query of a request on, in front of the fragment."""
    address, fragment, section = href.partition("#")
    return f"{address}?{query}{fragment}{section}" if query else href
