"""What every code of a finding means, why it matters and what to do: the table that `bimtek check --explain` prints.

A code keeps its meaning for ever. Severities stand where the findings are made (`check.severities`). An example is
what can be added to a small session to get the finding; ⟨EF BB BF⟩, ␍ and ␊ stand for bytes that are not seen.
"""

from __future__ import annotations

from msgspec import Struct

from ..errors import Severity
from ..i18n import N_
from . import severities
from .file_codes import FILE_CODES, NAMED_FILE_CODES
from .governance_codes import GOVERNANCE_CODES
from .planning_codes import PLANNING_CODES


class Code(Struct, frozen=True):
    """One code: how bad, what it means, why it matters and what to do (both to be translated), an example."""

    severity: Severity
    meaning: str
    advice: str
    example: str


def codes() -> dict[str, Code]:
    """All codes, those of the file as a whole first."""
    severity = severities()
    words = FILE_CODES | _SESSION_CODES | NAMED_FILE_CODES | GOVERNANCE_CODES | PLANNING_CODES
    return {code: Code(severity[code], *of) for code, of in words.items()}


_SESSION_CODES: dict[str, tuple[str, str, str]] = {
    # References
    "dangling-reference": (
        N_("An entry refers to an id that no entry has."),
        N_("What belongs together is not shown together. Mend the id or take the reference out."),
        '[[objective]]\nid = "ob-3f8k2m9q"\ntext = "Layanan cepat."\nmission = "ms-00000000"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "merge-cycle": (
        N_("Entries are merged into each other in a circle."),
        N_("None of them counts, so all are missing in figures and books. Take one “merged_into” out."),
        '[[swot]]\nid = "sw-7k3q9fxd"\nquadrant = "threat"\ntext = "Banjir rob."\nmerged_into = "sw-7k3q9fxd"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "reference-to-gone": (
        N_("An entry refers to one that was withdrawn, merged into another, or dropped."),
        N_(
            "A book would rest on something that no longer counts. Refer to another entry or restore that one."
        ),
        '[[mission]]\nid = "ms-4p7t2n8a"\ntext = "Melayani."\nwithdrawn = "ditarik"\nadded = 2026-06-13T09:15:21+07:00\n\n[[objective]]\nid = "ob-3f8k2m9q"\ntext = "Layanan cepat."\nmission = "ms-4p7t2n8a"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "part-of-withdrawn": (
        N_("Money, targets, scores, costs or milestones still belong to an entry that was withdrawn."),
        N_(
            "They count in no figure, and whoever entered them on another laptop does not see why. Withdraw them, too, or restore the entry."
        ),
        '[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\nwithdrawn = "ganda"\nadded = 2026-06-13T09:15:21+07:00\n\n[[budget]]\nid = "bg-7y6x5w4v"\nprogram = "pr-5d8h2j6n"\nyear = 2026\nfunding = "apbd"\namount_idr = 900_000\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "factor-elsewhere": (
        N_("A strategy rests on a SWOT entry of a quadrant that its own does not hold."),
        N_(
            "A strategy SO is made of strengths and opportunities, and so on; the matrix would contradict itself. Take the factor out or move one of the two."
        ),
        '[[swot]]\nid = "sw-7k3q9fxd"\nquadrant = "threat"\ntext = "Banjir rob."\nadded = 2026-06-13T09:15:21+07:00\n\n[[strategy]]\nid = "st-5e6f7g8h"\nquadrant = "SO"\ntext = "Buka data."\nfactors = [\n  "sw-7k3q9fxd",\n]\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "unlisted-agency": (
        N_("An agency is named that is not in the list of agencies."),
        N_("Books show its code instead of its name. Add it to the list or mend the code."),
        '[[participant]]\nid = "pt-6r9w3k2m"\nname = "Ani"\nagency = "DINKES"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    # Names that the method must know
    "unknown-dimension": (
        N_("A dimension that the method does not have."),
        N_("The entry is missing where things are grouped by dimension. Take one of the method's."),
        '[[issue]]\nid = "is-2c5v8x1z"\ntext = "Antrean panjang."\ndimension = "goverment"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "unknown-subdimension": (
        N_("A sub-dimension that the method does not have."),
        N_("The program is missing where things are grouped by sub-dimension. Take one of the method's."),
        '[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\nsubdimension = "economy-industri"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "unknown-track": (
        N_("An enabling track that the method does not have."),
        N_("The program is missing where things are grouped by track. Take one of the method's."),
        '[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\ntrack = "law"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "unknown-book": (
        N_("A book that the method does not have."),
        N_("The text or the picture is printed nowhere. Take one of the method's books."),
        '[[text]]\nid = "tx-2r4s6t8v"\nbook = "buku-9"\nsection = "introduction"\ntext = "Kota di tepi laut."\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "unknown-section": (
        N_("A text or a picture for a section that its book does not have."),
        N_(
            "The text or the picture is printed nowhere. Take the id of a section: “bimtek text FILE --list” names them. One of templates of your own is known only with --templates."
        ),
        '[[text]]\nid = "tx-2r4s6t8v"\nbook = "buku-1"\nsection = "visi"\ntext = "Kota di tepi laut."\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "picture-shown-twice": (
        N_("One book shows the same file twice."),
        N_(
            "Mostly an entry was copied, and its file not changed. Name another file, or withdraw one of the two."
        ),
        "\n".join(
            f'[[picture]]\nid = "pc-{id}"\nbook = "buku-1"\nsection = "background"\nfile = "peta.png"\ncaption = "{caption}"\nalt = "{caption}."\nadded = 2026-06-13T09:15:21+07:00\n'
            for id, caption in (("2r4s6t8v", "Peta kota"), ("3r4s6t8v", "Pusat komando"))
        ),
    ),
    "picture-without-alt": (
        N_("A picture without a description for those who do not see it."),
        N_(
            "Whoever has the book read aloud hears its caption only. Say in a sentence what there is to see, as “alt”."
        ),
        '[[picture]]\nid = "pc-2r4s6t8v"\nbook = "buku-1"\nsection = "background"\nfile = "peta.png"\ncaption = "Peta kota"  # tanpa alt\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "text-another-look": (
        N_(
            "The facts of a section changed since its text was read against them, or it was never read against any."
        ),
        N_(
            "The text may say what is no longer so. Read it, change it where needed, and settle it with “bimtek text FILE --book … --section … --seen”."
        ),
        '[[text]]\nid = "tx-2r4s6t8v"\nbook = "buku-1"\nsection = "vision"\ntext = "Kota di tepi laut."\nfacts = "0123456789abcdef"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "unknown-aspect": (
        N_("An aspect of readiness that the method does not have."),
        N_("The finding is missing in the table of readiness. Take one of the method's aspects."),
        '[[readiness]]\nid = "rd-9m4q7s1t"\nelement = "structure"\ntext = "Tim belum ada."\naspect = "structure-poeple"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "unknown-criterion": (
        N_("A criterion of quick wins that the method does not have."),
        N_("The score does not count in the ranking. Take one of the method's criteria."),
        '[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\nadded = 2026-06-13T09:15:21+07:00\n\n[[quick_win]]\nid = "qw-1a2b3c4d"\nprogram = "pr-5d8h2j6n"\nadded = 2026-06-13T09:15:21+07:00\n\n[[score]]\nid = "sc-8x7w6v5t"\nquick_win = "qw-1a2b3c4d"\ncriterion = "dampak"\nvalue = 4\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "unknown-indicator": (
        N_("An indicator of assessment that the method does not have."),
        N_("The score does not count in the assessment. Take one of the method's indicators."),
        '[[assessment]]\nid = "as-3n5p7r9t"\nindicator = "rkci"\nround = 2026\nscore = 3\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "unknown-gate": (
        N_("A condition of quick wins that the method does not have."),
        N_("It counts as not asked. Take one of the method's conditions."),
        '[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\nadded = 2026-06-13T09:15:21+07:00\n\n[[quick_win]]\nid = "qw-1a2b3c4d"\nprogram = "pr-5d8h2j6n"\ngates_met = [\n  "owner-name",\n]\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "unknown-funding": (
        N_("A source of funding that the method does not have."),
        N_("The money is missing in tables by source. Take one of the method's sources."),
        'funding = [\n  "dak",\n]  # “dak”: bukan sumber dana dalam metode sesi ini\n',
    ),
    "unknown-stage": (
        N_("A stage that the method does not have."),
        N_("What is noted there is shown in no stage. Take one of the method's stages."),
        '[[stage]]\nid = "stage-5"\n',
    ),
    "unknown-checklist-item": (
        N_("A checklist item that the method does not have."),
        N_("The tick counts nowhere. Take an item of the method: stage/item."),
        '[[checklist]]\nid = "stage-1/decre"\nstate = "done"\nat = 2026-06-13T09:15:21+07:00\n',
    ),
    "unknown-agenda-block": (
        N_("An agenda block that the method does not have."),
        N_("Its times are shown nowhere. Take a block of the method: stage/day/block."),
        '[[agenda]]\nid = "stage-1/1/swot"\nminutes = 30\n',
    ),
    "unknown-day": (
        N_("A day of a stage that the method does not have."),
        N_("The attendance counts nowhere. Take a day of the method: stage/day."),
        '[[participant]]\nid = "pt-6r9w3k2m"\nname = "Ani"\nattended = [\n  "stage-1/3",\n]\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "subdimension-elsewhere": (
        N_("The sub-dimension of a program belongs to another dimension than the program."),
        N_("Books would show the program in two places. Change one of the two."),
        '[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\ndimension = "living"\nsubdimension = "economy-welfare"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "aspect-elsewhere": (
        N_("The aspect of a readiness finding belongs to another element than the finding."),
        N_("Books would show it in two places. Change one of the two."),
        '[[readiness]]\nid = "rd-9m4q7s1t"\nelement = "structure"\ntext = "Perwali belum ada."\naspect = "superstructure-policy"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "score-outside-scale": (
        N_("A score of the assessment lies outside the scale of its model."),
        N_("The mean would be wrong. Correct the score."),
        '[[assessment]]\nid = "as-3n5p7r9t"\nindicator = "evaluation-output-policy"\nround = 2026\nscore = 5.5\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "gate-in-both-lists": (
        N_("A condition of a quick win is both met and not met."),
        N_("The decision table can't show both. Take it out of one list."),
        '[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\nadded = 2026-06-13T09:15:21+07:00\n\n[[quick_win]]\nid = "qw-1a2b3c4d"\nprogram = "pr-5d8h2j6n"\ngates_met = [\n  "no-new-law",\n]\ngates_failed = [\n  "no-new-law",\n]\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    # What is to be reached
    "target-below-level": (
        N_("The target level of a readiness finding is below its level of today."),
        N_("The books would show a distance less than nothing. Correct the level or its target."),
        '[[readiness]]\nid = "rd-9m4q7s1t"\nelement = "structure"\ntext = "Pengelola data ada di setiap dinas."\nlevel = 4\ntarget_level = 3\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    # What may be there only once
    "budget-twice": (
        N_("A program has two budget rows for one year and source."),
        N_("The money would be counted twice. Withdraw one of the two, or put the sum into one."),
        '[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\nadded = 2026-06-13T09:15:21+07:00\n\n[[budget]]\nid = "bg-7y6x5w4v"\nprogram = "pr-5d8h2j6n"\nyear = 2026\nfunding = "apbd"\namount_idr = 900_000\nadded = 2026-06-13T09:15:21+07:00\n\n[[budget]]\nid = "bg-8z7y6x5w"\nprogram = "pr-5d8h2j6n"\nyear = 2026\nfunding = "apbd"\namount_idr = 900_000\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "target-twice": (
        N_("A program or an objective has two targets for one year."),
        N_("Nobody could say later which one was to be reached. Withdraw one of the two."),
        '[[objective]]\nid = "ob-3f8k2m9q"\ntext = "Layanan cepat."\nadded = 2026-06-13T09:15:21+07:00\n\n[[target]]\nid = "tg-2k4m6n8p"\nof = "ob-3f8k2m9q"\nyear = 2028\nvalue = "5"\nadded = 2026-06-13T09:15:21+07:00\n\n[[target]]\nid = "tg-3m5n7p9q"\nof = "ob-3f8k2m9q"\nyear = 2028\nvalue = "7"\nadded = 2026-06-13T09:16:21+07:00\n',
    ),
    "quick-win-twice": (
        N_("A program is a candidate for quick wins twice."),
        N_("Its scores and its decision would stand in two places. Withdraw one of the two."),
        '[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\nadded = 2026-06-13T09:15:21+07:00\n\n[[quick_win]]\nid = "qw-1a2b3c4d"\nprogram = "pr-5d8h2j6n"\nadded = 2026-06-13T09:15:21+07:00\n\n[[quick_win]]\nid = "qw-2b3c4d5e"\nprogram = "pr-5d8h2j6n"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "score-twice": (
        N_("One assessor gave a candidate two scores for one criterion."),
        N_("The mean would hold both. Withdraw one of the two."),
        '[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\nadded = 2026-06-13T09:15:21+07:00\n\n[[quick_win]]\nid = "qw-1a2b3c4d"\nprogram = "pr-5d8h2j6n"\nadded = 2026-06-13T09:15:21+07:00\n\n[[score]]\nid = "sc-8x7w6v5t"\nquick_win = "qw-1a2b3c4d"\ncriterion = "impact"\nvalue = 4\nassessor = "Tim"\nadded = 2026-06-13T09:15:21+07:00\n\n[[score]]\nid = "sc-9y8x7w6v"\nquick_win = "qw-1a2b3c4d"\ncriterion = "impact"\nvalue = 4\nassessor = "Tim"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "assessment-twice": (
        N_("An indicator was scored twice in one round."),
        N_("The mean would hold both. Withdraw one of the two."),
        '[[assessment]]\nid = "as-3n5p7r9t"\nindicator = "evaluation-output-policy"\nround = 2026\nscore = 3\nadded = 2026-06-13T09:15:21+07:00\n\n[[assessment]]\nid = "as-4p6q8s0v"\nindicator = "evaluation-output-policy"\nround = 2026\nscore = 3\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "text-twice": (
        N_("A section of a book has two texts."),
        N_("The book can print one alone. Put both into one, and withdraw the other."),
        '[[text]]\nid = "tx-2r4s6t8v"\nbook = "buku-2"\nsection = "introduction"\ntext = "Kota di tepi laut."\nadded = 2026-06-13T09:15:21+07:00\n\n[[text]]\nid = "tx-3s5t7v9w"\nbook = "buku-2"\nsection = "introduction"\ntext = "Kota di tepi laut."\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "tally-twice": (
        N_("One round of the room came to two results for one entry."),
        N_("Nobody could say which one was counted. Withdraw one of the two."),
        '[[swot]]\nid = "sw-7k3q9fxd"\nquadrant = "threat"\ntext = "Banjir rob."\nadded = 2026-06-13T09:15:21+07:00\n\n[[round]]\nid = "rn-5t7v9x1z"\nkind = "dots"\nquestion = "Mana yang terpenting?"\nadded = 2026-06-13T09:15:21+07:00\n\n[[tally]]\nid = "ty-6v8w0y2a"\nround = "rn-5t7v9x1z"\nentry = "sw-7k3q9fxd"\nvotes = 4\nadded = 2026-06-13T09:15:21+07:00\n\n[[tally]]\nid = "ty-7w9x1z3b"\nround = "rn-5t7v9x1z"\nentry = "sw-7k3q9fxd"\nvotes = 4\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "participant-twice": (
        N_("Two participants have one name and one agency."),
        N_("They may be two people. If it is one, withdraw one of the two, so that nobody is counted twice."),
        '[[participant]]\nid = "pt-6r9w3k2m"\nname = "Ani"\nadded = 2026-06-13T09:15:21+07:00\n\n[[participant]]\nid = "pt-7s0x4m3n"\nname = "Ani"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    # Forms of codes, colours and times
    "bad-region-code": (
        N_("The code of the region has not the form that its kind of region has."),
        N_("Systems of the ministry would find another region, or none. Take the code of Kemendagri."),
        'schema_version = 1\nmethod = "kominfo-1"\n\n[city]\nname = "Kota Uji"\nkind = "kota"\nregion_code = "2171"\n',
    ),
    "bad-color": (
        N_("The colour of the identity is none."),
        N_("Books take their own colour instead. Write # and six digits of 0-9 and a-f."),
        '[identity]\ncolor = "biru"\n',
    ),
    "bad-day-start": (
        N_("The start of a day is no time of day."),
        N_("The agenda takes the start that the method has. Write it as 08.30."),
        '[[stage]]\nid = "stage-1"\nday_start = [\n  "8 pagi",\n]\n',
    ),
    "too-many-starts": (
        N_("A stage has more starts of days than days."),
        N_("What is too much is not used, and the starts may stand beside the wrong days. Take it out."),
        '[[stage]]\nid = "stage-1"\nday_start = [\n  "08.30",\n  "08.30",\n  "09.00",\n]\n',
    ),
    # Rounds and blocks
    "round-numbers": (
        N_("A round of the room has more ballots than people, or more answers than ballots."),
        N_("Nobody would believe what it came to. Correct the number that is wrong."),
        '[[round]]\nid = "rn-5t7v9x1z"\nkind = "decision"\nquestion = "Setuju?"\npresent = 40\nballots = 41\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "block-without-title": (
        N_("A block of the agenda that the method does not have has no name."),
        N_("The agenda can't say what it is. Write its name as “title”, or take the block out."),
        '[[agenda]]\nid = "stage-1/1/x-7k3q9fxd"\nminutes = 15\n',
    ),
    # Decisions of the forum
    "decision-without-reason": (
        N_("The forum decided otherwise than the ranking of quick wins says, and gave no reason."),
        N_("Whoever was passed over will ask. Write the reason, or change the decision."),
        '[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\nadded = 2026-06-13T09:15:21+07:00\n\n[[quick_win]]\nid = "qw-1a2b3c4d"\nprogram = "pr-5d8h2j6n"\ngates_failed = [\n  "no-new-law",\n]\ndecision = "chosen"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    # The figures of the SWOT analysis
    "analysis-not-agreed": (
        N_("SWOT factors have points or ratings, but variant or rating direction was never agreed."),
        N_(
            "The same figures mean another position in another direction, and a later reader can't know which was meant. Ask the room and write both under [analysis]; in the grid of points {key:variant} asks."
        ),
        '[[swot]]\nid = "sw-7k3q9fxd"\nquadrant = "threat"\ntext = "Banjir rob."\nweight = 3\nrating = 4\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "shares-not-one": (
        N_("Weights that look like shares do not add up to 1."),
        N_(
            "Figures are normalised either way, so nothing is wrong; a sum such as 1,08 often hides a slip of the keyboard. Compare with the sheet."
        ),
        '[analysis]\nvariant = "rangkuti"\nrating_direction = "magnitude"\n\n[[swot]]\nid = "sw-7k3q9fxd"\nquadrant = "opportunity"\ntext = "Hibah."\nweight = 0.5\nrating = 4\nadded = 2026-06-13T09:15:21+07:00\n\n[[swot]]\nid = "sw-8m4r1gye"\nquadrant = "threat"\ntext = "Banjir rob."\nweight = 0.55\nrating = 3\nadded = 2026-06-13T09:16:21+07:00\n',
    ),
    # Years and money
    "end-before-start": (
        N_("Something ends before it begins."),
        N_("No roadmap and no agenda can show that. Correct one of the two."),
        "[plan]\nperiod_start = 2030\nperiod_end = 2026\n",
    ),
    "year-outside-horizon": (
        N_("A year of a program, of its budget or of its targets lies outside the years of its horizon."),
        N_("The roadmap would contradict the list of programs. Change the year or the horizon."),
        '[plan]\nshort_start = 2026\nshort_end = 2027\n\n[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\nstart_year = 2029\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "year-outside-period": (
        N_("A horizon, a program, money or a target lies outside the period of the plan."),
        N_("The masterplan would promise years that it does not cover. Correct one of the two."),
        "[plan]\nperiod_end = 2035\nlong_start = 2031\nlong_end = 2036\n",
    ),
    "horizons-overlap": (
        N_("A horizon begins before the one before it ends."),
        N_("A program of such a year fits both. Let one end before the other begins."),
        "[plan]\nshort_start = 2026\nshort_end = 2027\nmedium_start = 2027\nmedium_end = 2030\n",
    ),
    "horizons-apart": (
        N_("Years of the plan lie between two horizons, before the first or behind the last."),
        N_("A program of such a year fits none. Let one begin where the other ends."),
        "[plan]\nshort_start = 2026\nshort_end = 2027\nmedium_start = 2029\nmedium_end = 2030\n",
    ),
    "budget-sum": (
        N_("The budget rows of a program do not add up to its whole budget."),
        N_("Two books would name two sums. Correct the rows or the whole."),
        '[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\nbudget_idr = 1_000_000\nadded = 2026-06-13T09:15:21+07:00\n\n[[budget]]\nid = "bg-7y6x5w4v"\nprogram = "pr-5d8h2j6n"\nyear = 2026\nfunding = "apbd"\namount_idr = 900_000\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "year-outside-program": (
        N_("A budget row or a target has a year in which its program does not run."),
        N_("The roadmap would contradict the table of money or targets. Correct one of the two."),
        '[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\nstart_year = 2026\nend_year = 2027\nadded = 2026-06-13T09:15:21+07:00\n\n[[target]]\nid = "tg-2k4m6n8p"\nof = "pr-5d8h2j6n"\nyear = 2028\nvalue = "5"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    # What was agreed and signed
    "agreement-changed": (
        N_("What was agreed was changed since it was signed."),
        N_(
            "People signed another text than the books show now. Put it back, or take the signatures back and let all sign anew; “bimtek diff FILE --signed” says what changed."
        ),
        '[commitment]\ndigest = "v1:0000000000000000000000000000000000000000000000000000000000000000"\n',
    ),
    "reference-changed": (
        N_("An entry that was signed refers to one whose meaning was changed since then."),
        N_(
            "The reference holds, yet it no longer says what people signed. Put the text back, refer to another entry, or let all sign anew."
        ),
        'mission = "ms-4p7t2n8a"  # “Melayani.” saat ditandatangani, kini “Membangun.”\n',
    ),
    "bad-digest": (
        N_("The fingerprint of what was signed is none."),
        N_(
            "Nobody can say whether the session still is what was signed. Put the old line back or take it out."
        ),
        '[commitment]\ndigest = "v1:9f3686b8"\n',
    ),
    "newer-digest": (
        N_("The fingerprint of what was signed is of a newer bimtek."),
        N_("It can't be compared here. Use the newer one."),
        '[commitment]\ndigest = "v9:0000000000000000000000000000000000000000000000000000000000000000"\n',
    ),
    "signed-without-digest": (
        N_("Somebody signed, and the session holds no fingerprint of what was signed."),
        N_(
            "Later changes of what was agreed go unnoticed. Take the signature back and sign again with {key:status} in the program."
        ),
        '[[signatory]]\nid = "sg-4r5t6y7z"\nname = "Ani"\nsigned = 2026-09-13\nadded = 2026-09-13T09:15:21+07:00\n',
    ),
    # What a stage still needs
    "not-ready": (
        N_("An item of the checklist is still open (told with --stage)."),
        N_("The stage can't be closed in good order. Do what it says, or tick it as done or not applicable."),
        "bimtek check sessions/kota-contoh.toml --stage stage-1",
    ),
}
"""By code: what it means, why it matters and what to do, an example in TOML."""
