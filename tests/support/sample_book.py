"""A small book as Markdown that has one of everything that a format must carry, and a table over several pages."""

from __future__ import annotations

PROGRAM = "| {0} | Pembangunan pusat kendali terpadu dan integrasi layanan pengaduan {0} untuk seluruh kecamatan dan kelurahan, dengan pelatihan operator serta pemeliharaan selama lima tahun | Tata Kelola Cerdas | Jangka pendek | 2026-2027 | Dinas Komunikasi dan Informatika | Rp 1.250.000.000 | `pr-{0:08}` |"
OWN = """# Buku 2 Masterplan

**Kota Contoh**

Periode masterplan: 2026-2030

## KATA PENGANTAR

Naskah ini disusun dari hasil bimbingan teknis.

✎ *Lengkapi dengan ucapan terima kasih.*

## DAFTAR ISI

- KATA PENGANTAR
- DAFTAR ISI
- DAFTAR TABEL
- BAB I PENDAHULUAN
  - 1.1 Latar Belakang
- BAB II PROGRAM
- BAB III PENUTUP
- LAMPIRAN

## DAFTAR TABEL

- Tabel 1.1 Tahap
- Tabel 1.2 Waktu
- Tabel 2.1 Program
- Tabel L.1 Daftar hadir

## BAB I PENDAHULUAN

### 1.1 Latar Belakang

Kota **cerdas** bekerja dengan *data*, ~~bukan~~ `kode`. Tahapnya:

1. Satu
2. Dua
   - anak

- butir

3. Lanjutan

**Tabel 1.1** Tahap

| Tahap | Jumlah |
| --- | --: |
| Tahap I | 80 |

**Tabel 1.2** Waktu

| Tahap | Waktu |
| --- | --- |
| Tahap I | 13-14 Juni 2026 |

```text
Struktur      ████████░░ 4,0
Suprastruktur ██░░░░░░░░ 1,0
```

## BAB II PROGRAM

**Tabel 2.1** Program

| No. | Program | Dimensi | Jangka waktu | Tahun | Penanggung jawab | Anggaran | Kode |
| --: | --- | --- | --- | --- | --- | --: | --- |
PROGRAMS

## BAB III PENUTUP

Demikian naskah ini disusun.

## LAMPIRAN

**Tabel L.1** Daftar hadir

| No. | Nama | Perangkat daerah | Tanda tangan |
| --: | --- | --- | --- |
| 1 | Siti Aminah | Bappeda | |
| 2 | Budi Santoso | Dinas Kesehatan | |
""".replace("PROGRAMS", "\n".join(map(PROGRAM.format, range(1, 41))))
PAPER = "# Komitmen Bersama\n\nKami sepakat.\n\n## Penanda tangan\n\n| No. | Nama |\n| --: | --- |\n| 1 | Siti |\n"
"""A small paper: what is no book with chapters."""
