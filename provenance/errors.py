"""The errors of this package.

```
ProvenanceError (CodedError)
├── BadKey (ValueError)        an identifier that breaks its own rules (a GTIN's check digit)
├── BadMessage (ValueError)    a signed message or a key list that breaks its format
└── BadRecord (ValueError)     a record that contradicts itself
```

Reading a code never raises: what is wrong with a code is part of its `Reading`.
"""


class CodedError(Exception):
    """An error with a stable name; the root of each package's errors is one.

    Args:
        code: stable name of what went wrong, for logs, tests and texts made at the edge.
        params: the values that a text about it needs.
    """

    def __init__(self, code: str, **params: str | float) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code} ({details})" if details else self.code


class ProvenanceError(CodedError):
    """Root of every error raised here."""


class BadKey(ProvenanceError, ValueError):
    """An identifier breaks the rules of its own kind."""


class BadMessage(ProvenanceError, ValueError):
    """A signed message, or a list of keys, breaks the rules of its format."""


class BadRecord(ProvenanceError, ValueError):
    """A record contradicts itself."""
