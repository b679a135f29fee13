"""By which words the columns of a table are known, in both languages: data, and finding the key of a heading.

A heading is compared without case, blanks, signs and what stands in brackets. What matches nothing is named and left
out; nothing is guessed from the cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from ..i18n import LANGUAGES, _, message_in
from ..model.kinds import kinds
from ..model.labels import key_label
from ..model.lookup import bare_words, letters, vocabulary
from . import folded_tables, heading_rows, money_units
from .grid import Cell

NOT_IN_TABLES = ("added", "withdrawn", "merged_into")
"""Keys that only the program writes."""

NUMBER, YEARS, AMOUNT = "number", "years", "amount"
"""Columns that are no key: the number of the row, which is passed over, a span of years, which is two keys, and what a
program costs in one year."""
NOWHERE = -1
"""The place of a column that the sheet does not have."""

_COMMON: dict[str, str] = {
    NUMBER: "no|nomor|nr|num|number|urut|no urut|nomor urut|#",
    "id": "id|kode entri|entry id|kode bimtek",
    "dimension": "dimensi smart city|bidang|bidang smart city|pilar|pilar smart city|dimensi kota cerdas|smart city dimension",
    "evidence": "bukti|data pendukung|sumber data|sumber bukti|referensi|dasar|evidence|reference",
    "group": "kelompok|kelompok diskusi|kelompok kerja|group|breakout group",
    "votes": "suara|jumlah suara|votes|dot votes",
    "source": "pengusul|diusulkan oleh|opd pengusul|usulan dari|proposed by|proposer",
    "due": "tenggat|batas waktu|jatuh tempo|deadline|due date",
    "done_on": "selesai|done",
    "closed": "selesai|done",
    "decision": "status",
}
_OWN: dict[str, dict[str, str]] = {
    "program": {
        "name": "program|nama program|judul|judul program|program name|program title|usulan program|inisiatif|nama inisiatif|program kegiatan|nama program kegiatan|nama usulan|program dan kegiatan|urusan bidang urusan pemerintahan daerah dan program kegiatan|initiative",
        "horizon": "jangka|jangka waktu|term|jangka pelaksanaan|jangka waktu pelaksanaan|jangka waktu program|horizon waktu|horison|periode program|time frame|timeframe",
        "subdimension": "sub dimensi|sub pilar|sub dimension|subdimensi",
        "track": "jalur|jalur pendukung|jalur pemungkin|bidang pendukung|track|enabling track",
        "description": "uraian|keterangan program|deskripsi|deskripsi program|uraian program|penjelasan|description|summary|latar belakang dan uraian",
        "activities": "kegiatan|rincian kegiatan|daftar kegiatan|aktivitas|activities|activity|kegiatan utama",
        "innovation": "inovasi|kebaruan|innovation|innovations",
        "lead": "opd|skpd|perangkat daerah|pd|opd penanggung jawab|penanggung jawab|pj|instansi|instansi penanggung jawab|opd pengampu|pengampu|instansi pengampu|opd pelaksana|pelaksana|instansi pelaksana|perangkat daerah pelaksana|perangkat daerah penanggung jawab|leading sector|dinas|lead|responsible|responsible agency|agency|lead opd|opd utama",
        "supporting": "opd pendukung|pendukung|instansi pendukung|perangkat daerah pendukung|opd terkait|instansi terkait|opd mitra|supporting|supporting agency|support",
        "partners": "mitra|mitra kerja|kemitraan|pihak terkait|partner|partners|stakeholder|pemangku kepentingan",
        "indicator": "indikator|indikator kinerja program kegiatan|indikator kinerja program|indikator kinerja|indikator keberhasilan|indikator capaian|kpi|indikator dan target|ukuran keberhasilan|indicator|indicators",
        "unit": "satuan|satuan ukur|unit|unit of measure",
        "baseline": "kondisi awal|nilai awal|data dasar|capaian awal|baseline",
        "start_year": "tahun mulai|tahun awal|mulai|mulai tahun|dari tahun|start|start year|year from|from",
        "end_year": "tahun selesai|tahun akhir|selesai|sampai tahun|hingga tahun|end|end year|year to|to",
        YEARS: "tahun|thn|th|ta|tahun anggaran|thn anggaran|tahun pelaksanaan|waktu pelaksanaan|periode pelaksanaan|years|year|implementation years",
        "location": "lokasi|tempat|lokasi kegiatan|lokasi program|wilayah|location|place",
        "budget_idr": "anggaran|biaya|pagu|pagu anggaran|perkiraan biaya|perkiraan anggaran|estimasi biaya|estimasi anggaran|kebutuhan anggaran|kebutuhan biaya|kebutuhan dana|kebutuhan dana pagu indikatif|pagu indikatif|nilai anggaran|total anggaran|jumlah anggaran|anggaran total|jumlah harga|total harga|nilai|besaran anggaran|total biaya|jumlah biaya|jumlah dana|dana|alokasi dana|alokasi anggaran|usulan anggaran|rencana anggaran|rencana anggaran biaya|rab|budget|cost|estimated cost|total budget",
        "funding": "sumber dana|sumber pendanaan|sumber anggaran|sumber biaya|sumber pembiayaan|pendanaan|pembiayaan|funding|funding source|source of funds|source of funding",
        "regulation": "regulasi|kebutuhan regulasi|regulasi yang diperlukan|payung hukum|dasar hukum|regulation",
        "rpjmd_ref": "rpjmd|acuan rpjmd|rujukan rpjmd|referensi rpjmd|program rpjmd|keterkaitan rpjmd|kesesuaian rpjmd",
        "code": "kode sipd|kode program|kode kegiatan|kode sub kegiatan|kode subkegiatan|kode rekening|kode nomenklatur|kode program kegiatan|kode program kegiatan sub kegiatan|sipd|sipd code",
        "mission": "misi|misi rpjmd|misi daerah|mission",
        "strategies": "strategi|strategi swot|strategy",
        "supports": "menjawab|menjawab isu|isu yang dijawab|faktor yang dijawab|answers to|supports",
        "status": "status|status program|keadaan",
    },
    "swot": {
        "quadrant": "kuadran|jenis|jenis faktor|kategori|swot|faktor swot|aspek swot|quadrant|category|factor type|unsur swot",
        "text": "uraian|faktor|faktor internal|faktor eksternal|faktor strategis|faktor strategis internal|faktor strategis eksternal|internal factor|external factor|strategic factor|isi|pernyataan|uraian faktor|deskripsi|butir|isi faktor|text|factor|statement|description",
        "element": "elemen|unsur|unsur kesiapan|elemen kesiapan|element",
        "certainty": "kepastian|tingkat kepastian|sifat|certainty",
        "weight": "bobot|poin|bobot poin|nilai bobot|skor bobot|points|weight",
        "rating": "rating|peringkat|nilai rating|skala",
        "responses_sum": "jumlah jawaban|jumlah respon|total jawaban|total respon|sum of responses",
    },
    "participant": {
        "name": "nama|nama lengkap|nama peserta|nama nip|nama dan nip|nama pegawai|nama dan gelar|nama lengkap dan gelar|peserta|name|full name|participant",
        "agency": "instansi|opd|skpd|perangkat daerah|asal instansi|unit kerja|dinas|lembaga|asal|organisasi|agency|organisation|organization|institution|instansi opd|opd instansi",
        "role": "peran|unsur|sebagai|kategori|role",
        "position": "jabatan|jabatan dinas|jabatan kedinasan|jabatan definitif|position",
        "duty": "tugas|tugas dalam tim|tugas dalam forum|kedudukan|kedudukan dalam tim|kedudukan dalam forum|jabatan dalam tim|jabatan dalam forum|peran dalam tim|duty",
        "attended": "hadir|kehadiran|attended|attendance",
    },
    "strategy": {
        "quadrant": "tipe|tipe strategi|jenis|jenis strategi|kuadran|kelompok strategi|posisi|quadrant|type",
        "text": "strategi|rumusan strategi|uraian|uraian strategi|isi strategi|alternatif strategi|strategy|statement|description",
        "factors": "faktor|faktor terkait|faktor acuan|kombinasi|kombinasi faktor|dasar faktor|rujukan faktor|kode faktor|factors|combination",
    },
    "agency": {
        "id": "kode|kode opd|singkatan|akronim|kode instansi|kode perangkat daerah|singkatan opd|code|agency code|abbreviation|acronym",
        "name": "nama|nama opd|nama instansi|nama perangkat daerah|perangkat daerah|instansi|opd|nama lengkap|skpd|name|agency name|agency|full name",
    },
}  # fmt: skip
"""What people write above a column besides the key itself and what the screen calls it, separated by ``|``."""

_AGENCIES = ("opd", "skpd", "pd", "perangkat daerah", "dinas", "instansi", "lembaga", "unit kerja")
_ROLES = {
    "lead": "penanggung jawab|pengampu|pelaksana|utama|leading sector|koordinator",
    "supporting": "pendukung|terkait|mitra|kolaborator",
    "source": "pengusul|pengusung",
}
_FILLING = vocabulary("smart city kota kabupaten cerdas usulan rencana daftar nama prioritas strategis")
"""Words that stand in a heading beside what it names."""
_GENERIC = vocabulary("uraian nama deskripsi keterangan rumusan description name")
"""Words that say nothing below a heading that names a key."""
_INSTEAD = ("description", "activities")
"""Where no column has the names of programs, one of these has them: "Uraian Program", "Kegiatan"."""

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_YEAR_WORDS = re.compile(rf"(?i)(?:\b(?:tahun(?: anggaran)?|thn\.?|t\.?a\.?|year)\s*)?{_YEAR.pattern}")
_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")


class Column(Struct, frozen=True):
    """One column: its place from 0, its heading, the key it holds ("" for none), and the unit of its amounts (juta).

    `strange` is what its heading says of amounts that nobody here can count with (USD, per bulan), `year` that of its
    amounts (0: of all).
    """

    place: int
    heading: str
    key: str
    scale: str = ""
    strange: str = ""
    year: int = 0

    @property
    def field(self) -> str:
        """What tells this column from the others: its key, of amounts by year with the year."""
        return f"{self.key} {self.year}" if self.year else self.key

    def cell(self, cells: Sequence[Cell]) -> Cell:
        """What stands in this column; "" where the row has no such cell."""
        return cells[self.place] if 0 <= self.place < len(cells) else ""


def columns(kind: str, header: Sequence[str], titles: Sequence[str] = ()) -> list[Column]:
    """What each column of a heading holds; those without a heading are left out.

    `titles` are the lines above, which may give all amounts their unit.
    """
    named_columns = []
    for place, heading in enumerate(header):
        if heading:
            key, unit = _key(kind, heading), money_units.of_heading(heading)
            year = _year(heading) if kind == "program" and key in ("", "budget_idr") else 0
            if year and _key(kind, _without_year(heading)) == "budget_idr":
                key = AMOUNT
            if not (key.endswith("_idr") or key == AMOUNT):
                named_columns.append(Column(place, heading, key))
                continue
            if not (unit.word or unit.strange):
                unit = money_units.of_titles(titles)
            year = year if key == AMOUNT else 0
            named_columns.append(Column(place, heading, key, unit.word, unit.strange, year))
    if kind == "program" and all(column.key != "name" for column in named_columns):
        return [_as_name(column, named_columns) for column in named_columns]
    return named_columns


def _as_name(column: Column, beside: Sequence[Column]) -> Column:
    """A column as that of the names, where it is the only one that may be."""
    first = next((key for key in _INSTEAD if any(other.key == key for other in beside)), "")
    those = [other for other in beside if other.key == first]
    return replace(column, key="name") if first and column in those and len(those) == 1 else column


def column_label(column: Column) -> str:
    """What the key of a column is called."""
    if column.key == YEARS:
        return _("Years")
    if column.key == AMOUNT:
        return _("budget of {year}").format(year=column.year)
    return "id" if column.key == "id" else key_label(column.key)


def key_of(kind: str, words: str) -> str:
    """The key of a kind that words name as the heading of a column does; "" for none."""
    return _known(kind).get(letters(words), "")


def score(kind: str, header: Sequence[str]) -> int:
    """How many different keys a row names, were it the heading."""
    named = len({column.key for column in columns(kind, header)} - {"", NUMBER})
    return max(named, folded_tables.fits(header, kind))


def keys_of(kind: str) -> list[str]:
    """The keys of a kind that stand in a table, in the order of the file."""
    return [key for key in kinds()[kind].keys if key not in NOT_IN_TABLES]


@cache
def _known(kind: str) -> Mapping[str, str]:
    """The key for each heading that is known: the key itself first, then the screen's words, then variants."""
    keys = keys_of(kind)
    by_heading = {letters(key): key for key in keys}
    for key in keys:
        label = kinds()[kind].keys[key].label
        if key == "id" and kind != "agency":
            continue  # "Code" is no id
        for language in LANGUAGES:
            wording = message_in(language, label)
            for heading in (wording, _BRACKETS.sub(" ", wording)):
                by_heading.setdefault(letters(heading), key)
    for table in (_OWN.get(kind, {}), _COMMON, _agencies_as(kind)):
        for key, variants in table.items():
            if key in keys or key in (NUMBER, YEARS):
                for heading in variants.split("|"):
                    by_heading.setdefault(letters(heading), key)
    return by_heading


