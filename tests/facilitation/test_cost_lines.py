"""What stands behind the item of a cost: volume, unit and price, and what is asked about instead of guessed."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimtek_tui.facilitation import tag_offers, tags
from bimtek_tui.facilitation.cost_lines import behind_an_item
from bimtek_tui.model import method
from bimtek_tui.model.entries import Session

METHOD = method.load("kominfo-1")


@pytest.mark.parametrize(
    ("line", "item", "volume", "unit", "price"),
    [
        ("Sewa server 12 bulan 4,5 juta", "Sewa server", "12", "bulan", 4_500_000),
        ("Sewa server 12 bulan x Rp4,5 juta", "Sewa server", "12", "bulan", 4_500_000),
        ("Sewa server 12 bulan Rp 4.500.000/bulan", "Sewa server", "12", "bulan", 4_500_000),
        ("Sewa server 12 bulan = 54 juta", "Sewa server", "12", "bulan", 4_500_000),
        ("Honor 2 orang x 12 bulan x 1,5 juta", "Honor", "24", "orang-bulan", 1_500_000),
        ("Honor petugas 480 orang-bulan @1,25jt", "Honor petugas", "480", "orang-bulan", 1_250_000),
        ("Tas siaga RW 600 tas 250000", "Tas siaga RW", "600", "tas", 250_000),
        ("Saluran 112 1 paket 310 juta", "Saluran 112", "1", "paket", 310_000_000),
        ("Lahan 2,5 ha 1 miliar", "Lahan", "2.5", "ha", 1_000_000_000),
        ("Kabel 100 m 20 ribu", "Kabel", "100", "m", 20_000),
        ("Rapat 2 x 3 juta", "Rapat", "2", None, 3_000_000),
        ("Aplikasi setoran 120 juta", "Aplikasi setoran", "1", None, 120_000_000),
        ("Aplikasi setoran @120 juta", "Aplikasi setoran", None, None, 120_000_000),
        ("Pelatihan 40 orang", "Pelatihan", "40", "orang", None),
        ("Operasional 2026 penuh", "Operasional 2026 penuh", None, None, None),
        ("Server", "Server", None, None, None),
    ],
)
def test_volume_unit_and_price_stand_behind_the_item(
    line: str, item: str, volume: str | None, unit: str | None, price: int | None
) -> None:
    parsed = tags.parse(line, Session(), METHOD, "cost")
    assert parsed.text.strip() == item
    keys = {"volume": Decimal(volume) if volume else None, "unit": unit, "price_idr": price}
    assert parsed.keys == {key: value for key, value in keys.items() if value is not None}
    assert not parsed.doubts


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Gedung 4,5 M", "amount or a volume"),
        ("Lapak 1.350 lapak 80 ribu", "can mean two numbers"),
        ("Honor 480 orang 1.25 juta", "can mean two numbers"),
        ("Cetak 12 500 lembar 2 ribu", "one number or two"),
        ("Server 2 120 juta", "write x between volume and price"),
        ("Sewa 7 bulan = 54 juta", "no whole rupiah"),
        ("Sewa 0 bulan = 54 juta", "no whole rupiah"),
        ("Sewa 12 bulan Rp4,5 juta/tahun", "that of one tahun"),
        ("Pelatihan 2 hari 40", "hardly a price"),
        ("Tanah 99999999999999 ha 5 juta", "does not fit"),
        ("12 bulan 4,5 juta", "there is no text before the tags"),
    ],
)
def test_what_can_mean_two_things_is_asked_about_and_stays_text(line: str, why: str) -> None:
    parsed = tags.parse(line, Session(), METHOD, "cost")
    assert parsed.text.strip() == line
    assert why in tags.asked(parsed.doubts)


def test_what_it_comes_to_is_said_before_it_is_recorded() -> None:
    parsed = tags.parse("Sewa server 12 bulan 4,5 juta", Session(), METHOD, "cost")
    assert tag_offers.shown(parsed, METHOD, Session(), "cost") == [
        ("Cost", "12 bulan × Rp4,5 juta = Rp54 juta")
    ]


@given(st.text(alphabet="0123456789 x@=/.,mtRpjutaorangbln²", max_size=60))
def test_the_pieces_are_together_the_line(line: str) -> None:
    pieces, unread = behind_an_item(line)
    assert "".join(piece.typed for piece in pieces) == line
    assert unread is None or line[unread.at :].strip() == unread.typed


@pytest.mark.parametrize("repeated", ["1 ", "1 a x ", "a ", "1.", "1 a b ", "rp1 "])
def test_a_long_line_is_read_quickly(repeated: str) -> None:
    line = (repeated * 20_000)[:20_000]
    behind_an_item("Sewa 1 bulan 2 juta")
    began = time.perf_counter()
    behind_an_item(line)
    assert time.perf_counter() - began < 0.5
