"""Texts that people paste, that files from elsewhere hold and that attackers would type, and a session full of them.

Every part of the program takes the same list: store, screens and books.
"""

from __future__ import annotations

from bimtek_tui.model import method

STRINGS: dict[str, str] = {
    # Markup that Textual or Rich would obey, swallow or crash on
    "closing-tag": "[/] Dinas [/dinas] buntu",
    "python-list": "nilai [true, false] dan [1]",
    "colour-tag": "[#ff0]kuning [bold red]merah",
    "click-tag": "[@click=app.quit]keluar[/]",
    "open-bracket": "kurung [ tidak tertutup",
    # Markdown and HTML
    "pipe": "satu | dua | tiga \\| empat",
    "emphasis": "*tebal* _miring_ ~~coret~~ `kode` ``dua``",
    "link": "[klik](javascript:alert(1)) ![gambar](http://contoh.invalid/x.png)",
    "bare-link": "https://contoh.invalid/a_b www.contoh.invalid orang@contoh.invalid",
    "html": "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- komentar --> &amp; &#124;",
    "heading": "# Judul palsu #",
    "list": "- butir",
    "ordered": "1. butir",
    "setext": "===",
    "dashes": "---",
    "fence": "```",
    "maths": "harga $5 dan $6, $$x^2$$",
    "shortcode": ":smile: :a:",
    "trailing-backslash": "berakhir dengan \\",
    # Template code
    "expression": "{{ 7 * 7 }} {{ city.__class__.__mro__ }}",
    "statement": "{% for x in range(10**9) %}x{% endfor %} {# hilang #}",
    "format": "%s %d {0} {name} %(name)s ${HOME} $(id)",
    # TOML
    "header": '[[swot]] id = "sw-00000000"',
    "quotes": "\"\"\"tiga\"\"\" '''tiga''' \"satu\" 'satu'",
    "four-quotes": 'kata """" kata """""',
    "escapes": "\\u0041 \\n \\x1b \\",
    "comment": 'teks # bukan komentar = "x"',
    # Spreadsheets and shells
    "formula": "=cmd|'/c calc'!A0",
    "option": "--help; rm -rf /",
    # Terminal, control and invisible characters
    "colour-sequence": "\x1b[31mmerah\x1b[0m",
    "title-sequence": "\x1b]0;judul\x07teks",
    "link-sequence": "\x1b]8;;http://contoh.invalid\x1b\\tautan\x1b]8;;\x1b\\",
    "clipboard-sequence": "\x1b]52;c;cm0gLXJm\x07teks",
    "c1-sequence": "\x9b31mmerah \x90dcs\x9c \x85baris",
    "controls": "a\x00b\x01c\x07d\x08e\x0bf\x0cg\x7fh",
    "carriage-return": "lama\rbaru\r\nlain",
    "tab": "kolom\tkolom",
    "line-separators": "satu\u2028[[swot]]\u2029# tiga\x85empat",
    "bidi-override": "wali \u202ekota\u202c \u2066terisolasi\u2069 \u200e\u200f\u061c",
    "zero-width": "nol\u200blebar\ufeff\u2060\xadlunak\u180e",
    "tags": "bendera\U000e0041\U000e007f",
    "noncharacter": "akhir\ufffe\uffff\ufff9",
    # Writing of the world
    "emoji": "👩\u200d👩\u200d👧 🇮🇩 1️⃣ ❤️",
    "right-to-left": "مدينة ذكية עיר חכמה",
    "wide": "智慧城市　ｂｉｍｔｅｋ",
    "decomposed": "Cafe\u0301 A\u030a",
    "combining": "Z" + "\u0351\u0346" * 40,
    "no-break": "Rp\u00a01.000\u202f000",
    # Shape
    "blank-ends": "  di depan dan di belakang  ",
    "long-word": "x" * 2_000,
    "lines": '\n\nbaris satu\n\n  baris dua\n# baris tiga\n[[swot]]\nid = "x"\n# sw-00000000\n\n',
    "null-word": "null",
    "none-word": "None",
    "number": "1e999999",
    "date": "2022-06-13",
}
"""What a text field may get; every one is valid inside a TOML string."""

