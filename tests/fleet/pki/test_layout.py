"""The PKI's folder: made once, private where it must be, renewed in time."""

import base64
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from contract.signing import BUNDLE_DOMAIN, DESIRED_DOMAIN, signed_bytes
from fleet.errors import BadSettings
from fleet.pki import files
from fleet.pki.layout import Pki

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
NAMES = ("localhost", "127.0.0.1", "::1")


@pytest.fixture
def pki(data_dir: Path) -> Pki:
    made = Pki(data_dir / "pki")
    assert made.create(NOW)
    return made


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_a_second_start_changes_nothing(pki: Pki) -> None:
    before = {path: path.read_bytes() for path in pki.folder.iterdir()}

    assert not pki.create(NOW + timedelta(days=1))
    assert {path: path.read_bytes() for path in pki.folder.iterdir()} == before


def test_only_the_owner_reads_keys(pki: Pki) -> None:
    pki.ensure_server(NAMES, NOW)
    pki.ensure_worker("fleet-all-1", NOW)

    keys = [path for path in pki.folder.iterdir() if b"PRIVATE KEY" in path.read_bytes()]
    assert len(keys) == 5
    assert {mode(path) for path in keys} == {0o600}
    assert mode(pki.folder) == 0o700


def test_an_interrupted_start_is_taken_up_again(data_dir: Path) -> None:
    pki = Pki(data_dir / "pki")
    data_dir.chmod(0o700)
    (data_dir / ".pki.1").mkdir()

    assert pki.create(NOW)
    pki.authority()


def test_the_server_certificate_is_kept_while_it_is_good(pki: Pki) -> None:
    assert pki.ensure_server(NAMES, NOW)
    assert not pki.ensure_server(NAMES, NOW + timedelta(days=200))
    assert pki.ensure_server(NAMES, NOW + timedelta(days=300))


def test_the_server_certificate_follows_its_names(pki: Pki) -> None:
    pki.ensure_server(NAMES, NOW)

    assert pki.ensure_server(("fleet.example",), NOW)


def test_without_a_name_there_is_no_server_certificate(pki: Pki) -> None:
    with pytest.raises(BadSettings, match=r"pki\.names"):
        pki.ensure_server((), NOW)


def test_each_worker_has_its_own(pki: Pki) -> None:
    assert pki.ensure_worker("fleet-all-1", NOW)
    assert pki.ensure_worker("fleet-ingest-2", NOW)
    assert not pki.ensure_worker("fleet-all-1", NOW)
    one, two = (files.read_certificate(pki.worker(n)) for n in ("fleet-all-1", "fleet-ingest-2"))
    assert one.subject != two.subject


@pytest.mark.parametrize("name", ["issuing.key", "issuing.pem", "publisher.key"])
@pytest.mark.parametrize("content", [None, b"", b"nonsense"])
def test_a_missing_or_broken_file_is_named(pki: Pki, name: str, content: bytes | None) -> None:
    path = pki.folder / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(BadSettings, match=name):
        (pki.publisher if name == "publisher.key" else pki.authority)()


def test_the_publisher_signs_what_stations_can_check(pki: Pki) -> None:
    publisher = pki.publisher()
    signed = publisher.sign(DESIRED_DOMAIN, '{"number": 1}')
    key = Ed25519PublicKey.from_public_bytes(raw(publisher.public_key.public_key))

    key.verify(raw(signed.signature), signed_bytes(DESIRED_DOMAIN, '{"number": 1}'))
    assert signed.key_id == publisher.public_key.key_id
    for other in (
        signed_bytes(DESIRED_DOMAIN, '{"number": 2}'),
        signed_bytes(BUNDLE_DOMAIN, '{"number": 1}'),
    ):
        with pytest.raises(InvalidSignature):
            key.verify(raw(signed.signature), other)
