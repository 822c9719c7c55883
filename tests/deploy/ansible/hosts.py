"""Booted Debian trees as hosts for the playbooks.

A booted tree has no way out to a package mirror, so what apt has to bring is brought before the
boot: the same playbooks run inside the tree with the tag `packages`, on this machine's network, and
the layer that they leave is kept for the next run.
"""

import hashlib
import sys
from pathlib import Path

from tests.conftest import REPOSITORY
from tests.deploy.ansible.playbooks import ADMINS, ANSIBLE, PLAYBOOKS, Host, write_inventory
from tests.support.machines import Machine
from tests.support.trees import Tree, base_tree

RELEASES = REPOSITORY / "dist" / "release"
FLEET_NAME = "quanly.example.org"
FLEET_ADDRESS = "192.0.2.1"
STATION = "hom-1"
PACKAGES = """
export LC_ALL=C.UTF-8 HOME=/run ANSIBLE_FORCE_COLOR=false
cd /deploy/ansible
for inventory in /inventories/*/hosts.yml; do
    {program} -i $inventory --tags packages -e ansible_connection=local site.yml
done
apt-get clean
"""


def with_packages(scratch: Path) -> Tree:
    """Give a tree with all that the playbooks install by apt, for each of their choices."""
    small = fleet({}), station({}, enrol=False)
    large = fleet(APART), station({"display_backend": "cage"}, enrol=False)
    for number, hosts in enumerate((small, large)):
        write_inventory(scratch / "inventories" / str(number), list(hosts), everywhere())
    binds = {
        # The virtual environment of Ansible has to stand where it was made, with its Python.
        ANSIBLE.resolve(): str(ANSIBLE.resolve()),
        Path(sys.base_prefix): sys.base_prefix,
        PLAYBOOKS: "/deploy/ansible",
        RELEASES: "/dist/release",
        scratch / "inventories": "/inventories",
    }
    script = PACKAGES.format(program=ANSIBLE.resolve() / "bin" / "ansible-playbook")
    # Ansible itself asks ps who it is; a host needs no ps.
    tree = base_tree().with_packages("procps", "sudo")
    return tree.grown("deployed-packages", script, key=_packages_key(), binds=binds)


APART: dict[str, object] = {
    "fleet_topology": "apart",
    "fleet_database": "postgresql",
    "fleet_broker": "external",
}


def everywhere() -> dict[str, object]:
    """Give the variables of every host."""
    return {"base_admins": ADMINS, "base_security_updates": False}


def fleet(more: dict[str, object], *, name: str = "quanly", pid1: int = 0) -> Host:
    """Give the host of the fleet manager."""
    variables = {"fleet_names": [FLEET_NAME], "base_inbound_tcp": [8443, 8883]} | more
    return Host(name=name, group="fleet", pid1=pid1, variables=variables)


def station(more: dict[str, object], *, pid1: int = 0, enrol: bool = True) -> Host:
    """Give the host of a station that draws without a screen and sees pictures."""
    variables = {
        "base_journal": "volatile",
        "display_backend": "none",
        "station_enrol": enrol,
        "station_camera": {"adapter": "replay"},
        # A machine without a network has nobody to ask for the time.
        "station_settings": {"trust_clock": True},
    }
    return Host(name=STATION, group="stations", pid1=pid1, variables=variables | more)


def settle(machine: Machine) -> None:
    """Say in a booted tree what a host on a network would find out by itself.

    Its package lists are as old as the kept layer, and can't be renewed.
    """
    machine.run("touch", "/var/lib/apt/lists", "/var/lib/apt/periodic/update-success-stamp")
    machine.write(
        "/etc/hosts", f"127.0.0.1 localhost {machine.name}\n{FLEET_ADDRESS} {FLEET_NAME}\n"
    )


def _packages_key() -> str:
    digest = hashlib.sha256()
    for path in sorted(PLAYBOOKS.rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if "ansible.builtin.apt:" in text or "_packages" in text:
            digest.update(text.encode())
    return digest.hexdigest()
