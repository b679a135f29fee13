"""A pasted list of participants taken apart, in all the forms in which people have one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import hostile_text

from bimtek_tui import i18n, text
from bimtek_tui.facilitation import roster as rosters
from bimtek_tui.facilitation.roster import Person
from bimtek_tui.model import labels
from bimtek_tui.model.lookup import bare

BUDI = Person(1, "Budi Santoso", "DISKOMINFO", "agency")


def people(pasted: str) -> list[tuple[str, str, str]]:
    return [(one.name, one.agency, one.role or "") for one in rosters.take_apart(pasted, _listed).people]


def _listed(name: str) -> bool:
    return name.casefold() in ("diskominfo", "bappeda", "dinas perumahan, permukiman dan pertanahan")


@pytest.mark.parametrize(
    "line",
    [
        "Budi Santoso; DISKOMINFO; peserta",
        "Budi Santoso\tDISKOMINFO\tPeserta",
        "1\tBudi Santoso\tDISKOMINFO\tpeserta",
        "Budi Santoso, DISKOMINFO, peserta",
        "1. Budi Santoso - DISKOMINFO, peserta",
        "12) Budi Santoso – DISKOMINFO – participant",
        "- Budi Santoso - DISKOMINFO (peserta)",
        "Budi  Santoso ;peserta; DISKOMINFO;",
        "DISKOMINFO; Budi Santoso; OPD",
        '"Budi Santoso","DISKOMINFO","peserta"',
        "| Budi Santoso | DISKOMINFO | peserta |",
        "\x1b[31mBudi Santoso\x1b[0m;DISKOMINFO;peserta",
    ],
)
def test_one_line_in_many_forms(line: str) -> None:
    assert people(line) == [("Budi Santoso", "DISKOMINFO", "agency")]


def test_bare_names_and_empty_lines() -> None:
    assert people("\nBudi Santoso\n\n 2. Ani \r\n• Cici\n") == [
        ("Budi Santoso", "", ""), ("Ani", "", ""), ("Cici", "", ""),
    ]  # fmt: skip
    assert [one.line for one in rosters.take_apart("\nBudi\n\nAni").people] == [2, 4]
    assert people("") == people(" \n\t\n") == []


def test_degrees_belong_to_the_name() -> None:
    assert people(
        "Dr. Budi Santoso, S.T., M.Si, DISKOMINFO\nAni Lestari, SE - BAPPEDA\n3. Drs. H. Joko, M. Kom.\nDewi, Ph.D (BAPPEDA)"
    ) == [
        ("Dr. Budi Santoso, S.T., M.Si", "DISKOMINFO", ""),
        ("Ani Lestari, SE", "BAPPEDA", ""),
        ("Drs. H. Joko, M. Kom.", "", ""),
        ("Dewi, Ph.D", "BAPPEDA", ""),
    ]
    assert people("4. Ani - Dinas Kominfo (DISKOMINFO)") == [("Ani", "Dinas Kominfo (DISKOMINFO)", "")]
    assert bare("Dr. Budi  SANTOSO, S.T., M.Si") == bare("Budi Santoso") == "budi santoso"
    assert bare("Hj.") == "hj"


def test_a_message_with_a_title_bold_names_and_telephone_numbers() -> None:
    pasted = "*Peserta bimtek*\n1. *Rina Wati* - Dinkes\n2. Pak Eko (DPUPR) 0812-3456-7890\n3. ~Agus~"
    assert people(pasted) == [("Rina Wati", "Dinkes", ""), ("Pak Eko", "DPUPR", ""), ("Agus", "", "")]
    assert rosters.take_apart(pasted).sentences == (
        "line 1 stands above the numbered list and is left out: “Peserta bimtek”",
        "1 telephone number, address or the like is not taken: git would keep it for ever",
    )
    assert people("Ani\n1. Budi\nCici\n2. Dewi")[0] == ("Ani", "", "")


def test_commas_in_the_name_of_an_agency() -> None:
    assert people("Ani, Dinas Perumahan, Permukiman dan Pertanahan, Tim Pelaksana") == [
        ("Ani", "Dinas Perumahan, Permukiman dan Pertanahan", "team")
    ]
    told = rosters.take_apart("Ani, Dinas Kesehatan, Kepala Bidang Data").people[0]
    assert (told.agency, told.position, told.sentences) == ("Dinas Kesehatan", "Kepala Bidang Data", ())


@pytest.mark.parametrize(
    "heading",
    [
        "No\tNama Lengkap\tInstansi/OPD\tPeran",
        "NO.\tNAMA PESERTA\tNAMA PERANGKAT DAERAH\tSEBAGAI",
        "#\tName\tAgency\tRole",
        "No\tNama Lengap\tAsal Instansi\tUnsur",
    ],
)
def test_a_heading_in_either_language_names_the_columns(heading: str) -> None:
    assert people(f"{heading}\n1\tBudi\tDISKOMINFO\tTenaga Ahli\n2\tAni\tBAPPEDA\t") == [
        ("Budi", "DISKOMINFO", "expert"), ("Ani", "BAPPEDA", ""),
    ]  # fmt: skip


def test_columns_may_stand_in_any_order_with_titles_above_them() -> None:
    roster = rosters.take_apart(
        "DAFTAR HADIR\n\nOPD;Kode OPD;Nama;Keterangan\nDinas Kominfo;DISKOMINFO;Budi;telat", _listed
    )
    assert [(one.line, one.name, one.agency) for one in roster.people] == [(4, "Budi", "DISKOMINFO")]
    assert roster.sentences == (
        "line 1 stands above the heading and is left out: “DAFTAR HADIR”",
        "not taken: “Keterangan”",
    )


def test_a_list_without_heading_has_none_found_in_it() -> None:
    assert people("Budi;Dinas Kesehatan;peserta\nAni;Dinas Sosial;peserta") == [
        ("Budi", "Dinas Kesehatan", "agency"), ("Ani", "Dinas Sosial", "agency"),
    ]  # fmt: skip


def test_telephone_numbers_addresses_and_the_like_are_dropped_and_told() -> None:
    roster = rosters.take_apart(
        "Nama\tNIP\tOPD\tNo. HP\tE-mail\tAlamat Kantor\n"
        "Budi\t19800101 200501 1 001\tDISKOMINFO\t0812-3456-7890\tbudi@kota.go.id\tJl. Merdeka 1"
    )
    assert roster.people == (Person(2, "Budi", "DISKOMINFO"),)
    assert roster.sentences == (
        "not taken, since git would keep it for ever: “NIP”, “No. HP”, “E-mail”, “Alamat Kantor”",
    )
    loose = rosters.take_apart(
        "Budi <budi@kota.go.id>; DISKOMINFO; +62 812 3456 7890; Jalan Merdeka 1\nAni (0812 345 678)"
    )
    assert loose.people == (Person(1, "Budi", "DISKOMINFO"), Person(2, "Ani"))
    assert loose.sentences == (
        "4 telephone numbers, addresses and the like are not taken: git would keep them for ever",
    )


def test_roles_are_known_in_both_languages_and_as_the_screen_says_them() -> None:
    for language in i18n.LANGUAGES:
        i18n.use(language)
        for role in rosters.ROLES:
            assert rosters.role_of(labels.value_label(role)) == role
    assert rosters.role_of("Anggota Dewan Smart City") == "council"
    assert rosters.role_of("Ketua Tim Pelaksana") == "team"
    assert rosters.exact_role("Ketua Tim Pelaksana") is None
    assert rosters.role_of("bendahara") is rosters.role_of("") is None


def test_an_unknown_role_is_told_and_a_position_is_not_a_role() -> None:
    roster = rosters.take_apart("Nama;Peran;Jabatan\nBudi;bendahara;Kepala Dinas\nAni;;Narasumber")
    assert roster.people == (
        Person(
            2, "Budi", "", None, ("“bendahara” is no role that is known here, and left out",), "Kepala Dinas"
        ),
        Person(3, "Ani", "", position="Narasumber"),  # whoever speaks is no expert by that
    )
    assert roster.sentences == ()


@pytest.mark.parametrize(
    ("line", "role", "position", "sentences"),
    [
        ("Ani Wijaya @DISKOMINFO !tim", "team", "", ()),
        ("Ani Wijaya !fasilitator @DISKOMINFO", "facilitator", "", ()),
        ("Ani Wijaya; DISKOMINFO; !tim pelaksana", "team", "", ()),
        ("Ani Wijaya @DISKOMINFO !narasumber", None, "narasumber", ()),
        ("Ani Wijaya @DISKOMINFO !bendahara", None, "", ("“bendahara” is no role that is known here, and left out",)),
    ],
)  # fmt: skip
def test_a_role_behind_its_sign_is_taken_or_told(
    line: str, role: str | None, position: str, sentences: tuple[str, ...]
) -> None:
    (told,) = rosters.take_apart(line, _listed).people
    assert (told.name, told.agency) == ("Ani Wijaya", "DISKOMINFO")
    assert (told.role, told.position, told.sentences) == (role, position, sentences)


def test_cells_of_excel_may_have_quotes_and_line_breaks() -> None:
    assert people('"Budi\nSantoso"\tDISKOMINFO\n"Ani ""Nina"" L"\tBAPPEDA') == [
        ("Budi Santoso", "DISKOMINFO", ""), ('Ani "Nina" L', "BAPPEDA", ""),
    ]  # fmt: skip
    assert people('"Budi;DISKOMINFO\nAni;BAPPEDA') == [("Budi", "DISKOMINFO", ""), ("Ani", "BAPPEDA", "")]


@given(
    st.text(max_size=200)
    | st.text(alphabet='aB1 .,;\t\n"-()@|0+', max_size=200)
    | st.lists(
        st.sampled_from([*hostile_text.STRINGS.values(), "Nama", "OPD", "\n", ";", "\t", ", ", "1. "]),
        max_size=12,
    ).map("".join)
)
def test_anything_pasted_is_read_and_clean(pasted: str) -> None:
    roster = rosters.take_apart(pasted, _listed)
    for one in roster.people:
        assert one.name or one.agency
        for part in (one.name, one.agency, *one.sentences):
            assert part == text.line(part)
            assert len(part) <= 400
    assert all(text.is_clean(one) for one in roster.sentences)


def test_a_very_long_line_is_cut_and_not_pondered_over() -> None:
    for line in ("Budi, " * 50_000, "Budi " + "1 " * 50_000, "Budi" + ".a" * 50_000, "Budi " + "(" * 50_000):
        assert rosters.take_apart(line).people[0].name.startswith("Budi")


KNOWN = {"bappeda", "diskominfo", "dinkes"}


def known(name: str) -> bool:
    return name.casefold() in KNOWN


@pytest.mark.parametrize(
    ("line", "name", "agency"),
    [
        ("1. Andi Contoh, SSTP, M.Si - Bappeda", "Andi Contoh, SSTP, M.Si", "Bappeda"),
        ("2. Budi Contoh, S.Kom., MTI - Diskominfo", "Budi Contoh, S.Kom., MTI", "Diskominfo"),
        ("3. SUKARNO - Kominfo", "SUKARNO", "Kominfo"),
        ("4. SRI, CRMP, CGCAE - BKPSDM", "SRI, CRMP, CGCAE", "BKPSDM"),
        ("Drs. H. Budi, M.Tr.IP., CFE – Kecamatan Kota", "Drs. H. Budi, M.Tr.IP., CFE", "Kecamatan Kota"),
        ("Budi, S.E., QIA, Bappeda", "Budi, S.E., QIA", "Bappeda"),
        ("Budi, BKD", "Budi", "BKD"),
        ("Diskominfo - Budi Santoso", "Budi Santoso", "Diskominfo"),
        ("Dinas Sosial - Budi Santoso", "Budi Santoso", "Dinas Sosial"),
    ],
)
def test_degrees_stay_with_the_name_and_what_stands_behind_the_last_dash_is_the_agency(
    line: str, name: str, agency: str
) -> None:
    (person,) = rosters.take_apart(line, known).people
    assert (person.name, person.agency, person.sentences) == (name, agency, ())


@pytest.mark.parametrize(
    "line",
    [
        "Andi Contoh, S.E.\tNIP. 19800101 200001 1 001\tKepala Bidang\tBappeda",
        "Andi Contoh, S.E.\tKepala Bidang\tBappeda",
        "Andi Contoh, S.E.\tBappeda\tKepala Bidang",
        "Andi Contoh, S.E. - Kepala Bidang - Bappeda",
        "Andi Contoh, S.E., Kepala Bidang, Bappeda",
        "NAMA\tNIP\tJABATAN\tUNIT KERJA\n1. Andi Contoh, S.E.\t198001012000011001\tKepala Bidang\tBappeda",
        "[10.15, 23/8/2022] Pak Ketua: Andi Contoh, S.E. - Kepala Bidang - Bappeda",
        "23/08/22 10.15 - Pak Ketua: Andi Contoh, S.E. - Kepala Bidang - Bappeda",
    ],
)
def test_positions_are_taken_and_numbers_and_senders_are_not(line: str) -> None:
    (person,) = rosters.take_apart(line, known).people
    assert (person.name, person.position, person.agency) == ("Andi Contoh, S.E.", "Kepala Bidang", "Bappeda")


def test_what_a_chat_says_by_itself_is_nobody() -> None:
    chat = "23/08/22 10.14 - Pesan dan panggilan dienkripsi secara end-to-end.\n23/08/22 10.15 - Ketua: Budi - Dinkes"
    assert [one.name for one in rosters.take_apart(chat, known).people] == ["Budi"]


@pytest.mark.parametrize("row", ["1\t2\t3", "(1)\t(2)\t(3)"])
def test_a_row_that_numbers_the_columns_is_passed_over_and_told(row: str) -> None:
    roster = rosters.take_apart(f"No\tNama\tInstansi\n{row}\n1\tAndi Contoh\tBappeda", known)
    assert [one.name for one in roster.people] == ["Andi Contoh"]
    assert "line 2 only numbers the columns" in roster.sentences[0]


def test_name_and_number_under_one_heading() -> None:
    pasted = 'No\tNama / NIP\tInstansi\n1\t"Andi Contoh, S.STP\n19800101 200001 1 001"\tBappeda'
    (person,) = rosters.take_apart(pasted, known).people
    assert (person.name, person.agency) == ("Andi Contoh, S.STP", "Bappeda")


@pytest.mark.parametrize(
    ("cell", "absent"),
    [
        ("Hadir", False),
        ("v", False),
        ("✓", False),
        ("1", False),
        ("Tidak hadir", True),
        ("Izin", True),
        ("-", True),
        ("", True),
    ],
)
def test_a_column_says_who_was_there(cell: str, absent: bool) -> None:
    (person,) = rosters.take_apart(f"Nama\tInstansi\tKehadiran\nAndi\tBappeda\t{cell}", known).people
    assert person.absent is absent


def test_an_agency_behind_its_sign_is_one_as_in_a_captured_line() -> None:
    assert people("Kepala Dinas @DISKOMINFO") == [("Kepala Dinas", "DISKOMINFO", "")]
    assert people("Budi Santoso, S.T. @DINKES") == [("Budi Santoso, S.T.", "DINKES", "")]
    assert people("Budi Santoso (peserta) @DINKES") == [("Budi Santoso", "DINKES", "agency")]


@pytest.mark.parametrize(
    "heading", ["Tugas", "Jabatan dalam Tim", "Kedudukan dalam tim/forum", "Kedudukan dalam Forum", "Duty"]
)
def test_the_duty_in_the_team_is_not_the_position(heading: str) -> None:
    pasted = f"Nama\tJabatan\tInstansi\t{heading}\nAndi Contoh\tKabid Data\tBAPPEDA\tKetua\nSiti\t\tBAPPEDA\tPeserta"
    andi, siti = rosters.take_apart(pasted).people
    assert (andi.position, andi.duty, andi.role) == ("Kabid Data", "Ketua", None)
    assert (siti.position, siti.duty, siti.role) == ("", "", "agency")
