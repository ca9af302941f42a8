"""The demonstration: a month of an invented telecom branch, its workbook, its audit, and a port that serves the report.

``python -m demo`` does all of it. Nothing of this is in the package; every person, place and number is invented.
"""
