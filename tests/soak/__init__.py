"""Kills of the server at random moments under four clients: what was acknowledged is in the record afterwards.

`python -m tests.soak --kills 200` runs it by hand on SQLite and, where it answers, on PostgreSQL; the test does it with twenty.
"""
