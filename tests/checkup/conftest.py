"""A real nginx in front of a simulator, with what goes wrong at proxies, and certificates that do not hold."""

from __future__ import annotations

import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.checkup.stage import free_port
from tests.programs import program

_PATIENCE = 10.0
_DATES = {"good": ("20200101", "21200101"), "expired": ("20200101", "20200201"), "early": ("21000101", "21200101")}


class Nginx(NamedTuple):
    """Where it listens, by what goes wrong there."""

    upstream: int
    """The port that it passes requests on to."""
    ports: dict[str, int]
    certificates: Path

    def origin(self, trouble: str, scheme: str = "http", host: str = "127.0.0.1") -> str:
        return f"{scheme}://{host}:{self.ports[trouble]}"

    def trusting(self, name: str) -> ssl.SSLContext:
        """A context that trusts one of the certificates."""
        return ssl.create_default_context(cafile=self.certificates / f"{name}.pem")


@pytest.fixture(scope="session")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    program("openssl", package="openssl")
    command = [program("nginx", package="nginx-light")]
    prefix = tmp_path_factory.mktemp("nginx")
    troubles = ("long", "down", "stripped", "stripped-bearer", "limited", "plain", "renamed", "hungry")
    served = Nginx(free_port(), {name: free_port() for name in (*troubles, *_DATES, "other-host", "redirect")}, prefix)
    for name, dates in _DATES.items():
        certify(prefix, name, dates, "DNS:localhost,IP:127.0.0.1")
    certify(prefix, "other-host", _DATES["good"], "DNS:other.test")
    (prefix / "nginx.conf").write_text(configuration(served))
    command += ["-p", str(prefix), "-c", "nginx.conf", "-e", "error.log"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_for(served.ports["long"], process, prefix / "error.log")
        yield served
        process.terminate()


def configuration(nginx: Nginx) -> str:
    """One server for each trouble. It forks nothing and changes no user, so that anybody can run it."""
    ports, up = nginx.ports, f"proxy_pass http://127.0.0.1:{nginx.upstream};"
    plain = {
        "long": f"large_client_header_buffers 4 1k; location / {{ {up} }}",
        "down": f"location / {{ proxy_pass http://127.0.0.1:{free_port()}; }}",
        "stripped": f'location / {{ {up} proxy_set_header X-API-Key ""; }}',
        "stripped-bearer": f'location / {{ {up} proxy_set_header Authorization ""; }}',
        "limited": f"location / {{ limit_req zone=strict; limit_req_status 429; {up} }}",
        "plain": f"location / {{ {up} }}",
        "renamed": f"location / {{ rewrite ^/api/v1/(.*)$ /$1 break; {up} }}",
        "hungry": "default_type text/html; return 200 '<title>Log in to the network</title>';",
        "redirect": f"return 301 https://localhost:{ports['good']}$request_uri;",
    }
    servers = [f"server {{ listen 127.0.0.1:{ports[name]}; {rules} }}" for name, rules in plain.items()]
    servers += [
        f"server {{ listen 127.0.0.1:{ports[name]} ssl; ssl_certificate {name}.pem; ssl_certificate_key {name}.key; "
        f"location / {{ {up} }} }}"
        for name in (*_DATES, "other-host")
    ]
    paths = "".join(f"{kind}_temp_path {kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return (
        "daemon off; master_process off; pid nginx.pid; error_log error.log;\n"
        "events { worker_connections 64; }\n"
        f"http {{ access_log off; {paths} limit_req_zone $server_port zone=strict:1m rate=1r/m;\n"
        + "\n".join(servers)
        + "\n}\n"
    )


def certify(folder: Path, name: str, dates: tuple[str, str], names: str) -> None:
    """A self-signed certificate for *names*, valid between two days."""
    (folder / f"{name}.index").touch()
    (folder / f"{name}.cnf").write_text(
        f"[ca]\ndefault_ca = own\n"
        f"[own]\ndatabase = {name}.index\nserial = {name}.serial\nnew_certs_dir = .\ndefault_md = sha256\n"
        f"policy = any\nx509_extensions = names\n"
        f"[any]\ncommonName = supplied\n[names]\nsubjectAltName = {names}\n"
    )
    key, request = f"{name}.key", f"{name}.csr"
    asked = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={name}"]
    signed = ["ca", "-batch", "-config", f"{name}.cnf", "-selfsign", "-create_serial", "-notext", "-keyfile", key]
    begins, ends = (f"{day}000000Z" for day in dates)
    for words in (
        [*asked, "-keyout", key, "-out", request],
        [*signed, "-in", request, "-out", f"{name}.pem", "-startdate", begins, "-enddate", ends],
    ):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until a port is listened on."""
    until = time.monotonic() + _PATIENCE
    while True:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None or time.monotonic() > until:
            process.kill()
            pytest.fail(f"nginx did not start: {log.read_text() if log.exists() else 'no log'}")
        time.sleep(0.01)
