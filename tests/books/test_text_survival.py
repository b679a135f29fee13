"""A person's text stays what it is: however often books are made, and whatever others do to the file meanwhile."""

from __future__ import annotations

from pathlib import Path

from support.workshops import Opened

from bimtek_tui.books import rendering
from bimtek_tui.books.editions import EDITIONS
from bimtek_tui.books.rendering import render
from bimtek_tui.model import edits
from bimtek_tui.model.method import Method
from bimtek_tui.store import load

WORDS = "Kota ini *menghadap laut*; sebelas kelurahannya terendam rob.\n\n1. satu\n2. dua\n\n- \\*bintang"
PRINTED = "Kota ini *menghadap laut*; sebelas kelurahannya terendam rob.\n\n1. satu\n2. dua\n\n- \\*bintang\n"
OTHER = "Makna setiap unsur visi."
TIMES = 20


def test_a_text_survives_twenty_renderings_and_the_edits_between_them(
    opened: Opened, file: Path, kominfo: Method
) -> None:
    shop = opened()
    id = shop.capture("text", {"book": "buku-1", "section": "background", "text": WORDS})
    shop.save()
    block = file.read_text("utf-8").split(f"# {id}\n", 1)[1].split("\n# ", 1)[0]
    for time in range(TIMES):
        shop.capture("note", {"kind": "fact", "text": f"Fakta ke-{time}."})
        shop.save()
        session = load(file).session
        for edition in EDITIONS:
            (book,) = rendering.write(
                session, kominfo, file.parent / edition, ["buku-1"], beside=file, edition=edition
            )
            assert PRINTED in book.read_text("utf-8"), (time, edition)
        assert f"# {id}\n{block}" in file.read_text("utf-8"), "no byte of it changes"
    assert load(file).session.text[id].text == WORDS


def test_a_text_survives_an_edit_of_the_file_by_somebody_else(
    opened: Opened, file: Path, kominfo: Method
) -> None:
    shop = opened()
    id = shop.capture("text", {"book": "buku-1", "section": "background", "text": WORDS})
    shop.save()
    colleague = file.read_text("utf-8")
    their_block = f'\n# tx-00000009\n[[text]]\nid = "tx-00000009"\nbook = "buku-1"\nsection = "vision"\ntext = "{OTHER}"\nadded = 2026-06-13T09:15:21+07:00\n'
    shop.do(edits.revise(shop.session.text[id], text=WORDS.replace("sebelas", "dua belas")))
    file.write_text(colleague.rstrip("\n") + "\n" + their_block, "utf-8", newline="")
    shop.persistence.look()
    shop.persistence.look()
    shop.save()
    session = load(file).session
    assert {text.section: text.text for text in session.text.values()} == {
        "background": WORDS.replace("sebelas", "dua belas"),
        "vision": OTHER,
    }
    book = render(session, kominfo, "buku-1", edition="final")
    assert PRINTED.replace("sebelas", "dua belas") in book
    assert f"\n{OTHER}\n" in book
