"""Programs of other people that tests start: a Redis, a proxy, a browser."""

from __future__ import annotations

import os
import shutil

import pytest

# Debian puts servers where not every user's PATH looks.
_PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"])


def program(*names: str, package: str) -> str:
    """The path of the first that is there. Without any the test is skipped, or fails where `.ci/run` demands it."""
    found = next((path for name in names if (path := shutil.which(name, path=_PATH)) is not None), None)
    if found is not None:
        return found
    missing = f"needs {names[0]}: apt-get install {package}"
    if os.environ.get("WHASYNC_TEST_PROGRAMS") == "required":
        pytest.fail(missing)
    pytest.skip(missing)
