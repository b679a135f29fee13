"""Tags at the end of a captured line, what stays text, and what is offered while one types."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import hostile_text, strategies

from bimtek_tui import i18n
from bimtek_tui.facilitation import tags
from bimtek_tui.model import labels, method
from bimtek_tui.model.entries import Plan, Program, Session, Swot
from bimtek_tui.model.kinds import build, kinds
from bimtek_tui.model.workshop_entries import Agency, Participant

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


def offered(line: str, kind: str = "swot") -> list[str]:
    return [one.tag for one in tags.completions(line, SESSION, METHOD, kind)]


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
        ("program", "+Rp 1,5 M", {"budget_idr": 1_500_000_000}),
        ("program", "+rp500jt", {"budget_idr": 500_000_000}),
        ("program", "+Rp 12.500.000,-", {"budget_idr": 12_500_000}),
        ("program", "@dinkes", {"source": "DINKES"}),
        ("issue", "#living", {"dimension": "living"}),
        ("gap", "#living", {"dimension": "living"}),
        ("strategy", "#living", {"dimension": "living"}),
        ("participant", "@disdik", {"agency": "DISDIK"}),
    ],
)
def test_a_sign_and_a_known_value_at_the_end_are_a_tag(kind: str, typed: str, keys: dict[str, Any]) -> None:
    found = parse(f"Internet lambat {typed}", kind)
    assert found == tags.Parsed("Internet lambat", (tags.Tag(f" {typed}", keys),), keys)


def test_several_tags_come_in_any_order() -> None:
    found = parse("Pasar digital +medium @DINKES  +2027-2030 +Rp1,5 miliar #eko ", "program")
    assert found.text == "Pasar digital"
    assert [tag.typed for tag in found.tags] == [
        " +medium", " @DINKES", "  +2027-2030", " +Rp1,5 miliar", " #eko ",
    ]  # fmt: skip
    assert found.keys == {
        "horizon": "medium", "source": "DINKES", "start_year": 2027, "end_year": 2030, "budget_idr": 1_500_000_000,
        "dimension": "economy",
    }  # fmt: skip
    assert not found.told


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
    assert parse(line) == tags.Parsed(line)


@pytest.mark.parametrize(
    "line",
    [
        "Beasiswa +5000", "Beasiswa +10", "Jembatan +5 m", "Rusun +5 t", "Rp 900 juta", "Dana +Rp banyak", "Dana +Rp5 orang",
        "Tahap +p", "Dana +Rp 1,5 miliar.", "Warga =5", "Warga !fact",
    ],
)  # fmt: skip
def test_what_is_no_known_tag_of_a_program_is_text(line: str) -> None:
    assert parse(line, "program") == tags.Parsed(line)


def test_kinds_without_tags_have_text_only() -> None:
    for kind in ("note", "mission", "agency", "signatory"):
        assert parse("Catatan #economy @DINKES", kind) == tags.Parsed("Catatan #economy @DINKES")


def test_a_line_of_tags_only_is_text_and_that_is_told() -> None:
    for line in ("#economy", " #economy @DINKES !fact", "\u200b #economy"):
        found = parse(line)
        assert (found.text, found.tags, found.keys) == (line, (), {})
        assert "no text before the tags" in found.told[0]


def test_of_two_tags_for_one_key_the_later_counts_and_that_is_told() -> None:
    found = parse("Warga #economy @DINKES #living")
    assert found.text == "Warga"
    assert found.keys == {"dimension": "living", "source": "DINKES"}
    assert found.told == ("“#living” comes later and counts",)
    assert parse("Warga #economy #ekonomi").told == ()
    assert parse("Program +2026 +2027-2030", "program").keys == {"start_year": 2027, "end_year": 2030}


@pytest.mark.parametrize(
    ("kind", "line", "said"),
    [
        ("program", "Pasar +1.25", "can mean two"),
        ("program", "Pasar +1.25 miliar", "125 miliar, or 1,25 miliar"),
        ("program", "Pasar +Rp1.25 miliar", "125 miliar, or 1,25 miliar"),
        ("program", "Pasar +Rp0,5", "whole rupiah"),
        ("program", "Pasar +12.500.000", "has Rp before it"),
        ("program", "Pasar +5 juta", "has Rp before it"),
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
    assert len(found.told) == 1
    assert said in found.told[0]
    tagged = parse(f"{line} #economy", kind)
    assert (tagged.text, tagged.keys, tagged.told) == (line, {"dimension": "economy"}, found.told)


def test_codes_that_differ_by_case_alone_are_not_guessed() -> None:
    session = Session(agency={code: Agency(id=code) for code in ("Dinas A", "DINAS A")})
    for typed, source in (("@Dinas A", "Dinas A"), ("@DINAS A", "DINAS A"), ("@dinas a", None)):
        assert tags.parse(f"Warga {typed}", session, METHOD, "swot").keys.get("source") == source


def test_every_key_a_tag_gives_is_one_of_the_kind() -> None:
    for kind, signs in tags.TAKEN.items():
        table = "note" if kind == "action" else kind
        for keys in signs.values():
            for key in keys:
                assert {"start_year" if key == "years" else key} <= set(kinds()[table].keys)


def test_a_note_takes_tags_by_its_own_kind() -> None:
    assert tags.taker("note", {"kind": "action"}) == "action"
    assert tags.taker("note", {"kind": "fact"}) not in tags.TAKEN
    assert tags.taker("note", {}) not in tags.TAKEN
    assert tags.taker("swot", {"quadrant": "threat"}) == "swot"


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
    assert parse(f"Kirim data {typed}", "action") == tags.Parsed(
        "Kirim data", (tags.Tag(f" {typed}", keys),), keys
    )


@pytest.mark.parametrize(
    "typed",
    ["+12 orang 2022", "+12 orang", "+5", "+10-15", "+62 812 3456", "+2027-2030", "@DINAS X", "#economy"],
)
def test_what_is_neither_owner_nor_day_is_text(typed: str) -> None:
    assert parse(f"Pasang router {typed}", "action") == tags.Parsed(f"Pasang router {typed}")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("+13 Juni", "has no year"),
        ("+13/6", "has no year"),
        ("+13 Juni 22", "all four"),
        ("+31 Februari 2022", "a date that exists"),
    ],
)
def test_a_day_that_can_not_be_taken_stays_text_and_is_told(typed: str, said: str) -> None:
    found = parse(f"Kirim data {typed}", "action")
    assert (found.text, found.keys) == (f"Kirim data {typed}", {})
    assert said in " ".join(found.told)


def test_owner_and_day_are_said_in_words_and_owners_offered() -> None:
    found = parse("Kirim data @DINKES +13 Juni 2022", "action")
    assert tags.shown(found, METHOD) == [("Owner", "DINKES"), ("Due", "13 June 2022")]
    assert "@Budi Santoso, S.T." in offered("Kirim data @bud", "action")
    assert offered("Kirim data @kes", "action") == ["@DINKES"]


# In words -----------------------------------------------------------------------------------------------------------


def test_the_tags_of_a_line_are_said_in_words() -> None:
    program = parse("Pasar #eko @DINKES +medium +2027-2030 +Rp1,5 miliar", "program")
    assert tags.shown(program, METHOD) == [
        ("Dimension", "Economy"),
        ("Proposed by", "DINKES"),
        ("Horizon", "Medium term"),
        ("Years", "2027-2030"),
        ("Budget", "Rp 1,5 miliar"),
    ]
    i18n.use("id")
    assert tags.shown(parse("Warga !fact =2,5 ~meja 1"), METHOD) == [
        (labels.key_label("certainty"), "fakta"),
        (labels.key_label("weight"), "2,5"),
        (labels.key_label("group"), "Meja 1"),
    ]
    assert tags.shown(parse("Warga"), METHOD) == []


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
    assert tags.completions("  Warga #living @kes", SESSION, METHOD, "swot") == [
        tags.Completion("@DINKES", "Dinas Kesehatan", "  Warga #living @DINKES")
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
            for one in tags.completions(f"Warga {sign}", SESSION, METHOD, kind):
                assert parse(one.line, kind).keys, one
                assert parse(one.line, kind).text == "Warga"


# Whatever comes -----------------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    ["#economy", "#tata kelola", "@DINKES", "@dinas", "!fact", "=5", "=1.25", "+medium", "+2027-2030", "+Rp1,5 miliar",
     "+1.25", "~meja 1", "#", "+", " ", "  ", "\t", "\n", "teks", "Rp 900 juta", "\u00a0", "."]
)  # fmt: skip
_LINES = st.one_of(
    st.lists(_PIECES, max_size=8).map(" ".join),
    st.lists(_PIECES, max_size=8).map("".join),
    st.text(max_size=60),
    st.sampled_from([*hostile_text.STRINGS.values(), hostile_text.SURROGATE, hostile_text.HUGE]),
)


@given(_LINES, st.sampled_from(list(kinds())))
def test_text_and_tags_are_the_line_and_give_an_entry(line: str, kind: str) -> None:
    found = parse(line, kind)
    assert found.text + "".join(tag.typed for tag in found.tags) == line
    assert found.tags == () or found.text.strip()
    if found.tags:
        of = kinds()[kind]
        needed = {
            "quadrant": "SO" if kind == "strategy" else "weakness",
            "horizon": "short",
            "dimension": "living",
        }
        values = {of.text_key: "x", "id": "x", "added": strategies.NOW} | needed | found.keys
        build(of, {key: value for key, value in values.items() if key in of.keys})
    tags.shown(found, METHOD)
    tags.completions(line, SESSION, METHOD, kind)


@given(st.text(max_size=200), st.sampled_from(list(kinds())))
def test_a_line_without_signs_is_as_it_was(line: str, kind: str) -> None:
    if not set(line) & set("#@!=+~"):
        assert parse(line, kind) == tags.Parsed(line)


def test_a_very_long_line_is_parsed_like_a_short_one() -> None:
    found = parse("teks " * 4_000 + "#economy " * 2_000)
    assert len(found.tags) == 2_000
    assert found.keys == {"dimension": "economy"}
    assert parse("# @ " * 50_000).tags == ()
