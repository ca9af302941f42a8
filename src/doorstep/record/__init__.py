"""The record: acts kept for ever. Append, chain, seal, verify, read models, files, personal data under keys.

What lives here: the envelope of an act and its canonical bytes (``envelope``), append and reading of a case by hand-written SQL
(``queries.sql``), receipts and seals, customers' keys, files by content, read models that are rebuilt from acts, and the only
clock (``clock``). What does not: who may do what (``people``), what an act means (``judge``, asked by the read models), HTTP.
"""
