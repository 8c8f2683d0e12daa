"""What is refused when a ledger is opened, and that no secret is told."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from aidtrack.errors import LedgerError, LedgerUnavailable, UnusableLedger
from aidtrack.ledger import Ledger, schema
from aidtrack.ledger.failures import reached
from aidtrack.ledger.tables import LINES, METADATA
from tests.ledger.goods import gift, receipt
from tests.ledger.server import Server, as_nobody, running

SECRET = "correct-horse"  # noqa: S105 (it must never be shown)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("relief.db", "no address of a ledger: expected sqlite:///relief.db or"),
        ("", "no address of a ledger"),
        ("mysql://h/d", "a ledger cannot lie in mysql: expected sqlite"),
        ("nonsense://h/d", "no address of a ledger"),
        ("postgresql+asyncpg://h/d", "not reached through asyncpg: expected postgresql[+]psycopg"),
        ("sqlite+aiosqlite:///d", "not reached through aiosqlite: expected sqlite[+]pysqlite"),
        ("sqlite://relief.db", "SQLite has no host.* as in sqlite:///relief.db"),
        ("sqlite://user:pw@host/x.db", "SQLite has no host.* as in sqlite:///relief.db"),
        ("sqlite:////no/such/folder/relief.db", "the file cannot be opened; its folder must exist"),
        (
            "postgresql+psycopg://u@127.0.0.1:1/d",
            "postgresql://127.0.0.1:1/d: the server cannot be reached at 127.0.0.1, port 1; check",
        ),
        (
            "postgresql+psycopg://u@no.host.invalid/d",
            "reached at no.host.invalid, port 5432; check",
        ),
        (
            "postgresql+psycopg://u@/d?host=/no/where",
            "postgresql:///d: the server cannot be reached;",
        ),
    ],
)
def test_addresses_of_no_ledger(url: str, message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        Ledger(url)


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql+psycopg://clerk:{SECRET}@127.0.0.1:1/relief",
        f"postgresql+psycopg://clerk@127.0.0.1:1/relief?password={SECRET}",
        f"postgresql+psycopg://clerk:{SECRET}@127.0.0.1:port/relief",
        f"mysql://clerk:{SECRET}@127.0.0.1/relief",
        f"clerk:{SECRET}@127.0.0.1",
        f"clerk:{SECRET}/relief",
        f"clerk://{SECRET}/relief",
        f"sqlite://clerk:{SECRET}@127.0.0.1/relief.db",
        f"sqlite://clerk:{SECRET}/relief.db",
        f"sqlite://{SECRET}",
    ],
)
def test_a_password_is_never_told(url: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with pytest.raises(LedgerError) as refused:
        Ledger(url)
    told = "".join(traceback.format_exception(refused.value))
    assert SECRET not in told.replace(f'"{url}"', "").replace(repr(url), "")
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql+psycopg://clerk:p@{SECRET}@127.0.0.1:1/relief",
        f"postgresql+psycopg://clerk:p@x/{SECRET}@127.0.0.1:1/relief",
        f"postgresql+psycopg://clerk:p@x?{SECRET}@127.0.0.1:1/relief",
        f"postgresql+psycopg://127.0.0.1/{SECRET}@relief",
        f"postgresql+psycopg://clerk:{SECRET}@127.0.0.1:{SECRET}/relief",
    ],
)
def test_a_password_that_is_not_encoded_is_never_told(url: str) -> None:
    with pytest.raises(UnusableLedger) as refused:
        Ledger(url)
    is_no_port = f":{SECRET}/" in url
    assert refused.match("expected sqlite:///" if is_no_port else "percent-encode the password")
    # The whole chain of exceptions, also where a traceback would suppress it.
    assert (refused.value.__context__, refused.value.__cause__) == (None, None)
    assert "correct" not in str(refused.value)
    assert "horse" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://clerk:41234/relief", "postgresql+psycopg://clerk:123456/relief"]
)
def test_a_password_that_passes_for_a_port_is_never_told(url: str) -> None:
    with pytest.raises(LedgerError) as refused:
        Ledger(url)
    told = "".join(traceback.format_exception(refused.value, limit=0))
    assert "1234" not in told


def test_an_encoded_password_and_a_file_with_an_at_sign(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnavailable, match=r"postgresql://127\.0\.0\.1:1/relief: "):
        Ledger("postgresql+psycopg://clerk:p%40ss%2Fw@127.0.0.1:1/relief")
    with Ledger(f"sqlite:///{tmp_path}/clerk@store@relief.db") as ledger:
        assert ledger.verify().ok


def test_no_value_is_told_where_the_database_refuses(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with Ledger(server.new_database()) as ledger:
        # Longer than an index of PostgreSQL takes, and of nothing that could be compressed.
        digits = "".join(sha256(bytes([number])).hexdigest() for number in range(256))
        with pytest.raises(LedgerError) as refused:
            ledger.record(gift(f"{SECRET} {digits}"), unless=None)
        assert "the database answered 54000" in str(refused.value)
        assert SECRET not in "".join(traceback.format_exception(refused.value))
        assert repr(ledger) == "<Ledger postgresql:///postgres>"
    assert SECRET not in caplog.text


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "november.csv"
    path.write_text("reference,donor\n" * 100)
    with pytest.raises(UnusableLedger, match="the file is no SQLite database"):
        Ledger(f"sqlite:///{path}")
    assert path.read_text() == "reference,donor\n" * 100


def test_a_database_of_another_program(new_url: Callable[[], str]) -> None:
    url = new_url()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE entries (title TEXT)"))
    engine.dispose()
    with pytest.raises(UnusableLedger, match=r"is no ledger: it has tables of other .*\(entries\)"):
        Ledger(url)
    engine = create_engine(url)
    assert inspect(engine).get_table_names() == ["entries"]
    engine.dispose()


def test_a_later_version(url: str) -> None:
    Ledger(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO ledger VALUES (99, 'desk', '')"))
    engine.dispose()
    with pytest.raises(UnusableLedger, match="version 99, written by a later aidtrack"):
        Ledger(url)


def test_a_ledger_that_lost_its_version(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/relief.db"
    Ledger(url).close()
    with sqlite3.connect(tmp_path / "relief.db") as connection:
        connection.execute("DROP TRIGGER ledger_no_DELETE")
        connection.execute("DELETE FROM ledger")
    connection.close()
    with pytest.raises(UnusableLedger, match="does not say of which version"):
        Ledger(url)


def test_a_ledger_without_a_table(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/relief.db"
    Ledger(url).close()
    with sqlite3.connect(tmp_path / "relief.db") as connection:
        connection.execute("DROP TABLE lines")
    connection.close()
    with Ledger(url) as ledger:
        assert "the table lines is gone" in ledger.verify().faults
        with pytest.raises(UnusableLedger, match="its tables are not those of a ledger"):
            ledger.record(gift(), unless=None)


def test_a_ledger_of_an_earlier_version(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(url, origin="desk") as ledger:
        recorded = list(ledger.record(gift()).added)

    def step(connection: Connection) -> None:
        connection.execute(text("CREATE INDEX lines_by_batch ON lines (batch)"))

    monkeypatch.setattr(schema, "VERSION", 2)
    monkeypatch.setattr(schema, "STEPS", {2: step})
    for _ in range(2):
        # The second time there is nothing left to do.
        with Ledger(url) as ledger:
            assert ledger.origin == "desk"
            assert [id_ for id_, _ in ledger.entries()][:1] == recorded
            ledger.record(receipt())
            assert ledger.verify().ok
    engine = create_engine(url)
    with engine.connect() as connection:
        indexes = inspect(connection).get_indexes("lines")
        assert [index["name"] for index in indexes] == ["lines_by_batch"]
        versions = connection.execute(text("SELECT version FROM ledger ORDER BY 1")).scalars()
        assert list(versions) == [1, 2]
    engine.dispose()


def test_a_step_that_fails_leaves_the_earlier_version(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ledger(url).close()

    def step(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE lines ADD COLUMN novelty TEXT"))
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(schema, "VERSION", 2)
        patch.setattr(schema, "STEPS", {2: step})
        with pytest.raises(RuntimeError):
            Ledger(url)
    with Ledger(url) as ledger:
        ledger.record(gift())
        assert ledger.verify().ok


def test_there_is_a_step_to_every_version() -> None:
    assert set(schema.STEPS) == set(range(2, schema.VERSION + 1))


def test_the_tables_of_this_version(root: Path, update: bool) -> None:
    # A field that is new to the models is a column that older ledgers lack: raise the version,
    # and write the step that adds it.
    told = "".join(
        f"{table.name}: {' '.join(column.name for column in table.columns)}\n"
        for table in METADATA.sorted_tables
    )
    path = root / "tests" / "ledger" / f"tables_{schema.VERSION}.txt"
    if update:
        path.write_text(told, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == told
    assert "quantity.unit" in LINES.c


def test_reading_makes_no_ledger(tmp_path: Path, server: Server) -> None:
    path = tmp_path / "mistyped.db"
    for url in (f"sqlite:///{path}", server.new_database()):
        with pytest.raises(UnusableLedger, match=r"there is no ledger$"):
            Ledger(url, create=False)
    with pytest.raises(UnusableLedger, match=r"there is no ledger$"):
        Ledger(f"sqlite:///file:{path}?uri=true", create=False)
    assert not path.exists()


def test_who_makes_a_ledger_can_tell(url: str) -> None:
    for new in (True, False):
        with Ledger(url) as ledger:
            assert ledger.is_new == new
            assert ledger.address in repr(ledger)


def test_a_ledger_that_is_only_read(tmp_path: Path) -> None:
    path = tmp_path / "relief.db"
    with Ledger(f"sqlite:///{path}") as ledger:
        ledger.record(gift())
    with Ledger(f"sqlite:///file:{path}?mode=ro&uri=true") as ledger:
        assert len(list(ledger.entries())) == 1
        assert ledger.verify().ok
        with pytest.raises(LedgerUnavailable, match="can be read, but not written; nothing was"):
            ledger.record(receipt())


@contextmanager
def without_rights() -> Iterator[None]:
    """Be nobody for a while, where the tests run as root, who may do anything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(as_nobody()["user"])
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_file_without_the_right_to_write() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "relief.db"
        with Ledger(f"sqlite:///{path}") as ledger:
            ledger.record(gift())
        path.chmod(0o444)
        path.parent.chmod(0o555)
        with without_rights():
            with pytest.raises(LedgerUnavailable, match=r"not written|cannot be opened") as refused:
                Ledger(f"sqlite:///{path}").record(receipt())
            assert "nothing was written" in str(refused.value)
        path.parent.chmod(0o755)


