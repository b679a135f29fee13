"""What else people call actions, panels and fields, in both languages: the palette finds them by these words, too.

Whoever looks for “hapus” means what is called “Batalkan” here, and whoever types “pdf” wants the books. The words are
those that people type, so they are not translated: both languages are looked through whichever is spoken. Words of
one meaning are divided by commas. A new one is added here and nowhere else.
"""

from __future__ import annotations

# fmt: off
ACTIONS: dict[str, str] = {
    "add":            "tambah, masukkan, tulis, ketik, rekam, entri baru, new entry, insert, create, write",
    "edit":           "sunting, ganti, perbaiki, koreksi, formulir, rincian, change, modify, form, details",
    "withdraw":       "hapus, buang, tarik, cabut, hilangkan, coret, delete, remove, discard, trash, strike",
    "status":         "setujui, sepakati, tetapkan, finalkan, naikkan status, approve, finalise, promote",
    "undo":           "urung, kembali, kembalikan, batal, mundur, salah ketik, back, revert, mistake",
    "redo":           "maju, ulang, kembalikan lagi, repeat, again",
    "history":        "riwayat, sejarah, versi, siapa mengubah, kapan diubah, daftar urung, log, versions, who changed, commits, undo list",
    "save":           "simpan, rekam, amankan, store, write file",
    "filter":         "cari, temukan, telusuri, saring, sortir, find, search, look for",
    "show-withdrawn": "sampah, terhapus, arsip, dihapus, dibuang, trash, deleted, archive, bin",
    "quit":           "keluar, tutup program, berhenti, selesai, exit, close program, leave",
    "sessions":       "buka sesi, buka berkas, ganti sesi, tutup sesi, pindah daerah, open file, switch session, close session",
    "new":            "kota baru, daerah baru, mulai baru, kabupaten baru, create session, start",
    "reload":         "segarkan, perbarui, refresh, rescan",
    "redraw":         "segarkan, layar rusak, layar berantakan, refresh, repaint, garbled",
    "help":           "tolong, petunjuk, panduan, pintasan, tombol, keyboard, shortcuts, keys, manual, guide",
    "theme":          "tema, tampilan, mode gelap, mode terang, kontras, dark mode, light mode, appearance, contrast",
    "books":          "cetak, print, pdf, word, docx, laporan, dokumen, draf, keluaran, unduh, output, report, document, export",
    "write-books":    "cetak, print, pdf, buat buku, simpan buku, terbitkan, markdown, laporan, keluaran, render, generate, publish",
    "write-as":       "cetak, print, pdf, word, docx, html, unduh, ekspor, kertas, a4, f4, folio, export, download, paper",
    "figures":        "grafik, statistik, rekap, ringkasan angka, diagram, hitungan, jumlah, chart, statistics, summary, totals",
    "assessment":     "indeks, evaluasi, skor kota, kematangan, spbe, maturity, evaluation, index",
    "money":          "dana, biaya, pagu, uang, rupiah, pembiayaan, pendanaan, cost, funding, finance, expenses",
    "notes":          "notulen, risalah, notula, keputusan rapat, tindak lanjut, minutes, decisions, to do, action items",
    "participants":   "undangan, instansi, perangkat daerah, dinas, tamu, invitees, agencies, people, contacts",
    "attendance":     "absen, absensi, presensi, daftar hadir, hadir, roll call, register, check in, sign in",
    "roster":         "impor peserta, tempel peserta, daftar nama, import participants, paste people",
    "present":        "absen, presensi, hadirkan, datang, check in, arrived",
    "rounds":         "voting, pungutan suara, pemungutan suara, giliran, sticker, titik, vote, poll, turns, brainstorming",
    "projector":      "layar besar, layar penuh, presentasi, tampilkan ke ruangan, infokus, full screen, beamer, wall, presentation",
    "list-agencies":  "opd belum terdaftar, opd baru, instansi, dinas, perangkat daerah, unlisted, new agency",
    "table":          "impor, excel, csv, unggah, lembar kerja, xlsx, import, upload, spreadsheet",
    "group-file":     "gabung berkas, laptop lain, berkas lain, kelompok lain, merge file, other laptop, import session",
    "unite":          "satukan, padukan, gabung, duplikat, ganda, sama, merge, combine, join, duplicate",
    "take-apart":     "pecah, pisah, lepas, urai, split, separate, unmerge",
    "overlaps":       "duplikat, ganda, kembar, mirip, program sama, duplicates, similar, same programs",
    "move":           "geser, alihkan, ganti kuadran, ubah jangka waktu, shift, change quadrant, transfer",
    "mark":           "pilih, centang, beri tanda, select, tag, flag",
    "mark-all":       "pilih semua, centang semua, select all",
    "order":          "urutkan, sortir, susun, peringkat, sort, rank, arrange",
    "points":         "bobot, nilai, skor, penilaian swot, ifas, efas, weight, rating, scores, grid",
    "variant":        "rangkuti, pearce, cara hitung, arah rating, direction, method of weighting",
    "quick-win":      "unggulan, percepatan, program cepat, candidate, calon",
    "for-whom":       "pengusul, kelompok, meja, opd bicara, context, group, speaker, on behalf of",
    "inbox":          "ide, catatan cepat, tampung, sementara, idea, quick note, capture",
    "next-step":      "selanjutnya, lanjutkan, apa lagi, langkah, continue, what now, todo",
    "next-gap":       "kosong, belum diisi, kekurangan, missing, empty, incomplete",
    "fill-in":        "lengkapi, isi kekosongan, complete, fill",
    "preview":        "lihat buku, tampilan buku, hasil, see the book, result",
    "jump":           "pindah cepat, loncat, go to, hop",
    "two-lists":      "belah layar, berdampingan, dua panel, split view, side by side, compare",
    "editor":         "vim, nano, editor teks, tulis panjang, text editor, long text",
    "decide":         "konflik, bentrok, beda versi, conflict, clash, resolve",
    "close-stage":    "akhiri tahap, selesaikan tahap, kunci tahap, finish stage, complete stage, lock",
    "start-block":    "mulai acara, mulai sesi, timer, jam, stopwatch, begin, run, clock",
    "skip-block":     "lompati acara, hilangkan acara, tiadakan, omit, drop block",
    "more-minutes":   "perpanjang, tambah waktu, mundur, extend, more time",
    "fewer-minutes":  "perpendek, kurangi waktu, shorten, less time",
    "tick":           "centang, tandai selesai, beres, check off, complete item, done",
    "not-applicable": "tidak perlu, tidak relevan, abaikan, skip, irrelevant",
    "close-voting":   "tutup suara, akhiri pemungutan, hasil voting, end vote, result",
    "done":           "selesaikan, beres, finished, complete",
    "who-and-when":   "penanggung jawab, tenggat, pic, batas waktu, owner, due date, deadline",
}
"""By the id of the action."""

