"""The official Indonesian words that the books use. Data only; books have one language."""

from __future__ import annotations

from ..model.vocabulary import VOCABULARY

WORDS: dict[str, str] = {id: word.book for id, word in VOCABULARY.items() if word.book}
"""What the books call the values of closed vocabularies."""

STRATEGY_ADVICE: dict[str, str] = {
    "SO": "strategi agresif (SO: kekuatan dipakai untuk meraih peluang)",
    "ST": "strategi diversifikasi (ST: kekuatan dipakai untuk menghadapi ancaman)",
    "WO": "strategi ubah haluan (WO: kelemahan diperbaiki dengan memanfaatkan peluang)",
    "WT": "strategi bertahan (WT: kelemahan dikurangi dan ancaman dihindari)",
}
"""What the position in the SWOT diagram advises."""

PROGRAM_TOPICS: dict[str, str] = {
    "dimension": "dimensi",
    "subdimension": "subdimensi",
    "description": "uraian",
    "activities": "kegiatan",
    "innovation": "inovasi",
    "lead": "penanggung jawab",
    "supporting": "pendukung",
    "partners": "mitra",
    "years": "tahun pelaksanaan",
    "location": "lokasi",
    "indicator": "indikator",
    "unit": "satuan",
    "baseline": "kondisi awal",
    "target": "target tahunan",
    "money": "perkiraan anggaran",
    "funding": "sumber pendanaan",
    "rpjmd_ref": "rujukan RPJMD",
    "regulation": "peraturan",
    "mission": "misi",
    "objective": "sasaran",
    "strategies": "strategi",
    "supports": "faktor, isu, atau kesenjangan yang dijawab",
}
"""What the sheet of a program asks for, by the name that templates use."""

SHEET_TITLES: dict[str, str] = {
    "problem": "Masalah yang dijawab",
    "benefit": "Manfaat",
    "uniqueness": "Keunikan",
    "partnership": "Peluang kemitraan",
    "potential": "Potensi pengembangan",
    "resources": "Sumber daya",
    "continuity": "Strategi keberlangsungan",
    "risk": "Manajemen risiko",
}
"""What the fields of a quick-win sheet are called."""

SHEET_TOPICS: dict[tuple[str, str], str] = {
    ("program", "dimension"): "dimensi",
    ("program", "lead"): "perangkat daerah",
    ("quick_win", "owner"): "penanggung jawab",
    ("program", "description"): "penjelasan singkat",
    ("quick_win", "problem"): "perumusan masalah",
    ("program", "innovation"): "perumusan inovasi",
    ("quick_win", "benefit"): "manfaat",
    ("quick_win", "uniqueness"): "daya tarik dan keunikan",
    ("quick_win", "partnership"): "peluang kemitraan",
    ("quick_win", "potential"): "potensi pengembangan",
    ("quick_win", "resources"): "sumber daya",
    ("program", "funding"): "sumber pendanaan",
    ("quick_win", "continuity"): "keberlangsungan dan keberlanjutan",
    ("quick_win", "risk"): "manajemen risiko",
}
"""What the ministry's evaluation asks of a quick win, by the kind and key where it is answered."""

ABBREVIATIONS: dict[str, str] = {
    "APBD": "Anggaran Pendapatan dan Belanja Daerah",
    "APBN": "Anggaran Pendapatan dan Belanja Negara",
    "ASN": "Aparatur Sipil Negara",
    "BLUD": "Badan Layanan Umum Daerah",
    "BUMD": "Badan Usaha Milik Daerah",
    "CSR": "Corporate Social Responsibility",
    "DAK": "Dana Alokasi Khusus",
    "DPA": "Dokumen Pelaksanaan Anggaran",
    "DPRD": "Dewan Perwakilan Rakyat Daerah",
    "EFAS": "External Factors Analysis Summary",
    "FGD": "Focus Group Discussion",
    "Forkopimda": "Forum Koordinasi Pimpinan Daerah",
    "IG": "Indikasi Geografis",
    "IFAS": "Internal Factors Analysis Summary",
    "IPM": "Indeks Pembangunan Manusia",
    "KPBU": "Kerja Sama Pemerintah dengan Badan Usaha",
    "KUA-PPAS": "Kebijakan Umum APBD serta Prioritas dan Plafon Anggaran Sementara",
    "LED": "Light-Emitting Diode",
    "Musrenbang": "Musyawarah Perencanaan Pembangunan",
    "NIK": "Nomor Induk Kependudukan",
    "OPD": "Organisasi Perangkat Daerah",
    "OSS": "Online Single Submission",
    "Perda": "Peraturan Daerah",
    "Perwali": "Peraturan Wali Kota",
    "QRIS": "Quick Response Code Indonesian Standard",
    "RDTR": "Rencana Detail Tata Ruang",
    "Renja": "Rencana Kerja Perangkat Daerah",
    "Renstra": "Rencana Strategis",
    "RKCI": "Rating Kota Cerdas Indonesia",
    "RKA": "Rencana Kerja dan Anggaran",
    "RKPD": "Rencana Kerja Pemerintah Daerah",
    "RPJMD": "Rencana Pembangunan Jangka Menengah Daerah",
    "RPJPD": "Rencana Pembangunan Jangka Panjang Daerah",
    "RSUD": "Rumah Sakit Umum Daerah",
    "RT": "Rukun Tetangga",
    "RTRW": "Rencana Tata Ruang Wilayah",
    "RW": "Rukun Warga",
    "SDM": "Sumber Daya Manusia",
    "SIPD": "Sistem Informasi Pemerintahan Daerah",
    "SOP": "Standar Operasional Prosedur",
    "SPBN": "Stasiun Pengisian Bahan Bakar Nelayan",
    "SPBE": "Sistem Pemerintahan Berbasis Elektronik",
    "SWOT": "Strengths, Weaknesses, Opportunities, Threats",
    "TIK": "Teknologi Informasi dan Komunikasi",
    "TPA": "Tempat Pemrosesan Akhir",
    "TJSL": "Tanggung Jawab Sosial dan Lingkungan",
    "TOWS": "Threats, Opportunities, Weaknesses, Strengths",
    "UMKM": "Usaha Mikro, Kecil, dan Menengah",
    "USG": "Urgency, Seriousness, Growth",
}
"""Abbreviations of planning that a book explains where they occur in it."""

CELLS: dict[str, str] = {
    "quick-win": "Quick win (dampak tinggi, upaya rendah)",
    "large-project": "Proyek besar (dampak tinggi, upaya tinggi)",
    "fill-in": "Pelengkap (dampak rendah, upaya rendah)",
    "hardly-worth-it": "Kurang sepadan (dampak rendah, upaya tinggi)",
    "middle": "Di tengah (dampak atau upaya bernilai 3)",
}
"""The cells of the matrix of impact and effort."""

ASKED: dict[str, str] = {
    "lead": "perangkat daerah penanggung jawab",
    "funding": "sumber pendanaan",
    "budget": "perkiraan anggaran",
    "years": "tahun pelaksanaan",
    "indicator": "indikator",
    "target": "target tahunan",
    "baseline": "kondisi awal",
    "code": "kode SIPD",
    "milestone": "tonggak capaian",
    "evidence": "bukti atau sumber",
    "signed": "tanda tangan",
}
"""What an agency is asked for in a follow-up sheet, by the key that it lacks."""
