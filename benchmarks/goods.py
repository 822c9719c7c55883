"""Goods whose codes `benchmarks.scenes` draws, with dossiers of a usual size."""

from dataclasses import replace
from datetime import UTC, datetime

from kiosk.ui.samples import verdicts
from provenance.answer import Found, Via
from provenance.keys import ItemKey, parse_gtin
from provenance.records import Dossier

GTIN = parse_gtin("08935217400102")


def link(number: int) -> str:
    """Write the GS1 Digital Link of one unit."""
    key = unit(number)
    return f"https://id.gs1.org/01/{key.gtin}/10/{key.lot}/21/{key.serial}"


def unit(number: int) -> ItemKey:
    """Name one unit."""
    return ItemKey(gtin=GTIN, lot=f"L{number:03}", serial=f"S{number:05}")


def found(number: int) -> Found:
    """Give what the gateway said of a unit: valid, with parties, steps and certificates.

    Raises:
        ValueError: the sample that it is made of has no dossier.
    """
    sample = verdicts()["valid"].dossier
    if sample is None or sample.lot is None or sample.stamp is None:
        raise ValueError("the sample `valid` has no dossier with lot and stamp")
    key = unit(number)
    lot, serial = str(key.lot), str(key.serial)
    dossier: Dossier = replace(
        sample,
        item=replace(sample.item, gtin=GTIN),
        lot=replace(sample.lot, gtin=GTIN, lot=lot, use_by=None),
        stamp=replace(sample.stamp, gtin=GTIN, serial=serial, lot=lot),
    )
    return Found(dossier=dossier, via=Via.GATEWAY, fetched_at=datetime.now(UTC))
