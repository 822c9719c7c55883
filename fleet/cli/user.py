"""People who may sign in to the console."""

import secrets
import sys
from typing import Annotated

import typer

from fleet.accounts.models import Role
from fleet.accounts.service import ADVISED_PASSWORD, Accounts
from fleet.cli.configured import (
    COMMAND_LINE,
    DEFAULT_CONFIG,
    ConfigOption,
    JsonOption,
    opened,
    show,
)
from fleet.errors import BadInput

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Of the account.")]
RoleOption = Annotated[Role, typer.Option("--role", help="What it may do.")]
GenerateOption = Annotated[bool, typer.Option("--generate", help="Make a password and print it.")]
StdinOption = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]


def add(
    name: NameArgument,
    *,
    role: RoleOption = Role.VIEWER,
    generate: GenerateOption = False,
    password_stdin: StdinOption = False,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Make an account; without --generate or --password-stdin the password is asked for.

    Example: fleet user add an --role operator --generate
    """
    with opened(config) as parts:
        password = _password(generate=generate, from_stdin=password_stdin)
        Accounts(parts.database, parts.clock).create_user(name, password, role, by=COMMAND_LINE)
    _show(name, password if generate else None, f"{name} may sign in as {role}", as_json=as_json)


def password(
    name: NameArgument,
    *,
    generate: GenerateOption = False,
    password_stdin: StdinOption = False,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Give an account a new password; all its sessions end.

    Example: fleet user password an --generate
    """
    with opened(config) as parts:
        new = _password(generate=generate, from_stdin=password_stdin)
        Accounts(parts.database, parts.clock).set_password(name, new, by=COMMAND_LINE)
    _show(name, new if generate else None, f"{name} has a new password", as_json=as_json)


def role(
    name: NameArgument,
    role: Annotated[Role, typer.Argument(help="What it may do from now on.")],
    *,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Change what an account may do; it holds at once.

    Example: fleet user role an viewer
    """
    with opened(config) as parts:
        Accounts(parts.database, parts.clock).set_role(name, role, by=COMMAND_LINE)
    show({"name": name, "role": role}, f"{name} is now {role}", as_json=as_json)


def _password(*, generate: bool, from_stdin: bool) -> str:
    if generate and from_stdin:
        raise typer.BadParameter("--generate and --password-stdin don't go together")
    if generate:
        return _made()
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise BadInput("password.none")
    asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked


def _made() -> str:
    """Make a password that no command takes for an option."""
    while (made := secrets.token_urlsafe(ADVISED_PASSWORD)).startswith("-"):
        pass
    return made


def _show(name: str, made: str | None, text: str, *, as_json: bool) -> None:
    result: dict[str, object] = {"name": name.strip().lower()}
    if made is not None:
        result["password"] = made
        text += f"; the password is {made}"
    show(result, text, as_json=as_json)


COMMANDS = {"add": add, "password": password, "role": role}
