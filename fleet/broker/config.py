"""The configuration of Mosquitto, written from our settings: pure text in, pure text out.

Facts (mosquitto.conf(5), measured with 2.0.11): a client is its certificate's common name, which is
also its client id, so that nobody can throw another out; the patterns let a station write below its
own `up` and read below its own `down`. Without `max_queued_messages` an offline session keeps 1,000
messages. A revocation list must be there for each CA and within its dates, or all are refused.
"""

from dataclasses import dataclass
from pathlib import Path

from contract.topics import ROOT

MAX_PACKET_BYTES = 512 * 1024
MAX_QUEUED_MESSAGES = 100_000
KEEPALIVE_AT_MOST_S = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerFiles:
    """The files that the broker reads and writes.

    Attributes:
        server: private key and certificates in one PEM file.
        folder: for its configuration and its ACL.
        stored: for its stored messages; None keeps them in `folder`.
    """

    server: Path
    trusted: Path
    revoked: Path
    folder: Path
    stored: Path | None = None

    @property
    def config(self) -> Path:
        """The configuration file."""
        return self.folder / "mosquitto.conf"

    @property
    def acl(self) -> Path:
        """The access rules."""
        return self.folder / "acl"


def mosquitto_conf(files: BrokerFiles, host: str, port: int, *, as_root: bool) -> str:
    """Write mosquitto.conf.

    Args:
        as_root: whether the fleet itself runs as root. Mosquitto would then change to its own
            account and be unable to read our keys, so it stays root, as its parent is; the
            units of `systemd/` run neither as root.
    """
    lines = [
        "# Written by fleet at each start; changes are lost.",
        "per_listener_settings false",
        *(["user root"] if as_root else []),
        "allow_anonymous false",
        f"acl_file {files.acl}",
        "persistence true",
        f"persistence_location {files.stored or files.folder}/",
        "autosave_interval 60",
        "persistent_client_expiration 14d",
        f"max_packet_size {MAX_PACKET_BYTES}",
        f"max_queued_messages {MAX_QUEUED_MESSAGES}",
        f"max_keepalive {KEEPALIVE_AT_MOST_S}",
        "log_dest stderr",
        "log_timestamp false",
        "log_type error",
        "log_type warning",
        "log_type notice",
        "log_type information",
        "",
        f"listener {port} {host}",
        "protocol mqtt",
        "require_certificate true",
        "use_identity_as_username true",
        "use_username_as_clientid true",
        f"certfile {files.server}",
        f"keyfile {files.server}",
        f"cafile {files.trusted}",
        f"crlfile {files.revoked}",
        "tls_version tlsv1.2",
    ]
    return "\n".join(lines) + "\n"


def acl(workers: tuple[str, ...]) -> str:
    """Write the access rules: each worker by name, then what holds for every certificate."""
    lines = ["# Written by fleet at each start; changes are lost."]
    for worker in workers:
        lines += [f"user {worker}", f"topic readwrite {ROOT}/#", ""]
    lines += [f"pattern write {ROOT}/%u/up/#", f"pattern read {ROOT}/%u/down/#"]
    return "\n".join(lines) + "\n"