FEW = {
    name: STRINGS[name]
    for name in (
        "closing-tag", "click-tag", "pipe", "html", "statement", "header", "colour-sequence", "controls",
        "line-separators", "bidi-override", "zero-width", "emoji", "right-to-left", "combining", "long-word", "lines",
    )
}  # fmt: skip
"""One of each family, for places where every text costs a second."""

SURROGATE = "setengah \ud800 karakter"
"""What a terminal may deliver and no file can hold."""

HUGE = "kata " * 20_000
"""100 kB: too long to be typed, but a file may hold it."""


def toml(text: str) -> str:
    """A basic string on one line with everything but plain ASCII escaped."""
    made = []
    for char in text:
        code = ord(char)
        if char in '"\\':
            made.append("\\" + char)
        elif 32 <= code < 127:
            made.append(char)
        else:
            made.append(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
    return '"' + "".join(made) + '"'


def session_text() -> str:
    """One valid session file with every hostile string in short texts, prose and lists, and the huge one in a note."""
    added = "added = 2022-06-13T09:15:21+07:00\n"
    texts = list(STRINGS.values())
    quadrants = ("strength", "weakness", "opportunity", "threat")
    strategies = ("SO", "WO", "ST", "WT")
    horizons = ("short", "medium", "long")
    dimensions = ("governance", "branding", "economy", "living", "society", "environment")
    made = [
        'schema_version = 1\nmethod = "kominfo-1"\n',
        "title = " + toml("Sesi [/] | {{ 1 }} \u202e") + "\n\n",
        "[city]\nname = " + toml("Kota [Uji] |*<b>") + '\nkind = "kota"\n',
        "province = " + toml("# Provinsi") + "\n",
        "leader = " + toml(STRINGS["html"]) + "\n",
        "profile = " + toml(STRINGS["lines"]) + "\n\n",
        "[plan]\nvision = " + toml(STRINGS["statement"]) + "\n",
        "theme = " + toml(STRINGS["pipe"]) + "\n",
        "short_start = 2023\nshort_end = 2023\nmedium_start = 2024\nmedium_end = 2026\n",
        "long_start = 2027\nlong_end = 2030\n",
        "legal_basis = [" + ", ".join(map(toml, texts[:6])) + "]\n\n",
    ]

    def add(table: str, id: str, *keys: str, last: str = added) -> None:
        made.append(f'# {id}\n[[{table}]]\nid = "{id}"\n' + "".join(f"{key}\n" for key in keys) + last + "\n")

    for number, text in enumerate(texts):
        said = toml(text)
        place = f"{number:08d}"
        dimension = f'dimension = "{dimensions[number % 6]}"'
        add("mission", f"ms-{place}", f"text = {said}")
        add("participant", f"pt-{place}", f"name = {said}", f"agency = {said}", f"attended = [{said}]")
        add("issue", f"is-{place}", f"text = {said}", f"evidence = {said}")
        add("readiness", f"rd-{place}", 'element = "structure"', f"text = {said}", f"action = {said}")
        add("gap", f"gp-{place}", dimension, f"text = {said}", f"current = {said}", f"ideal = {said}")
        add(
            "swot",
            f"sw-{place}",
            f'quadrant = "{quadrants[number % 4]}"',
            f"text = {said}",
            dimension,
            f"evidence = {said}",
            f"source = {said}",
            f"group = {said}",
            "weight = 2.5",
            "rating = 3",
        )
        add("strategy", f"st-{place}", f'quadrant = "{strategies[number % 4]}"', f"text = {said}")
        add(
            "program",
            f"pr-{place}",
            f"name = {said}",
            f'horizon = "{horizons[number % 3]}"',
            dimension,
            f"description = {said}",
            f"activities = [{said}, {said}]",
            f"lead = {said}",
            f"partners = [{said}]",
            f"indicator = {said}",
            f"location = {said}",
            "budget_idr = 1_000_000",
            'funding = ["apbd"]',
            'status = "final"',
        )
        add("note", f"nt-{place}", 'kind = "minute"', f"text = {said}", f"owner = {said}")
        add("signatory", f"sg-{place}", f"name = {said}", f"position = {said}", f"order = {number}")
    for number in range(3):
        quick_win, said = f"qw-{number:08d}", toml(texts[number * 7])
        add(
            "quick_win",
            quick_win,
            f'program = "pr-{number * 3:08d}"',
            f"problem = {said}",
            'decision = "chosen"',
        )
        add(
            "milestone",
            f"ml-{number:08d}",
            f'quick_win = "{quick_win}"',
            f"text = {said}",
            "due = 2023-05-01",
        )
    add("agency", "DINAS-[X]", f"name = {toml(STRINGS['closing-tag'])}", last="")
    add("note", "nt-99999999", 'kind = "fact"', f"text = {toml(HUGE)}")
    points = ", ".join(map(toml, texts))
    made.append(f"[commitment]\ntitle = {toml(STRINGS['link'])}\npoints = [{points}]\n")
    return "".join(made)


def whole_session() -> str:
    """The hostile session with the kinds that it leaves out, one entry of each for every string."""
    used = method.load("kominfo-1")
    added = "added = 2022-06-13T09:15:21+07:00\n\n"
    made = [session_text()]
    boxes = [list(used.items), list(used.blocks)]
    for number, (_name, raw) in enumerate(STRINGS.items()):
        said, place = toml(raw), f"{number:08d}"
        made.append(f'[[objective]]\nid = "ob-{place}"\ntext = {said}\nindicator = {said}\n{added}')
        made.append(
            f'[[budget]]\nid = "bg-{place}"\nprogram = "pr-{place}"\nyear = 2024\nfunding = "apbd"\n'
            f"amount_idr = 1_000\n{added}"
        )
        made.append(f'[[target]]\nid = "tg-{place}"\nof = "pr-{place}"\nyear = 2024\nvalue = {said}\n{added}')
        made.append(
            f'[[score]]\nid = "sc-{place}"\nquick_win = "qw-00000000"\ncriterion = "{used.criterion[0].id}"\n'
            f"value = 3\nassessor = {said}\n{added}"
        )
        made.append(
            f'[[assessment]]\nid = "as-{place}"\nindicator = "{next(iter(used.indicators))}"\nround = 2022\n'
            f"score = 3\nevidence = {said}\nnote = {said}\n{added}"
        )
        made.append(f'[[risk]]\nid = "rk-{place}"\ntext = {said}\nresponse = {said}\nowner = {said}\n{added}')
        made.append(
            f'[[cost]]\nid = "co-{place}"\nquick_win = "qw-00000000"\nitem = {said}\nunit = {said}\n{added}'
        )
        made.append(
            f'[[text]]\nid = "tx-{place}"\nbook = "buku-2"\nsection = {said}\ntext = {said}\nauthor = {said}\n{added}'
        )
        made.append(
            f'[[picture]]\nid = "pc-{place}"\nbook = "buku-2"\nsection = {said}\nfile = {said}\ncaption = {said}\n'
            f"alt = {said}\nsource = {said}\n{added}"
        )
        made.append(
            f'[[round]]\nid = "rn-{place}"\nkind = "dots"\nquestion = {said}\nlist = {said}\ncodes = true\n{added}'
        )
        made.append(f'[[tally]]\nid = "ty-{place}"\nround = "rn-{place}"\nentry = {said}\nvotes = 1\n{added}')
        made.append(f'[[agenda]]\nid = "stage-1/1/x-{place}"\ntitle = {said}\n\n')
        for kind in ("decision", "action", "parking", "inbox", "fact"):
            made.append(
                f'[[note]]\nid = "nt-{kind[:2]}{number:06d}"\nkind = "{kind}"\ntext = {said}\n{added}'
            )
        made.append(
            f'[[checklist]]\nid = "{boxes[0][number]}"\nstate = "done"\nby = {said}\nnote = {said}\n'
            "at = 2022-06-13T09:15:21+07:00\n\n"
        )
        if number < len(boxes[1]):
            made.append(f'[[agenda]]\nid = "{boxes[1][number]}"\nskipped = {said}\n\n')
    texts = list(STRINGS.values())
    made.append(
        f"[identity]\ngovernment = {toml(texts[0])}\nlogo = {toml(texts[1])}\n"
        f"letterhead = [{', '.join(map(toml, texts))}]\ncolor = {toml(texts[2])}\n\n"
    )
    for number, stage in enumerate(used.stages):
        made.append(
            f'[[stage]]\nid = "{stage}"\nwhen = {toml(texts[number])}\nvenue = {toml(texts[-number])}\n'
            f"facilitators = [{', '.join(map(toml, texts[number::4]))}]\nsummary = {toml(texts[number + 4])}\n\n"
        )
    return "\n".join(made)
