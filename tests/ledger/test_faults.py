"""Processes that die, many that write at once, full disks and lost connections.

Nothing that was acknowledged is lost, nothing is there in part, nothing twice.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from aidtrack.errors import LedgerUnavailable
from aidtrack.ledger import Ledger
from aidtrack.ledger.engine import lock
from aidtrack.model import Monitor
from tests.ledger.goods import gift, receipt
from tests.ledger.server import Server

MANY = 10_000_000


def start(url: str, name: str, count: int, lines: int, root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.writer", url, name, str(count), str(lines)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )


def killed(url: str, times: int, root: Path) -> None:
    """Kill a writer that many times at a random moment, and look at what it left."""
    chance = random.Random(url[:6])  # noqa: S311 (moments, not secrets)
    acknowledged: list[str] = []
    with Ledger(url, origin="desk") as ledger:
        ledger.record(gift("before"))
    for life in range(times):
        with start(url, f"life{life}", MANY, 40, root) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            told = "".join(writer.stdout.readline() for _ in range(chance.randrange(4)))
            time.sleep(chance.uniform(0, 0.05))
            writer.send_signal(signal.SIGKILL)
            told += writer.stdout.read()
        # What was not printed to its end was not acknowledged.
        acknowledged += [line for line in told.splitlines() if len(line) == 64]
    with Ledger(url) as ledger:
        found = ledger.verify()
        assert found.faults == ()
        assert found.forks == ()
        entries = dict(ledger.entries())
        assert set(acknowledged) <= set(entries)
        assert len(acknowledged) == len(set(acknowledged))
        # At most one in each life was written and not acknowledged any more.
        assert len(entries) - 1 - len(acknowledged) in range(times + 1)
        assert found.lines == 3 + 40 * (len(entries) - 1)
        ledger.record(gift("after"))
        assert ledger.verify().ok
    assert acknowledged


@pytest.mark.slow
def test_a_writer_killed_in_mid_write_fifty_times(url: str, root: Path) -> None:
    killed(url, 50, root)


def test_a_server_that_crashes(server: Server) -> None:
    with Ledger(server.new_database(), origin="desk") as ledger:
        ledger.record(gift())
        export = list(ledger.export())
        server.crash()
        with pytest.raises(LedgerUnavailable, match="nothing was written"):
            ledger.record(receipt())
        assert list(ledger.export()) == export
        ledger.record(receipt())
        assert ledger.verify().ok


def test_four_writers(url: str, root: Path) -> None:
    with Ledger(url, origin="desk") as ledger:
        ledger.record(gift("before"))
    # Two of them record the same consignments.
    writers = [start(url, name, 10, 3, root) for name in ("desk1", "desk2", "shared", "shared")]
    told = [writer.communicate(timeout=240)[0].split()[1:] for writer in writers[:2]]
    for writer in writers[2:]:
        writer.communicate(timeout=240)
    with Ledger(url) as ledger:
        found = ledger.verify()
        assert (found.faults, found.forks) == ((), ())
        entries = dict(ledger.entries())
        assert {id_ for ids in told for id_ in ids} <= set(entries)
        # What two wrote at the same moment is one entry.
        assert len(entries) == 1 + 3 * 10


def test_ledgers_made_at_the_same_moment(url: str, root: Path) -> None:
    writers = [start(url, f"desk{number}", 1, 1, root) for number in range(3)]
    for writer in writers:
        writer.communicate(timeout=240)
    assert [writer.returncode for writer in writers] == [0] * 3
    with Ledger(url) as ledger:
        assert len(ledger.heads()) == 1
        assert len(list(ledger.entries())) == 3


def big(reference: str) -> Any:
    return gift(
        reference,
        lines=tuple(
            Monitor(line=str(line), description=f"monitor {line} " + "x" * 200, quantity="1 each")
            for line in range(1, 3_001)
        ),
    )


def test_a_full_disk(url: str, request: pytest.FixtureRequest) -> None:
    with Ledger(url, origin="desk") as ledger:
        ledger.record(gift("before"))
        export = list(ledger.export())
        if url.startswith("sqlite"):
            # SQLite answers as it does when the disk is full once the file may not grow.
            @event.listens_for(ledger._store.engine, "begin")
            def limit(connection: Any) -> None:
                connection.exec_driver_sql("PRAGMA max_page_count = 40")
        else:
            # The server's answer when it cannot extend a file, in the middle of the lines.
            execute(
                request,
                url,
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                "IF NEW.position > 2000 THEN RAISE EXCEPTION 'could not extend file' "
                "USING ERRCODE = 'disk_full'; END IF; RETURN NEW; END $$",
                "CREATE TRIGGER full_disk BEFORE INSERT ON lines "
                "FOR EACH ROW EXECUTE FUNCTION full_disk()",
            )
        with pytest.raises(LedgerUnavailable, match=r"disk is full; nothing was written$"):
            ledger.record(big("too much"), unless=None)
        assert list(ledger.export()) == export
        if not url.startswith("sqlite"):
            execute(request, url, "DROP TRIGGER full_disk ON lines")
        assert ledger.verify().ok
        ledger.record(receipt("before"))


def execute(request: pytest.FixtureRequest, url: str, *statements: str) -> None:
    server: Server = request.getfixturevalue("server")
    schema = url.rpartition("%3D")[2]
    with server.connect(options=f"-csearch_path={schema}") as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_connection_lost_in_mid_write(server: Server) -> None:
    with Ledger(server.new_database(), origin="desk") as ledger:
        ledger.record(gift("before"))
        export = list(ledger.export())
        cut = iter([True])

        @event.listens_for(ledger._store.engine, "before_cursor_execute")
        def lose(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            if "FROM links" in statement and next(cut, False):
                with server.connect() as other:
                    pid = cursor.connection.info.backend_pid
                    other.execute("SELECT pg_terminate_backend(%s)", (pid,))

        with pytest.raises(LedgerUnavailable, match="nothing was written"):
            ledger.record(gift("lost"))
        assert list(ledger.export()) == export
        ledger.record(gift("found"))
        assert ledger.verify().ok


@pytest.mark.parametrize("kept", [True, False])
def test_a_connection_lost_at_the_commit(
    server: Server, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    with Ledger(server.new_database(), origin="desk") as ledger:
        ledger.record(gift("before"))
        [id_] = ledger.record(gift("sent")).added

        def lose(connection: Any) -> None:
            if kept:
                connection.commit()
            with server.connect() as other:
                pid = connection.driver_connection.info.backend_pid
                other.execute("SELECT pg_terminate_backend(%s, 10000)", (pid,))
            # The answer never comes.
            connection.driver_connection.execute("SELECT 1")

        with monkeypatch.context() as patch:
            patch.setattr(ledger._store.engine.dialect, "do_commit", lose)
            with pytest.raises(LedgerUnavailable, match="whether it was written cannot be known"):
                ledger.record(receipt("sent"))
        assert ledger.verify().ok
        there = {each.entry for _, each in ledger.entries()}
        assert ("receipt" in there) == kept
        # Said once more it is there, and there once.
        ledger.record(receipt("sent"))
        assert [each.entry for _, each in ledger.entries()].count("receipt") == 1
        assert id_ in dict(ledger.entries())
        assert ledger.verify().ok


def test_a_disk_that_fails_at_the_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(f"sqlite:///{tmp_path}/relief.db") as ledger:
        ledger.record(gift("before"))

        def fail(connection: Any) -> None:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(ledger._store.engine.dialect, "do_commit", fail)
            with pytest.raises(LedgerUnavailable, match=r"the disk failed.* cannot be known"):
                ledger.record(gift("lost"), unless=None)
        assert len(list(ledger.entries())) == 1
        ledger.record(gift("lost"))
        assert len(list(ledger.entries())) == 2


def test_a_writer_that_waits_too_long(
    new_url: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aidtrack.ledger.engine.WAIT_SECONDS", 1)
    url = new_url()
    with Ledger(url) as ledger, Ledger(url) as other:
        with ledger._store.writing() as connection:
            lock(connection)
            with pytest.raises(LedgerUnavailable, match="others were writing for too long"):
                other.record(gift())
        other.record(gift())
        assert other.verify().ok


def test_a_failure_within_leaves_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(url, origin="desk") as ledger:
        ledger.record(gift("before"))
        export = list(ledger.export())
        with monkeypatch.context() as patch:
            patch.setattr("aidtrack.ledger.append.link_of", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                ledger.record(gift("after"))
        assert list(ledger.export()) == export


def test_the_server_is_a_real_one(server: Server) -> None:
    with server.connect() as connection:
        assert isinstance(connection, psycopg.Connection)
        [version] = connection.execute("SELECT version()").fetchone() or [""]
        assert version.startswith("PostgreSQL")


def test_a_trigger_of_somebody_else_is_named(url: str, request: pytest.FixtureRequest) -> None:
    """It could swallow lines before they are written."""
    with Ledger(url, origin="desk") as ledger:
        ledger.record(gift("before"))
        if url.startswith("sqlite"):
            with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
                connection.execute(
                    "CREATE TRIGGER eats BEFORE INSERT ON lines BEGIN SELECT RAISE(IGNORE); END"
                )
        else:
            execute(
                request,
                url,
                "CREATE FUNCTION eats() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RETURN NULL; END $$",
                "CREATE TRIGGER eats BEFORE INSERT ON lines FOR EACH ROW EXECUTE FUNCTION eats()",
            )
        [fault] = ledger.verify().faults
        assert fault.startswith("the trigger eats is none of a ledger's")
