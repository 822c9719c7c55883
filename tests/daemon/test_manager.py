"""Who is started again, and who only looks like it."""

import pytest

from daemon.manager import is_managed


@pytest.mark.parametrize(
    ("environment", "managed"),
    [
        ({}, False),
        ({"INVOCATION_ID": "0" * 32}, False),
        ({"NOTIFY_SOCKET": ""}, False),
        ({"NOTIFY_SOCKET": "/run/systemd/notify"}, True),
        ({"SYSTEMD_EXEC_PID": "41"}, True),
        ({"SYSTEMD_EXEC_PID": "42"}, False),
    ],
)
def test_only_a_service_is_managed(environment: dict[str, str], *, managed: bool) -> None:
    assert is_managed(environment, pid=41) is managed
