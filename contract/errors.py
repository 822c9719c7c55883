"""The errors of this package.

```
ContractError
├── BadMessage (ValueError)       a payload that is no message of the wire
│   ├── UnknownKind               a kind of message that this release doesn't know
│   └── NewerVersion              a major version newer than this release speaks
├── BadName (ValueError)          a station id or worker name that breaks its rules
├── BadDocument (ValueError)      a settings document that can't be used
├── BadTopic (ValueError)         a topic outside the tree of docs/wire.md
└── NotAuthentic (ValueError)     a signature or a hash that doesn't fit
```
"""

from provenance.errors import CodedError


class ContractError(CodedError):
    """Root of every error raised here."""


class BadMessage(ContractError, ValueError):
    """The payload is no message of the wire."""


class UnknownKind(BadMessage):
    """The message is of a kind that this release doesn't know."""


class NewerVersion(BadMessage):
    """The message speaks a newer major version than this release."""


class BadName(ContractError, ValueError):
    """A name breaks the rules of station ids or worker names."""


class BadDocument(ContractError, ValueError):
    """A settings document can't be used."""


class BadTopic(ContractError, ValueError):
    """A topic lies outside the tree of docs/wire.md."""


class NotAuthentic(ContractError, ValueError):
    """What came isn't what its publisher signed."""
