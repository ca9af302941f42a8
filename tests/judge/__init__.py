"""Tests of the judge. Helpers here; one module a subject."""
