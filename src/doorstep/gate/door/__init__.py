"""The customer's door over HTTP: /door/TOKEN, the page, and /door/api/TOKEN/…, JSON. No log-in, no cookie, no other way in.

What lives here: reading requests, limits on how often a link is used, the strict headers. What a link may do is
``work.door``'s; the page itself is built from ``web/door``.
"""
