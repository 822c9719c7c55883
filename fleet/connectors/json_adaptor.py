"""A source with an interface of its own, described by data: address, places of fields, words.

What a configuration doesn't foresee is an error and never a guess: a word without a meaning, a date
in another form, an answer that is neither "known" nor "not known".
"""

from collections.abc import Mapping
from urllib.parse import quote

from fleet.clock import Clock
from fleet.connectors import dates, dossiers, paths
from fleet.connectors.config import Condition, FieldRule, JsonAdaptor, ListRule, placeholders
from fleet.connectors.documents import plain_text
from fleet.connectors.dossiers import MOST_RECORDS, Draft
from fleet.connectors.fetch import Fetcher
from fleet.connectors.matching import may_know
from fleet.connectors.port import Question, Reason, SourceFailed
from fleet.connectors.targets import DAYS, MOMENTS, last_name
from provenance.records import Dossier


class JsonSource:
    """A connector of the kind `json`."""

    def __init__(self, title: str, config: JsonAdaptor, fetcher: Fetcher, clock: Clock) -> None:
        self._title = title
        self._config = config
        self._fetcher = fetcher
        self._clock = clock

    def match(self, question: Question) -> bool:
        """Tell whether it may know what is asked, and its address can be made of it."""
        if not may_know(self._title, self._config, question):
            return False
        return address(self._config.url, question) is not None

    def lookup(self, question: Question, end_s: float) -> Dossier | None:
        """Ask it; see `fleet.connectors.port.Connector`."""
        url = address(self._config.url, question)
        if url is None:
            raise SourceFailed(Reason.CONFIGURATION, "the address can't be made of this code")
        fetched = self._fetcher.get(self._config, url, end_s)
        if fetched.not_known or _holds(self._config.not_found, fetched.document):
            return None
        if self._config.found and not _holds(self._config.found, fetched.document):
            raise SourceFailed(Reason.SHAPE, "it says neither known nor not known")
        draft: Draft = {}
        if fetched.changed_at is not None:
            draft["source_time"] = fetched.changed_at
        _fill(draft, self._config.fields, fetched.document)
        for name, rule in self._config.lists.items():
            _fill_list(draft, name, rule, fetched.document)
        return dossiers.build(draft, question, title=self._title, fetched_at=self._clock.now())


def address(template: str, question: Question) -> str | None:
    """Put the values of a question into an address, percent-encoded.

    Returns:
        None where a value is missing, or would lead to another path (`.`, `..`).
    """
    values = question.values
    for name in placeholders(template):
        if values.get(name, "..") in {".", ".."}:
            return None
        template = template.replace(f"{{{name}}}", quote(values[name], safe=""))
    return template


def _holds(condition: Condition | None, document: object) -> bool:
    if condition is None:
        return False
    value = paths.parse(condition.path).first(document)
    word = "null" if value is None else plain_text(value) if _is_word(value) else None
    return word is not None and word in condition.equals


def _is_word(value: object) -> bool:
    return isinstance(value, str | int | float)


def _fill(draft: Draft, rules: Mapping[str, FieldRule], document: object) -> None:
    for target, rule in rules.items():
        value = _value(target, rule, document)
        if value != "":
            dossiers.put(draft, target, value)


def _fill_list(draft: Draft, name: str, rule: ListRule, document: object) -> None:
    records: list[Draft] = []
    for one in paths.parse(rule.each).all(document):
        record: Draft = {}
        _fill(record, rule.fields, one)
        if record:
            records.append(record)
        if len(records) > MOST_RECORDS:
            raise SourceFailed(Reason.TOO_LONG, f"{name}: more than {MOST_RECORDS}")
    if name == "standards":
        dossiers.put(draft, "item.standards", [record["text"] for record in records])
    elif name == "safety_warnings":
        dossiers.put(draft, "item.safety_warnings", records)
    else:
        draft[name] = records


def _value(target: str, rule: FieldRule, document: object) -> object:
    found = rule.constant or paths.parse(rule.path).first(document)
    text = plain_text(found)
    if rule.values and (text or "" in rule.values):
        if text not in rule.values:
            raise SourceFailed(Reason.SHAPE, f"{target}: no meaning for {text[:60]!r}")
        text = rule.values[text]
    name = last_name(target)
    if not text or name not in DAYS | MOMENTS:
        return text
    try:
        return dates.to_day(text, rule.form) if name in DAYS else dates.to_moment(text, rule.form)
    except ValueError as error:
        raise SourceFailed(Reason.SHAPE, f"{target}: no date: {text[:60]!r}") from error
