"""Ledgers to test on, in both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ledger.server import Server, running

HERE = Path(__file__).parent
DATABASES = ("sqlite", "postgresql")
ON_BOTH = ("test_laws",)
"""What holds the two databases to each other. Other modules ask PostgreSQL among the slow tests."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        told = getattr(item, "callspec", None)
        elsewhere = told is not None and told.params.get("new_url") == "postgresql"
        if elsewhere and item.path.parent == HERE and item.path.stem not in ON_BOTH:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture(params=DATABASES)
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Make the URL of an empty database, of each kind in turn."""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("server")
        return server.new_database
    numbers = iter(range(1_000))
    return lambda: f"sqlite:///{tmp_path}/relief{next(numbers)}.db"


@pytest.fixture
def url(new_url: Callable[[], str]) -> str:
    """The URL of an empty database, of each kind in turn."""
    return new_url()
