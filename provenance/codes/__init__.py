"""What a scanned code means."""

from provenance.codes.read import read
from provenance.codes.reading import Kind, Problem, Reading

__all__ = ["Kind", "Problem", "Reading", "read"]
