"""What all tests share: the `--update` option, public sample data, deterministic hypothesis."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

if "PYTEST_XDIST_WORKER" in os.environ:
    # There is a worker for each core: threads of their own would only wait for one another.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")

ROOT = Path(__file__).parent.parent

# Without a database and a random seed a run finds today what it found yesterday;
# `pytest --hypothesis-profile thorough` goes looking for more.
settings.register_profile(
    "steady", deadline=None, max_examples=20, derandomize=True, database=None, print_blob=True
)
settings.register_profile("thorough", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="rewrite the generated pages and snapshots instead of comparing them",
    )


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run in one process where pages are rewritten, or where the tests' own output is shown."""
    alone = config.getoption("--update") or config.getoption("capture") == "no"
    return 0 if alone else None


@pytest.fixture(scope="session")
def update(request: pytest.FixtureRequest) -> bool:
    """Whether generated files are to be rewritten rather than compared."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The public sample data beside the checkout; a test that needs it is skipped without it."""
    given = os.environ.get("AIDTRACK_SHARED_DATA")
    folder = Path(given) if given else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the sample data is not at {folder} (AIDTRACK_SHARED_DATA says where)")
    return folder.resolve()