PANELS: dict[str, str] = {
    "agenda":       "jadwal, susunan acara, rundown, waktu, daftar periksa, ceklis, schedule, programme, checklist, timetable",
    "vision":       "misi, tujuan, sasaran, rpjmd, rpjpd, goals, mission, objectives",
    "issues":       "masalah, permasalahan, tantangan, problems, challenges",
    "readiness":    "kesiapan, smart readiness, infrastruktur, struktur, suprastruktur, maturity",
    "gap":          "gap, celah, kondisi ideal, selisih, difference",
    "swot":         "kekuatan, kelemahan, peluang, ancaman, faktor, ifas, efas, strengths, weaknesses, opportunities, threats",
    "strategies":   "tows, so wo st wt, matriks, arah strategi, matrix",
    "programs":     "inovasi, kegiatan, proyek, usulan, proposal, projects, activities",
    "organisation": "kelembagaan, dewan, tim pelaksana, forum, susunan tim, struktur organisasi, tugas, council, team, duties",
    "final":        "program final, penetapan, daftar akhir, final list, agreed programs",
    "risks":        "risiko, manajemen risiko, kemungkinan, mitigasi, risk register, mitigation, likelihood",
    "candidates":   "calon unggulan, usg, seleksi, penyaringan, selection, screening, candidates",
    "quick-wins":   "unggulan, percepatan, tonggak, jadwal quick win, milestones",
    "roadmap":      "lini masa, tahunan, jadwal program, rencana tahunan, timeline, gantt, plan by year",
    "commitment":   "tanda tangan, penandatangan, kesepakatan, nota kesepahaman, mou, sign, signature, agreement, pledge",
    "review":       "kekurangan, kesalahan, validasi, periksa, temuan, galat, errors, missing, validate, findings",
    "books":        "cetak, print, pdf, laporan, naskah, report, manuscript",
    "participants": "undangan, instansi, dinas, invitees, agencies",
    "notes":        "notulen, risalah, keputusan, tindak lanjut, minutes, decisions",
}
"""By the id of the panel; what has an action of its own stands there."""

