"""The blocks of the shipped templates: their names are a contract with everybody who replaces one."""

from __future__ import annotations

import re

import pytest

from bimtek_tui.books import reference, sandbox

BLOCKS = {
    "buku-1-analisis-strategis.md.j2": """
        head foreword contents introduction background purpose legal_basis workshops heard future
        city dimensions issues facts assessment readiness readiness_summary readiness_elements gaps
        gaps_summary gaps_by_dimension swot factors ifas efas position strategies direction vision
        missions objectives objective_targets closing annex people decisions actions all_factors
        figure_sources
    """,
    "buku-2-masterplan.md.j2": """
        head foreword contents introduction background purpose legal_basis alignment workshops
        direction vision missions objectives dimensions horizons program_alignment strategies
        strategies_summary strategies_by_dimension action_plan portfolio programs activities
        responsibilities indicators references workload overlaps completeness roadmap years terms
        governance institutions funding alternatives monitoring closing annex all_strategies
        all_programs figure_sources
    """,
    "buku-3-quick-win.md.j2": """
        head foreword contents introduction meaning gates criteria selection gate_answers impact
        scores comparison candidates differences sheets milestones commitment points signatories
        annex figure_sources
    """,
    "buku-4-peta-jalan.md.j2": """
        head foreword contents introduction purpose horizons by_year by_year_counts by_horizon
        by_dimension yearly_targets budget budget_by_horizon budget_by_dimension budget_by_source
        budget_by_year budget_by_year_and_source alternatives follow_up workload overlaps
        completeness annex all_programs figure_sources
    """,
    "daftar-hadir.md.j2": """
        head days
    """,
    "komitmen.md.j2": """
        text signatures
    """,
    "lembar-kerja.md.j2": """
        head swot_form program_form quick_win_form attendance_form
    """,
    "notula.md.j2": """
        head stages
    """,
    "ranperda.md.j2": """
        head preamble body signatures explanation annex
    """,
    "ringkasan-eksekutif.md.j2": """
        head vision position programs quick_wins commitment
    """,
    "tindak-lanjut.md.j2": """
        head summary sheets
    """,
}


@pytest.mark.parametrize("template", BLOCKS)
def test_no_block_that_was_there_is_gone(template: str) -> None:
    there = {name for name, _depth, _heading in reference.blocks(template)}
    assert set(BLOCKS[template].split()) - there == set()


@pytest.mark.parametrize("template", [one for one in reference.templates() if "/" not in one])
def test_every_chapter_and_every_section_stands_in_a_block(template: str) -> None:
    """What stands in none can't be replaced."""
    source, _file, _current = sandbox.environment(None).loader.get_source(sandbox.environment(None), template)  # type: ignore[union-attr]
    depth = 0
    for number, line in enumerate(source.split("\n"), start=1):
        depth += len(re.findall(r"{%-? *block ", line)) - len(re.findall(r"{%-? *endblock", line))
        assert depth or not re.match("#{2,3} ", line), f"{template} line {number}"
