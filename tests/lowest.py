"""Print the lowest versions that pyproject.toml allows, as pip takes constraints.

    python tests/lowest.py > lowest.txt && pip install -e '.[test]' -c lowest.txt

Left out are the tools that look at the code and do not run it: they are not what whasync works with.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
_LOOKS_ON = {"build", "hatchling", "mypy", "pyright", "ruff"}
_BOUND = re.compile(r"(?P<name>[\w.-]+)(?:\[[\w,]+\])?>=(?P<version>[\w.]+)")


def lowest(requirements: Sequence[str]) -> Iterator[str]:
    """Each as a constraint that only its lowest version satisfies."""
    for requirement in requirements:
        bound = _BOUND.match(requirement)
        if bound is not None and bound["name"] not in _LOOKS_ON:
            yield f"{bound['name']}=={bound['version']}"


def main() -> None:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    extras = {name: needs for name, needs in project["optional-dependencies"].items() if name != "bench"}
    print("\n".join(lowest([*project["dependencies"], *(need for needs in extras.values() for need in needs)])))


if __name__ == "__main__":
    main()