def test_a_ledger_in_memory() -> None:
    with Ledger("sqlite://") as ledger:
        ledger.record(gift())
        assert ledger.verify().ok
        assert repr(ledger) == "<Ledger sqlite:///:memory:>"


def test_one_ledger_serves_threads(url: str) -> None:
    with Ledger(url) as ledger:
        threads = [
            threading.Thread(target=ledger.record, args=(gift(f"A-{number}"),))
            for number in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(list(ledger.entries())) == 4
        assert ledger.verify().ok


def test_what_a_durable_ledger_needs(tmp_path: Path) -> None:
    with Ledger(f"sqlite:///{tmp_path}/relief.db") as ledger, ledger._store.writing() as connection:
        for pragma, value in (
            ("journal_mode", "wal"),
            ("synchronous", 2),
            ("foreign_keys", 1),
            ("busy_timeout", 60_000),
        ):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_ledger_in_memory_serves_threads() -> None:
    with Ledger("sqlite://") as ledger, Ledger("sqlite:///:memory:") as other:
        ledger.record(gift("A-0"))
        threads = [
            threading.Thread(target=ledger.record, args=(gift(f"A-{number}"),))
            for number in range(1, 5)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {entry.about for _, entry in ledger.entries()} == {f"A-{n}" for n in range(5)}
        assert ledger.verify().ok
        # Another one has nothing of it.
        assert list(other.entries()) == []
    with Ledger("sqlite://") as later:
        assert list(later.entries()) == []


def test_chains_are_named_apart(new_url: Callable[[], str]) -> None:
    with Ledger(new_url()) as one, Ledger(new_url()) as two:
        assert one.origin != two.origin
        assert len(one.origin) == 16


@pytest.fixture
def guarded() -> Iterator[Server]:
    """A server that asks a clerk for a password, and lets a carrier in from nowhere."""
    with running() as server:
        with server.connect() as connection:
            connection.execute(f"CREATE ROLE clerk LOGIN PASSWORD '{SECRET}'")
            connection.execute("CREATE ROLE carrier LOGIN")
            connection.execute("CREATE ROLE store NOLOGIN")
        rules = server.data / "pg_hba.conf"
        own = "local all clerk scram-sha-256\nlocal all carrier reject\n"
        rules.write_text(own + rules.read_text())
        with server.stopped():
            pass
        yield server


def test_what_a_server_refuses_is_told_in_plain_words(guarded: Server) -> None:
    def refusal(user: str, database: str = "postgres") -> str:
        with pytest.raises(LedgerUnavailable) as caught:
            Ledger(f"postgresql+psycopg://{user}@/{database}?host={guarded.data}")
        told = str(caught.value)
        assert told.startswith(f"postgresql:///{database}: ")
        assert told.endswith("; nothing was written")
        assert SECRET[:5] not in told
        return told

    assert "the server refused the user or the password; it is taken from" in refusal(
        f"clerk:{SECRET}r"
    )
    assert "the server asks for a password" in refusal("clerk")
    assert "the server has no such user" in refusal("nobody")
    assert "there is no database of that name; create it" in refusal("postgres", "releif")
    assert "lets this user not in from here" in refusal("carrier")
    assert "does not let this user log in" in refusal("store")
    with pytest.raises(UnusableLedger, match="there is no ledger"):
        Ledger(f"postgresql+psycopg://clerk:{SECRET}@/postgres?host={guarded.data}", create=False)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "FATAL:  Passwort-Authentifizierung fehlgeschlagen",
            "cannot be reached at h, port 1, or refuses the connection; check its host and port",
        ),
        ("FATAL:  sorry, too many clients already", "the server has too many connections already"),
        ("FATAL:  the database system is starting up", "the server is starting or stopping"),
        ("server does not support SSL, but SSL was required", "do not agree on SSL"),
        ("timeout expired", "the server cannot be reached at h, port 1; check host and port"),
    ],
)
def test_what_a_driver_says_is_never_repeated(said: str, told: str) -> None:
    error = DBAPIError("", None, psycopg.OperationalError(f"{said} {SECRET}"))
    with pytest.raises(LedgerUnavailable) as caught, reached("postgresql:///d", "h, port 1"):
        raise error
    assert told in str(caught.value)
    assert SECRET not in "".join(traceback.format_exception(caught.value))
