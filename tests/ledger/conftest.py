"""Ledgers to test on, in both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ledger.server import Server, running

DATABASES = ("sqlite", "postgresql")


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
