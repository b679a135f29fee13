"""The codes of how the plan is carried out: duties, costs of quick wins, the regulation. What they say is as in `codes`."""

from __future__ import annotations

from ..i18n import N_

GOVERNANCE_CODES: dict[str, tuple[str, str, str]] = {
    "duty-twice": (
        N_(
            "Two people hold a duty in Dewan, Tim Pelaksana or Forum that only one can have, such as “Ketua”."
        ),
        N_(
            "The organisation in Book 2 would have two heads. Give one of the two another duty, or withdraw who holds it no longer."
        ),
        '[[participant]]\nid = "pt-6r9w3k2m"\nname = "Ani"\nduty = "Ketua"\nrole = "team"\nadded = 2026-06-13T09:15:21+07:00\n\n[[participant]]\nid = "pt-7s0x4m3n"\nname = "Budi"\nduty = "Ketua"\nrole = "team"\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "cost-sum": (
        N_(
            "The costs of a quick win are not the budget that its program has in the twelve months of the quick win."
        ),
        N_(
            "Book 3 would name another sum than the table of funding. Correct costs or budget; an item without volume or price only counts once it has both."
        ),
        '[plan]\nshort_start = 2026\nshort_end = 2026\n\n[[program]]\nid = "pr-5d8h2j6n"\nname = "Satu Data"\nhorizon = "short"\nbudget_idr = 9_000_000\nstart_year = 2026\nend_year = 2026\nadded = 2026-06-13T09:15:21+07:00\n\n[[quick_win]]\nid = "qw-1a2b3c4d"\nprogram = "pr-5d8h2j6n"\nadded = 2026-06-13T09:15:21+07:00\n\n[[cost]]\nid = "co-2c3d4e5f"\nquick_win = "qw-1a2b3c4d"\nitem = "Sewa peladen"\nvolume = 12\nunit = "bulan"\nprice_idr = 800_000\nadded = 2026-06-13T09:15:21+07:00\n',
    ),
    "enacted-before-workshop": (
        N_("The regulation that enacted the plan is older than the first stage of the workshop."),
        N_(
            "A plan that was not yet written can't have been enacted; perhaps it is the regulation of the plan before. Write number and date of the one that enacts this plan, or leave it open."
        ),
        '[plan]\nenacted = "Peraturan Wali Kota Nomor 30 Tahun 2023"\n\n[[stage]]\nid = "stage-1"\nstart = 2026-06-13\n',
    ),
}
