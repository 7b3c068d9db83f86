"""One limit and one ledger for all processes that use a key: what they say where they meet, and what is done there.

`step` is the whole of it: state and message in, state changed and a reply out, in one transaction. For Redis
`_io/meeting/lua` says the same in its own language, and a test runs both side by side.
"""
