"""What a client would rather have, by its `Accept` and `Accept-Language` (RFC 9110, 12.5)."""

from collections.abc import Sequence

from fleet.resolver.words import LANGUAGES, Language

LINKSET = "application/linkset+json"
LINKSET_TYPES = (LINKSET, "application/json", "application/ld+json")
MOST_CHOICES = 50


def linkset_type(accept: str) -> str | None:
    """Tell as which media type a client would rather have the linkset than a page; None if not."""
    weights = dict(_weighted(accept))
    page = max((weights.get(name, 0.0) for name in ("text/html", "text/*", "*/*")), default=0.0)
    best = max(LINKSET_TYPES, key=lambda name: weights.get(name, 0.0))
    weight = weights.get(best, 0.0)
    # Who names the linkset, and anything else merely as well, wants the linkset.
    named = "text/html" not in weights and weight >= page
    return best if weight > 0 and (weight > page or named) else None


def languages(accept: str) -> Sequence[Language]:
    """List the languages that a client wants and we have, the best first."""
    weights = {name.partition("-")[0]: weight for name, weight in reversed(_weighted(accept))}
    known = [language for language in LANGUAGES if weights.get(language, 0.0) > 0]
    return sorted(known, key=lambda language: -weights[language])


def _weighted(header: str) -> list[tuple[str, float]]:
    found = []
    for choice in header.split(",")[:MOST_CHOICES]:
        name, *parameters = (part.strip().lower() for part in choice.split(";"))
        weight = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        found.append((name, _number(weight)))
    return found


def _number(text: str) -> float:
    digits = text.replace(".", "", 1)
    return min(float(text), 1.0) if digits.isascii() and digits.isdigit() and len(text) < 8 else 0.0
