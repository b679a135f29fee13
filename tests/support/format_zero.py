"""A session of format 0, as the drafts before the first release wrote it, and the same in format 1."""

from __future__ import annotations

DRAFT = '''# Draf sebelum rilis pertama
schema_version = 0  # draf
metode = "kominfo-1"
judul = 'Masterplan Kota Lama'
warna = "biru"

# tentang daerah
[daerah]
nama   = "Kota Lama"
jenis = "kota"
"provinsi" = "Riau"

[rencana]
visi = """
Kota yang cerdas.
jangka = "pendek"
"""
awal = 2022 # tahun pertama
akhir = 2031

[[opd]]
id = "DISKOMINFO"
nama = "Dinas Komunikasi dan Informatika"

# sw-7k3q9fxd
[[swot]]  # dari kelompok 1
id = "sw-7k3q9fxd"
kuadran = "kelemahan"
# kata peserta
teks = "kuadran = 'kekuatan' belum tampak."
dimensi = "governance"
dicatat = 2022-06-13T09:15:21+07:00

[swot.catatan]
jenis = "notulen"

# pr-00000001
[[ program ]]
id = "pr-00000001"
nama = "Satu Data"
jangka = 'pendek'
anggaran = 12_500_000
funding = [
  "apbd", # dana
]
ditarik = "digabung"
dicatat = 2022-06-13T09:15:21+07:00

[[catatan]]
id = "nt-00000001"
jenis = "keputusan"
teks = "Disetujui."
dicatat = 2022-06-13T09:15:21+07:00
'''
"""A session of version 0, with comments and layout of its own."""

MIGRATED = '''# Draf sebelum rilis pertama
schema_version = 1  # draf
method = "kominfo-1"
title = 'Masterplan Kota Lama'
warna = "biru"

# tentang daerah
[city]
name   = "Kota Lama"
kind = "kota"
province = "Riau"

[plan]
vision = """
Kota yang cerdas.
jangka = "pendek"
"""
period_start = 2022 # tahun pertama
period_end = 2031

[[agency]]
id = "DISKOMINFO"
name = "Dinas Komunikasi dan Informatika"

# sw-7k3q9fxd
[[swot]]  # dari kelompok 1
id = "sw-7k3q9fxd"
quadrant = "weakness"
# kata peserta
text = "kuadran = 'kekuatan' belum tampak."
dimension = "governance"
added = 2022-06-13T09:15:21+07:00

[swot.catatan]
jenis = "notulen"

# pr-00000001
[[ program ]]
id = "pr-00000001"
name = "Satu Data"
horizon = "short"
budget_idr = 12_500_000
funding = [
  "apbd", # dana
]
withdrawn = "digabung"
added = 2022-06-13T09:15:21+07:00

[[note]]
id = "nt-00000001"
kind = "decision"
text = "Disetujui."
added = 2022-06-13T09:15:21+07:00
'''
"""The same after `bimtek migrate`: only names and words are others."""
