"""Tags at the end of a captured line, what stays text, and what is offered while one types."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import hostile_text, strategies

from bimtek_tui import i18n
from bimtek_tui.facilitation import tag_names, tag_offers, tags
from bimtek_tui.model import edits, labels, method
from bimtek_tui.model.edits import Add
from bimtek_tui.model.entries import Mission, Plan, Program, Session, Strategy, Swot
from bimtek_tui.model.kinds import build, kinds
from bimtek_tui.model.workshop_entries import Agency, Participant
from bimtek_tui.tui.entries.columns import LISTS

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

METHOD = method.load("kominfo-1")


def _swot(number: int, **keys: Any) -> Swot:
    return Swot(id=f"sw-{number:08}", quadrant="weakness", text="x", added=strategies.NOW, **keys)


def _program(number: int, **keys: Any) -> Program:
    return Program(id=f"pr-{number:08}", name="x", horizon="short", added=strategies.NOW, **keys)


def _session() -> Session:
    session = Session(plan=Plan(medium_start=2027, medium_end=2030))
    for code, name in (("DISKOMINFO", "Dinas Kominfo"), ("DINKES", "Dinas Kesehatan"), ("DISDIK", None)):
        session.agency[code] = Agency(id=code, name=name)
    for one in (
        _swot(1, source="DISDIK", group="Meja 1"),
        _swot(2, dimension="living", group="Kelompok pesisir"),
    ):
        session.swot[one.id] = one
    person = Participant(id="pt-00000001", name="Budi Santoso, S.T.", agency="DISDIK", added=strategies.NOW)
    session.participant[person.id] = person
    backwards = _program(2, start_year=2030, end_year=2028)
    for program in (_program(1, start_year=2026, end_year=2026, source="DISDIK"), backwards):
        session.program[program.id] = program
    return session


SESSION = _session()


def parse(line: str, kind: str = "swot") -> tags.Parsed:
    return tags.parse(line, SESSION, METHOD, kind)


def taken(line: str, kind: str = "swot", session: Session = SESSION) -> tuple[str, dict[str, Any]]:
    """The text of a line and the keys that its tags give."""
    found = tags.parse(line, session, METHOD, kind)
    return found.text.strip(), found.keys


def doubted(line: str, kind: str = "swot", session: Session = SESSION) -> list[tuple[str, str]]:
    """What Enter asks about in a line: what was typed, and what is offered instead or said of it."""
    return [(one.typed, one.meant or one.why) for one in tags.parse(line, session, METHOD, kind).doubts]


def shown(line: str, kind: str = "swot", table: str = "") -> list[tuple[str, str]]:
    return tag_offers.shown(parse(line, kind), METHOD, SESSION, table or kind)


def offered(line: str, kind: str = "swot") -> list[str]:
    return [one.tag for one in tag_offers.completions(line, SESSION, METHOD, kind)]


# What is a tag ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "typed", "keys"),
    [
        ("swot", "#economy", {"dimension": "economy"}),
        ("swot", "#Ekonomi", {"dimension": "economy"}),
        ("swot", "#EKO", {"dimension": "economy"}),
        ("swot", "#tata kelola", {"dimension": "governance"}),
        ("swot", "#tata-kelola", {"dimension": "governance"}),
        ("swot", "#smart living", {"dimension": "living"}),
        ("swot", "#kehidupan cerdas (smart living)", {"dimension": "living"}),
        ("swot", "@DISKOMINFO", {"source": "DISKOMINFO"}),
        ("swot", "@diskominfo", {"source": "DISKOMINFO"}),
        ("swot", "!fact", {"certainty": "fact"}),
        ("swot", "!fakta", {"certainty": "fact"}),
        ("swot", "!asumsi", {"certainty": "assumption"}),
        ("swot", "!pendapat", {"certainty": "opinion"}),
        ("swot", "!opi", {"certainty": "opinion"}),
        ("swot", "=5", {"weight": Decimal(5)}),
        ("swot", "=2,5", {"weight": Decimal("2.5")}),
        ("swot", "~meja 1", {"group": "Meja 1"}),
        ("program", "+medium", {"horizon": "medium"}),
        ("program", "+menengah", {"horizon": "medium"}),
        ("program", "+panjang", {"horizon": "long"}),
        ("program", "+2027", {"start_year": 2027, "end_year": 2027}),
        ("program", "+2027-2030", {"start_year": 2027, "end_year": 2030}),
        ("program", "+2027–2030", {"start_year": 2027, "end_year": 2030}),
        ("program", "+Rp1,5 miliar", {"budget_idr": 1_500_000_000}),
        ("program", "+1,5 miliar", {"budget_idr": 1_500_000_000}),
        ("program", "+Rp 1,5 M", {"budget_idr": 1_500_000_000}),
        ("program", "+rp500jt", {"budget_idr": 500_000_000}),
        ("program", "+Rp 12.500.000,-", {"budget_idr": 12_500_000}),
        ("program", "@dinkes", {"lead": "DINKES"}),
        ("issue", "#living", {"dimension": "living"}),
        ("gap", "#living", {"dimension": "living"}),
        ("strategy", "#living", {"dimension": "living"}),
        ("participant", "@disdik", {"agency": "DISDIK"}),
    ],
)
def test_a_sign_and_a_known_value_at_the_end_are_a_tag(kind: str, typed: str, keys: dict[str, Any]) -> None:
    found = parse(f"Internet lambat {typed}", kind)
    assert (found.text, found.keys, found.sentences, found.doubts) == ("Internet lambat", keys, (), ())
    assert [tag.typed for tag in found.tags] == [f" {typed}"]


def test_several_tags_come_in_any_order() -> None:
    found = parse("Pasar digital +medium @DINKES  +2027-2030 +Rp1,5 miliar +APBD +CSR #eko ", "program")
    assert found.text == "Pasar digital"
    assert [tag.typed for tag in found.tags] == [
        " +medium", " @DINKES", "  +2027-2030", " +Rp1,5 miliar", " +APBD", " +CSR", " #eko ",
    ]  # fmt: skip
    assert found.keys == {
        "horizon": "medium", "lead": "DINKES", "start_year": 2027, "end_year": 2030, "budget_idr": 1_500_000_000,
        "funding": ("apbd", "csr"), "dimension": "economy",
    }  # fmt: skip
    assert not found.sentences


@pytest.mark.parametrize(
    "line",
    [
        "usulan Rp 4,7 miliar, terealisasi Rp 900 juta",
        "lihat poin #3",
        "e-mail @dinas",
        "kirim ke @BAPPEDA",
        "Warga #economy tidak tahu",
        "Warga tidak tahu #economy.",
        "Warga tidak tahu !fact!",
        "Warga#economy",
        "Warga # economy",
        "Warga #ek",
        "Warga #smart",
        "Warga #e-conomist",
        "Warga @",
        "Skor naik =SUM(A1)",
        "Skor naik =5.",
        "Skor naik =5 poin",
        "Skor naik = 5",
        "Kelompok ~Meja 2",
        "Hebat !",
        "Warga +medium",
        "  Warga lama  ",
        "",
        "   ",
    ],
)
def test_what_is_no_known_tag_is_text(line: str) -> None:
    assert (parse(line).text, parse(line).tags) == (line, ())


@pytest.mark.parametrize(
    "line",
    [
        "Beasiswa +5000", "Beasiswa +10", "Jembatan +5 m", "Rusun +5 t", "Rp 900 juta", "Dana +Rp banyak", "Dana +Rp5 orang",
        "Tahap +p", "Dana +Rp 1,5 miliar.", "Warga =5", "Warga !fact",
    ],
)  # fmt: skip
def test_what_is_no_known_tag_of_a_program_is_text(line: str) -> None:
    assert taken(line, "program") == (line, {})


def test_kinds_without_tags_have_text_only() -> None:
    for kind in ("minute", "fact", "inbox", "mission", "agency"):
        found = parse("Catatan #economy @DINKES", kind)
        assert (found.text, found.keys, found.doubts) == ("Catatan #economy @DINKES", {}, ())


def test_a_line_of_tags_only_is_text_and_asked_about() -> None:
    for line in ("#economy", " #economy @DINKES !fact", "\u200b #economy"):
        found = parse(line)
        assert (found.text, found.tags, found.keys) == (line, (), {})
        assert "no text before the tags" in found.doubts[0].why


@pytest.mark.parametrize(
    "line",
    [
        "C# bagus", "Belajar C#", "2+2", "2 + 2 = 4", "2 +2", "surat ke info@kota.go.id", "lihat poin #1", "juara #1 nasional",
        "lihat #3 dan #4", "a => b", "hasil = baik", "nilai A+ dan B+", "telepon +62 812 3456", "telepon +628123456",
        "naik +5", "Skor naik =SUM(A1)", "lihat (misalnya @DINKES)", "Rp 4,7 miliar", "wow !", "~5 km", "@ pasar", "# judul",
        "harga @ Rp 5.000", "Jalan #economy rusak", "Warga tidak tahu", "kalimat biasa.",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", sorted(tags.TAKEN))
def test_signs_in_sentences_are_not_asked_about(line: str, kind: str) -> None:
    found = parse(line, kind)
    assert (found.text, found.keys, found.doubts) == (line, {}, ())


@pytest.mark.parametrize(
    ("kind", "line", "text", "keys", "doubts"),
    [
        ("swot", "Pasar =4 #econmy", "Pasar #econmy", {"weight": Decimal(4)}, [("#econmy", "#economy")]),
        ("swot", "Pasar #econmy =4", "Pasar #econmy", {"weight": Decimal(4)}, [("#econmy", "#economy")]),
        ("swot", "Pasar @DISKOMINF #eko !fakta", "Pasar @DISKOMINF", {"dimension": "economy", "certainty": "fact"},
         [("@DISKOMINF", "@DISKOMINFO")]),
        ("swot", "Pasar =0 @DINKES", "Pasar =0", {"source": "DINKES"}, [("=0", None)]),
        ("swot", "Pasar =-3 @DINKES", "Pasar =-3", {"source": "DINKES"}, [("=-3", None)]),
        ("swot", "Pasar @DINKES =5x", "Pasar =5x", {"source": "DINKES"}, [("=5x", "")]),
        ("swot", "Pasar @ZZZ @DINKES", "Pasar @ZZZ", {"source": "DINKES"}, [("@ZZZ", "")]),
        ("swot", "Pasar @DINKES #economy.", "Pasar #economy.", {"source": "DINKES"}, [("#economy.", "#economy")]),
        ("swot", "Pasar #smart econmy @DINKES", "Pasar #smart econmy", {"source": "DINKES"}, [("#smart econmy", "#Smart Economy")]),
        ("swot", "Pasar =4 #3 @DINKES", "Pasar #3", {"weight": Decimal(4), "source": "DINKES"}, []),
        ("swot", "Warga @DINKES lihat poin #3 =4", "Warga @DINKES lihat poin #3", {"weight": Decimal(4)}, []),
        ("program", "Bus @DISDIK +2030-2027 #eko", "Bus +2030-2027", {"lead": "DISDIK", "dimension": "economy"}, [("+2030-2027", None)]),
        ("program", "Bus @DISDIK +2027-9999", "Bus +2027-9999", {"lead": "DISDIK"}, [("+2027-9999", None)]),
        ("program", "Bus +menegah @DISDIK", "Bus +menegah", {"lead": "DISDIK"}, [("+menegah", "+menengah")]),
        ("program", "Bus @DISDIK +5 m", "Bus +5 m", {"lead": "DISDIK"}, []),
        ("action", "Kirim +31 Februari 2026 @DINKES", "Kirim +31 Februari 2026", {"owner": "DINKES"}, [("+31 Februari 2026", None)]),
        ("action", "Kirim @DINKES +13 Jnui 2026", "Kirim +13 Jnui 2026", {"owner": "DINKES"}, [("+13 Jnui 2026", None)]),
        ("action", "Kirim @DINKES +13/13/2026", "Kirim +13/13/2026", {"owner": "DINKES"}, [("+13/13/2026", None)]),
        ("action", "Kirim @DINKES +besok", "Kirim +besok", {"owner": "DINKES"}, [("+besok", "")]),
        ("action", "Kirim @DINKES +minggu depan", "Kirim +minggu depan", {"owner": "DINKES"}, [("+minggu depan", "")]),
        ("action", "Kirim @DINKES +Juni 2026", "Kirim +Juni 2026", {"owner": "DINKES"}, [("+Juni 2026", None)]),
        ("swot", "Warga #economy tidak tahu #living", "Warga #economy tidak tahu", {"dimension": "living"}, []),
        ("readiness", "Jaringan =7", "Jaringan =7", {}, [("=7", None)]),
    ],
)  # fmt: skip
def test_a_tag_that_is_not_understood_leaves_only_itself_as_text_and_is_asked_about(
    kind: str, line: str, text: str, keys: dict[str, Any], doubts: list[tuple[str, str | None]]
) -> None:
    assert taken(line, kind) == (text, keys)
    found = doubted(line, kind)
    assert [typed for typed, _said in found] == [typed for typed, _said in doubts]
    assert all(
        said == wanted if wanted is not None else said
        for (_, said), (_, wanted) in zip(found, doubts, strict=True)
    )
    assert "".join(piece.typed for piece in parse(line, kind).pieces) == line


def test_what_was_meant_takes_the_place_of_what_was_typed() -> None:
    (doubt,) = parse("Pasar #smart   econmy  =4").doubts
    assert tags.mended("Pasar #smart   econmy  =4", doubt) == "Pasar #Smart Economy  =4"
    line = "Pasar @DISKOMINF =4"
    (doubt,) = parse(line).doubts
    assert tags.mended(line, doubt) == "Pasar @DISKOMINFO =4"
    assert offered(line) == ["@DISKOMINFO"]
    assert "Enter records it as text; Tab takes @DISKOMINFO" in tags.asked((doubt,))


def test_of_two_tags_for_one_key_the_later_counts_and_that_is_told() -> None:
    found = parse("Warga #economy @DINKES #living")
    assert found.text == "Warga"
    assert found.keys == {"dimension": "living", "source": "DINKES"}
    assert found.sentences == ("“#living” comes later and counts",)
    assert parse("Warga #economy #ekonomi").sentences == ()
    assert parse("Program +2026 +2027-2030", "program").keys == {"start_year": 2027, "end_year": 2030}


@pytest.mark.parametrize(
    ("kind", "line", "said"),
    [
        ("program", "Pasar +1.25", "can mean two"),
        ("program", "Pasar +1.25 miliar", "125 miliar, or 1,25 miliar"),
        ("program", "Pasar +Rp1.25 miliar", "125 miliar, or 1,25 miliar"),
        ("program", "Pasar +Rp0,5", "whole rupiah"),
        ("program", "Pasar +12.500.000", "has Rp before it"),
        ("program", "Pasar +45 ribu", "has Rp before it"),
        ("program", "Pasar +2030-2027", "lies before"),
        ("program", "Pasar +2027-30", "all four"),
        ("swot", "Warga =1.25", "125, or 1,25"),
        ("swot", "Warga =0", "above 0"),
    ],
)
def test_what_looks_like_a_tag_and_can_not_be_taken_stays_text_and_is_told(
    kind: str, line: str, said: str
) -> None:
    found = parse(line, kind)
    assert (found.text, found.keys) == (line, {})
    (doubt,) = found.doubts
    assert said in doubt.why
    tagged = parse(f"{line} #economy", kind)
    assert (tagged.text, tagged.keys, tagged.doubts) == (line, {"dimension": "economy"}, found.doubts)


def test_codes_that_differ_by_case_alone_are_not_guessed() -> None:
    session = Session(agency={code: Agency(id=code) for code in ("Dinas A", "DINAS A")})
    for typed, source in (("@Dinas A", "Dinas A"), ("@DINAS A", "DINAS A"), ("@dinas a", None)):
        assert tags.parse(f"Warga {typed}", session, METHOD, "swot").keys.get("source") == source


def _table(row: str) -> str:
    """The kind of a row of `TAKEN`."""
    return row if row in kinds() else "note"


def test_every_key_a_tag_gives_is_one_of_the_kind() -> None:
    several = {"years": "start_year", "levels": "level", "risk_level": "likelihood"}
    for row, signs in tags.TAKEN.items():
        for keys in signs.values():
            for key in keys:
                assert several.get(key, key) in kinds()[_table(row)].keys


def test_every_list_that_is_captured_takes_what_its_entries_can_hold() -> None:
    known = {
        "dimension",
        "source",
        "lead",
        "agency",
        "owner",
        "due",
        "certainty",
        "horizon",
        "funding",
        "group",
    }
    spoken_as_said = {"minute", "fact", "inbox"}  # printed word by word, or read when they are sorted
    for spec in LISTS.values():
        for column in spec.columns:
            row = tags.taker(column.kind, column.preset)
            if column.capture and column.kind and row not in spoken_as_said:
                held = {key for keys in tags.TAKEN.get(row, {}).values() for key in keys}
                assert known & set(kinds()[column.kind].keys) <= held | set(column.preset) | _given(
                    column.kind
                ), column


def _given(kind: str) -> set[str]:
    """Keys that a line of a kind gives without a sign."""
    return {"agency"} if kind in tags.NAMED else set()


def test_a_note_takes_tags_by_its_own_kind() -> None:
    assert tags.taker("note", {"kind": "action"}) == "action"
    assert tags.taker("note", {"kind": "fact"}) not in tags.TAKEN
    assert tags.taker("note", {}) not in tags.TAKEN
    assert tags.taker("swot", {"quadrant": "threat"}) == "swot"
    assert tags.taker("program", {}) == "program"


@pytest.mark.parametrize(
    ("kind", "line", "text", "keys"),
    [
        ("program", "Bus @DINKES", "Bus", {"lead": "DINKES"}),
        ("program", "Bus usul @DINKES", "Bus", {"source": "DINKES"}),
        ("program", "Bus proposed by @DINKES", "Bus", {"source": "DINKES"}),
        ("program", "Bus diusulkan oleh: @DINKES @DISDIK", "Bus", {"source": "DINKES", "lead": "DISDIK"}),
        ("program", "Bus @DISDIK usul @DINKES #eko", "Bus", {"source": "DINKES", "lead": "DISDIK", "dimension": "economy"}),
        ("program", "Bus didukung @DINKES didukung @DISDIK", "Bus", {"supporting": ("DINKES", "DISDIK")}),
        ("program", "Bus usul DINKES", "Bus usul DINKES", {}),
        ("program", "Bus Usulan Warga @DINKES", "Bus Usulan Warga", {"lead": "DINKES"}),
        ("program", "Bus pengampu @DINKES", "Bus", {"lead": "DINKES"}),
        ("swot", "Jalan rusak usul @DINKES", "Jalan rusak", {"source": "DINKES"}),
        ("program", "usul @DINKES", "usul @DINKES", {}),
    ],
)  # fmt: skip
def test_the_agency_of_a_program_is_its_lead_and_a_word_before_it_says_otherwise(
    kind: str, line: str, text: str, keys: dict[str, Any]
) -> None:
    assert taken(line, kind) == (text, keys)


@pytest.mark.parametrize("kind", ["milestone", "decision", "action", "parking"])
def test_what_somebody_does_takes_owner_and_day(kind: str) -> None:
    assert taken("Uji coba +13 Juni 2026 @DINKES", kind) == (
        "Uji coba",
        {"due": dt.date(2026, 6, 13), "owner": "DINKES"},
    )


@pytest.mark.parametrize(
    ("line", "text", "keys"),
    [
        ("Jaringan ada =2", "Jaringan ada", {"level": 2}),
        ("Jaringan ada =2-4", "Jaringan ada", {"level": 2, "target_level": 4}),
    ],
)
def test_a_readiness_finding_takes_its_levels(line: str, text: str, keys: dict[str, Any]) -> None:
    assert taken(line, "readiness") == (text, keys)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("@DISKOMINFO", {"owner": "DISKOMINFO"}),
        ("@budi  santoso, S.T.", {"owner": "Budi Santoso, S.T."}),
        ("+13 Juni 2022", {"due": dt.date(2022, 6, 13)}),
        ("+13/6/2022", {"due": dt.date(2022, 6, 13)}),
        ("+2022-06-13", {"due": dt.date(2022, 6, 13)}),
        ("+1 agt 2026", {"due": dt.date(2026, 8, 1)}),
    ],
)
def test_an_action_takes_its_owner_and_its_day(typed: str, keys: dict[str, Any]) -> None:
    found = parse(f"Kirim data {typed}", "action")
    assert (found.text, found.keys, found.doubts) == ("Kirim data", keys, ())


@pytest.mark.parametrize(
    "typed",
    ["+12 orang 2022", "+12 orang", "+5", "+10-15", "+62 812 3456", "@DINAS X", "+orang 2022"],
)
def test_what_is_neither_owner_nor_day_is_text(typed: str) -> None:
    found = parse(f"Pasang router {typed}", "action")
    assert (found.text, found.keys, found.doubts) == (f"Pasang router {typed}", {}, ())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("+13 Juni", "has no year"),
        ("+13/6", "has no year"),
        ("+Juni 2026", "has no day"),
        ("+06/2026", "has no day"),
        ("+2026-06", "has no day"),
        ("+2026", "has no day"),
        ("+akhir Agustus", "has no day"),
        ("+pertengahan Agustus 2026", "has no day"),
        ("+Agustus", "has no day"),
        ("+13 Juni 22", "all four"),
        ("+31 Februari 2022", "a date that exists"),
    ],
)
def test_a_day_that_can_not_be_taken_stays_text_and_is_asked_about(typed: str, said: str) -> None:
    found = parse(f"Kirim data {typed}", "action")
    assert (found.text, found.keys) == (f"Kirim data {typed}", {})
    assert said in found.doubts[0].why


def test_owner_and_day_are_said_in_words_and_owners_offered() -> None:
    assert shown("Kirim data @DINKES +13 Juni 2022", "action", "note") == [
        ("Owner", "DINKES"),
        ("Due", "13 June 2022"),
    ]
    assert "@Budi Santoso, S.T." in offered("Kirim data @bud", "action")
    assert offered("Kirim data @kes", "action") == ["@DINKES"]


# Without signs ------------------------------------------------------------------------------------------------------


def _strategies() -> Session:
    session = Session()
    for quadrant, letter in (("strength", "s"), ("weakness", "w"), ("opportunity", "o"), ("threat", "t")):
        for number in (1, 2):
            id = f"sw-{letter}{number}"
            session.swot[id] = Swot(id=id, quadrant=quadrant, text="x", added=strategies.NOW)  # type: ignore[arg-type]
    session.swot["sw-s3"] = Swot(
        id="sw-s3", quadrant="strength", text="x", merged_into="sw-s1", added=strategies.NOW
    )
    for number in (1, 2):
        id = f"st-{number}"
        session.strategy[id] = Strategy(id=id, quadrant="SO", text="x", added=strategies.NOW)
    session.mission["ms-1"] = Mission(id="ms-1", text="x", added=strategies.NOW)
    session.agency["DISKOMINFO"] = Agency(id="DISKOMINFO", name="Dinas Kominfo")
    return session


@pytest.mark.parametrize(
    ("line", "text", "factors", "doubts"),
    [
        ("Pasarkan S1 O2", "Pasarkan", "s1 o2", []),
        ("S1 O2 Pasarkan", "Pasarkan", "s1 o2", []),
        ("S1, O2: Pasarkan", "Pasarkan", "s1 o2", []),
        ("(S1, S2, O2) Pasarkan", "Pasarkan", "s1 s2 o2", []),
        ("Pasarkan (S1-O2)", "Pasarkan", "s1 o2", []),
        ("Pasarkan [w1 dan t2].", "Pasarkan", "w1 t2", []),
        ("Pasarkan (W2)", "Pasarkan", "w2", []),
        ("S1: Pasarkan", "Pasarkan", "s1", []),
        ("S1 O1 Pasarkan S2 O2", "Pasarkan", "s2 o2 s1 o1", []),
        ("Pasarkan S3 O1 #economy", "Pasarkan", "s1 o1", []),
        ("Pasarkan #economy S1 O1", "Pasarkan", "s1 o1", []),
        ("Pasarkan S1 O9", "Pasarkan O9", "s1", ["O9"]),
        ("Pasarkan S9 O1", "Pasarkan S9", "o1", ["S9"]),
        ("Pasarkan (S9, O1)", "Pasarkan (S9, O1)", "", ["S9"]),
        ("Pasarkan S1-S2 O1", "Pasarkan S1-S2 O1", "", ["S1-S2 O1"]),
        ("Tambah lulusan S1", "Tambah lulusan S1", "", []),
        ("Tambah lulusan S1 dan S2", "Tambah lulusan S1 dan S2", "", []),
        ("Beasiswa sarjana (S1)", "Beasiswa sarjana (S1)", "", []),
        ("Kurangi CO2", "Kurangi CO2", "", []),
        ("Forum G20 S1 O1", "Forum G20 S1 O1", "", []),
        ("S1 O2", "S1 O2", "", []),
    ],
)
def test_spoken_numbers_are_the_factors_of_a_strategy(
    line: str, text: str, factors: str, doubts: list[str]
) -> None:
    found = tags.parse(line, _strategies(), METHOD, "strategy")
    assert set(found.keys.get("factors", ())) == {f"sw-{one}" for one in factors.split()}
    assert " ".join(found.text.split()) == text
    assert [one.typed for one in found.doubts] == doubts
    assert "".join(piece.typed for piece in found.pieces) == line


def test_other_kinds_refer_by_spoken_numbers_as_well() -> None:
    session = _strategies()
    assert taken("Bus SO1 SO2", "program", session) == ("Bus", {"strategies": ("st-1", "st-2")})
    assert taken("Bus (SO1, W2, M1)", "program", session) == (
        "Bus",
        {"strategies": ("st-1",), "supports": ("sw-w2",), "mission": "ms-1"},
    )
    assert taken("Beasiswa S1", "program", session) == ("Beasiswa S1", {})
    assert taken("M1: Layanan cepat", "objective", session) == ("Layanan cepat", {"mission": "ms-1"})
    assert taken("S1 O1 Pasar", "swot", session) == ("S1 O1 Pasar", {})
    found = tags.parse("Bus (SO1, W2)", session, METHOD, "program")
    assert tag_offers.shown(found, METHOD, session, "program") == [
        ("Strategies", "SO1"),
        ("Answers to (SWOT, issue, gap)", "W2"),
    ]


@pytest.mark.parametrize(
    ("kind", "line", "text", "keys"),
    [
        ("signatory", "Neni M., Wali Kota Bontang", "Neni M.", {"position": "Wali Kota Bontang"}),
        ("signatory", "Neni M. - Wali Kota Bontang", "Neni M.", {"position": "Wali Kota Bontang"}),
        ("signatory", "Ir. Budi, S.T., M.Si, Kepala Dinas, Kota Bontang @DISKOMINFO", "Ir. Budi, S.T., M.Si",
         {"position": "Kepala Dinas, Kota Bontang", "agency": "DISKOMINFO"}),
        ("signatory", "Budi, Kepala Dinas, Dinas Kominfo, NIP 19700101 199003 1 001", "Budi",
         {"position": "Kepala Dinas", "agency": "DISKOMINFO", "nip": "19700101 199003 1 001"}),
        ("signatory", "Neni M.", "Neni M.", {}),
        ("signatory", ", Wali Kota", ", Wali Kota", {}),
        ("participant", "Budi, S.Kom, Kabid IKP, DISKOMINFO", "Budi, S.Kom", {"position": "Kabid IKP", "agency": "DISKOMINFO"}),
        ("participant", "Budi; DISKOMINFO; narasumber", "Budi", {"agency": "DISKOMINFO", "position": "narasumber"}),
        ("participant", "Budi !ahli", "Budi", {"role": "expert"}),
    ],
)  # fmt: skip
def test_behind_a_name_stand_position_agency_and_role(
    kind: str, line: str, text: str, keys: dict[str, Any]
) -> None:
    found = tags.parse(line, _strategies(), METHOD, kind)
    assert (found.text.strip(), found.keys) == (text, keys)
    assert "".join(piece.typed for piece in found.pieces) == line


# In words -----------------------------------------------------------------------------------------------------------


def test_the_tags_of_a_line_are_said_in_words() -> None:
    line = "Pasar #eko @DINKES usul @DISDIK +medium +2027-2030 +Rp1,5 miliar"
    assert shown(line, "program") == [
        ("Dimension", "Economy"),
        ("Lead agency", "DINKES"),
        ("Proposed by", "DISDIK"),
        ("Horizon", "Medium term"),
        ("Years", "2027-2030"),
        ("Budget", "Rp1,5 miliar"),
    ]
    i18n.use("id")
    assert shown("Warga !fact =2,5 ~meja 1") == [
        (labels.key_label("certainty"), "fakta"),
        (labels.key_label("weight"), "2,5"),
        (labels.key_label("group"), "Meja 1"),
    ]
    assert shown("Warga") == []


# Completion ---------------------------------------------------------------------------------------------------------


def test_what_begins_as_typed_is_offered_first_then_what_is_used_most() -> None:
    assert offered("Warga @d") == ["@DISDIK", "@DISKOMINFO", "@DINKES"]
    assert offered("Warga @kes") == ["@DINKES"]
    assert offered("Warga #")[0] == "#living"
    assert offered("Warga #eco") == ["#economy"]
    assert offered("Warga #eko") == ["#ekonomi"]
    assert offered("Warga #tata k") == ["#Tata kelola"]
    assert offered("Warga ~") == ["~Meja 1", "~Kelompok pesisir"]
    assert offered("Pasar +m", "program") == ["+medium"]
    assert offered("Pasar +20", "program") == ["+2026", "+2027-2030"]
    i18n.use("id")
    assert offered("Warga #e")[:2] == ["#ekonomi", "#environment"]
    assert offered("Warga !") == ["!fakta", "!asumsi", "!pendapat"]


def test_a_completion_says_what_it_means_and_gives_the_whole_line() -> None:
    assert tag_offers.completions("  Warga #living @kes", SESSION, METHOD, "swot") == [
        tag_offers.Completion("@DINKES", "Dinas Kesehatan", "  Warga #living @DINKES")
    ]


@pytest.mark.parametrize(
    "line",
    ["", "Warga", "#", "@d", "Warga @DINKES", "Warga #3 dan", "Warga =", "Warga#e", "Warga $e", "Warga +m"],
)
def test_where_nothing_fits_nothing_is_offered(line: str) -> None:
    assert offered(line) == []


def test_every_completion_is_a_tag() -> None:
    for kind, signs in tags.TAKEN.items():
        for sign in signs:
            for one in tag_offers.completions(f"Warga {sign}", SESSION, METHOD, kind):
                assert parse(one.line, kind).keys, one
                assert parse(one.line, kind).text == "Warga"


# Whatever comes -----------------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    ["#economy", "#tata kelola", "@DINKES", "@dinas", "!fact", "=5", "=1.25", "+medium", "+2027-2030", "+Rp1,5 miliar",
     "+1.25", "~meja 1", "#", "+", " ", "  ", "\t", "\n", "teks", "Rp 900 juta", "\u00a0", ".",
     "usul", "usul @DINKES", "+13 Juni 2026", "+13 Juni", "@Budi Santoso", "W1", "W2", "O1", "(W1, W2)", "W1 W2:", "M.Si,", ", Kepala",
     "@DISKOMINF", "#econmy", "=0", "!narasumber", "=2-4", "NIP 19700101 199003 1 001", "-", ";", "(", ")"]
)  # fmt: skip
_LINES = st.one_of(
    st.lists(_PIECES, max_size=8).map(" ".join),
    st.lists(_PIECES, max_size=8).map("".join),
    st.text(max_size=60),
    st.sampled_from([*hostile_text.STRINGS.values(), hostile_text.SURROGATE, hostile_text.HUGE]),
)


@given(_LINES, st.sampled_from([*kinds(), *tags.TAKEN]))
def test_text_and_tags_are_the_line_and_give_an_entry(line: str, kind: str) -> None:
    found = parse(line, kind)
    assert "".join(piece.typed for piece in found.pieces) == line
    assert found.tags == () or found.text.strip()
    assert all(line[one.at :].startswith(one.typed) for one in found.doubts)
    if found.tags:
        of = kinds()[_table(kind)]
        needed = {
            "element": "structure",
            "kind": "action",
            "quick_win": "qw-00000001",
            "quadrant": "SO" if kind == "strategy" else "weakness",
            "horizon": "short",
            "dimension": "living",
        }
        values = {of.text_key: "x", "id": "x", "added": strategies.NOW} | needed | found.keys
        build(of, {key: value for key, value in values.items() if key in of.keys})
    tag_offers.shown(found, METHOD, SESSION, _table(kind))
    for one in tag_offers.completions(line, SESSION, METHOD, kind):
        assert len(one.line) <= len(line) + 200
    tags.asked(found.doubts)


@given(st.text(max_size=200), st.sampled_from(list(kinds())))
def test_a_line_without_signs_is_as_it_was(line: str, kind: str) -> None:
    if not set(line) & set("#@!=+~"):
        found = parse(line, kind)
        if kind not in tags.NAMED and not re.search("[0-9]", line):
            assert (found.text, found.keys) == (line, {})
        assert found.doubts == ()


def test_a_very_long_line_is_parsed_like_a_short_one() -> None:
    found = parse("teks " * 4_000 + "#economy " * 2_000)
    assert len(found.tags) == 2_000
    assert found.keys == {"dimension": "economy"}
    assert parse("# @ " * 50_000).tags == ()


@pytest.mark.parametrize(
    ("typed", "amount", "source"),
    [
        ("+2,5 miliar APBD", 2_500_000_000, "apbd"),
        ("+Rp2,4 miliar APBD", 2_400_000_000, "apbd"),
        ("+Rp 750 juta dari APBN", 750_000_000, "apbn"),
    ],
)
def test_an_amount_may_have_its_source_behind_it(typed: str, amount: int, source: str) -> None:
    found = parse(f"Mal #governance @DINKES {typed} +2022", "program")
    assert (found.text, found.doubts) == ("Mal", ())
    assert (found.keys["budget_idr"], found.keys["funding"]) == (amount, (source,))
    assert "apbd" not in [words for _label, words in shown(f"Mal {typed}", "program")]


def test_what_a_list_does_not_take_is_asked_about_and_the_tags_beside_it_are_taken() -> None:
    found = parse("Sampah belum terangkut #governance @DINKES !fakta", "issue")
    assert (found.text, found.keys) == ("Sampah belum terangkut @DINKES !fakta", {"dimension": "governance"})
    assert doubted("Sampah belum terangkut #governance @DINKES !fakta", "issue") == [
        ("@DINKES", "nothing in this list has @"),
        ("!fakta", "nothing in this list has !"),
    ]
    assert doubted("Pasang router #governance", "action") == [("#governance", "nothing in this list has #")]


def test_a_source_may_stand_before_its_amount_and_money_of_one_year_is_told() -> None:
    for typed in ("apbd 800 juta", "APBD Rp 800 juta", "800 juta apbd"):
        keys = parse(f"Bus +{typed}", "program").keys
        assert keys == {"budget_idr": 800_000_000, "funding": ("apbd",)}, typed
    (doubt,) = parse("Bus +2027 apbd 1,5 miliar", "program").doubts
    assert "is money of one year" in doubt.why


@pytest.mark.parametrize(
    ("line", "kind", "unknown"),
    [("Bus +1,5M", "program", "+1,5M"), ("Bus +5 orang", "program", "+5"), ("Desa 2+2", "program", "")],
)
def test_what_looks_like_a_tag_and_stays_text_is_said(line: str, kind: str, unknown: str) -> None:
    assert tags.unknown(parse(line, kind), kind) == unknown


def test_a_list_without_tags_says_so_of_what_looks_like_one() -> None:
    assert tags.untaken(parse("Jumlah desa 213 !bps", "fact"), "fact") == "!bps"
    assert tags.untaken(parse("Jumlah desa 213 !bps", "swot"), "swot") == ""


def test_tags_with_words_behind_them_are_asked_about() -> None:
    parsed = parse("Bus #tata @DISDUKCAPIL 2026 apbd 800 juta", "program")
    assert "“#tata” stays text" in tag_offers.asked_about_inside(parsed, SESSION, METHOD, "program")
    assert (
        tag_offers.asked_about_inside(parse("C# bagus di #3 kota", "program"), SESSION, METHOD, "program")
        == ""
    )


def test_a_day_without_its_year_is_the_first_from_the_beginning_of_the_workshop_on() -> None:
    session = SESSION.copy()
    stages = [Add("stage", {"id": f"stage-{n}", "start": dt.date(2026, 6 + n, 14)}) for n in (1, 2)]
    for stage in stages:
        edits.apply(session, stage)
    assert tags.parse("Kirim data +24 Juli", session, METHOD, "action").keys == {"due": dt.date(2026, 7, 24)}
    assert tags.parse("Kirim data +15 Januari", session, METHOD, "milestone").keys == {
        "due": dt.date(2027, 1, 15)
    }
    edits.apply(session, Add("stage", {"id": "stage-3", "start": dt.date(2027, 1, 14)}))
    assert tags.parse("Kirim data +24 Juli", session, METHOD, "action").keys == {"due": dt.date(2026, 7, 24)}
    edits.apply(session, Add("stage", {"id": "stage-4", "start": dt.date(2027, 8, 14)}))
    (doubt,) = tags.parse("Kirim data +24 Juli", session, METHOD, "action").doubts
    assert "has no year" in doubt.why


@pytest.mark.parametrize("typed", ["@semua", "@semua perangkat daerah", "@Semua OPD"])
def test_all_agencies_may_own_a_thing(typed: str) -> None:
    assert parse(f"Kirim data {typed}", "action").keys == {"owner": "Semua perangkat daerah"}


def test_a_tag_inside_a_line_is_told_from_what_is_none() -> None:
    line = "Mal #governance @DINKES 2022 Rp 2,5 miliar APBD"
    word = tags.unknown(parse(line, "program"), "program")
    assert word == "@DINKES"
    assert tags.is_elsewhere(word, SESSION, METHOD, "program")
    assert not tags.is_elsewhere("@NOBODY", SESSION, METHOD, "program")


@pytest.mark.parametrize(
    ("language", "tags_of"),
    [
        ("id", ["!dewan", "!tim", "!opd", "!ahli", "!fasilitator", "!mitra", "!pengamat"]),
        ("en", ["!council", "!team", "!agency", "!expert", "!facilitator", "!partner", "!observer"]),
    ],
)
def test_roles_are_offered_in_the_language_of_the_screen(language: str, tags_of: list[str]) -> None:
    i18n.use(language)
    assert offered("Budi !", "participant")[: len(tags_of)] == tags_of  # duties follow


def test_a_role_that_is_not_known_is_asked_about_and_no_part_of_the_name() -> None:
    (doubt,) = tags.parse("Budi !narasumber", SESSION, METHOD, "participant").doubts
    assert doubt.typed == "!narasumber"


def test_a_risk_says_its_program_by_its_number_and_likelihood_and_impact_in_one_tag() -> None:
    parsed = parse("Penyedia terlambat P1 =4x3 @DISKOMINFO", "risk")
    assert parsed.text == "Penyedia terlambat"
    assert parsed.keys == {
        "program": "pr-00000001",
        "likelihood": 4,
        "impact": 3,
        "owner": "DISKOMINFO",
    }
    assert parse("Penyedia terlambat =4 × 3", "risk").keys == {"likelihood": 4, "impact": 3}
    assert ("Likelihood × impact", "4 × 3 = 12") in tag_offers.shown(parsed, METHOD, SESSION, "risk")


@pytest.mark.parametrize(
    ("typed", "says"),
    [("=4", "=4 can be likelihood or impact"), ("=4x6", "from 1 to 5"), ("P99", "P99")],
)
def test_half_of_a_risk_s_level_one_out_of_range_and_an_unknown_program_are_asked_about(
    typed: str, says: str
) -> None:
    parsed = parse(f"Penyedia terlambat {typed}", "risk")
    assert parsed.keys == {}
    assert says in tags.asked(parsed.doubts)


@pytest.mark.parametrize(
    ("typed", "track"),
    [
        ("#regulation", "regulation"),
        ("#Regulasi", "regulation"),
        ("#hukum", "regulation"),
        ("#sdm", "people"),
        ("#keamanan informasi", "security"),
        ("#keamanan-informasi", "security"),
        ("#data", "data"),
        ("#aplikasi", "application"),
    ],
)
def test_the_enabling_track_of_a_program_stands_behind_the_same_sign_as_its_dimension(
    typed: str, track: str
) -> None:
    parsed = parse(f"Pusat data {typed}", "program")
    assert (parsed.text, parsed.keys) == ("Pusat data", {"track": track})
    both = parse(f"Pusat data #ekonomi {typed}", "program")
    assert both.keys == {"dimension": "economy", "track": track}
    assert parse(f"Pusat data {typed}", "issue").keys == {}


def test_no_track_is_spelt_as_a_dimension_or_as_another_track() -> None:
    names = [
        spelling.casefold().replace("-", " ")
        for thing in [
            *map(tag_names.spellings, METHOD.dimension),
            *map(tag_names.track_spellings, METHOD.track),
        ]
        for spelling in {one.casefold().replace("-", " ") for one in thing}
    ]
    assert len(names) == len(set(names))


def test_two_programs_of_one_risk_are_asked_about() -> None:
    parsed = parse("Penyedia terlambat P1 dan P2", "risk")
    assert parsed.keys == {}
    assert [doubt.typed for doubt in parsed.doubts] == ["P1 dan P2"]
    same = parse("Penyedia terlambat P1, P1", "risk")
    assert same.keys == {}