FIELDS: dict[str, str] = {
    "plan.vision":         "visi daerah, visi smart city, cita cita, vision statement",
    "plan.theme":          "tema masterplan, slogan, tagline",
    "plan.rpjmd":          "nama rpjmd, perda rpjmd, rencana pembangunan jangka menengah",
    "plan.rpjmd_start":    "periode rpjmd, tahun rpjmd, masa rpjmd, rpjmd period",
    "plan.rpjmd_end":      "akhir rpjmd, end of rpjmd",
    "plan.rpjpd":          "nama rpjpd, perda rpjpd, rencana pembangunan jangka panjang",
    "plan.rpjpd_start":    "periode rpjpd, tahun rpjpd, rpjpd period",
    "plan.period_start":   "periode, tahun, periode rencana, periode masterplan, tahun rencana, tahun mulai, jangka waktu masterplan, years of the plan, period, years",
    "plan.period_end":     "tahun akhir rencana, akhir masterplan, tahun target, last year of the plan",
    "plan.short_start":    "tahun jangka pendek, periode jangka pendek, short term years",
    "plan.medium_start":   "tahun jangka menengah, periode jangka menengah, medium term years",
    "plan.long_start":     "tahun jangka panjang, periode jangka panjang, long term years",
    "plan.legal_basis":    "dasar hukum, peraturan, undang undang, regulation, law",
    "plan.legal_target":   "perwali, perbup, perda, produk hukum",
    "city.name":           "nama kota, nama kabupaten, nama daerah, city name",
    "city.province":       "provinsi, province",
    "city.population":     "penduduk, jiwa, inhabitants",
    "city.area_km2":       "luas wilayah, area",
    "city.leader":         "wali kota, walikota, bupati, kepala daerah, mayor, regent",
    "identity.logo":       "lambang, gambar logo, crest",
    "identity.letterhead": "kop, kop surat, letterhead",
    "identity.color":      "warna buku, warna sampul, cover colour",
    "stage.start":         "tanggal bimtek, tanggal pelaksanaan, hari pelaksanaan, jadwal tahap, workshop date, dates",
    "stage.venue":         "tempat, lokasi bimtek, aula, gedung, hotel, hall, location",
    "program.lead":        "opd pengampu, leading sector, pemilik program, pelaksana, owner, in charge",
    "program.budget_idr":  "nilai anggaran, pagu, biaya program, anggaran, dana, cost, budget amount",
    "program.funding":     "sumber dana, sponsor, csr, apbd, apbn, donor, pendanaan, funding source",
    "program.partners":    "sponsor, mitra, csr, swasta, bumd, donor, private sector",
    "program.start_year":  "tahun mulai program, tahun pelaksanaan, year of the program",
    "program.horizon":     "jangka waktu, prioritas waktu, short medium long",
    "program.indicator":   "iku, ikk, kpi, ukuran keberhasilan, performance indicator",
    "budget.amount_idr":   "nilai anggaran, jumlah dana, pagu tahunan, rupiah, amount of money",
    "budget.funding":      "sumber, sumber dana, sponsor, csr, apbd, apbn, source of money",
    "target.value":        "target tahunan, capaian, yearly target",
    "swot.source":         "pengusul, asal usulan, dari opd mana, proposer",
    "swot.weight":         "poin, bobot, weight",
    "swot.rating":         "nilai, peringkat faktor, rating",
    "quick_win.team":      "tim pelaksana, anggota tim, team members",
    "quick_win.reason":    "alasan, mengapa dipilih, why",
    "milestone.due":       "tenggat, batas waktu, jatuh tempo, deadline",
    "milestone.owner":     "penanggung jawab, pic, in charge",
    "commitment.points":   "isi komitmen, butir kesepakatan, pasal, clauses",
    "commitment.date":     "tanggal tanda tangan, tanggal komitmen, date of signing",
    "commitment.place":    "kota penandatanganan, tempat tanda tangan, place of signing",
    "signatory.position":  "jabatan, pangkat, office, title",
    "participant.agency":  "instansi peserta, dinas asal",
    "participant.position": "jabatan peserta, pangkat, job title",
    "agency.name":         "nama dinas, nama opd, nama instansi, department",
}
"""By table and key."""
# fmt: on


def likeness(wanted: str, synonyms: str) -> float:
    """How well folded words fit one of these synonyms: 1 for one itself, less for its beginning or a word of it, else 0."""
    best = 0.0
    for synonym in synonyms.split(", ") if synonyms else ():
        if synonym == wanted:
            return 1.0
        if synonym.startswith(wanted):
            best = max(best, 0.9)
        elif f" {wanted}" in synonym:
            best = max(best, 0.7)
    return best
