"""What `check` finds: every rule on a small session with one thing wrong, with its line, severity and code."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from bimtek_tui import check, resources, store
from bimtek_tui.errors import Finding
from bimtek_tui.model import method
from bimtek_tui.model.kinds import kinds
from bimtek_tui.model.program_codes import CodeList, ListedCode
from bimtek_tui.store import named_files
from bimtek_tui.store.reading import Loaded

KOMINFO = method.load("kominfo-1")
HEAD = """schema_version = 1
method = "kominfo-1"

[city]
name = "Kota Uji"
kind = "kota"
province = "Riau"

"""
ADDED = "added = 2026-06-13T09:15:21+07:00\n\n"


def entry(table: str, id: str, keys: str) -> str:
    return f'# {id}\n[[{table}]]\nid = "{id}"\n{keys}\n{ADDED}'


def swot(number: int, more: str = "") -> str:
    return entry("swot", f"sw-{number:08}", f'quadrant = "strength"\ntext = "Faktor"\n{more}'.rstrip())


def program(number: int, more: str = "", horizon: str = "short") -> str:
    keys = f'name = "Program {number}"\nhorizon = "{horizon}"\n{more}'.rstrip()
    return entry("program", f"pr-{number:08}", keys)


def candidate(number: int) -> str:
    return entry("quick_win", f"qw-{number:08}", 'program = "pr-00000001"')


SEAL = "sessions/kota-contoh-lambang.png"


def picture(number: int, book: str = "buku-2", file: str = SEAL, alt: str = 'alt = "Perisai"') -> str:
    keys = f'book = "{book}"\nsection = "vision"\nfile = "{file}"\ncaption = "Lambang"\n{alt}'
    return entry("picture", f"pc-{number:08}", keys.rstrip())


ROW = 'program = "pr-00000001"\nyear = 2026\nfunding = "apbd"'
SCORE = 'quick_win = "qw-00000001"\ncriterion = "impact"'
INDICATOR = 'indicator = "evaluation-output-policy"\nround = 2026'
SECTION = 'book = "buku-2"\nsection = "pendahuluan"'
PLAN = """[plan]
period_start = 2026
period_end = 2035
short_start = 2026
short_end = 2027
medium_start = 2028
medium_end = 2030
long_start = 2031
long_end = 2035

