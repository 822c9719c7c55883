"""All tables of the fleet manager: importing a room's models registers them.

Stands above the rooms, since `fleet.db` knows none of them; migrations and tests ask here.
"""

from sqlalchemy import MetaData

from fleet.accounts import models as accounts
from fleet.alerts import models as alerts
from fleet.bundles import models as bundles
from fleet.commands import models as commands
from fleet.connectors import models as connectors
from fleet.content import models as content
from fleet.db.base import Base
from fleet.downlink import models as downlink
from fleet.epcis import models as epcis
from fleet.health import models as health
from fleet.imports import models as imports
from fleet.processes import models as processes
from fleet.registry import models as registry
from fleet.scans import models as scans
from fleet.stamps import models as stamps
from fleet.stations import models as stations

__all__ = [
    "METADATA",
    "accounts",
    "alerts",
    "bundles",
    "commands",
    "connectors",
    "content",
    "downlink",
    "epcis",
    "health",
    "imports",
    "processes",
    "registry",
    "scans",
    "stamps",
    "stations",
]

METADATA: MetaData = Base.metadata
