"""Session files as people lay them out by hand: valid, and unlike what the program would write."""

from __future__ import annotations

TOP = 'schema_version = 1\nmethod = "kominfo-1"\n'
CITY = '[city]\nname = "Kota Uji"\nkind = "kota"\nprovince = "Riau"\n'
ADDED = "added = 2022-06-13T09:15:21+07:00\n"


def swot(id: str, text: str = '"Data belum terpadu."', quadrant: str = "weakness") -> str:
    return f'# {id}\n[[swot]]\nid = "{id}"\nquadrant = "{quadrant}"\ntext = {text}\n{ADDED}'


def program(id: str, more: str = "") -> str:
    return f'# {id}\n[[program]]\nid = "{id}"\nname = "Satu Data"\nhorizon = "short"\n{more}{ADDED}'


PLAIN = "\n".join(
    [
        TOP,
        CITY,
        '[plan]\nvision = "Kota cerdas."\nshort_start = 2023\n',
        '[[agency]]\nid = "DISKOMINFO"\nname = "Dinas Kominfo"\n',
        swot("sw-00000001"),
        swot("sw-00000002", '"""\nBaris satu.\nBaris dua.\n"""', "strength"),
        program(
            "pr-00000001",
            'activities = [\n  "satu",\n  "dua",\n]\nfunding = [\n  "apbd",\n]\nbudget_idr = 12_500_000\n',
        ),
        '# nt-00000001\n[[note]]\nid = "nt-00000001"\nkind = "minute"\ntext = "Catatan."\n' + ADDED,
        '[commitment]\ntitle = "Komitmen"\n',
    ]
)

LAYOUTS: dict[str, str] = {
    "plain": PLAIN,
    "only the top": TOP,
    "comments everywhere": (
        "# Sesi Kota Uji\n# dua baris\n\n" + TOP.replace("\n", "  # versi\n", 1) + "\n# tentang kota\n" + CITY
        + "\n# ---- SWOT ----\n\n# catatan orang tentang sw-1\n"
        + swot("sw-00000001").replace("text =", "# tentang teks\ntext =").replace("added", "# kapan\nadded")
        + "# sesudah\n\n# lepas\n\n"
        + swot("sw-00000002").replace("quadrant", "  # menjorok\nquadrant").replace('terpadu."', 'terpadu."  # ekor')
        + "\n# akhir berkas\n"
    ),
    "unknown keys and tables": (
        TOP + 'warna = "biru"\n\n' + CITY + 'julukan = "x"\n\n[lain]\nkunci = 1\n\n'
        + swot("sw-00000001").replace("text", 'suara = [1, 2]\ntext') + "\n[[aneh]]\nid = 3\n\n[[aneh]]\nid = 4\n\n"
        + program("pr-00000001", "skor.a = 1\nskor.b = 2\n") + "\n[lain.dalam]\nz = 1\n\n[tanpa.induk]\ny = 2\n"
    ),
    "odd spacing": (
        "\n\n" + TOP.replace(" = ", "=") + "\n\n\n" + CITY.replace(" = ", "   =  ").replace("[city]", "  [ city ]  # k")
        + "\n\n\n\n" + swot("sw-00000001").replace("[[swot]]", "[[ swot ]]").replace("\nid", "\n\n    id") + "\n\n\n"
        + swot("sw-00000002") + "\n\n\n"
    ),
    "no blank lines": TOP + CITY + swot("sw-00000001") + swot("sw-00000002") + program("pr-00000001"),
    "interleaved": "\n".join(
        [TOP, swot("sw-00000001"), program("pr-00000001"), CITY, swot("sw-00000002"), program("pr-00000002"), swot("sw-00000003")]
    ),
    "windows": PLAIN.replace("\n", "\r\n"),
    "windows with a line of ours": PLAIN.replace("\n", "\r\n").replace("1\r\n", "1\n", 1),
    "byte order mark": "\ufeff" + PLAIN,
    "no final newline": PLAIN.rstrip("\n"),
    "no final newline after prose": TOP + "\n" + swot("sw-00000001").replace(ADDED, "") + ADDED + 'group = """\nSatu"""',
    "keys in another order": TOP + "\n" + '[[swot]]\n' + ADDED + 'votes = 3\ntext = "x"\nquadrant = "threat"\nid = "sw-00000001"\n',
    "nested tables": (
        TOP + "\n" + CITY + "\n[city.peta]\nlat = 1.5\n\n" + swot("sw-00000001") + "\n# milik sw-1\n[swot.milik]\na = 1\n"
        + "\n[[swot.daftar]]\nb = 1\n\n[[swot.daftar]]\nb = 2\n\n" + swot("sw-00000002")
    ),
    "nested far away": TOP + "\n" + swot("sw-00000001") + "\n" + CITY + "\n[swot.jauh]\na = 1\n\n[commitment]\n",
    "quoted": (
        TOP + '\n["city"]\n"name" = "Kota # [x]"\n\'kind\' = \'kota\'\n\n[["swot"]]\n"id" = "sw-00000001"\n'
        + "quadrant = '''threat'''\ntext = '''\n[[swot]]\nid = \"palsu\"\n# sw-99999999'''\n" + ADDED
        + '\n["titik.a"]\nx = 1\n\n["]#"]\ny = 1\n\n[""]\nz = 1\n'
    ),
    "headers in prose": (
        TOP + "\n" + swot("sw-00000001", '"""\n[[swot]]\nid = "x"\n# sw-99999999\n[plan]\n"""') + "\n"
        + swot("sw-00000002", '"""tiga \\"""\n# sw-99999998"""') + "\n" + swot("sw-00000003", '"a\u2028[[swot]]\u0085# x"')
    ),
    "one line lists": TOP + "\n" + program("pr-00000001", 'funding = ["apbd", "csr"] # dana\nactivities = [ "a", # satu\n"b" ]\n'),
    "not a number": TOP + "\n" + swot("sw-00000001").replace("added", "x = nan\ny = [inf, nan]\nadded") + "\n[lain]\nz = nan\n",
    "bad entries": (
        TOP + "\n" + CITY + '\n[plan]\nshort_start = "besok"\n\n' + swot("sw-00000001") + "\n"
        + swot("sw-00000001", '"kembar"') + "\n" + swot("sw-00000002").replace("weakness", "kelemahan") + "\n"
        + '[[swot]]\nid = "sw-00000003"\n\n[analysis]\nvariant = "lain"\n\n[[program]]\nname = 5\n\n[swotty]\n\n'
        + swot("sw-00000004")
    ),
}  # fmt: skip
"""Text of a file by what is unusual about it."""

CONTENTS = {name: text.encode() for name, text in LAYOUTS.items()}
