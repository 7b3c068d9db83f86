"""whasync within a web backend: one session for each worker process, and its errors as answers by RFC 9457.

`whasync.web.fastapi`, `whasync.web.starlette` and `whasync.web.aiohttp` each need the framework of that name.
"""
