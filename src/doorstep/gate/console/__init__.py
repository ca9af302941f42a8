"""The console as the server gives it: the page's shell under /console/, and the session that it logs in by.

What its pages show and do goes through the API; the screens themselves are in ``web/console``.
"""