def _agencies_as(kind: str) -> dict[str, str]:
    """The columns of agencies by what each is there: PD Penanggung Jawab, Instansi Pengusul, Dinas Terkait."""
    return {
        key: "|".join(f"{agency} {role}" for agency in _AGENCIES for role in roles.split("|"))
        for key, roles in _ROLES.items()
        if kind == "program" or key == "source"
    }


def _year(heading: str) -> int:
    """The one year that a heading names; 0 for none or several."""
    years = set(_YEAR.findall(heading))
    return int(years.pop()) if len(years) == 1 else 0


def _without_year(heading: str) -> str:
    parts = [_YEAR_WORDS.sub(" ", part) for part in heading.split(heading_rows.JOINT)]
    return heading_rows.JOINT.join(part for part in parts if part.strip())


@lru_cache(maxsize=4096)
def _key(kind: str, heading: str) -> str:
    """The key of a heading as a whole, or of the lowest of its rows that names one; without what only fills it at last."""
    known = _known(kind)
    lowest, *above = heading_rows.parts(heading)
    if above and _GENERIC.issuperset(bare_words(lowest)):
        heading = heading_rows.JOINT.join(above[::-1])
    for part in dict.fromkeys((heading, *heading_rows.parts(heading))):
        if key := known.get(letters(part)) or known.get(letters(_BRACKETS.sub(" ", part)), ""):
            return key
        unit = money_units.of_heading(part)
        if (unit.word or unit.strange) and (key := _without_unit(known, unit)):
            return key
    words = bare_words(_BRACKETS.sub(" ", heading))
    return known.get("".join(word for word in words if word not in _FILLING), "")


def _without_unit(known: Mapping[str, str], unit: money_units.Unit) -> str:
    """The key of "Anggaran dalam juta rupiah": what is left of it names a key that holds an amount."""
    rest = unit.rest.replace(unit.strange, " ") if unit.strange else unit.rest
    key = known.get(letters(rest)) or known.get(letters(_BRACKETS.sub(" ", rest)), "")
    return key if key.endswith("_idr") else ""
