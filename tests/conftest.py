"""Fixtures that any test may want, and the rule that says which tests may open sockets.

pytest-socket blocks every socket but Unix ones; a test marked `loopback` may reach this machine
and nothing else. Fixtures for one package belong into the conftest.py of its folder.
"""

import socket
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import hypothesis
import pytest
from hypothesis.configuration import set_hypothesis_home_dir

from tests.support.turns import turn

REPOSITORY = Path(__file__).resolve().parent.parent
LOOPBACK_HOSTS = ["127.0.0.1", "::1"]
DEAR = ("booted", "system", "browser")
MOST_OPEN = 600


def pytest_configure(config: pytest.Config) -> None:
    """Let hypothesis take its time: a busy machine is no failure."""
    set_hypothesis_home_dir(config.rootpath / ".cache" / "hypothesis")
    hypothesis.settings.register_profile(
        "tests", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("tests")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Open the loopback addresses to tests marked `loopback`."""
    if item.get_closest_marker("loopback"):
        item.add_marker(pytest.mark.allow_hosts(LOOPBACK_HOSTS))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Have files that take minutes begin, and those end that want the machine for themselves.

    For workers only, that they come to an end together. After pytest-randomly, whose order stays
    within each of these groups and inside each file.
    """
    if not hasattr(config, "workerinput"):
        return
    dear = {item.path for item in items if any(map(item.get_closest_marker, DEAR))}
    alone = {item.path for item in items if item.get_closest_marker("alone")}
    items.sort(key=lambda item: 2 if item.path in alone else item.path not in dear)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run a test marked `alone` while no worker runs another; no time-out counts the wait."""
    if not hasattr(item.config, "workerinput"):
        return (yield)
    is_alone = item.get_closest_marker("alone") is not None
    with turn(item.config.rootpath / ".cache", alone=is_alone):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Blame the test that leaves something behind, not the later one that it disturbs.

    An MQTT client that is left connects again while sockets are blocked; and once so many files are
    open, no MQTT client works any more, since select(2) can't watch descriptors from 1024 on.
    """
    yield
    left = [one.name for one in threading.enumerate() if one.name.startswith("paho-mqtt")]
    assert not left, f"{item.nodeid} left {left}"
    opened = sum(1 for _ in Path("/proc/self/fd").iterdir())
    assert opened < MOST_OPEN, f"{opened} files are open after {item.nodeid}"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Return an empty data directory, as a station or fleet manager is given one."""
    path = tmp_path / "data"
    path.mkdir()
    return path


@pytest.fixture
def free_port() -> Callable[[], int]:
    """Return a function that finds a TCP port free on 127.0.0.1; needs the mark `loopback`.

    The kernel hands out ephemeral ports in turn, so two calls give two ports.
    """

    def find() -> int:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        return port

    return find


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of outside vectors and photographs; skip where it is not there."""
    path = REPOSITORY.parent / "shared" / "data"
    if not path.is_dir():
        pytest.skip("../shared/data, the outside test vectors, is not beside this checkout")
    return path