"""
DECREE = '[plan]\ncode_decree = "Keputusan Menteri Dalam Negeri Nomor 900.1.15.5–3406 Tahun 2024"\n\n'


def loaded(text: str) -> Loaded:
    return store.parse(text.encode(), Path("uji.toml"))


def found(text: str, folder: Path = Path()) -> list[Finding]:
    read = store.parse(text.encode(), folder / "uji.toml")
    return check.findings(read, KOMINFO, None, named_files.gather(read.path, read.session))


def line_with(text: str, part: str, nth: int = 0) -> int:
    return [number for number, line in enumerate(text.splitlines(), 1) if part in line][nth]


CASES = {
    "dangling reference": (
        HEAD + swot(1, 'merged_into = "sw-99999999"'),
        "dangling-reference",
        "error",
        "merged_into",
        "sw-99999999",
    ),
    "dangling reference in a list": (
        HEAD + program(1, 'supports = [\n  "sw-99999999",\n]'),
        "dangling-reference",
        "error",
        "supports",
        "sw-99999999",
    ),
    "a reference to another kind": (
        HEAD + swot(1) + program(1, 'mission = "sw-00000001"'),
        "dangling-reference",
        "error",
        "mission",
        "mission",
    ),
    "merged into itself": (
        HEAD + swot(1, 'merged_into = "sw-00000001"'),
        "merge-cycle",
        "error",
        "merged_into",
        "itself",
    ),
    "merged in a circle": (
        HEAD + program(1, 'merged_into = "pr-00000002"') + program(2, 'merged_into = "pr-00000001"'),
        "merge-cycle",
        "error",
        "merged_into",
        "pr-00000001, pr-00000002",
    ),
    "a reference to a withdrawn entry": (
        HEAD + swot(1, 'withdrawn = "ditarik"') + program(1, 'supports = [\n  "sw-00000001",\n]'),
        "reference-to-gone",
        "warning",
        "supports",
        "restore",
    ),
    "a reference to a merged entry": (
        HEAD
        + swot(1)
        + swot(2, 'merged_into = "sw-00000001"')
        + program(1, 'supports = [\n  "sw-00000002",\n]'),
        "reference-to-gone",
        "warning",
        "supports",
        "into sw-00000001",
    ),
    "money of a program that was withdrawn": (
        HEAD
        + program(1, 'withdrawn = "ganda"')
        + entry("budget", "bg-00000001", ROW + "\namount_idr = 5")
        + entry("budget", "bg-00000002", ROW.replace("2026", "2027") + "\namount_idr = 5")
        + entry("target", "tg-00000001", 'of = "pr-00000001"\nyear = 2026\nvalue = "5"'),
        "part-of-withdrawn",
        "info",
        'program = "',
        "pr-00000001 was withdrawn, so what still belongs to it counts in no figure (budget row: 2, target: 1)",
    ),
    "a candidate whose program was dropped": (
        HEAD
        + program(1, 'status = "dropped"')
        + entry("quick_win", "qw-00000001", 'program = "pr-00000001"\ndecision = "chosen"'),
        "reference-to-gone",
        "warning",
        'program = "',
        "dropped",
    ),
    "an agency that is not listed": (
        HEAD + program(1, 'lead = "DINKES"') + program(2, 'lead = "DINKES"'),
        "unlisted-agency",
        "info",
        "lead",
        "named 2 times",
    ),
    "an unknown dimension": (
        HEAD + swot(1, 'dimension = "goverment"'),
        "unknown-dimension",
        "warning",
        "dimension",
        "did you mean “governance”",
    ),
    "an unknown subdimension": (
        HEAD + program(1, 'subdimension = "economy-industri"'),
        "unknown-subdimension",
        "warning",
        "subdimension",
        "economy-industry",
    ),
    "an unknown aspect": (
        HEAD
        + entry(
            "readiness",
            "rd-00000001",
            'element = "structure"\ntext = "x"\naspect = "structure-poeple"',
        ),
        "unknown-aspect",
        "warning",
        "aspect",
        "structure-people",
    ),
    "an aspect of another element": (
        HEAD
        + entry(
            "readiness",
            "rd-00000001",
            'element = "structure"\ntext = "x"\naspect = "superstructure-policy"',
        ),
        "aspect-elsewhere",
        "warning",
        "aspect",
        "superstructure",
    ),
    "an unknown gate": (
        HEAD
        + program(1)
        + entry("quick_win", "qw-00000001", 'program = "pr-00000001"\ngates_met = [\n  "owner-name",\n]'),
        "unknown-gate",
        "warning",
        "gates_met",
        "owner-named",
    ),
    "a gate both met and failed": (
        HEAD
        + program(1)
        + entry(
            "quick_win",
            "qw-00000001",
            'program = "pr-00000001"\ngates_met = [\n  "no-new-law",\n]\ngates_failed = [\n  "no-new-law",\n]',
        ),
        "gate-in-both-lists",
        "error",
        "gates_failed",
        "no-new-law",
    ),
    "a quick win chosen without a word although it failed at a gate": (
        HEAD
        + program(1)
        + entry(
            "quick_win",
            "qw-00000001",
            'program = "pr-00000001"\ngates_failed = [\n  "no-new-law",\n]\ndecision = "chosen"',
        ),
        "decision-without-reason",
        "warning",
        "decision",
        "no-new-law",
    ),
    "an unknown criterion": (
        HEAD
        + program(1)
        + entry("quick_win", "qw-00000001", 'program = "pr-00000001"')
        + entry("score", "sc-00000001", 'quick_win = "qw-00000001"\ncriterion = "xyzzy"\nvalue = 3'),
        "unknown-criterion",
        "warning",
        "criterion",
        "take one of: impact",
    ),
    "an unknown indicator": (
        HEAD + entry("assessment", "as-00000001", 'indicator = "rkci"\nround = 2026\nscore = 3'),
        "unknown-indicator",
        "warning",
        "indicator",
        "rkci",
    ),
    "a score outside the scale": (
        HEAD
        + entry(
            "assessment",
            "as-00000001",
            'indicator = "evaluation-output-policy"\nround = 2026\nscore = 5.5',
        ),
        "score-outside-scale",
        "warning",
        "score = 5.5",
        "from 0 to 5",
    ),
    "an unknown stage": (
        HEAD + '# stage-5\n[[stage]]\nid = "stage-5"\n\n',
        "unknown-stage",
        "warning",
        'id = "stage-5"',
        "did you mean",
    ),
    "a note of an unknown stage": (
        HEAD + entry("note", "nt-00000001", 'kind = "fact"\ntext = "x"\nstage = "tahap-1"'),
        "unknown-stage",
        "warning",
        'stage = "',
        "tahap-1",
    ),
    "an unknown checklist item": (
        HEAD
        + '# stage-1/decre\n[[checklist]]\nid = "stage-1/decre"\nstate = "done"\nat = 2026-06-13T09:15:21+07:00\n\n',
        "unknown-checklist-item",
        "warning",
        'id = "stage-1/decre"',
        "stage-1/decree",
    ),
    "an unknown agenda block": (
        HEAD + '# stage-1/1/swot\n[[agenda]]\nid = "stage-1/1/swot"\n\n',
        "unknown-agenda-block",
        "warning",
        'id = "stage-1/1/swot"',
        "stage-1/2/swot",
    ),
    "an unknown day": (
        HEAD + entry("participant", "pt-00000001", 'name = "Ani"\nattended = [\n  "stage-1/3",\n]'),
        "unknown-day",
        "warning",
        "attended",
        "stage-1/",
    ),
    "a subdimension of another dimension": (
        HEAD + program(1, 'dimension = "living"\nsubdimension = "economy-welfare"'),
        "subdimension-elsewhere",
        "warning",
        "subdimension",
        "economy",
    ),
    "a program that ends before it starts": (
        HEAD + program(1, "start_year = 2028\nend_year = 2027"),
        "end-before-start",
        "error",
        "end_year",
        "2027",
    ),
    "a plan that ends before it starts": (
        HEAD + "[plan]\nperiod_start = 2030\nperiod_end = 2026\n\n",
        "end-before-start",
        "error",
        "period_end",
        "2026",
    ),
    "a stage that ends before it starts": (
        HEAD + '# stage-1\n[[stage]]\nid = "stage-1"\nstart = 2026-06-14\nend = 2026-06-13\n\n',
        "end-before-start",
        "error",
        "end = ",
        "2026-06-13",
    ),
    "a year outside its horizon": (
        HEAD + PLAN + program(1, "start_year = 2026\nend_year = 2029"),
        "year-outside-horizon",
        "warning",
        "end_year",
        "short term (2026–2027)",
    ),
    "a horizon outside the plan": (
        HEAD + PLAN.replace("long_end = 2035", "long_end = 2036"),
        "year-outside-period",
        "warning",
        "long_end",
        "2026–2035",
    ),
    "horizons that overlap": (
        HEAD + PLAN.replace("medium_start = 2028", "medium_start = 2027"),
        "horizons-overlap",
        "warning",
        "medium_start",
        "until 2027",
    ),
    "years that no horizon holds": (
        HEAD + PLAN.replace("long_start = 2031", "long_start = 2033"),
        "horizons-apart",
        "warning",
        "long_start",
        "2031–2032",
    ),
    "horizons that overlap, of which less is known": (
        HEAD + "[plan]\nshort_end = 2028\nmedium_start = 2028\n\n",
        "horizons-overlap",
        "warning",
        "medium_start",
        "until 2028",
    ),
    "years at the end of the plan that no horizon holds": (
        HEAD + PLAN.replace("long_end = 2035", "long_end = 2033"),
        "horizons-apart",
        "warning",
        "long_end",
        "2034–2035",
    ),
    "years at the beginning of the plan that no horizon holds": (
        HEAD + PLAN.replace("period_start = 2026", "period_start = 2025"),
        "horizons-apart",
        "warning",
        "short_start",
        "2025",
    ),
    "a program outside the plan whose horizon has no years": (
        HEAD + "[plan]\nperiod_start = 2026\nperiod_end = 2029\n\n" + program(1, "end_year = 2030"),
        "year-outside-period",
        "warning",
        "end_year",
        "2026–2029",
    ),
    "money outside the horizon of a program without years": (
        HEAD
        + PLAN
        + program(1)
        + entry(
            "budget", "bg-00000001", 'program = "pr-00000001"\nyear = 2029\nfunding = "apbd"\namount_idr = 1'
        ),
        "year-outside-horizon",
        "warning",
        "year = 2029",
        "short term (2026–2027)",
    ),
    "a target of an objective outside the plan": (
        HEAD
        + PLAN
        + entry("objective", "ob-00000001", 'text = "x"')
        + entry("target", "tg-00000001", 'of = "ob-00000001"\nyear = 2036\nvalue = "5"'),
        "year-outside-period",
        "warning",
        "year = 2036",
        "2026–2035",
    ),
    "a budget that does not add up": (
        HEAD
        + program(1, "budget_idr = 1_000_000")
        + entry(
            "budget",
            "bg-00000001",
            'program = "pr-00000001"\nyear = 2026\nfunding = "apbd"\namount_idr = 900_000',
        ),
        "budget-sum",
        "warning",
        "budget_idr",
        "900_000",
    ),
    "a duty that only one can have": (
        HEAD
        + entry("participant", "pt-00000001", 'name = "Ani"\nduty = "Ketua"\nrole = "team"')
        + entry("participant", "pt-00000002", 'name = "Budi"\nduty = "Ketua"\nrole = "council"')
        + entry("participant", "pt-00000003", 'name = "Citra"\nduty = "Ketua Tim Pelaksana"\nrole = "team"'),
        "duty-twice",
        "warning",
        "Ketua Tim Pelaksana",
        "“Ketua” of the Tim Pelaksana is Ani already",
    ),
    "costs that are not the budget of their year": (
        HEAD
        + PLAN
        + program(1, "budget_idr = 9_000_000")
        + entry("budget", "bg-00000001", ROW + "\namount_idr = 7_000_000")
        + entry("budget", "bg-00000002", ROW.replace("2026", "2027") + "\namount_idr = 2_000_000")
        + candidate(1)
        + entry(
            "cost", "co-00000001", 'quick_win = "qw-00000001"\nitem = "x"\nvolume = 2\nprice_idr = 4_000_000'
        ),
        "cost-sum",
        "warning",
        "price_idr",
        "add up to 8_000_000, and the budget of the program in 2026 is 7_000_000",
    ),
    "a regulation of a year before the workshop": (
        HEAD
        + '[plan]\nenacted = "Peraturan Wali Kota Nomor 30 Tahun 2023 tentang Rencana Induk Tahun 2021-2030"\n\n'
        + '[[stage]]\nid = "stage-1"\nstart = 2026-06-13\n\n',
        "enacted-before-workshop",
        "warning",
        "enacted",
        "of 2023, and the first stage began on 13 June 2026",
    ),
    "a target level below the level": (
        HEAD
        + entry("readiness", "rd-00000001", 'element = "structure"\ntext = "x"\nlevel = 4\ntarget_level = 3'),
        "target-below-level",
        "warning",
        "target_level",
        "(4)",
    ),
    "two targets for one year": (
        HEAD
        + program(1)
        + entry("target", "tg-00000001", 'of = "pr-00000001"\nyear = 2028\nvalue = "5"')
        + entry("target", "tg-00000002", 'of = "pr-00000001"\nyear = 2028\nvalue = "7"'),
        "target-twice",
        "warning",
        'value = "7"',
        "tg-00000001",
    ),
    "two equal targets for one year": (
        HEAD
        + program(1)
        + entry("target", "tg-00000001", 'of = "pr-00000001"\nyear = 2028\nvalue = "5"')
        + entry("target", "tg-00000002", 'of = "pr-00000001"\nyear = 2028\nvalue = "5"'),
        "target-twice",
        "warning",
        "year = 2028:1",
        "the target tg-00000001 has the same “of” and “year”; withdraw one of the two",
    ),
    "two budget rows of one year and source": (
        HEAD
        + program(1)
        + entry("budget", "bg-00000001", f"{ROW}\namount_idr = 1")
        + entry("budget", "bg-00000002", f"{ROW}\namount_idr = 2"),
        "budget-twice",
        "warning",
        "amount_idr = 2",
        "its “amount_idr” is “1”, here it is “2”",
    ),
    "a program that is a candidate twice": (
        HEAD + program(1) + candidate(1) + candidate(2),
        "quick-win-twice",
        "warning",
        'program = "pr-00000001":1',
        "qw-00000001",
    ),
    "two scores of one assessor": (
        HEAD
        + program(1)
        + candidate(1)
        + entry("score", "sc-00000001", f'{SCORE}\nvalue = 3\nassessor = "Tim"')
        + entry("score", "sc-00000002", f'{SCORE}\nvalue = 4\nassessor = "Tim"'),
        "score-twice",
        "warning",
        "value = 4",
        "“quick_win”, “criterion”, and “assessor”",
    ),
    "an indicator that was scored twice": (
        HEAD
        + entry("assessment", "as-00000001", f"{INDICATOR}\nscore = 3")
        + entry("assessment", "as-00000002", f"{INDICATOR}\nscore = 4"),
        "assessment-twice",
        "warning",
        "score = 4",
        "as-00000001",
    ),
    "two texts of one section": (
        HEAD
        + entry("text", "tx-00000001", f'{SECTION}\ntext = "Satu."')
        + entry("text", "tx-00000002", f'{SECTION}\ntext = "Dua."'),
        "text-twice",
        "warning",
        'text = "Dua."',
        "tx-00000001",
    ),
    "two results of one round": (
        HEAD
        + swot(1)
        + entry("round", "rn-00000001", 'kind = "dots"\nquestion = "Mana?"')
        + entry("tally", "ty-00000001", 'round = "rn-00000001"\nentry = "sw-00000001"\nvotes = 3')
        + entry("tally", "ty-00000002", 'round = "rn-00000001"\nentry = "sw-00000001"\nvotes = 3'),
        "tally-twice",
        "warning",
        "entry = :1",
        "ty-00000001",
    ),
    "a result of an entry that is not there": (
        HEAD
        + entry("round", "rn-00000001", 'kind = "dots"\nquestion = "Mana?"')
        + entry("tally", "ty-00000001", 'round = "rn-00000001"\nentry = "sw-99999999"'),
        "dangling-reference",
        "error",
        "entry = ",
        "“sw-99999999”",
    ),
    "two participants of one name": (
        HEAD
        + entry("participant", "pt-00000001", 'name = "Ani"')
        + entry("participant", "pt-00000002", 'name = "Ani"'),
        "participant-twice",
        "info",
        "[[participant]]:1",
        "pt-00000001",
    ),
    "a book that the method does not have": (
        HEAD + entry("text", "tx-00000001", 'book = "buku-9"\nsection = "x"\ntext = "Satu."'),
        "unknown-book",
        "warning",
        "book",
        "buku-9",
    ),
    "a track that the method does not have": (
        HEAD + program(1, 'track = "law"'),
        "unknown-track",
        "warning",
        "track",
        "regulation",
    ),
    "an own block of the agenda on no day": (
        HEAD + '[[agenda]]\nid = "stage-9/1/x-00000001"\ntitle = "Doa"\n\n',
        "unknown-agenda-block",
        "warning",
        "id =",
        "stage-9/1/x-00000001",
    ),
    "a region's code of another kind": (
        HEAD.replace('"Riau"', '"Riau"\nregion_code = "21.01"'),
        "bad-region-code",
        "warning",
        "region_code",
        "that of a kota is two digits, a point and a number from 71 on",
    ),
    "a region's code that fits the name and not the kind": (
        HEAD.replace('"Riau"', '"Riau"\nregion_code = "21.01"').replace("Kota Uji", "Kabupaten Uji"),
        "bad-region-code",
        "warning",
        "region_code",
        "the name says kabupaten",
    ),
    "a colour that is none": (
        HEAD + '[identity]\ncolor = "#12345"\n\n',
        "bad-color",
        "warning",
        "color",
        "#12345",
    ),
    "a start of a day that is none": (
        HEAD + '[[stage]]\nid = "stage-1"\nday_start = [\n  "08.30",\n  "8:30",\n]\n\n',
        "bad-day-start",
        "warning",
        "day_start",
        "“8:30”",
    ),
    "more starts than days": (
        HEAD + '[[stage]]\nid = "stage-1"\nday_start = [\n  "08.30",\n  "08.30",\n  "08.30",\n]\n\n',
        "too-many-starts",
        "warning",
        "day_start",
        "3 starts",
    ),
    "a block of one's own without a name": (
        HEAD + '[[agenda]]\nid = "stage-1/1/x-7k3q9fxd"\norder = 5\n\n',
        "block-without-title",
        "warning",
        "id",
        "title",
    ),
    "more ballots than people": (
        HEAD + entry("round", "rn-00000001", 'kind = "dots"\nquestion = "?"\npresent = 3\nballots = 7'),
        "round-numbers",
        "warning",
        "ballots",
        "7, more than “present” (3)",
    ),
    "more answers than ballots": (
        HEAD
        + entry(
            "round",
            "rn-00000001",
            'kind = "decision"\nquestion = "?"\npresent = 9\nballots = 7\nyes = 5\nno = 4',
        ),
        "round-numbers",
        "warning",
        "no",
        "9, more than “ballots” (7)",
    ),
    "more answers than people": (
        HEAD + entry("round", "rn-00000001", 'kind = "decision"\nquestion = "?"\npresent = 3\nyes = 5'),
        "round-numbers",
        "warning",
        "yes",
        "5, more than “present” (3)",
    ),
    "more ratings than ballots": (
        HEAD
        + swot(1)
        + entry("round", "rn-00000001", 'kind = "rating"\nquestion = "?"\nballots = 3')
        + entry("tally", "ty-00000001", 'round = "rn-00000001"\nentry = "sw-00000001"\nsum = 9\ncount = 4'),
        "round-numbers",
        "warning",
        "count",
        "3 ballots",
    ),
    "a file outside the folder": (
        HEAD + '[identity]\nreference_doc = "../contoh.docx"\n\n',
        "file-outside",
        "error",
        "reference_doc",
        "in the folder of the session",
    ),
    "a picture that is not there": (
        HEAD
        + entry("picture", "pc-00000001", f'{SECTION}\nfile = "peta.png"\ncaption = "Peta"\nalt = "Kota"'),
        "file-missing",
        "warning",
        "file = ",
        "peta.png",
    ),
    "a picture that its book has already": (
        HEAD + picture(1) + picture(2, file=f"./{SEAL}") + picture(3, book="buku-3"),
        "picture-shown-twice",
        "warning",
        "file = :1",
        "as pc-00000001",
    ),
    "a picture that nobody describes": (
        HEAD + picture(1, alt=""),
        "picture-without-alt",
        "info",
        "[[picture]]",
        "“alt”",
    ),
    "a picture in a document beside the books": (
        HEAD + picture(1, book="komitmen"),
        "unknown-book",
        "warning",
        "book = ",
        "take one of: buku-1",
    ),
    "a logo that is no picture": (
        HEAD + '[identity]\nlogo = "pyproject.toml"\n\n',
        "no-picture",
        "warning",
        "logo",
        "neither PNG nor JPEG",
    ),
    "a reference document that is no Word file": (
        HEAD + '[identity]\nreference_doc = "pyproject.toml"\n\n',
        "no-document",
        "warning",
        "reference_doc",
        "no Word file",
    ),
    "a target outside the program's years": (
        HEAD
        + program(1, "start_year = 2026\nend_year = 2027")
        + entry("target", "tg-00000001", 'of = "pr-00000001"\nyear = 2028\nvalue = "5"'),
        "year-outside-program",
        "warning",
        "year = 2028",
        "2026–2027",
    ),
    "a factor that is none of the strategy's quadrant": (
        HEAD
        + swot(1)
        + entry(
            "strategy",
            "st-00000001",
            'quadrant = "WO"\ntext = "x"\nfactors = [\n  "sw-00000001",\n]',
        ),
        "factor-elsewhere",
        "warning",
        "factors",
        "sw-00000001",
    ),
    "figures without an agreed variant": (
        HEAD + swot(1, "weight = 3\nrating = 4"),
        "analysis-not-agreed",
        "warning",
        "weight",
        "what a 4 means",
    ),
    "figures without an agreed direction": (
        HEAD + '[analysis]\nvariant = "pearce"\n\n' + swot(1, "rating = 4"),
        "analysis-not-agreed",
        "warning",
        "[analysis]",
        "but what a 4 means",
    ),
    "shares that do not add up": (
        HEAD
        + '[analysis]\nvariant = "pearce"\nrating_direction = "magnitude"\n\n'
        + swot(1, "weight = 0.5\nrating = 4")
        + swot(2, "weight = 0.58\nrating = 4"),
        "shares-not-one",
        "info",
        "weight",
        "add up to 1,080, not to 1",
    ),
    "an agreement that was changed since": (
        HEAD + f'[commitment]\ntitle = "Komitmen"\ndigest = "v1:{"0" * 64}"\n\n',
        "agreement-changed",
        "warning",
        "digest",
        "bimtek diff uji.toml --signed",
    ),
    "a fingerprint that is none": (
        HEAD + f'[commitment]\ndigest = "v1:{"g" * 64}"\n\n',
        "bad-digest",
        "warning",
        "digest",
        "is no fingerprint",
    ),
    "a fingerprint of a newer program": (
        HEAD + f'[commitment]\ndigest = "v3:{"0" * 96}"\n\n',
        "newer-digest",
        "info",
        "digest",
        "newer bimtek",
    ),
    "a signature without a fingerprint": (
        HEAD + entry("signatory", "sg-00000001", 'name = "Ani"\nsigned = 2026-06-13'),
        "signed-without-digest",
        "info",
        "signed",
        "unnoticed",
    ),
    "a horizon after the only plan of the region": (
        HEAD + PLAN.replace("[plan]\n", '[plan]\nrpjmd = "RPJMD 2025-2030"\n'),
        "outside-every-plan",
        "warning",
        "long_start",
        "has the year 2031, which lies in no plan of the region that is known here (RPJMD 2025–2030)",
    ),
    "a horizon that goes on after both plans of the region": (
        HEAD
        + PLAN.replace(
            "[plan]\n", '[plan]\nrpjmd = "RPJMD"\nrpjmd_end = 2030\nrpjpd = "RPJPD"\nrpjpd_end = 2034\n'
        ),
        "outside-every-plan",
        "warning",
        "long_end",
        "2035",
    ),
    "a program before every plan of the region": (
        HEAD + '[plan]\nrpjmd = "RPJMD 2025 s.d. 2029"\n\n' + program(1, "start_year = 2024"),
        "outside-every-plan",
        "warning",
        "start_year",
        "RPJMD 2025–2029",
    ),
    "a reference to an RPJMD that has ended": (
        HEAD
        + '[plan]\nrpjmd = "RPJMD 2025–2029"\nrpjpd = "RPJPD 2025–2045"\n\n'
        + program(1, 'start_year = 2031\nrpjmd_ref = "Misi 2"', "long")
        + program(2, 'start_year = 2031\nrpjmd_ref = "RPJPD, arah 2"', "long"),
        "reference-after-rpjmd",
        "warning",
        "rpjmd_ref",
        "which ends in 2029, and the program begins in 2031",
    ),
    "a code with a part too short": (
        HEAD + DECREE + program(1, 'code = "2.16.3.2.02.0035"'),
        "malformed-code",
        "warning",
        "code = ",
        "the program of SIPD is “3”",
    ),
    "a code with a word in it": (
        HEAD + DECREE + program(1, 'code = "2.16.03.2.02.00A5"'),
        "malformed-code",
        "warning",
        "code = ",
        "the sub-kegiatan is “00A5”",
    ),
    "a code of another kind of region than there is": (
        HEAD + DECREE + program(1, 'code = "2.16.03.3.02.0035"'),
        "malformed-code",
        "warning",
        "code = ",
        "the kind of region is “3”",
    ),
    "a code of support with one X": (
        HEAD + DECREE + program(1, 'code = "X.16.01.2.06.0001"'),
        "malformed-code",
        "warning",
        "code = ",
        "X.XX",
    ),
    "a code that ends with the kind of region": (
        HEAD + DECREE + program(1, 'code = "2.16.03.2"'),
        "malformed-code",
        "warning",
        "code = ",
        "kegiatan behind it is missing",
    ),
    "a code of too many parts": (
        HEAD + DECREE + program(1, 'code = "2.16.03.2.02.0035.1"'),
        "malformed-code",
        "warning",
        "code = ",
        "has 7 parts",
    ),
    "the code of a whole bidang urusan": (
        HEAD + DECREE + program(1, 'code = "2.16"'),
        "code-of-no-program",
        "warning",
        "code = ",
        "a whole bidang urusan",
    ),
    "the code of a province in a kota": (
        HEAD + DECREE + program(1, 'code = "2.16.03.1.02.0035"'),
        "code-of-other-region",
        "warning",
        "code = ",
        "one of a province",
    ),
    "the code of a kota in a province": (
        HEAD.replace('kind = "kota"', 'kind = "provinsi"')
        + DECREE
        + program(1, 'code = "X.XX.01.2.06.0001"'),
        "code-of-other-region",
        "warning",
        "code = ",
        "has 1 there",
    ),
    "a sub-kegiatan of two digits with a decree of four": (
        HEAD + DECREE + program(1, 'code = "2.16.03.2.02.09"'),
        "code-of-other-decree",
        "warning",
        "code = ",
        "has 2 digits",
    ),
    "a sub-kegiatan of four digits with a decree of two": (
        HEAD
        + '[plan]\ncode_decree = "Kepmendagri 050-5889/2021"\n\n'
        + program(1, 'code = "2.16.03.2.02.0035"'),
        "code-of-other-decree",
        "warning",
        "code = ",
        "Kepmendagri Nomor 050-5889 Tahun 2021 have 2",
    ),
    "codes without a decree": (
        HEAD + PLAN + program(1, 'code = "2.16.03.2.02.0035"') + program(2, 'code = "2.16.03.2.02.0036"'),
        "code-without-decree",
        "warning",
        "[plan]",
        "2 programs carry a code",
    ),
    "codes without a plan": (
        HEAD + program(1, 'code = "2.16.03.2.02.0035"'),
        "code-without-decree",
        "warning",
        "code = ",
        "1 program carries a code",
    ),
    "a decree that nobody here knows": (
        HEAD
        + '[plan]\ncode_decree = "Kepmendagri 123-4567 Tahun 2031"\n\n'
        + program(1, 'code = "2.16.03.2.02.0035"'),
        "unknown-decree",
        "info",
        "code_decree",
        "none of the decrees",
    ),
    "two programs with one code": (
        HEAD
        + DECREE
        + program(1, 'code = "2.16.03.2.02.0035"')
        + program(2, 'code = "2.16.03.2.02.0035"')
        + program(3, 'code = "2.16.03.2.02.0035"\nwithdrawn = "ganda"'),
        "code-twice",
        "warning",
        "code = :1",
        "“Program 2” has the code 2.16.03.2.02.0035 as well as pr-00000001 “Program 1”",
    ),
    "kinds that are interleaved": (
        HEAD + swot(1) + program(1) + swot(2),
        "interleaved",
        "info",
        "[[swot]]:1",
        "bimtek fmt",
    ),
    "a banner that names another entry": (
        HEAD + swot(1).replace("[[swot]]", "# sw-00000009\n[[swot]]"),
        "false-banner",
        "warning",
        "[[swot]]",
        "names sw-00000009",
    ),
    "a banner that names another table": (
        HEAD.replace("[city]", "# plan\n[city]"),
        "false-banner",
        "warning",
        "[city]",
        "names plan, and it is city",
    ),
    "a comment between keys that git takes for a heading": (
        HEAD + swot(1).replace("quadrant", "# dari rapat kedua\nquadrant"),
        "false-heading",
        "info",
        "quadrant",
        "“# dari rapat kedua”",
    ),
    "a decimal that many read as thousands": (
        HEAD.replace('province = "Riau"', 'province = "Riau"\narea_km2 = 186.400'),
        "two-readings",
        "info",
        "area_km2",
        "write 186_400 for those, 186.4 for the decimal",
    ),
    "marks of a merge in a text that is closed": (
        HEAD
        + program(1, 'description = """\nSatu.\n<<<<<<< HEAD\nDua.\n=======\nTiga.\n>>>>>>> usulan\n"""'),
        "left-conflict",
        "error",
        "description",
        "in the text of “description”",
    ),
    "no city": ('schema_version = 1\nmethod = "kominfo-1"\n', "no-city", "error", "schema_version", "[city]"),
    "an older format": (
        HEAD.replace("schema_version = 1", "schema_version = 0").replace("method", "metode"),
        "older-format",
        "warning",
        "schema_version",
        "bimtek migrate uji.toml",
    ),
    "a newer format": (
        HEAD.replace("schema_version = 1", "schema_version = 2"),
        "newer-format",
        "warning",
        "schema_version",
        "newer bimtek",
    ),
}


NO_CASE = {
    "unknown-funding",
    "reference-changed",
    "picture-damaged",
    "picture-too-large",
    "document-too-large",
    "lacking-styles",
    "unknown-section",
    "text-another-look",
    "code-not-listed",
}
"""Rules that need more than a file: another method, what was signed, a large file, a Word file, the sections of the books, a list of codes."""


@pytest.mark.parametrize("case", CASES)
def test_one_thing_wrong_is_one_finding_on_its_line(case: str) -> None:
    text, code, severity, place, said = CASES[case]
    part, _colon, nth = place.partition(":")
    (finding,) = found(text)
    assert (finding.code, finding.severity) == (code, severity)
    assert finding.line == line_with(text, part, int(nth or 0))
    assert said in finding.message


def test_every_rule_has_a_case() -> None:
    assert {case[1] for case in CASES.values()} | NO_CASE == set(check.RULES)


def test_a_source_of_funding_that_another_method_does_not_have_is_told() -> None:
    other = msgspec.structs.replace(KOMINFO, funding=KOMINFO.funding[:1])
    text = HEAD + program(1, 'funding = [\n  "apbd",\n  "dak",\n]')
    (finding,) = check.findings(loaded(text), other)
    assert (finding.code, finding.line) == ("unknown-funding", line_with(text, "funding"))


SECTIONS = {"buku-2": {"vision": "0123456789abcdef", "missions": ""}}


@pytest.mark.parametrize(
    ("section", "facts", "code", "said"),
    [
        ("visoin", "", "unknown-section", "vision"),
        ("xyz", "", "unknown-section", "bimtek text uji.toml --list"),
        ("vision", "", "text-another-look", "bimtek text uji.toml --book buku-2 --section vision --seen"),
        ("vision", 'facts = "fedcba9876543210"', "text-another-look", "changed since"),
    ],
)
def test_a_text_of_no_section_or_of_other_facts_is_told(
    section: str, facts: str, code: str, said: str
) -> None:
    text = HEAD + entry(
        "text", "tx-00000001", f'book = "buku-2"\nsection = "{section}"\ntext = "Satu."\n{facts}'
    )
    (finding,) = check.findings(loaded(text), KOMINFO, sections=SECTIONS)
    assert finding.code == code
    assert finding.line == line_with(
        text, "section =" if code == "unknown-section" else "facts" if facts else "[[text]]"
    )
    assert said in finding.message


def test_a_picture_of_no_section_is_told() -> None:
    text = HEAD + picture(1) + picture(2, file="a.png").replace("vision", "visoin") + picture(3, "buku-9")
    findings = check.findings(loaded(text), KOMINFO, sections=SECTIONS)
    assert [(finding.code, finding.id) for finding in findings] == [
        ("unknown-section", "pc-00000002"),
        ("unknown-book", "pc-00000003"),
    ]
    assert findings[0].line == line_with(text, "visoin")
    assert "vision" in findings[0].message


@pytest.mark.parametrize("rest", ['facts = "0123456789abcdef"', 'withdrawn = "x"'])
def test_a_text_that_was_read_against_its_facts_or_was_withdrawn_is_no_finding(rest: str) -> None:
    text = HEAD + entry("text", "tx-00000001", f'book = "buku-2"\nsection = "vision"\ntext = "Satu."\n{rest}')
    assert check.findings(loaded(text), KOMINFO, sections=SECTIONS) == []


def test_every_key_whose_values_the_method_fixes_is_checked() -> None:
    from bimtek_tui.check.names import NAMES

    fixed = {
        (table, of.name)
        for table, kind in kinds().items()
        for of in kind.fields
        if KOMINFO.values(table, of.name) is not None
    }
    assert {place for places in NAMES.values() for place in places} == fixed


FINE = {
    "a proposer that is nobody's code": HEAD + swot(1, 'source = "Ibu dari Kelurahan Muara"'),
    "merged step by step": HEAD
    + swot(1)
    + swot(2, 'merged_into = "sw-00000001"')
    + swot(3, 'merged_into = "sw-00000002"'),
    "budget rows of a dropped program": HEAD
    + program(1, 'status = "dropped"')
    + entry(
        "budget", "bg-00000001", 'program = "pr-00000001"\nyear = 2026\nfunding = "apbd"\namount_idr = 1'
    ),
    "a rejected candidate whose program was dropped": HEAD
    + program(1, 'status = "dropped"')
    + entry("quick_win", "qw-00000001", 'program = "pr-00000001"\ndecision = "rejected"'),
    "a quick win chosen for a reason although it failed at a gate": HEAD
    + program(1)
    + entry(
        "quick_win",
        "qw-00000001",
        'program = "pr-00000001"\ngates_failed = [\n  "no-new-law",\n]\ndecision = "chosen"\nreason = "Perda sudah dibahas."',
    ),
    "horizons as durations": HEAD
    + "[plan]\nshort_years = 1\nmedium_years = 5\nlong_years = 10\n\n"
    + program(1, "start_year = 2026\nend_year = 2030"),
    "a horizon whose neighbour has no years yet": HEAD
    + "[plan]\nshort_start = 2026\nshort_end = 2026\nlong_start = 2031\nlong_end = 2035\n\n",
    "two rows of one year of which one was withdrawn": HEAD
    + program(1)
    + entry("budget", "bg-00000001", f'{ROW}\namount_idr = 1\nwithdrawn = "ditarik"')
    + entry("budget", "bg-00000002", f"{ROW}\namount_idr = 2"),
    "scores of two assessors": HEAD
    + program(1)
    + candidate(1)
    + entry("score", "sc-00000001", f'{SCORE}\nvalue = 3\nassessor = "Tim"')
    + entry("score", "sc-00000002", f"{SCORE}\nvalue = 4"),
    "an own block of the agenda": HEAD + '[[agenda]]\nid = "stage-1/1/x-00000001"\ntitle = "Doa"\n\n',
    "a withdrawn entry with an unknown dimension": HEAD + swot(1, 'dimension = "x"\nwithdrawn = "ditarik"'),
    "a program on the edges of its horizon": HEAD + PLAN + program(1, "start_year = 2026\nend_year = 2027"),
}


@pytest.mark.parametrize("case", FINE)
def test_what_is_fine_is_not_told(case: str) -> None:
    assert found(FINE[case]) == []


@pytest.mark.parametrize("slug", [path.stem for path in sorted(resources.folder("sessions").glob("*.toml"))])
def test_the_samples_have_no_findings(slug: str) -> None:
    expected = {"signed-without-digest"} if slug == "dumai-2022" else set()  # as it was published
    assert {
        one.code for one in check.findings(store.load(resources.sample_session(slug)), KOMINFO)
    } == expected


def test_a_reference_to_an_entry_that_could_not_be_read_is_not_a_second_mistake() -> None:
    text = HEAD + swot(1).replace('"strength"', '"strong"') + program(1, 'supports = [\n  "sw-00000001",\n]')
    assert [one.code for one in found(text)] == ["unknown-value"]


def test_findings_come_in_the_order_of_the_file() -> None:
    text = HEAD + PLAN + swot(1, 'dimension = "x"') + swot(2, "votes = -1") + program(1, "end_year = 2040")
    lines = [one.line for one in found(text)]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_the_reader_s_findings_are_among_them() -> None:
    text = HEAD + swot(1, "colour = 3")
    assert [(one.code, one.line) for one in found(text)] == [("unknown-key", line_with(text, "colour"))]


# What a stage still needs -------------------------------------------------------------------------------------


def missing(text: str, stage: str) -> list[Finding]:
    read = loaded(text)
    return check.missing(read.session, KOMINFO, stage, read.document.line_of)


def test_open_items_of_a_stage_are_warnings_and_those_of_after_are_told() -> None:
    stage = KOMINFO.stages["stage-1"]
    found = missing(HEAD, "stage-1")
    assert len(found) == len(stage.item)
    severities = {one.id.partition("/")[2]: one.severity for one in found}
    assert severities == {item.id: "info" if item.group == "after" else "warning" for item in stage.item}
    assert {one.code for one in found} == {"not-ready"}
    assert {one.line for one in found} == {0}


def test_what_is_there_in_part_is_told_by_degree_and_with_the_line_of_the_stage() -> None:
    text = (
        HEAD
        + '# stage-1\n[[stage]]\nid = "stage-1"\nstart = 2026-06-14\nvenue = "Balai Kota"\n\n'
        + swot(1, 'dimension = "living"')
        + swot(2, 'dimension = "economy"')
    )
    found = {one.id: one for one in missing(text, "stage-1")}
    assert "2 of 6" in found["stage-1/swot-dimensions"].message
    assert "stage-1/dates" not in found
    assert found["stage-1/swot-dimensions"].line == line_with(text, "[[stage]]")


def test_an_item_that_was_ticked_is_not_missing_and_one_reopened_is() -> None:
    def tick(state: str) -> str:
        return f'# stage-1/dates\n[[checklist]]\nid = "stage-1/dates"\nstate = "{state}"\nat = 2026-06-13T09:15:21+07:00\n\n'

    done = missing(HEAD + tick("done"), "stage-1")
    assert "stage-1/dates" not in {one.id for one in done}
    text = (
        HEAD
        + '# stage-1\n[[stage]]\nid = "stage-1"\nstart = 2026-06-14\nvenue = "Balai Kota"\n\n'
        + tick("open")
    )
    (reopened,) = [one for one in missing(text, "stage-1") if one.id == "stage-1/dates"]
    assert "reopened" in reopened.message
    assert reopened.line == line_with(text, "[[checklist]]")


def test_nothing_is_missing_in_the_complete_sample() -> None:
    read = store.load(resources.sample_session("kota-contoh"))
    for stage in KOMINFO.stages:
        assert check.missing(read.session, KOMINFO, stage, read.document.line_of) == []


LIST = CodeList(
    "Kepmendagri 900.1.15.5-3406/2024",
    dt.date(2026, 6, 13),
    "kode.csv",
    (ListedCode("2.16.03.2.02.0035", "Kota cerdas"), ListedCode("X.XX.01.2.06.0001", "Penunjang")),
)


@pytest.mark.parametrize(
    ("code", "codes"),
    [
        ("2.16.03.2.02.0035", []),
        ("2.16.01.2.06.0001", []),
        ("X.XX.01.2.06.0001", []),
        ("2.16.03.2.02.0036", ["code-not-listed"]),
        ("2.16.02.2.06.0001", ["code-not-listed"]),
        ("2.16.3.2.02.0035", ["malformed-code"]),
    ],
    ids=["listed", "an agency's own support", "support", "not listed", "no support", "malformed"],
)
def test_a_code_is_held_against_the_list_that_was_taken_in(code: str, codes: list[str]) -> None:
    text = HEAD + DECREE + program(1, f'code = "{code}"')
    findings = check.findings(loaded(text), KOMINFO, codes=LIST)
    assert [finding.code for finding in findings] == codes


def test_a_kawasan_may_plan_with_codes_of_both_kinds_of_region() -> None:
    text = HEAD.replace('kind = "kota"', 'kind = "kawasan"') + DECREE
    text += program(1, 'code = "2.16.03.1.02.0035"') + program(2, 'code = "2.16.03.2.02.0035"')
    assert not found(text)


@pytest.mark.parametrize("code", ["2.16.03", "2.16.03.2.02", "2.16.03.2.02.0035", "X.XX.01"])
def test_programs_carry_codes_of_a_program_a_kegiatan_or_a_sub_kegiatan(code: str) -> None:
    assert not found(HEAD + DECREE + program(1, f'code = "{code}"'))


@pytest.mark.parametrize(
    ("enacted", "found"),
    [
        ("Perwali Nomor 4 Tahun 2026 tanggal 12 Juni 2026", True),
        ("Perwali Nomor 4 Tahun 2026 tanggal 13 Juni 2026", False),
        ("Perwali Nomor 4 Tahun 2026", False),
        ("Perwali No. 4/2025", False),
        ("Perwali 4, 1/2/2025", True),
        ("Perwali 4, 2025-12-31", True),
        ("Perwali tentang Rencana Induk Tahun 2021", False),
        ("Perwali Nomor 4 Tahun 2020 diubah dengan Nomor 7 Tahun 2025", False),
        ("Perwali tanggal 1 Mei 2025, diundangkan 2 Mei 2025", False),
        ("Perwali tanggal 45 Mei 2025", False),
    ],
)
def test_a_regulation_is_held_against_the_workshop_only_where_its_date_is_beyond_doubt(
    tmp_path: Path, enacted: str, found: bool
) -> None:
    source = HEAD + f'[plan]\nenacted = "{enacted}"\n\n[[stage]]\nid = "stage-1"\nstart = 2026-06-13\n'
    (tmp_path / "sesi.toml").write_bytes(source.encode())
    codes = [one.code for one in check.findings(store.load(tmp_path / "sesi.toml"), KOMINFO)]
    assert ("enacted-before-workshop" in codes) is found
