"""Hand a Mosquitto that is a service of its own what `fleet serve` would hand its child.

Run by the fleet's own Python, as root, by Ansible and whenever the fleet has written new keys or a
new revocation list. It writes the same configuration as the embedded broker has, and copies the
keys into a folder of root's which Mosquitto's group may read: its setgid bit gives new files that
group. Then it has the broker restarted when more certificates are revoked than before, since
Mosquitto looks at its list only when somebody connects, and reloaded for the rest. What is in force
is noted only after that went well, so nothing that failed or was cut short is taken as done.
"""

import argparse
import fcntl
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography import x509

from fleet.broker import config
from fleet.broker.config import BrokerFiles
from fleet.pki import files
from fleet.pki.layout import Pki
from fleet.settings import load

UNIT = "mosquitto.service"
NOTE = "in-force.json"
REVOKED = "crl.pem"
READABLE = 0o640
END_OF_LIST = b"-----END X509 CRL-----\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """What the broker was last brought to use.

    Attributes:
        files: SHA-256 of each, by its name.
        revoked: serial numbers.
    """

    files: dict[str, str]
    revoked: list[int]


def main() -> None:
    """Bring it up to date, and print what was done: `unchanged`, `reloaded` or `restarted`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, default=Path("/etc/tramquet/fleet.toml"))
    parser.add_argument("--restart", action="store_true", help="restart it whatever has changed")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    with _alone(arguments.folder):
        done = renew(arguments.config, arguments.folder, restart=arguments.restart)
        # systemd doesn't look at the keys while this runs; what came meanwhile is taken here.
        while again := renew(arguments.config, arguments.folder):
            done = again
    sys.stdout.write((done or "unchanged") + "\n")


def renew(settings_file: Path, folder: Path, *, restart: bool = False) -> str | None:
    """Write what differs and put it in force; gives what that took, None for nothing.

    Raises:
        subprocess.CalledProcessError: the broker doesn't come up.
    """
    wanted = wanted_files(settings_file, folder)
    for path, content in wanted.items():
        if not _has(path, content):
            files.write(path, content, READABLE)
    now, before = _in_force(wanted), _noted(folder / NOTE)
    if now == before and not restart:
        return None
    if restart or _needs_restart(before, now):
        verb, done = "restart", "restarted"
    else:
        verb, done = "reload-or-restart", "reloaded"
    subprocess.run(["systemctl", verb, UNIT], check=True)
    files.write(folder / NOTE, json.dumps(asdict(now)).encode(), READABLE)
    return done


def wanted_files(settings_file: Path, folder: Path) -> dict[Path, bytes]:
    """Give the content of each file that the broker reads."""
    settings = load(settings_file)
    pki = Pki(settings.data_dir / "pki")
    copies = BrokerFiles(
        server=folder / "server.pem",
        trusted=folder / "chain.pem",
        revoked=folder / REVOKED,
        folder=folder,
        stored=folder / "stored",
    )
    workers = tuple(dict.fromkeys((settings.worker, *settings.broker.workers)))
    port, host = settings.broker.port, settings.broker.host
    text = config.mosquitto_conf(copies, host, port, as_root=False)
    return {
        copies.server: pki.server.read_bytes(),
        copies.trusted: pki.chain.read_bytes(),
        copies.revoked: pki.revoked.read_bytes(),
        copies.acl: config.acl(workers).encode(),
        copies.config: text.encode(),
    }


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _has(path: Path, content: bytes) -> bool:
    if not path.exists():
        return False
    found = path.stat()
    ours = found.st_uid == os.geteuid() and found.st_mode & 0o777 == READABLE
    return ours and path.read_bytes() == content


def _in_force(wanted: dict[Path, bytes]) -> InForce:
    lists = [content for path, content in wanted.items() if path.name == REVOKED]
    return InForce(
        files={path.name: hashlib.sha256(text).hexdigest() for path, text in wanted.items()},
        revoked=sorted({serial for content in lists for serial in _serials(content)}),
    )


def _noted(path: Path) -> InForce | None:
    try:
        return InForce(**json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _needs_restart(before: InForce | None, now: InForce) -> bool:
    if before is None or set(now.revoked) - set(before.revoked):
        return True
    # A listener of Mosquitto is only made at its start, and new rights must not wait.
    anew = ("mosquitto.conf", "acl")
    return any(before.files.get(name) != now.files[name] for name in anew)


def _serials(pem: bytes) -> Iterator[int]:
    parts = [part + END_OF_LIST for part in pem.split(END_OF_LIST) if part.strip()]
    for one in parts:
        yield from (entry.serial_number for entry in x509.load_pem_x509_crl(one))


if __name__ == "__main__":
    main()
