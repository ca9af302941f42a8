"""Plain pages, rendered by the server: the start page, log-in, the list of orders, one order. Chinese first, English
by a switch.

What is shown of a case, and masked, is ``api.shown``'s and ``api.verdicts``'; the screens for daily work come with
the web apps.
"""
