"""The listeners of a process, each an app of `fleet.api` on a port that is taken already."""

import socket
import ssl

from contract.gateway import BrokerAddress
from fleet.accounts.service import Accounts
from fleet.api.console_app import build_console
from fleet.api.console_parts import ConsoleParts
from fleet.api.epcis_lookup import TracedLookup
from fleet.api.events import Hub
from fleet.api.kept import Kept
from fleet.api.lookup_answers import Answers
from fleet.api.resolver_app import ResolverParts, build_resolver_app
from fleet.api.security import is_https
from fleet.api.serving import STATION_CONNECTIONS, Listener
from fleet.api.station_app import StationParts, build_station_app
from fleet.commands.uploads import uploads_in
from fleet.connectors.ask import Connectors
from fleet.content.assets import bundle_assets_in
from fleet.epcis.runner import CaptureRunner
from fleet.ingest.app import Ingest
from fleet.parts import Parts
from fleet.stamps.service import Stamps
from fleet.stations.enrolment import Enrolment, Told
from fleet.stations.tokens import Tokens


def station_listener(
    parts: Parts, bound: socket.socket, tls: ssl.SSLContext, connectors: Connectors
) -> Listener:
    """Make the listener for stations."""
    settings = parts.settings
    told = Told(
        root_pem=parts.pki.root.read_text(encoding="ascii"),
        broker=BrokerAddress(host=settings.broker_for_stations, port=settings.broker.port),
        publisher_keys=(parts.desk.publisher.public_key,),
    )
    answers = Answers(
        lookup=TracedLookup(parts.database, parts.clock),
        connectors=connectors,
        deadline_s=settings.connectors.deadline_s,
    )
    app = build_station_app(
        StationParts(
            database=parts.database,
            clock=parts.clock,
            tokens=Tokens(parts.database, parts.clock),
            enrolment=Enrolment(parts.database, parts.clock, parts.pki.authority(), told),
            answers=answers,
            assets=(parts.desk.assets, bundle_assets_in(settings.data_dir)),
            uploads=uploads_in(settings.data_dir),
        )
    )
    return Listener(app, bound, tls=tls, most_connections=STATION_CONNECTIONS)


def console_listener(
    parts: Parts,
    bound: socket.socket,
    *,
    hub: Hub,
    kept: Kept,
    connectors: Connectors,
    captures: CaptureRunner,
    ingest: Ingest | None,
) -> Listener:
    """Make the listener for people's browsers."""
    public_url = parts.settings.console.public_url
    app = build_console(
        ConsoleParts(
            database=parts.database,
            accounts=Accounts(parts.database, parts.clock),
            clock=parts.clock,
            desk=parts.desk,
            uploads=uploads_in(parts.settings.data_dir),
            events=hub,
            kept=kept,
            connectors=connectors,
            public_url=public_url,
            captures=captures,
            stamps=Stamps.of(parts.database, parts.clock, parts.settings),
            wake=ingest.wake if ingest else _nobody_to_wake,
        )
    )
    # The console speaks TLS only through a proxy in front of it.
    return Listener(app, bound, behind_proxy=is_https(public_url))


def resolver_listener(parts: Parts, bound: socket.socket) -> Listener:
    """Make the public listener."""
    root = parts.settings.resolver.public_url
    lookup = TracedLookup(parts.database, parts.clock)
    app = build_resolver_app(ResolverParts(lookup=lookup, clock=parts.clock, root=root))
    return Listener(app, bound, behind_proxy=is_https(root))


def _nobody_to_wake() -> None:
    """Leave it to the ingest processes, which look by themselves."""
