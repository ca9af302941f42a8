"""The people: organisation tree, accounts, the posts they hold, tokens, certificates, and who may see and do what.

What lives here: ordinary tables with an audit row for every change (``audit``), log-in with its lock-out (``accounts``), the
table of posts, permissions and roles (``posts.json``, asked through ``permissions`` and ``roles``), and the masks over personal
data (``masking``). What does not: acts and their keys (``record``), HTTP, sessions and pages (``gate``). Ids of other rooms are
plain columns here.
"""
