"""What a registry that read the demo's file would answer, by the joins of the file's keys."""

from datetime import UTC, datetime

from deploy.demo.material.records import Records
from provenance.answer import Answer, Found, NotFound, Via
from provenance.keys import ItemKey
from provenance.records import Dossier


def answer(records: Records, item: ItemKey) -> Answer:
    """Look an item up as a registry would."""
    trade_item = next((row for row in records.trade_items if row.gtin == item.gtin), None)
    if trade_item is None:
        return NotFound(asked=(records.source,))
    stamps = (row for row in records.stamps if row.gtin == item.gtin)
    stamp = next((row for row in stamps if row.serial == item.serial), None)
    name = (stamp.lot if stamp else None) or item.lot
    lots = (row for row in records.lots if row.gtin == item.gtin)
    lot = next((row for row in lots if row.lot == name), None)
    dossier = Dossier(
        item=trade_item,
        source=records.source,
        source_time=records.source_time,
        lot=lot,
        stamp=stamp,
        parties=records.parties,
        steps=tuple(
            row.record for row in records.steps if (row.gtin, row.lot) == (item.gtin, name)
        ),
        certificates=tuple(
            row.record
            for row in records.certificates
            if row.gtin == item.gtin and row.lot in {None, name}
        ),
        recalls=tuple(row for row in records.recalls if row.gtin == item.gtin),
        promotions=tuple(row.record for row in records.promotions if row.gtin == item.gtin),
    )
    return Found(dossier=dossier, via=Via.GATEWAY, fetched_at=datetime(2026, 11, 22, tzinfo=UTC))
