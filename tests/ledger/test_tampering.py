"""Whatever is changed behind the ledger's back is named; the rest is refused by triggers."""

from __future__ import annotations

import json
import random
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from aidtrack.errors import UnknownEntry, UnusableLedger
from aidtrack.ledger import Ledger
from aidtrack.ledger.chain import seal_of
from aidtrack.ledger.forks import noted_heads
from aidtrack.model import Monitor
from aidtrack.model.entries import canonical_bytes, hash_of, substance_of
from tests.ledger.goods import distribution, gift, receipt
from tests.ledger.server import Server

TABLES = ("ledger", "entries", "links", "lines")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger that is filled, to be copied."""
    path = tmp_path_factory.mktemp("made") / "relief.db"
    fill(f"sqlite:///{path}")
    return path


@pytest.fixture
def filled(url: str, request: pytest.FixtureRequest) -> str:
    """A ledger with a dispatch (entry 1), its receipt (2), another dispatch (3) and more."""
    if url.startswith("sqlite"):
        shutil.copy(request.getfixturevalue("made"), url.removeprefix("sqlite:///"))
    else:
        fill(url)
    return url


def fill(url: str) -> None:
    with Ledger(url, origin="desk") as ledger:
        # One entry is kept with what was found of it.
        ledger.record(gift("A-1"))
        for entry in (receipt("A-1"), gift("A-2"), distribution("A-1")):
            ledger.record(entry, unless=None)


def run(url: str, *statements: str) -> None:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
    finally:
        engine.dispose()


def unguarded(url: str, *statements: str) -> None:
    """Change rows as somebody does who owns the database, and leave the triggers as they were."""
    if url.startswith("sqlite"):
        triggers = triggers_of(url)
        drops = [f"DROP TRIGGER {name}" for name in triggers]
        run(url, *drops, *statements, *triggers.values())
    else:
        run(url, "SET session_replication_role = replica", *statements)


def triggers_of(url: str) -> dict[str, str]:
    """The triggers of a file, as SQLite notes them."""
    engine = create_engine(url)
    with engine.begin() as connection:
        query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = {row.name: row.sql for row in connection.execute(query)}
    engine.dispose()
    return found


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_rows_are_only_added(filled: str, table: str, statement: str) -> None:
    column = {"ledger": "origin", "entries": "kind", "links": "origin", "lines": "batch"}[table]
    with pytest.raises(DatabaseError, match="a ledger is only added to"):
        run(filled, statement.format(table, column, "'x'"))
    with Ledger(filled) as ledger:
        assert ledger.verify().ok


def test_tables_are_not_emptied(server: Server) -> None:
    url = server.new_database()
    with Ledger(url) as ledger:
        ledger.record(gift())
        with pytest.raises(DatabaseError, match="a ledger is only added to"):
            run(url, "TRUNCATE lines, entries, links, ledger")
        assert ledger.verify().lines == 3


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_not_replaced(tmp_path: Path, table: str) -> None:
    with Ledger(f"sqlite:///{tmp_path}/relief.db") as ledger:
        ledger.record(gift())
        plain = sqlite3.connect(tmp_path / "relief.db")
        assert plain.execute("PRAGMA recursive_triggers").fetchone() == (0,)
        for verb in ("INSERT OR REPLACE", "REPLACE"):
            with pytest.raises(sqlite3.DatabaseError, match="a ledger is only added to"):
                plain.execute(f"{verb} INTO {table} SELECT * FROM {table}")  # noqa: S608
        plain.close()
        assert ledger.verify().ok


def test_lines_are_not_replaced_after_many_were_added(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/relief.db"
    lines = tuple(Monitor(line=str(line), quantity="1 each") for line in range(1, 1_502))
    with Ledger(url) as ledger:
        before = triggers_of(url)
        ledger.record(gift(lines=lines), unless=None)
        # They are added without being asked for one by one, which nobody else sees.
        assert triggers_of(url) == before
        with (
            sqlite3.connect(tmp_path / "relief.db") as plain,
            pytest.raises(sqlite3.DatabaseError, match="a ledger is only added to"),
        ):
            plain.execute(
                "INSERT OR REPLACE INTO lines (entry, position, quantity) VALUES (1, 1, '9')"
            )
        plain.close()
        assert ledger.verify().ok


DISARMINGS = {
    "a trigger that is gone": (
        "DROP TRIGGER lines_no_DELETE",
        "DROP TRIGGER lines_append_only ON lines",
        r"the trigger lines_\w+ is gone",
    ),
    "a trigger that does nothing": (
        (
            "DROP TRIGGER links_no_UPDATE; "
            "CREATE TRIGGER links_no_UPDATE BEFORE UPDATE ON links BEGIN SELECT 1; END"
        ),
        "ALTER TABLE links DISABLE TRIGGER links_append_only",
        r"the trigger links_\w+ was changed or disabled",
    ),
    "a trigger that is asked of nothing": (
        (
            "DROP TRIGGER entries_no_DELETE; CREATE TRIGGER entries_no_DELETE BEFORE DELETE "
            "ON entries WHEN 1 = 0 BEGIN SELECT RAISE(ABORT, 'no'); END"
        ),
        (
            "DROP TRIGGER entries_append_only ON entries;; CREATE TRIGGER entries_append_only "
            "BEFORE UPDATE OR DELETE ON entries FOR EACH ROW WHEN (1 = 0) "
            "EXECUTE FUNCTION aidtrack_append_only()"
        ),
        r"the trigger entries_\w+ was changed or disabled",
    ),
    "a trigger for other acts": (
        (
            "DROP TRIGGER ledger_no_UPDATE; CREATE TRIGGER ledger_no_UPDATE BEFORE UPDATE "
            "OF version ON ledger BEGIN SELECT RAISE(ABORT, 'no'); END"
        ),
        (
            "DROP TRIGGER ledger_append_only ON ledger;; CREATE TRIGGER ledger_append_only "
            "BEFORE UPDATE ON ledger FOR EACH ROW EXECUTE FUNCTION aidtrack_append_only()"
        ),
        r"the trigger ledger_\w+ was changed or disabled",
    ),
    "triggers whose function lets all pass": (
        (
            "DROP TRIGGER lines_no_UPDATE; CREATE TRIGGER lines_no_UPDATE BEFORE UPDATE ON lines "
            "BEGIN SELECT RAISE(IGNORE); END"
        ),
        (
            "CREATE OR REPLACE FUNCTION aidtrack_append_only() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RETURN NEW; END $$"
        ),
        r"the trigger lines_\w+ was changed or disabled",
    ),
}


@pytest.mark.parametrize("name", DISARMINGS)
def test_triggers_that_are_disarmed_are_named(filled: str, name: str) -> None:
    on_sqlite, on_postgresql, message = DISARMINGS[name]
    if filled.startswith("sqlite"):
        with sqlite3.connect(filled.removeprefix("sqlite:///")) as plain:
            plain.executescript(on_sqlite)
        plain.close()
    else:
        run(filled, *on_postgresql.split(";; "))
    with Ledger(filled) as ledger:
        found = ledger.verify()
    assert not found.ok
    assert re.search(message, str(found)), str(found)


def test_an_entry_slipped_into_the_past_is_named(filled: str) -> None:
    with Ledger(filled) as ledger:
        noted = ledger.heads()["desk"]
        [(_, first), *_] = ledger.entries()
    # A forged receipt with fitting hashes, that follows the link which the true one follows.
    forged = receipt("A-1", place="a private store")
    content = forged.canonical().decode()
    with Ledger("sqlite://", origin="desk") as copy:
        copy.record(first)
        [id_] = copy.record(forged).added
        forged_head = copy.heads()["desk"]
    link = (
        f"INSERT INTO links SELECT '{forged_head}', origin, number, previous, '{id_}', '' "  # noqa: S608
        "FROM links WHERE number = 2"
    )
    entry = (
        (
            f"INSERT INTO entries SELECT 5, '{id_}', kind, reference, "  # noqa: S608
            f"'{hash_of(canonical_bytes(substance_of(json.loads(content))))}', '{content}' "
            "FROM entries WHERE seq = 2"
        )
        .replace('":', '"\\:')
        .replace("+05:", "+05\\:")
    )
    run(filled, "UPDATE links SET findings = findings WHERE number = 99", entry, link)
    with Ledger(filled) as ledger:
        for heads in ((), (noted,)):
            found = ledger.verify(heads)
            assert not found.ok
            assert re.search("chain desk has 2 links 2 .*an entry was slipped in", str(found))
        # Who noted the heads of both stands for both.
        assert ledger.verify((noted, forged_head)).ok


TAMPERINGS = {
    "an edited amount": (
        "UPDATE lines SET quantity = '151' WHERE entry = 1 AND position = 1",
        r"entry \w+ \(dispatch A-1\): its lines do not give its digest",
    ),
    "an edited text": (
        "UPDATE lines SET rest = REPLACE(rest, 'see', 'saw') WHERE entry = 1 AND position = 2",
        r"entry \w+ \(dispatch A-1\): its lines do not give its digest",
    ),
    "a number that is none": (
        "UPDATE lines SET quantity = 'many' WHERE entry = 1 AND position = 1",
        r"entry \w+ \(dispatch A-1\): its lines do not give its digest",
    ),
    "an amount that another hides": (
        """UPDATE lines SET rest = '{"quantity":"150"}' WHERE entry = 1 AND position = 1;
        UPDATE lines SET quantity = '100000' WHERE entry = 1 AND position = 1""",
        r"entry \w+ \(dispatch A-1\): a line says something in a form never written",
    ),
    "a name that stands twice": (
        """UPDATE lines SET rest = REPLACE(rest, '}', ',"extra.Crate":"C-7"}')
        WHERE entry = 1 AND position = 2""",
        r"entry \w+ \(dispatch A-1\): a line says something in a form never written",
    ),
    "packed values that are none": (
        "UPDATE lines SET rest = 'nonsense' WHERE entry = 1 AND position = 2",
        r"entry \w+ \(dispatch A-1\): a line says something in a form never written",
    ),
    "packed values that are a list": (
        "UPDATE lines SET rest = '[]' WHERE entry = 1 AND position = 2",
        r"entry \w+ \(dispatch A-1\): a line says something in a form never written",
    ),
    "an edited column of its own": (
        "UPDATE lines SET rest = REPLACE(rest, 'C-7', 'C-8') WHERE entry = 1 AND position = 2",
        r"entry \w+ \(dispatch A-1\): its lines do not give its digest",
    ),
    "a value where there was none": (
        "UPDATE lines SET remarks = 'fine' WHERE entry = 3 AND position = 1",
        r"entry \w+ \(dispatch A-2\): its lines do not give its digest",
    ),
    "two lines that changed places": (
        """UPDATE lines SET position = 9 WHERE entry = 1 AND position = 1;
        UPDATE lines SET position = 1 WHERE entry = 1 AND position = 2;
        UPDATE lines SET position = 2 WHERE entry = 1 AND position = 9""",
        r"entry \w+ \(dispatch A-1\): its lines do not give its digest",
    ),
    "a gap between lines": (
        "UPDATE lines SET position = 9 WHERE entry = 1 AND position = 3",
        r"entry \w+ \(dispatch A-1\): its lines do not give its digest",
    ),
    "a deleted line": (
        "DELETE FROM lines WHERE entry = 3 AND position = 3",
        r"entry \w+ \(dispatch A-2\): has 2 lines, and had 3",
    ),
    "an added line": (
        "INSERT INTO lines (entry, position, quantity) VALUES (3, 4, '5')",
        r"entry \w+ \(dispatch A-2\): has 4 lines, and had 3",
    ),
    "lines of a receipt": (
        "INSERT INTO lines (entry, position, quantity) VALUES (2, 1, '5')",
        r"entry \w+ \(receipt A-1\): 1 lines were added to it",
    ),
    "lines of nothing": (
        "UPDATE lines SET entry = 99 WHERE entry = 3",
        r"3 lines belong to no entry",
    ),
    "an edited receipt": (
        """UPDATE entries SET content = REPLACE(content, '"70"', '"75"') WHERE seq = 2""",
        r"entry \w+ \(receipt A-1\): its content does not give its id",
    ),
    "content that is no JSON": (
        "UPDATE entries SET content = 'nonsense' WHERE seq = 1",
        r"entry \w+ \(dispatch A-1\): its content does not give its id",
    ),
    "an edited reference": (
        "UPDATE entries SET reference = 'A-9' WHERE seq = 1",
        r"entry \w+ \(dispatch A-9\): its columns kind and reference are not those",
    ),
    "an edited substance": (
        "UPDATE entries SET substance = 'x' WHERE seq = 2",
        r"entry \w+ \(receipt A-1\): its substance is not that of its content",
    ),
    "a deleted entry": (
        "DELETE FROM entries WHERE seq = 2",
        r"link 2 of chain desk: its entry \w+ is gone",
    ),
    "a deleted link": (
        "DELETE FROM links WHERE number = 2",
        r"link 3 of chain desk: the link before it is gone or was changed",
    ),
    "a deleted first link": (
        "DELETE FROM links WHERE number = 1",
        r"link 2 of chain desk: the link before it is gone or was changed",
    ),
    "an entry deleted with its link": (
        "DELETE FROM links WHERE number = 2; DELETE FROM entries WHERE seq = 2",
        r"link 3 of chain desk: the link before it is gone or was changed",
    ),
    "edited findings": (
        "UPDATE links SET findings = '' WHERE number = 1",
        r"link 1 of chain desk: its content does not give its hash",
    ),
    "a link that leads to another entry": (
        "UPDATE links SET entry = (SELECT id FROM entries WHERE seq = 3) WHERE number = 2",
        r"link 2 of chain desk: its content does not give its hash",
    ),
    "an entry that nobody recorded": (
        """INSERT INTO entries SELECT 5, 'abc', kind, reference, substance, content
        FROM entries WHERE seq = 2""",
        r"entry abc \(receipt A-1\): its content does not give its id",
    ),
    "another name of the chain": (
        "UPDATE ledger SET origin = 'geneva'",
        r"the chain that is written here is named geneva .* the name was changed",
    ),
    "another seal": (
        "UPDATE ledger SET seal = 'x'",
        r"the chain that is written here is named desk .* the name was changed",
    ),
    "a renumbered chain": (
        "UPDATE links SET number = number + 1 WHERE number > 2",
        r"link 4 of chain desk: its content does not give its hash",
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_named(filled: str, name: str) -> None:
    statements, message = TAMPERINGS[name]
    unguarded(filled, *statements.replace('":', '"\\:').split(";"))
    with Ledger(filled) as ledger:
        found = ledger.verify()
    assert not found.ok
    assert str(found).startswith("the ledger was changed:\n")
    assert re.search(message, str(found)), str(found)


@pytest.mark.parametrize("rest", ['{"quantity":"150"}', "nonsense", '{"extra.Crate":7}'])
def test_what_was_never_packed_is_not_read(filled: str, rest: str) -> None:
    unguarded(
        filled,
        f"UPDATE lines SET rest = '{rest}' WHERE entry = 1 AND position = 1".replace(":", r"\:"),  # noqa: S608
    )
    with Ledger(filled) as ledger, pytest.raises(UnusableLedger, match="the database is damaged"):
        list(ledger.entries())


def test_a_cut_tail_is_seen_against_a_noted_head(filled: str) -> None:
    with Ledger(filled) as ledger:
        noted = ledger.heads()["desk"]
        assert ledger.verify(head=noted).ok
    unguarded(filled, "DELETE FROM links WHERE number = 4", "DELETE FROM entries WHERE seq = 4")
    with Ledger(filled) as ledger:
        # By itself a chain does not tell that it was longer: this is documented.
        assert ledger.verify().ok
        [fault] = ledger.verify(head=noted).faults
        assert fault.startswith(f"the noted head {noted[:12]} is not in the ledger")
        # Whatever is recorded afterwards does not hide it.
        ledger.record(gift("A-3"))
        assert not ledger.verify(head=[noted]).ok


def test_a_head_stays_valid_as_the_ledger_grows(filled: str) -> None:
    with Ledger(filled) as ledger:
        noted = ledger.heads()["desk"]
        ledger.record(gift("A-3"))
        assert ledger.verify(head=noted).ok
        assert ledger.heads()["desk"] != noted


ALTERINGS = {
    "a dropped column": (
        "ALTER TABLE lines DROP COLUMN remarks",
        "the table lines has no column remarks any more",
    ),
    "a renamed column": (
        "ALTER TABLE links RENAME COLUMN findings TO notes",
        "the table links has no column findings any more",
    ),
    "several dropped columns": (
        "ALTER TABLE lines DROP COLUMN inn; ALTER TABLE lines DROP COLUMN strength",
        "the table lines has no columns inn, strength any more",
    ),
    "an added column": (
        "ALTER TABLE entries ADD COLUMN approved TEXT",
        "the table entries has the column approved that no ledger has",
    ),
    "a dropped table": ("DROP TABLE lines", "the table lines is gone"),
}


@pytest.mark.parametrize("name", ALTERINGS)
def test_altered_tables_are_named(filled: str, name: str) -> None:
    statements, message = ALTERINGS[name]
    run(filled, *statements.split(";"))
    with Ledger(filled) as ledger:
        found = ledger.verify()
    assert message in found.faults
    assert not found.ok


def test_deleted_rows_of_versions_are_named(filled: str) -> None:
    with Ledger(filled) as ledger:
        unguarded(filled, "DELETE FROM ledger")
        [fault] = ledger.verify().faults
        assert fault.startswith("all rows of the table ledger were deleted")
    with pytest.raises(UnusableLedger, match="all rows of the table ledger were deleted"):
        Ledger(filled)


def test_a_version_that_is_left_out_is_named(filled: str) -> None:
    with Ledger(filled) as ledger:
        row = f"INSERT INTO ledger VALUES (3, 'desk', '{seal_of(3, 'desk')}')"  # noqa: S608
        run(filled, row)
        [fault] = ledger.verify().faults
        assert fault == "the row of the table ledger for version 2 of the tables is gone"


def test_a_head_is_named_by_its_first_digits(filled: str) -> None:
    with Ledger(filled) as ledger:
        head = ledger.heads()["desk"]
        for noted in (head, head[:12], f" {head[:20].upper()}\n"):
            assert ledger.verify(noted).ok
        for absent in ("f" * 64, "f" * 12):
            [fault] = ledger.verify(absent).faults
            assert fault.startswith("the noted head ffffffffffff is not in the ledger")


@pytest.mark.parametrize(
    ("noted", "message"),
    [
        ("abc", "at least the first 12 of them; got 'abc', of 3"),
        ("", "got '', of 0"),
        ("xyz" * 10, "expected a head as verify shows it"),
        ("a" * 65, "of 64 hexadecimal digits"),
    ],
)
def test_what_can_be_no_head_is_refused(filled: str, noted: str, message: str) -> None:
    with Ledger(filled) as ledger, pytest.raises(UnknownEntry, match=message):
        ledger.verify(noted)


def test_the_hash_of_an_entry_is_no_head(filled: str) -> None:
    with Ledger(filled) as ledger:
        [(id_, _), *_] = ledger.entries()
        for noted in (id_, id_[:12]):
            with pytest.raises(UnknownEntry, match="which names an entry: heads are those of"):
                ledger.verify(noted)


def test_digits_that_begin_several_heads_are_refused() -> None:
    links = ["a" * 12 + "b" * 52, "a" * 12 + "c" * 52]
    assert noted_heads(links, [], [links[0]]) == [links[0]]
    with pytest.raises(UnknownEntry, match="got 'aaaaaaaaaaaa', which begins 2: aaaa"):
        noted_heads(links, [], ["a" * 12])


def test_a_flipped_byte_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "relief.db"
    with Ledger(f"sqlite:///{path}", origin="desk") as ledger:
        for number in range(8):
            ledger.record([gift(f"A-{number}"), receipt(f"A-{number}")], unless=None)
        export = list(ledger.export())
        heads = ledger.heads()
    run(f"sqlite:///{path}", "PRAGMA wal_checkpoint(TRUNCATE)")
    whole = path.read_bytes()
    chance = random.Random(2021)  # noqa: S311 (places, not secrets)
    named = 0
    # Most of a small file is empty pages, whose bytes say nothing.
    for place in sorted(chance.sample([at for at, byte in enumerate(whole) if byte], 150)):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        for beside in tmp_path.glob("relief.db-*"):
            beside.unlink()
        named += not unchanged(f"sqlite:///{path}", export, heads)
    assert named > 30


def unchanged(url: str, export: list[str], heads: dict[str, str]) -> bool:
    """Whether a ledger says what it said; if it does not, it must say that it was changed."""
    try:
        with Ledger(url) as ledger:
            found = ledger.verify(head=list(heads.values()))
            if not found.ok:
                return False
            assert list(ledger.export()) == export
    except UnusableLedger:
        return False
    return True


def test_a_flipped_byte_on_a_server(server: Server) -> None:
    url = server.new_database()
    with Ledger(url, origin="desk") as ledger:
        ledger.record(gift())
    with server.connect(options=f"-csearch_path={url.rpartition('%3D')[2]}") as connection:
        connection.execute("CHECKPOINT")
        [name] = connection.execute("SELECT pg_relation_filepath('lines')").fetchone() or [""]
    with server.stopped():
        path = server.data / name
        content = bytearray(path.read_bytes())
        content[content.rindex(b"AMX-2291")] ^= 1
        path.write_bytes(content)
    with Ledger(url) as ledger:
        [fault] = ledger.verify().faults
        assert "the database is damaged" in fault
