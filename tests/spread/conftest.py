"""The Redis of the shared tests."""

from tests.shared.conftest import own_redis  # noqa: F401 - a fixture
