"""The values of closed vocabularies in words: what the screen calls them, what books print, what people write for them.

Data only, and the one place for it: forms, lists, tags, filters, tables in and out, reports and books all take their
words from here.
"""

from __future__ import annotations

from msgspec import Struct

from ..i18n import N_


class Word(Struct, frozen=True):
    """The words for one value.

    `label` is a message, what screen and reports say in the language spoken now (a proper name is the same in all);
    `book` is the official Indonesian of the books, "" where no book prints it; `variants` is what people write
    besides, in either language, parted by ``|``: the first of them is the tag in Indonesian.
    """

    label: str
    book: str = ""
    variants: str = ""

    @property
    def also(self) -> tuple[str, ...]:
        """The variants one by one."""
        return tuple(self.variants.split("|")) if self.variants else ()


# fmt: off
VOCABULARY: dict[str, Word] = {
    # kinds of regions
    "kota": Word("Kota", "kota"),
    "kabupaten": Word("Kabupaten", "kabupaten"),
    "provinsi": Word("Provinsi", "provinsi"),
    "kawasan": Word("Kawasan", "kawasan"),
    # legal forms
    "perda": Word("Perda", "Peraturan Daerah (Perda)"),
    "perwali": Word("Perwali", "Peraturan Wali Kota (Perwali)"),
    "perbup": Word("Perbup", "Peraturan Bupati (Perbup)"),
    "pergub": Word("Pergub", "Peraturan Gubernur (Pergub)"),
    "sk": Word("SK", "Surat Keputusan (SK)"),
    # variants of the SWOT figures, and how weaknesses and threats are rated
    "rangkuti": Word("Rangkuti", "Rangkuti"),
    "pearce": Word("Pearce", "Pearce dan Robinson"),
    "questionnaire": Word(N_("questionnaire"), "kuesioner"),
    "magnitude": Word(N_("magnitude (4 = very large)"), "makin besar pengaruh faktor, makin tinggi rating"),
    "inverse": Word(N_("inverse (4 = slight)"), "untuk kelemahan dan ancaman, makin berat faktor, makin rendah rating"),
    # checklist
    "done": Word(N_("done")),
    "open": Word(N_("open")),
    "not-applicable": Word(N_("not applicable")),
    # roles of participants
    "council": Word(N_("council"), "Dewan Smart City", "dewan|dewan smart city|smart city council|pengarah|pembina"),
    "team": Word(N_("implementing team"), "Tim Pelaksana", "tim|tim pelaksana|implementing team|pelaksana"),
    "agency": Word(N_("agency"), "Perangkat daerah", "opd|skpd|perangkat daerah|peserta|participant"),
    "expert": Word(N_("expert"), "Tenaga ahli", "ahli|tenaga ahli|pakar|pembimbing"),
    "facilitator": Word(N_("facilitator"), "Fasilitator", "fasilitator|moderator"),
    "partner": Word(N_("partner"), "Mitra", "mitra|swasta|komunitas|akademisi|media"),
    "observer": Word(N_("observer"), "Pengamat", "pengamat|peninjau|undangan"),
    # elements of readiness
    "structure": Word(N_("Structure"), "Struktur", "struktur"),
    "infrastructure": Word(N_("Infrastructure"), "Infrastruktur", "infrastruktur"),
    "superstructure": Word(N_("Superstructure"), "Suprastruktur", "suprastruktur"),
    # SWOT
    "strength": Word(N_("Strength"), "Kekuatan", "s|strengths|kekuatan"),
    "weakness": Word(N_("Weakness"), "Kelemahan", "w|weaknesses|kelemahan"),
    "opportunity": Word(N_("Opportunity"), "Peluang", "o|opportunities|peluang|kesempatan"),
    "threat": Word(N_("Threat"), "Ancaman", "t|threats|ancaman|tantangan"),
    "fact": Word(N_("fact"), "Fakta", "fakta"),
    "assumption": Word(N_("assumption"), "Asumsi", "asumsi"),
    "opinion": Word(N_("opinion"), "Pendapat", "pendapat|opini"),
    # strategies
    "SO": Word("SO", "SO (kekuatan-peluang)", "strategi so|kekuatan-peluang"),
    "WO": Word("WO", "WO (kelemahan-peluang)", "strategi wo|kelemahan-peluang"),
    "ST": Word("ST", "ST (kekuatan-ancaman)", "strategi st|kekuatan-ancaman"),
    "WT": Word("WT", "WT (kelemahan-ancaman)", "strategi wt|kelemahan-ancaman"),
    # horizons: the first word that people write is that of a tag
    "short": Word(N_("Short term"), "Jangka pendek", "pendek|jangka pendek|short term"),
    "medium": Word(N_("Medium term"), "Jangka menengah", "menengah|jangka menengah|medium term"),
    "long": Word(N_("Long term"), "Jangka panjang", "panjang|jangka panjang|long term"),
    # programs and quick wins
    "proposed": Word(N_("proposed"), "Usulan", "usulan|diusulkan|usul"),
    "agreed": Word(N_("agreed"), "Disepakati", "disepakati|sepakat"),
    "final": Word(N_("final"), "Final"),
    "dropped": Word(N_("dropped"), "Tidak dilanjutkan", "gugur|dicoret|dibatalkan"),
    "chosen": Word(N_("chosen"), "Terpilih"),
    "reserve": Word(N_("reserve"), "Cadangan"),
    "rejected": Word(N_("rejected"), "Tidak terpilih"),
    # sources of funding in short: what they are called in full stands in the method
    "apbd": Word("APBD", "", "apbd kota|apbd kabupaten|apbd kab|apbd kab/kota|apbd ii|apbd daerah|apbd murni|apbd perubahan|pad|pendapatan asli daerah|dau|dana alokasi umum|dbh|dana bagi hasil|did|dana insentif daerah|insentif fiskal"),
    "apbd-provinsi": Word(N_("provincial APBD"), "", "apbd i|apbd prov"),
    "apbn": Word("APBN", "", "apbn pusat|dana pusat"),
    "dak": Word("DAK", "", "dana alokasi khusus|dak fisik|dak nonfisik"),
    "kpbu": Word("KPBU", "", "ppp"),
    "csr": Word("CSR", "", "tjsl|csr/tjsl|tjsl/csr|tjslp|csr perusahaan|dana csr"),
    "hibah": Word(N_("grant"), "", "grant|grants"),
    "pinjaman": Word(N_("loan"), "", "loan"),
    "blud": Word("BLUD"),
    "swadaya": Word(N_("self-help"), "", "swadaya masyarakat"),
    "lainnya": Word(N_("other source"), "", "lain|lain-lain|other|others"),
    # notes and rounds
    "minute": Word(N_("minutes"), "Notula"),
    "decision": Word(N_("decision"), "Keputusan"),
    "action": Word(N_("action item"), "Tindak lanjut"),
    "parking": Word(N_("parking lot"), "Gagasan yang diparkir"),
    "inbox": Word(N_("inbox"), "Belum dipilah"),
    "remark": Word(N_("remark for the team")),
    "text": Word(N_("answers in words")),
    "dots": Word(N_("dots")),
    "rating": Word(N_("rating")),
    # parts of assessment models
    "pillar": Word(N_("pillar"), "Pilar"),
    "enabler": Word(N_("enabler"), "Pengungkit"),
    "aspect": Word(N_("aspect"), "Aspek"),
}
# fmt: on
"""Every value, by its id in the file."""
