"""What the codes of findings about the region's own planning mean: codes of programs (SIPD), RPJMD and RPJPD. `codes` has the others."""

from __future__ import annotations

from ..i18n import N_


def _program(number: int, keys: str) -> str:
    """An example: a program with these keys."""
    return f'[[program]]\nid = "pr-5d8h2j6{number}"\nname = "Satu Data"\nhorizon = "short"\n{keys}added = 2026-06-13T09:15:21+07:00\n'


_PLAN = '[plan]\ncode_decree = "Kepmendagri Nomor 900.1.15.5-3406 Tahun 2024"\n\n'

PLANNING_CODES: dict[str, tuple[str, str, str]] = {
    # Codes of programs
    "malformed-code": (
        N_("The code of a program has not the shape of the codes in SIPD."),
        N_(
            "The budget line can't be found by it. A code is U.BB.PP.K.GG.SSSS: urusan, bidang urusan, program, kind of region, kegiatan, sub-kegiatan, with points between them; X.XX stands for the first two in codes of support. Correct the part that is named."
        ),
        _PLAN + _program(1, 'code = "2.16.3.2.02.0035"\n'),
    ),
    "code-of-no-program": (
        N_("The code of a program is that of a whole urusan or bidang urusan."),
        N_(
            "No money is planned at that level. Take the code of the sub-kegiatan, as planners do; of a kegiatan or a program of SIPD where the program takes all of it."
        ),
        _PLAN + _program(1, 'code = "2.16"\n'),
    ),
    "code-of-other-region": (
        N_("The code of a program is one for another kind of region."),
        N_(
            "Codes of provinces have 1 in the fourth place, those of a kabupaten or kota 2, and what stands behind it means something else there. Look the code up again."
        ),
        _PLAN + _program(1, 'code = "2.16.03.1.02.0035"\n'),
    ),
    "code-of-other-decree": (
        N_(
            "The sub-kegiatan in the code of a program has two digits where the decree has four, or the reverse."
        ),
        N_(
            "The code is one of another decree, in which the same digits may mean something else. Look it up again, or write the decree that it is of under [plan]."
        ),
        _PLAN + _program(1, 'code = "2.16.03.2.02.09"\n'),
    ),
    "code-without-decree": (
        N_("Programs carry codes, and the session does not say of which decree."),
        N_(
            "A code is valid only with its decree. Write number and year of it as “code_decree” under [plan]."
        ),
        _program(1, 'code = "2.16.03.2.02.0035"\n'),
    ),
    "unknown-decree": (
        N_("The decree of the codes is none of those that this program knows."),
        N_(
            "New ones come nearly every year, so it may be right; what its sub-kegiatan look like can't be checked. “bimtek codes import” takes its list in."
        ),
        '[plan]\ncode_decree = "Kepmendagri Nomor 123-4567 Tahun 2031"\n',
    ),
    "code-not-listed": (
        N_("The code of a program is not in the list of its decree that was taken in on this machine."),
        N_(
            "A program without a valid code gets no budget line. Look it up with “bimtek codes find”, or in the form of the program. Where the list itself is too old, take the new one in."
        ),
        _PLAN + _program(1, 'code = "2.16.03.2.02.9999"\n'),
    ),
    "code-twice": (
        N_("Two programs carry one code."),
        N_(
            "They would share one budget line, so they may be the same. Make them one, or give each the code of its own sub-kegiatan."
        ),
        _PLAN
        + _program(1, 'code = "2.16.03.2.02.0035"\n')
        + "\n"
        + _program(2, 'code = "2.16.03.2.02.0035"\n').replace("Satu Data", "Data Terpadu"),
    ),
    # Plans of the region
    "outside-every-plan": (
        N_("A horizon, or a program, has a year that lies in no plan of the region that is known."),
        N_(
            "Nothing can be budgeted for what no plan of the region holds. What begins after the RPJMD belongs to the RPJPD: write its title and years, or change the year."
        ),
        '[plan]\nrpjmd = "RPJMD Kota Uji 2025–2029"\nlong_start = 2031\nlong_end = 2035\n',
    ),
    "reference-after-rpjmd": (
        N_("A program refers to the RPJMD and begins after it has ended."),
        N_(
            "An RPJMD can't hold what begins later, so the program counts as aligned to the RPJPD or to nothing. Refer to the RPJPD, or change the year."
        ),
        '[plan]\nrpjmd = "RPJMD Kota Uji 2025–2029"\nrpjpd = "RPJPD Kota Uji 2025–2045"\n\n'
        + _program(1, 'start_year = 2031\nrpjmd_ref = "RPJMD, program 3"\n'),
    ),
}
"""As in `codes`: by code what it means, why it matters and what to do, an example in TOML."""
