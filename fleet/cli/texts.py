"""What errors mean, in the words of the command line.

An error carries a stable code and the values that a text needs; a code without a text here is
printed as it is, with its values.
"""

from fleet.errors import BadSettings
from provenance.errors import CodedError

FAILED = 1
WRONG_USAGE = 2

TEXTS = {
    "settings.unreadable": "can't read the settings file {path}: {detail}",
    "settings.not_toml": "the settings file {path} is not TOML: {detail}",
    "settings.invalid": "the settings file {path} is wrong at {key}: {detail}",
    "settings.public_host": "the broker listens on every address ({host}); say in {key} under"
    " which name stations reach it",
    "data_dir.unusable": "the data directory {path} can't be used: {detail}",
    "data_dir.in_use": "another fleet serve works on {path}; end it, or give this one a data_dir of"
    " its own",
    "worker.in_use": "another process of this kind has the name {worker} on {path}; end it, or set"
    " another name as worker",
    "database.url": "the address of the database can't be used: {detail}",
    "ingest.died": "the thread that takes in what stations say has ended; the log says why",
    "worker.died": "the thread that looks after presence and alerts has ended; the log says why",
    "captures.died": "the thread that stores events of goods has ended; the log says why",
    "database.unavailable": "the database can't be reached: {detail}",
    "database.too_slow": "the database took too long: {detail}",
    "database.refused": "the database can't hold a value: {detail}",
    "database.not_migrated": "the database has schema {found}, this release needs {needed}:"
    " run fleet migrate",
    "database.references": "rows of {table} refer to rows of {to} that are not there;"
    " nothing was changed",
    "database.newer": "the database has schema {found}, made by a newer release than this one,"
    " which knows {known}",
    "pki.missing": "{path} is missing; restore the folder from a backup",
    "pki.unreadable": "{path} can't be used: {detail}",
    "port.in_use": "port {port} on {host} is taken by another program; end it, or set another"
    " port under [{setting}]",
    "port.address": "can't listen on {host} port {port}, set under [{setting}]: {detail}",
    "broker.port_in_use": "port {port} on {host} is taken by another program; end it, or set"
    " another port under [broker]",
    "broker.address": "the broker can't listen on {host} port {port}: {detail}",
    "broker.executable": "the program {program} isn't installed, or not on the path {path}",
    "broker.died": "the thread that keeps the broker alive has ended; the log says why",
    "broker.failed": "the broker didn't start: {said}",
    "password.short": "a password needs at least {shortest} characters",
    "password.long": "a password has at most {longest} characters",
    "password.none": "there is no terminal to ask for a password: use --generate or"
    " --password-stdin",
    "user.name": "{name!r} is no name for an account: a-z, 0-9 and . _ @ - in between, at most 64",
    "user.exists": "there is an account {name} already",
    "user.unknown": "there is no account {name}",
    "station_id.pattern": "{text!r} is no station id: 1 to 40 of a-z, 0-9 and -, no - at an end",
    "station_id.reserved": "{text!r} begins with fleet-, which is kept for the fleet's processes",
    "station.exists": "there is a station {station} already",
    "station.unknown": "there is no station {station}",
    "station.revoked": "the station {station} is revoked for good; make a new one",
    "station.name": "a station needs a name of at most {longest} characters",
    "station.market": "a station needs a market of at most {longest} characters",
    "station.unprintable": "the {field} of a station can't have line breaks, or characters that"
    " nobody sees or that turn the writing around: {text!r}",
    "station.position": "the position is wrong: {detail}",
    "claim.unwritable": "the claim can't be written to {path}: {detail}; once it can, run"
    " fleet station claim {station}",
    "partner.name": "{name!r} is no name for a key: a-z, 0-9 and . _ - in between, at most 64",
    "partner.exists": "there is a key of {name} already, or was; choose another name",
    "partner.unknown": "there is no key of {name} that holds",
    "registry.unreadable": "can't read {path}: {detail}",
    "registry.not_json": "the file is no JSON object: {detail}",
    "registry.invalid": "{errors} errors, nothing was imported",
    "registry.meanwhile": "somebody else added some of the {list} just now, nothing was imported;"
    " try again",
    "registry.older": "the file is of {file_time}, but {source} gave one of {stored_time} before",
    "serial.invalid": "{text!r} is no serial: 1 to {longest} letters, digits and signs, beginning"
    " with a letter or digit",
    "serial.range": "{first!r} to {last!r} is no range: the same beginning, then digits of the same"
    " length that grow",
    "serial.many": "that would be {count} serials; at most {most} at a time",
    "stamps.how_many": "say --count, or which serials by --serial, --serials or --range",
    "stamps.count": "a batch has 1 to {most} stamps, not {count}",
    "stamps.repeated": "{count} serials are given twice: {serials}",
    "stamps.taken": "{count} serials of {gtin} are issued already: {serials}",
    "stamps.meanwhile": "somebody else issued the same stamps of {gtin} just now; try again",
    "stamps.gtin_unknown": "the registry has no product {gtin}",
    "stamps.party_unknown": "the registry has no party {party!r}",
    "stamps.lot_unknown": "the registry has no lot {lot!r} of {gtin}",
    "stamps.area_unknown": "{name!r} is neither a ward of the city nor a market with a station",
    "stamps.area_long": "a sales area has at most {most} names",
    "stamps.expires": "{date} can't be printed in a code",
    "stamps.request": "a request has a name of 1 to {longest} characters",
    "stamps.request_differs": "the request {request!r} was for other stamps, see batch {batch}",
    "stamps.file": "can't read {path}: {detail}",
    "stamps.choice": "say which stamps: --gtin with serials or with --lot, or --batch",
    "stamps.many": "that are more than {most} stamps at a time",
    "stamps.none": "there are no such stamps of {gtin}",
    "stamps.unknown": "{count} serials of {gtin} are not in the registry: {serials}",
    "stamps.batch_unknown": "there is no batch {batch}",
    "stamps.batch_gtin": "batch {batch} is of {gtin}",
    "stamps.positions": "the batch has positions 1 to {count}, not {first} to {last}",
    "stamps.state": "{count} stamps of {gtin} can't have {action} as they are: {serials}; nothing"
    " was changed",
    "stamps.reason": "{action} needs a reason: --note",
    "stamps.note": "a note is one line of at most {longest} characters",
    "stamps.action": "stamps are printed by fleet stamps export",
    "stamps.replacement": "one stamp is replaced by another one: --serial and --by",
    "stamps.replaced_otherwise": "{serial} was replaced by {by} before",
    "stamps.not_issued_here": "{serial} was imported; its issuer replaces it",
    "stamps.exported": "the secrets of {count} stamps of batch {batch} were given out before:"
    " {serials}; --renew-secrets makes those worthless",
    "stamps.one_layer": "{serial} has no secret",
    "stamps.unwritable": "{path} can't be written: {detail}; the stamps are as they were",
    "sheets.layout": "no such sheet: 1 to 20 columns, 1 to 30 rows, codes of 5 to 200 mm, margins"
    " of at most 50 mm",
    "sheets.fit": "the stamps don't fit: each has {width} x {height} mm and needs a height of"
    " {needed} mm",
    "sheets.module": "the codes are too small: {module_mm} mm a module, at least {least_mm}",
    "sheets.text": "{characters} characters don't fit beside each other on {width} mm",
    "sheets.many": "{count} stamps are too many for sheets; at most {most}, or a CSV file",
    "keys.unknown": "there is no key {kid}",
    "keys.none": "{party} has no key here that signs {gtin} today: fleet stamps key-create",
    "keys.revoked": "the key {kid} is revoked; make a new one",
    "keys.invalid": "that is no key: {detail}",
    "keys.reason": "revoking needs a reason of at most {longest} characters",
    "keys.unwritable": "the key can't be stored in {path}: {detail}",
    "keys.many": "there are too many keys: stations take no more",
    "recall.full": "{count} recalls in force fill the {most_mb} MiB that stations take",
}


def explain(error: CodedError) -> str:
    """Say in a sentence what went wrong, and where."""
    template = TEXTS.get(error.code)
    if template is None:
        return str(error)
    try:
        return f"{template.format(**error.params)} [{error.code}]"
    except KeyError:
        return str(error)


def exit_status(error: CodedError) -> int:
    """Give the exit status of a command that an error has ended."""
    return WRONG_USAGE if isinstance(error, BadSettings) else FAILED
