"""TLS: whether hands can be shaken, and what is wrong with a certificate."""

from __future__ import annotations

import asyncio
import ssl
import time
from typing import NamedTuple

from .finding import Finding
from .gate import PATIENCE, Gate

_SOON = 7 * 86_400.0
"""Seconds. Certificates that renew themselves do so weeks before their end."""

# What OpenSSL says where the other side answered in plain text.
_PLAIN = ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST")


async def shake_hands(gate: Gate) -> Finding:
    """Open a TLS connection and look at the certificate."""
    if gate.is_proxy or gate.parts.scheme != "https":
        why = "the handshake goes through the proxy" if gate.is_proxy else "http has none"
        return Finding(check="tls", outcome="skipped", seen=why)
    try:
        async with asyncio.timeout(PATIENCE):
            context = gate.tls or ssl.create_default_context()
            _, writer = await asyncio.open_connection(gate.host, gate.port, ssl=context)
    except ssl.SSLCertVerificationError as error:
        means, fix = _FLAWS.get(error.verify_code, _Flaw("it does not hold", _OWN_CA))
        return _failed(f"the certificate of {gate.name}: {error.verify_message}", means, fix)
    except ssl.SSLError as error:
        if error.reason in _PLAIN:
            return _failed(f"{gate.place} speaks no TLS", "http where https is asked", "check the port and the scheme")
        reason = error.reason or "the handshake failed"
        return _failed(
            f"{gate.place} {reason}", "both sides found no common TLS", "update Python's OpenSSL; check tls="
        )
    except OSError as error:
        means = "something on the way ends TLS connections, or the port speaks another protocol"
        seen = f"{gate.place} ended the handshake ({type(error).__name__})"
        return _failed(seen, means, "check the port, and ask from another network")
    certificate: dict[str, str] = writer.get_extra_info("peercert")
    writer.transport.abort()
    return _of_lifetime(certificate)


class _Flaw(NamedTuple):
    means: str
    fix: str


_OWN_CA = (
    "where it is your company's proxy or your own server, trust its CA by SSL_CERT_FILE or by "
    "Session(tls=ssl.create_default_context(cafile=...)); elsewhere do not send the key"
)
_OPENED = _Flaw("nobody whom this machine trusts signed it: a proxy opens TLS, or it is a test server", _OWN_CA)
_OTHER_HOST = _Flaw(
    "it was made for another host: a wrong origin, or something answers in its place",
    "check base_url (WH_BASE_URL, --base-url)",
)
_FLAWS = {  # by OpenSSL's X509_V_ERR_*
    9: _Flaw("it is not valid yet, or this machine's clock is behind", "check this machine's clock"),
    10: _Flaw(
        "it has expired, or this machine's clock is ahead",
        "check this machine's clock; if it is right, the certificate must be renewed by the server's owner",
    ),
    18: _OPENED,
    19: _OPENED,
    20: _OPENED,
    21: _OPENED,
    62: _OTHER_HOST,
    64: _OTHER_HOST,
}


def _of_lifetime(certificate: dict[str, str]) -> Finding:
    if not certificate:  # a context that verifies nothing gets to see nothing
        seen, means = "your tls= verifies no certificate", "whoever stands between can read the key"
        fix = "verify: tls=ssl.create_default_context(cafile=...)"
        return Finding(check="tls", outcome="warning", seen=seen, means=means, fix=fix)
    ends = certificate["notAfter"]
    seen = f"the certificate holds until {ends}"
    if ssl.cert_time_to_seconds(ends) - time.time() > _SOON:
        return Finding(check="tls", outcome="ok", seen=seen)
    means, fix = "then no call will go through", "have the server's owner renew it"
    return Finding(check="tls", outcome="warning", seen=seen, means=means, fix=fix)


def _failed(seen: str, means: str, fix: str) -> Finding:
    return Finding(check="tls", outcome="failed", seen=seen, means=means, fix=fix)
