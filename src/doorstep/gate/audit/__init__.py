"""The audit: a workbook of orders comes in (``workbook``), is judged (``run``), and goes out as a report and its tables.

``payload`` is the report's data and ``report`` its page, ``breaches`` the workbook of breaches, ``verdicts`` the lines
for other programs. No verdict is made here, and nothing is kept: an audit run again gives the same files.
"""
