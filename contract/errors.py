"""The errors of this package.

```
ContractError
├── BadMessage (ValueError)       a payload that is no message of the wire
│   ├── UnknownKind               a kind of message that this release doesn't know
│   └── NewerVersion              a major version newer than this release speaks
├── BadName (ValueError)          a station id or worker name that breaks its rules
├── BadTopic (ValueError)         a topic outside the tree of docs/wire.md
└── NotAuthentic (ValueError)     a signature or a hash that doesn't fit
```
"""


class ContractError(Exception):
    """Root of every error raised here.

    Args:
        code: stable name of what went wrong; texts are made at the edge.
        params: the values that a text about it needs.
    """

    def __init__(self, code: str, **params: str | int | float) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code} ({details})" if details else self.code


class BadMessage(ContractError, ValueError):
    """The payload is no message of the wire."""


class UnknownKind(BadMessage):
    """The message is of a kind that this release doesn't know."""


class NewerVersion(BadMessage):
    """The message speaks a newer major version than this release."""


class BadName(ContractError, ValueError):
    """A name breaks the rules of station ids or worker names."""


class BadTopic(ContractError, ValueError):
    """A topic lies outside the tree of docs/wire.md."""


class NotAuthentic(ContractError, ValueError):
    """What came isn't what its publisher signed."""
