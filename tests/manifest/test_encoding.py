"""Encodings that a file does not name: told by letters, and said."""

from __future__ import annotations

import pytest

from aidtrack import UnreadableManifest
from aidtrack.manifest.encoding import decode
from tests.manifest.reading import lines_of, remarks, rows


@pytest.mark.parametrize(
    ("text", "page", "used"),
    [
        ("Wałęsa, Łódź, źródło", "cp1250", "cp1250"),
        ("Śrem, Gdańsk, życie, błąd", "cp1250", "cp1250"),
        ("Stříkačka jednorázová, vyšetřovací rukavice", "cp1250", "cp1250"),
        ("Česká republika, Žďár nad Sázavou", "cp1250", "cp1250"),
        ("obě přikrývky", "cp1250", "cp1250"),
        ("Škofja Loka, žlica, čaša, ćuprija", "cp1250", "cp1250"),
        ("smørbrød, blåbær, Tromsø, crème brûlée", "cp1252", "cp1252"),
        ("Škoda à l'hôpital, œuvre, bûche, forêt", "cp1252", "cp1252"),
        ("così più perché, ça va, où", "cp1252", "cp1252"),
        ("appareil à oxygène, São Tomé, Köln", "cp1252", "cp1252"),
        ("½ litre, 5 m³, 20 °C, £5, déjà", "latin-1", "cp1252"),
    ],
)
def test_the_page_under_which_words_are_words(text: str, page: str, used: str) -> None:
    assert decode(text.encode(page), "m.csv") == (text, used)


def test_lines_of_another_encoding_are_read_line_by_line() -> None:
    content = "item,qty\nBâche,5 each\n".encode() + "Écran,6 each\n".encode("cp1252")
    lines = lines_of(content)
    assert rows(lines, "description") == ["Bâche", "Écran"]
    assert lines.sources[0].encoding == "utf-8 with lines in cp1252"
    assert "AT145" in remarks(lines)


def test_what_is_named_or_marked_is_not_doubted() -> None:
    text = "item,qty\nBâche,5 each\n"
    assert "AT145" in remarks(lines_of(text.encode("cp1252")))
    assert "AT145" not in remarks(lines_of(text.encode("cp1252"), encoding="cp1252"))
    assert "AT145" not in remarks(lines_of(text.encode("utf-8-sig")))
    assert "AT145" not in remarks(lines_of(text.encode("utf-16")))


def test_binary_data_is_no_text() -> None:
    with pytest.raises(UnreadableManifest, match="binary data"):
        decode(b"\xff\x01\x02item", "m.csv")
