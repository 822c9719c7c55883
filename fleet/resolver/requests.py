"""What is asked of the resolver: a GS1 Digital Link on our own host, plain or compressed.

GS1 Digital Link URI Syntax 1.6, Compression 1.0; GS1-Conformant Resolver 1.2, which tolerates a
slash at the end. Short names and short GTINs are understood, since they are on shelves.
"""

from dataclasses import dataclass
from urllib.parse import quote

from fleet.errors import BadInput, NotThere
from provenance.codes import read
from provenance.codes.canonical import digital_link
from provenance.codes.compressed_link import decompress
from provenance.codes.digital_link import read_digital_link
from provenance.codes.dl_keys import QUALIFIERS, SHORT_NAMES
from provenance.codes.options import LENIENT
from provenance.codes.reading import Reading
from provenance.codes.scan import Scan
from provenance.errors import BadKey
from provenance.keys import ItemKey

LONGEST = 2000
PATH_AIS = ("01", "22", "10", "21")


class NotALink(BadInput):
    """The address breaks the rules of GS1 Digital Links."""

    status = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Goods that were asked for.

    Attributes:
        path: the AIs of the path with their values, the key first.
        uncompressed: the whole link in full, where the request was compressed.
        query: what is passed on when redirecting, as it came.
    """

    item: ItemKey
    path: tuple[tuple[str, str], ...]
    uncompressed: str | None
    query: str

    @property
    def levels(self) -> tuple[tuple[str, ItemKey], ...]:
        """The goods themselves and each level up to the product: its path, and what it names."""
        pieces = [f"/{ai}/{quote(value, safe='')}" for ai, value in self.path]
        found = []
        for count in range(len(pieces), 0, -1):
            named = dict(self.path[:count])
            key = ItemKey(gtin=self.item.gtin, lot=named.get("10"), serial=named.get("21"))
            found.append(("".join(pieces[:count]), key))
        return tuple(found)


def parse(root: str, path: str, query: str) -> Asked:
    """Read a request.

    Args:
        root: our own address, without a slash at its end.
        path: percent-encoded, with its slash in front.
        query: percent-encoded, without `?`.

    Raises:
        NotALink: the code of the fault, or `link.invalid`.
        NotThere: `resolver.no_key` for an address that isn't meant as a Digital Link,
            `resolver.not_goods` for keys of something else than goods.
    """
    link = root + (path.removesuffix("/")) + (f"?{query}" if query else "")
    if len(link) > LONGEST:
        raise NotALink("link.too_long", longest=LONGEST)
    plain = read_digital_link(Scan(text=link, options=LENIENT))
    uncompressed = None
    if plain is None or not plain.valid:
        uncompressed = _in_full(link)
        if uncompressed is None:
            raise _fault(plain, path)
    reading = read(uncompressed or link, "]Q1")
    if reading.item is None or not reading.ais or reading.ais[0][0] != "01":
        raise NotThere("resolver.not_goods")
    named = dict(reading.ais)
    return Asked(
        item=reading.item,
        path=tuple((ai, named[ai]) for ai in PATH_AIS if ai in named),
        uncompressed=digital_link(reading.ais, root) if uncompressed else None,
        query=(uncompressed or link).partition("?")[2],
    )


def _in_full(link: str) -> str | None:
    try:
        return decompress(link)
    except BadKey:
        return None


def _fault(reading: Reading | None, path: str) -> BadInput | NotThere:
    if reading is not None and reading.error is not None:
        return NotALink(reading.error.code, detail=reading.error.detail)
    first = path.split("/")[1]
    if first.isdigit() or SHORT_NAMES.get(first.lower(), first) in QUALIFIERS:
        return NotALink("link.invalid")
    return NotThere("resolver.no_key")
