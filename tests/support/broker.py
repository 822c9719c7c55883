"""A Mosquitto of the tests' own, configured as the fleet's is: TLS, client certificates, ACL.

A test that uses it needs the mark `loopback`. The broker takes a port that was free a moment ago;
should somebody else take it first, it is started again on another. It dies with the test run, even
with one that is killed (`setpriv --pdeathsig`).
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from tests.support.certificates import Authority

WORKER = "fleet-test-1"
START_TIMEOUT_S = 60
ACL = f"""\
user {WORKER}
topic readwrite tq/v1/#

pattern write tq/v1/%u/up/#
pattern read tq/v1/%u/down/#
"""


def program() -> str | None:
    """Find mosquitto, also where sbin is not on the path."""
    return shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class Broker:
    """A broker that can be killed and started again on the same port.

    Args:
        folder: for its files; nothing else is in it.
        options: further lines of its configuration.
    """

    def __init__(
        self, folder: Path, authority: Authority, find_port: Callable[[], int], options: str = ""
    ) -> None:
        self.folder = folder
        self.authority = authority
        self.port = 0
        self._find_port = find_port
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ca.pem").write_text(authority.chain_pem)
        (folder / "acl").write_text(ACL)
        (folder / "acl").chmod(0o600)
        authority.write(folder, authority.server(), "server")
        self.worker_certificate, self.worker_key = authority.write(
            folder, authority.client(WORKER), WORKER
        )

    @property
    def root(self) -> Path:
        """File of the certificates to trust."""
        return self.folder / "ca.pem"

    def start(self) -> None:
        """Start it, and wait until it listens."""
        for _ in range(5):
            port = self.port or self._find_port()
            if self._start_on(port):
                self.port = port
                return
        message = f"mosquitto does not start:\n{(self.folder / 'log').read_text()}"
        raise AssertionError(message)

    def kill(self) -> None:
        """Kill it with SIGKILL."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Stop it as a service is stopped; more than once is no error."""
        self._end(signal.SIGTERM)

    def _start_on(self, port: int) -> bool:
        found = program()
        assert found is not None, "mosquitto is not installed"
        configuration = self.folder / "mosquitto.conf"
        configuration.write_text(self._configuration(port))
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", found, "-c", str(configuration)],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline and self._process.poll() is None:
            with socket.socket() as probe:
                probe.settimeout(1)
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return self._process.poll() is None
            time.sleep(0.01)
        self.kill()
        return False

    def _configuration(self, port: int) -> str:
        lines = [
            f"listener {port} 127.0.0.1",
            f"cafile {self.root}",
            f"certfile {self.folder / 'server.pem'}",
            f"keyfile {self.folder / 'server.key'}",
            "require_certificate true",
            "use_identity_as_username true",
            "use_username_as_clientid true",
            "allow_anonymous false",
            f"acl_file {self.folder / 'acl'}",
            "persistence false",
            "log_type all",
            self._options,
        ]
        if os.geteuid() == 0:
            # Else it becomes the user mosquitto, who can't read the folders of tests.
            lines.append("user root")
        return "\n".join(lines) + "\n"

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(START_TIMEOUT_S)
            self._process = None
