"""Codes of shops, stalls and co-operatives.

A GLN (AI 414, a place; AI 417, a party) that stands without goods, a logistic unit or an asset
names whoever is there. Codes that the city gives in a form of its own are a rule for their host
(`host_rules`). Read strictly, a code stays what its syntax makes of it.
"""

from dataclasses import replace

from provenance.codes.dl_keys import KEY_NAMES, QUALIFIERS
from provenance.codes.reading import Kind, Reading

GLN_AIS = ("414", "417")


def as_establishment(reading: Reading) -> Reading:
    """Make the reading of a GLN that names nothing else one of an establishment."""
    if not reading.valid or reading.kind not in {Kind.DIGITAL_LINK, Kind.ELEMENT_STRING}:
        return reading
    keys = {ai for ai, _ in reading.ais if ai in QUALIFIERS}
    found = [(ai, value) for ai, value in reading.ais if ai in GLN_AIS]
    if not found or not keys.issubset(GLN_AIS):
        return reading
    ai, gln = found[0]
    return replace(reading, kind=Kind.ESTABLISHMENT, what=KEY_NAMES[ai], code=gln)
