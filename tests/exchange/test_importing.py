"""A table as changes to a session: columns by heading, rows by id or words, every fault with row and column."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from support.workbooks import cells, xlsx

from bimtek_tui import i18n
from bimtek_tui.errors import Refused
from bimtek_tui.exchange import EXPORTED, IMPORTED, answers, exporting, forms, headings, importing, previews
from bimtek_tui.exchange.answers import Answers
from bimtek_tui.exchange.importing import Plan
from bimtek_tui.i18n import _
from bimtek_tui.model import edits, method
from bimtek_tui.model.edits import Add, Edit
from bimtek_tui.model.entries import Session

NOW = dt.datetime(2026, 6, 16, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
METHOD = method.load("kominfo-1")


def do(session: Session, edit: Edit | None) -> None:
    assert edit
    for one in edits.simple(edit):
        edits.apply(session, one)


def put(session: Session, kind: str, id: str, **keys: Any) -> str:
    do(session, Add(kind, {"id": id, **keys, **({} if kind == "agency" else {"added": NOW})}))
    return id


@pytest.fixture
def session() -> Session:
    made = Session()
    put(made, "agency", "DISKOMINFO", name="Dinas Komunikasi dan Informatika")
    put(made, "agency", "DISPERKIM", name="Dinas Perumahan, Permukiman dan Pertanahan")
    put(made, "swot", "sw-00000001", quadrant="weakness", text="Data belum terpadu.")
    put(
        made, "program", "pr-00000001", name="Pasar Digital", horizon="short", lead="DISKOMINFO", unit="pasar"
    )
    return made


def planned(
    session: Session, folder: Path, kind: str, content: str, answers: Answers = importing.NO_ANSWERS
) -> Plan:
    path = folder / "tabel.csv"
    path.write_text(content, encoding="utf-8")
    return importing.plan(importing.read(path, kind), kind, session, METHOD, answers=answers)


def verdicts(plan: Plan) -> list[tuple[int, str]]:
    return [(line.number, line.verdict) for line in plan.rows]


def faults(plan: Plan) -> list[str]:
    return [str(one) for one in plan.faults]


def test_a_table_of_an_office_is_read_in_its_own_words(session: Session, tmp_path: Path) -> None:
    plan = planned(
        session,
        tmp_path,
        "program",
        "DAFTAR USULAN;;;;;;;;;\n"
        "No;NAMA PROGRAM*;Jangka;Dimensi;OPD Pengampu;Opd pendukung;Anggaran;Sumber dana;Tahun;Kegiatan;Catatan\n"
        "1;Energi  Surya;jangka menengah;Smart Environment;Dinas Komunikasi dan Informatika;"
        "Dinas Perumahan, Permukiman dan Pertanahan, DISKOMINFO;Rp 1,5 miliar;APBD Kota; 2027-2029;satu; dua;x\n".replace(
            "satu; dua", '"satu; dua"'
        ),
    )
    assert faults(plan) == []
    assert plan.rows[0].keys == {
        "name": "Energi Surya",
        "horizon": "medium",
        "dimension": "environment",
        "lead": "DISKOMINFO",
        "supporting": ("DISPERKIM", "DISKOMINFO"),
        "budget_idr": 1_500_000_000,
        "funding": ("apbd",),
        "start_year": 2027,
        "end_year": 2029,
        "activities": ("satu", "dua"),
    }
    assert [one.heading for one in plan.unmatched] == ["Catatan"]
    assert "row 1 stands above the heading" in plan.sentences[0]


def test_numbers_of_a_workbook_are_exact_and_the_unit_of_the_heading_counts(
    session: Session, tmp_path: Path
) -> None:
    path = xlsx(
        tmp_path / "tabel.xlsx",
        cells(1, "Program", "Horizon", "Pagu (Rp juta)", "Baseline", "Mulai")
        + cells(2, "A", "panjang", "<v>1250.5</v>", "<v>78.5</v>", 2030),
    )
    plan = importing.plan(importing.read(path, "program"), "program", session, METHOD)
    assert plan.rows[0].keys == {
        "name": "A",
        "horizon": "long",
        "budget_idr": 1_250_500_000,
        "baseline": "78,5",
        "start_year": 2030,
    }


@pytest.mark.parametrize(
    ("heading", "cell", "amount"),
    [
        ("Anggaran (Rp juta)", "1250", 1_250_000_000),
        ("Anggaran dalam juta rupiah", "Rp 2,5", 2_500_000),
        ("Anggaran (Rp juta)", "1250 juta", 1_250_000_000),
        ("Biaya (Rp. 000)", "500", 500_000),
        ("Anggaran (Rp)", "1.250.000", 1_250_000),
    ],
)
def test_the_unit_of_an_amount(
    session: Session, tmp_path: Path, heading: str, cell: str, amount: int
) -> None:
    plan = planned(session, tmp_path, "program", f"Program;Horizon;{heading}\nA;pendek;{cell}\n")
    assert plan.rows[0].keys["budget_idr"] == amount


def test_every_fault_is_told_with_row_and_column_and_the_good_rows_are_taken_in(
    session: Session, tmp_path: Path
) -> None:
    plan = planned(
        session,
        tmp_path,
        "program",
        "Nama program;Horizon;Dimensi;Anggaran;Mulai;Selesai\n"
        "A;pendek;ekonomi;1000000;2027;2028\n"
        "B;entah;Ekonmi;1.5;2027;2026\n"
        ";pendek;;;;\n"
        "C;pendek;;;2028;2027\n",
    )
    assert verdicts(plan) == [(2, "new"), (3, "faulty"), (4, "faulty"), (5, "faulty")]
    said = faults(plan)
    assert [one.split(":")[0] for one in said] == [
        "row 3, column B (Horizon)",
        "row 3, column C (Dimensi)",
        "row 3, column D (Anggaran)",
        "row 4, column A (Nama program)",
        "row 5, column F (Selesai)",
    ]
    assert "did you mean “Economy”" in said[1]
    assert "can mean two amounts" in said[2]
    assert [one.field for one in plan.faults] == ["horizon", "dimension", "budget_idr", "name", "end_year"]
    assert plan.faults[0].cell == "entah"
    do(session, importing.step(session, plan, NOW))
    assert [one.name for one in session.program.values()] == ["Pasar Digital", "A"]


def test_a_table_that_is_wrong_as_a_whole_is_taken_in_by_nobodys_guess(
    session: Session, tmp_path: Path
) -> None:
    plan = planned(session, tmp_path, "program", "Program;Horizon;Jangka\nA;pendek;pendek\n")
    assert [one.row for one in plan.blocked] == [0, 0]
    with pytest.raises(Refused, match="nothing of this table is taken in before this is mended: column B"):
        importing.step(session, plan, NOW)


def test_a_repeated_import_updates_and_an_empty_cell_deletes_nothing(
    session: Session, tmp_path: Path
) -> None:
    first = "Nama program;Horizon;OPD;Satuan;Indikator\npasar  digital;pendek;diskominfo;;Pedagang\nBaru;panjang;;;\n"
    plan = planned(session, tmp_path, "program", first)
    assert verdicts(plan) == [(2, "changed"), (3, "new")]
    edit = importing.step(session, plan, NOW)
    assert edit
    assert edits.title(edit, session) == "import of 2 rows: program"
    do(session, edit)
    program = session.program["pr-00000001"]
    assert (program.name, program.unit, program.indicator) == ("pasar digital", "pasar", "Pedagang")
    again = planned(session, tmp_path, "program", first)
    assert verdicts(again) == [(2, "same"), (3, "same")]
    assert importing.step(session, again, NOW) is None


def test_which_entry_a_row_is(session: Session, tmp_path: Path) -> None:
    put(session, "program", "pr-00000002", name="Satu Data", horizon="short", lead="DISKOMINFO")
    put(session, "program", "pr-00000003", name="Satu Data", horizon="short", lead="DISPERKIM")
    put(session, "program", "pr-00000004", name="Lama", horizon="short", withdrawn="ganda")
    plan = planned(
        session,
        tmp_path,
        "program",
        "id;Nama program;Horizon;OPD\n"
        ";Satu Data;panjang;DISPERKIM\n"
        ";Satu Data;panjang;\n"
        ";Satu Data;panjang;DINKES\n"
        ";Lama;panjang;\n"
        "pr-00000001;Pasar Lain;;\n"
        "pr-0000000x;Asing;pendek;\n"
        ";Pasar Digital;pendek;\n"
        ";Kembar;pendek;\n"
        ";Kembar;panjang;\n",
    )
    assert [line.verdict for line in plan.rows] == [
        "changed", "faulty", "new", "left", "changed", "faulty", "faulty", "new", "faulty",
    ]  # fmt: skip
    assert (plan.rows[0].id, plan.rows[4].id) == ("pr-00000003", "pr-00000001")
    assert plan.rows[3].sentences == ("was withdrawn (ganda) and stays so",)
    assert faults(plan) == [
        "row 3, column B (Nama program): there are 2 entries with these words; write the id of the one that is meant",
        "row 7, column A (id): there is no program “pr-0000000x” in this session; empty the cell to add the row as a new one",
        "row 8: this is the same entry as in row 6; leave one of them out",
        "row 10, column B (Nama program): this is the same entry as in row 9; leave one of them out",
    ]


def test_swot_by_quadrant_and_text(session: Session, tmp_path: Path) -> None:
    plan = planned(
        session,
        tmp_path,
        "swot",
        "Kuadran;Uraian;Bobot;Rating\nW;data belum terpadu;12,5;3\nPeluang;Data belum terpadu.;;\n",
    )
    assert [(line.verdict, dict(line.keys)) for line in plan.rows] == [
        ("changed", {"text": "data belum terpadu", "weight": Decimal("12.5"), "rating": Decimal(3)}),
        ("new", {"quadrant": "opportunity", "text": "Data belum terpadu."}),
    ]


def test_a_swot_entry_that_was_sorted_under_another_dimension_is_not_doubled(
    session: Session, tmp_path: Path
) -> None:
    table = "Kuadran;Uraian;Dimensi\nW;Data belum terpadu.;Tata kelola\n"
    put(session, "swot", "sw-00000002", quadrant="threat", text="Banjir", dimension="living")
    put(session, "swot", "sw-00000003", quadrant="threat", text="Banjir", dimension="economy")
    plan = planned(session, tmp_path, "swot", table + "T;Banjir;Ekonomi\nT;Banjir;Lingkungan\n")
    assert [(line.verdict, line.id) for line in plan.rows] == [
        ("changed", "sw-00000001"),
        ("same", "sw-00000003"),
        ("faulty", ""),
    ]
    do(session, edits.revise(session.swot["sw-00000001"], dimension="society"))
    assert [line.id for line in planned(session, tmp_path, "swot", table).rows] == ["sw-00000001"]


def test_people_by_name_and_agency_and_never_a_telephone_number(session: Session, tmp_path: Path) -> None:
    put(session, "participant", "pt-00000001", name="Ani Lestari", agency="DISKOMINFO")
    put(session, "participant", "pt-00000002", name="Budi", agency="DISKOMINFO")
    plan = planned(
        session,
        tmp_path,
        "participant",
        "No;Nama;Instansi;Peran;No. HP\n"
        "1;ani lestari;DISKOMINFO;Tenaga ahli;0812\n"
        "2;Ani Lestari;DISPERKIM;peserta;\n"
        "3;Budi, S.T.;DISKOMINFO;;\n"
        "4;Cici 081234567890;DISKOMINFO;;\n",
    )
    assert verdicts(plan) == [(2, "changed"), (3, "new"), (4, "faulty"), (5, "faulty")]
    assert plan.rows[0].keys == {"name": "ani lestari", "role": "expert"}
    assert [one.heading for one in plan.unmatched] == ["No. HP"]
    assert "may be “Budi”" in faults(plan)[0]
    assert "telephone numbers and addresses are not kept here" in faults(plan)[1]


def test_agencies_by_code(session: Session, tmp_path: Path) -> None:
    plan = planned(
        session,
        tmp_path,
        "agency",
        "Kode;Nama\ndiskominfo;Diskominfo Kota\nDINKES;Dinas Kesehatan\n;Tanpa Kode\n",
    )
    assert [(line.verdict, line.id) for line in plan.rows] == [
        ("changed", "DISKOMINFO"),
        ("new", ""),
        ("faulty", ""),
    ]
    assert faults(plan) == ["row 4, column A (Kode): an agency needs its code, such as DISKOMINFO"]


def test_two_columns_for_one_key_and_no_column_at_all(session: Session, tmp_path: Path) -> None:
    plan = planned(session, tmp_path, "program", "Program;Horizon;Nama program\nA;pendek;B\n")
    assert [str(one) for one in plan.faults][:1] == [
        "column A (Program): more than one column holds “Name”; rename or remove the others"
    ]
    plan = planned(session, tmp_path, "program", "x;y\n1;2\n")
    assert [str(one) for one in plan.blocked] == [
        "row 1: no column is known by its heading (a form with the right ones is made by: bimtek form program); “Name” is one of these: A “x”, B “y”"
    ]


def test_an_unlisted_agency_is_told(session: Session, tmp_path: Path) -> None:
    plan = planned(session, tmp_path, "program", "Program;Horizon;OPD\nA;pendek;DISKOMINF\n")
    assert plan.sentences == (
        "the agency “DISKOMINF” is not in the list of agencies; it is taken as it is (did you mean “DISKOMINFO”?)",
    )


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("kind", EXPORTED)
def test_what_an_export_writes_above_a_column_is_known_again(kind: str, language: str) -> None:
    i18n.use(language)
    keys = headings.keys_of(kind)
    found = headings.columns(kind, [exporting.heading(kind, key) for key in keys])
    assert [one.key for one in found] == keys


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("kind", IMPORTED)
def test_a_filled_form_comes_back_without_its_example(tmp_path: Path, kind: str, language: str) -> None:
    i18n.use(language)
    session = Session()
    path = tmp_path / "formulir.csv"
    path.write_bytes(forms.form(kind, METHOD))
    assert importing.plan(importing.read(path, kind), kind, session, METHOD).rows == ()
    text = path.read_text(encoding="utf-8-sig").split("\n")
    example = text[1].replace(_("EXAMPLE"), "1", 1)
    path.write_text("\n".join([text[0], example]), encoding="utf-8")
    plan = importing.plan(importing.read(path, kind), kind, session, METHOD)
    assert (faults(plan), plan.unmatched) == ([], [])
    assert verdicts(plan) == [(2, "new")]


def test_the_preview_names_columns_rows_and_faults(session: Session, tmp_path: Path) -> None:
    plan = planned(
        session,
        tmp_path,
        "program",
        "Program;Horizon;Satuan;Entah\nPasar Digital;pendek;kios;x\nB;;;\nC;long;;\n",
    )
    said = list(previews.lines(plan, session, METHOD))[1:]
    assert said == [
        "  column A “Program” → Name",
        "  column B “Horizon” → Horizon",
        "  column C “Satuan” → Unit",
        "  column D “Entah” matches nothing and is left out",
        "3 rows: 1 new, 1 changed, 0 the same, 0 stay out, 1 faulty",
        "  row 2: changed: Pasar Digital",
        "    Unit: pasar → kios",
        "  row 4: new: C",
        "    Horizon: Long term",
        "row 3, column B (Horizon): “Horizon” is missing; every program needs it",
    ]


# What a person answers beside the table


def test_a_cell_that_is_mended_is_read_again_and_a_missing_column_can_be_answered(
    session: Session, tmp_path: Path
) -> None:
    table = "Program;OPD;Anggaran (Rp juta)\nA;DISPERKIM;1.5\nB;;2\n"
    plan = planned(session, tmp_path, "program", table)
    assert [(one.row, one.field, one.column) for one in plan.faults] == [
        (2, "budget_idr", "C"),
        (3, "horizon", ""),
    ]
    mended = {(2, "budget_idr"): "1,5", (2, "horizon"): "panjang", (3, "horizon"): "pendek"}
    plan = planned(session, tmp_path, "program", table, Answers(mended=mended))
    assert faults(plan) == []
    assert [(row.keys["horizon"], row.keys["budget_idr"]) for row in plan.rows] == [
        ("long", 1_500_000),
        ("short", 2_000_000),
    ]
    assert [one.heading for one in plan.columns] == ["Program", "OPD", "Anggaran (Rp juta)"]


def test_an_answer_for_all_rows_leaves_alone_what_the_table_or_the_session_says(
    session: Session, tmp_path: Path
) -> None:
    given = Answers({"horizon": "panjang", "years": "2027-2029", "lead": "DISPERKIM"})
    plan = planned(
        session,
        tmp_path,
        "program",
        "id;Program;Horizon;Mulai;OPD\npr-00000001;;;;\n;Baru;;;\n;Lain;menengah;2030;DISKOMINFO\n;Pasar Digital;;;\n",
        given,
    )
    assert plan.rows[0].keys == {"start_year": 2027, "end_year": 2029}
    assert plan.rows[1].keys == {
        "name": "Baru", "horizon": "long", "lead": "DISPERKIM", "start_year": 2027, "end_year": 2029,
    }  # fmt: skip
    assert plan.rows[2].keys == {
        "name": "Lain",
        "horizon": "medium",
        "start_year": 2030,
        "lead": "DISKOMINFO",
    }
    assert plan.rows[3].verdict == "new"  # of another agency, and told so
    assert "same words stand with another agency" in plan.rows[3].sentences[0]


def test_one_source_for_all_rows_answers_what_amounts_by_year_ask(session: Session, tmp_path: Path) -> None:
    table = "Program;Jangka;Pagu 2026;Pagu 2027\nA;pendek;1000000;2x\nB;pendek;;3000000\n"
    plan = planned(session, tmp_path, "program", table)
    assert (len(plan.blocked), len(plan.faults)) == (1, 1)
    plan = planned(session, tmp_path, "program", table, Answers({"funding": "APBD"}))
    assert [(one.row, one.column, one.cell) for one in plan.faults] == [(2, "D", "2x")]
    given = Answers({"funding": "APBD"}, {(2, plan.faults[0].field): "2000000"})
    do(session, importing.step(session, planned(session, tmp_path, "program", table, given), NOW))
    assert [(one.year, one.amount_idr) for one in session.budget.values()] == [
        (2026, 1_000_000),
        (2027, 2_000_000),
        (2027, 3_000_000),
    ]


def test_a_row_that_was_copied_with_its_id_is_told_from_one_that_stands_twice(
    session: Session, tmp_path: Path
) -> None:
    table = "id;Program;Horizon\npr-00000001;Pasar Digital;panjang\npr-00000001;Pasar Ikan;pendek\n"
    plan = planned(session, tmp_path, "program", table)
    assert "row 3, column A (id): it has the id of row 2, as a row has that was copied" in faults(plan)[0]
    plan = planned(session, tmp_path, "program", table, Answers(mended={(3, "id"): ""}))
    assert verdicts(plan) == [(2, "changed"), (3, "new")]
    plan = planned(session, tmp_path, "program", table.replace("Ikan;pendek", "Digital;panjang"))
    assert verdicts(plan) == [(2, "changed"), (3, "left")]
    assert plan.rows[1].sentences == ("says the same as row 2",)


def test_a_form_that_was_sent_twice_is_taken_in_once_and_told(session: Session, tmp_path: Path) -> None:
    plan = planned(
        session,
        tmp_path,
        "participant",
        "Nama;Instansi;Jabatan\nAndi Contoh;DISKOMINFO;Kabid\nAndi Contoh;DISKOMINFO;Kabid\nANDI CONTOH, S.T.;DISKOMINFO;\n"
        "Andi Contoh, S.T.;DISKOMINFO;Staf\n",
    )
    assert [row.verdict for row in plan.rows] == ["new", "left", "left", "faulty"]
    assert plan.rows[1].sentences == plan.rows[2].sentences == ("says the same as row 2",)
    assert "may be “Andi Contoh”" in faults(plan)[0]


def test_what_all_rows_may_get_is_said(session: Session) -> None:
    with pytest.raises(Refused, match="nothing of “agency” is the same for all rows"):
        answers.assigned(["head=Budi"], "agency", session, METHOD)
    assert answers.field_label("amount 2027") == "budget of 2027"


# Lists of people


def test_numbers_in_the_cell_of_a_name_are_left_out_and_the_heading_is_known(
    session: Session, tmp_path: Path
) -> None:
    plan = planned(
        session,
        tmp_path,
        "participant",
        "No;Nama / NIP;Jabatan/Pangkat;Instansi;No. HP\n"
        '1;"Andi Contoh, S.STP., M.Si\nNIP. 19800101 200001 1 001";Kabid;Diskominfo;0812000000\n'
        "2;Sri Contoh, SE NIP 198001012000012001;;;\n3;Budi / 19800101 200001 1 001;;;\n",
    )
    assert faults(plan) == []
    assert plan.rows[0].keys == {
        "name": "Andi Contoh, S.STP., M.Si", "position": "Kabid", "agency": "DISKOMINFO",
    }  # fmt: skip
    assert [row.keys["name"] for row in plan.rows[1:]] == ["Sri Contoh, SE", "Budi"]
    assert (
        "3 telephone numbers, addresses and the like are not taken: git would keep them for ever"
        in plan.sentences
    )


@pytest.mark.parametrize("heading", ["Kehadiran", "Hadir", "Presensi"])
def test_who_was_there_is_left_out_and_told_where_no_day_is_named(
    session: Session, tmp_path: Path, heading: str
) -> None:
    table = f"Nama;Instansi;{heading}\nAndi Contoh;DISKOMINFO;Hadir\nSri Contoh;DISKOMINFO;Tidak hadir\n"
    plan = planned(session, tmp_path, "participant", table)
    assert verdicts(plan) == [(2, "new"), (3, "new")]
    assert "attended" not in plan.rows[0].keys
    assert f"column C “{heading}” says who was there and not on which day" in " ".join(plan.sentences)
    plan = planned(
        session,
        tmp_path,
        "participant",
        table.replace("DISKOMINFO;Hadir", "DISKOMINFO;stage-1/1").replace("Tidak hadir", ""),
    )
    assert plan.rows[0].keys["attended"] == ("stage-1/1",)
    for words in ("1/1", "Tahap I, hari 1", "tahap 1 hari 1", "Stage 1, day 1"):
        plan = planned(
            session,
            tmp_path,
            "participant",
            table.replace("DISKOMINFO;Hadir", f"DISKOMINFO;{words}").replace("Tidak hadir", ""),
        )
        assert plan.rows[0].keys["attended"] == ("stage-1/1",)


def test_a_role_that_is_none_here_is_left_out_and_told(session: Session, tmp_path: Path) -> None:
    table = "Nama;Unsur\nAndi;Pemerintah\nSri;Akademisi\nBudi;Anggota Dewan Smart City\n"
    plan = planned(session, tmp_path, "participant", table)
    assert [row.keys.get("role") for row in plan.rows] == [None, "partner", "council"]
    assert plan.sentences == ("row 2: “Pemerintah” is no role that is known here, and left out",)
    plan = planned(session, tmp_path, "participant", table, Answers({"role": "OPD"}))
    assert [row.keys.get("role") for row in plan.rows] == ["agency", "partner", "council"]


# Sources of funds, and horizons by years


@pytest.mark.parametrize(
    ("cell", "sources"),
    [
        ("DAU", ("apbd",)),
        ("PAD dan DID", ("apbd",)),
        ("APBD/CSR", ("apbd", "csr")),
        ("APBD dan APBN", ("apbd", "apbn")),
        ("apbn + dak, KPBU", ("apbn", "dak", "kpbu")),
        ("APBD Kab/Kota", ("apbd",)),
        ("CSR/TJSL", ("csr",)),
    ],
)
def test_sources_of_funds_as_offices_write_them(
    session: Session, tmp_path: Path, cell: str, sources: tuple[str, ...]
) -> None:
    plan = planned(session, tmp_path, "program", f"Program;Jangka;Sumber dana\nA;pendek;{cell}\n")
    assert faults(plan) == []
    assert plan.rows[0].keys["funding"] == sources


def test_a_source_of_a_method_is_known_by_what_people_write_for_it(session: Session, tmp_path: Path) -> None:
    own = replace(METHOD.funding[0], also=("kas kota",))
    host = replace(METHOD, funding=(own, *METHOD.funding[1:]))
    (tmp_path / "t.csv").write_text("Program;Jangka;Sumber dana\nA;pendek;Kas Kota/CSR\n")
    table = importing.read(tmp_path / "t.csv", "program")
    assert importing.plan(table, "program", session, host).rows[0].keys["funding"] == ("apbd", "csr")


def test_years_that_lie_in_an_agreed_horizon_give_it(session: Session, tmp_path: Path) -> None:
    do(
        session,
        Add("plan", {"short_start": 2026, "short_end": 2027, "medium_start": 2028, "medium_end": 2031}),
    )
    plan = planned(session, tmp_path, "program", "Program;Tahun\nA;2026-2027\nB;2028\nC;2027-2029\nD;\n")
    assert [row.keys.get("horizon") for row in plan.rows] == ["short", "medium", None, None]
    assert plan.rows[0].sentences == ("its years give it its horizon",)
    assert [one.field for one in plan.faults] == ["horizon", "horizon"]
