"""Hand a Mosquitto that is a service of its own what `fleet serve` would hand its child.

Run by the fleet's own Python, as root, by Ansible and whenever the fleet has written new keys or a
new revocation list. It writes the same configuration as the embedded broker has, copies the keys
for Mosquitto's account, and says what has to follow: `restart` when more certificates are revoked
than before, since Mosquitto looks at its list only when somebody connects; `reload` for the rest.
"""

import argparse
import os
import pwd
import sys
from pathlib import Path

from cryptography import x509

from fleet.broker import config
from fleet.broker.config import BrokerFiles
from fleet.pki import files
from fleet.pki.layout import Pki
from fleet.settings import load

ACCOUNT = "mosquitto"


def main() -> None:
    """Write what differs, and print `unchanged`, `reload` or `restart`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, default=Path("/etc/tramquet/fleet.toml"))
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    sys.stdout.write(put(arguments.config, arguments.folder) + "\n")


def put(settings_file: Path, folder: Path, account: str = ACCOUNT) -> str:
    """Bring the broker's folder up to date; gives what the broker has to do."""
    wanted = wanted_files(settings_file, folder)
    revoked = folder / "crl.pem"
    before = _serials(revoked.read_bytes()) if revoked.exists() else frozenset[int]()
    changed = [path for path, content in wanted.items() if not _has(path, content)]
    for path in changed:
        files.write(path, wanted[path], files.PRIVATE)
        owner = pwd.getpwnam(account)
        os.chown(path, owner.pw_uid, owner.pw_gid)
    if not changed:
        return "unchanged"
    # A listener of Mosquitto is only made at its start, and new rights must not wait.
    anew = {folder / "mosquitto.conf", folder / "acl"} & set(changed)
    return "restart" if anew or _serials(wanted[revoked]) - before else "reload"


def wanted_files(settings_file: Path, folder: Path) -> dict[Path, bytes]:
    """Give the content of each file that the broker reads."""
    settings = load(settings_file)
    pki = Pki(settings.data_dir / "pki")
    copies = BrokerFiles(
        server=folder / "server.pem",
        trusted=folder / "chain.pem",
        revoked=folder / "crl.pem",
        folder=folder,
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


def _has(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content


def _serials(pem: bytes) -> frozenset[int]:
    end = b"-----END X509 CRL-----\n"
    lists = [part + end for part in pem.split(end) if part.strip()]
    return frozenset(entry.serial_number for one in lists for entry in x509.load_pem_x509_crl(one))


if __name__ == "__main__":
    main()
