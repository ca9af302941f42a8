"""Measures: figures over many cases, counted from the record: how many orders were in time, how many clauses were
kept, and what was broken.

What lives here: what is counted of each case (``counting``, kept in tables of its own and made again by one command),
periods, the six figures (``figures``), the way from a figure down to clauses and orders (``drilling``), and the appeals
laid over verdicts (``appeals``). What does not: verdicts (``judge``), the acts (``record``), who may see which figures
(``gate``). Definitions stand in ``docs/figures.md``.
"""
