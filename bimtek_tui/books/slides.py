"""Pictures of a session as slides: one HTML file, a picture and the sentence that it shows a page.

As in a book nothing is loaded from elsewhere; of scripts the one that turns the pages runs, by its digest in the policy.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from ..errors import BimtekError
from ..i18n import _
from ..model.entries import Session
from ..model.method import Method
from .charts import drawing, gallery
from .charts.chart import Chart, workshop_source
from .office.look import Look, Tell
from .office.word_parts import NOT_IN_XML

_HERE = Path(__file__)
_TITLE = "Masterplan Smart City"
_DASH = "–\u2060"
"""A dash at which no line breaks: titles hold spans of years and months."""


def slides(
    session: Session, method: Method, look: Look, tell: Tell, names: Sequence[str] = gallery.NAMES
) -> bytes:
    """The slides of these pictures, those with too little to draw left out; `tell` hears what could not be drawn.

    Raises BimtekError where matplotlib is missing, and where none could be drawn.
    """
    charts = dict(_charts(session, method, names))
    drawings = drawing.draw(charts, ("svg",), tell)
    if not drawings:
        raise BimtekError(_("there are no slides: none of the pictures could be drawn"))
    pages = [
        _opening(session, look),
        *(_page(charts[name], drawings[name].svg) for name in charts if name in drawings),
    ]
    script = _HERE.with_suffix(".js").read_text(encoding="utf-8")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    colors = f":root {{ --tinta: #{look.ink}; --garis: #{look.rule} }}\n"
    made = (
        '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escaped(f'{_TITLE} {_city(session)}'.strip())}</title>\n"
        f"<style>\n{colors}{_HERE.with_suffix('.css').read_text(encoding='utf-8')}</style>\n</head>\n<body>\n<main>\n"
        f"{''.join(pages)}</main>\n"
        '<nav aria-label="Halaman"><button type="button" id="mundur" aria-label="Halaman sebelumnya">◀</button>'
        f'<output id="halaman">1/{len(pages)}</output>'
        '<button type="button" id="maju" aria-label="Halaman berikutnya">▶</button></nav>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )
    return made.encode()


def _charts(session: Session, method: Method, names: Sequence[str]) -> Iterator[tuple[str, Chart]]:
    """The charts in the form for slides; those of one picture that has parts are told apart by a number."""
    for name in names:
        parts = gallery.slides(session, method, name)
        for place, part in enumerate(parts, start=1):
            yield name if len(parts) == 1 else f"{name}-{place}", part


def _opening(session: Session, look: Look) -> str:
    theme = (session.plan and session.plan.theme) or ""
    logo = _image(look.logo.content, look.logo.kind, look.alt) if look.logo else ""
    lines = (look.government, theme, workshop_source(session))
    below = "".join(f"<p>{_escaped(line)}</p>\n" for line in lines if line)
    return f'<section class="sampul">\n{logo}<h1>{_escaped(_TITLE)}<br>{_escaped(_city(session))}</h1>\n{below}</section>\n'


def _page(chart: Chart, svg: bytes) -> str:
    return (
        f"<section>\n<h2>{_escaped(chart.title.replace('–', _DASH))}</h2>\n{_image(svg, 'svg+xml', chart.alt)}"
        f'<p class="sumber">Sumber: {_escaped(chart.source)}</p>\n</section>\n'
    )


def _image(content: bytes, kind: str, alt: str) -> str:
    data = b64encode(content).decode()
    return f'<img src="data:image/{kind};base64,{data}" alt="{_escaped(alt)}">\n'


def _city(session: Session) -> str:
    return (session.city and session.city.name) or ""


def _escaped(words: str) -> str:
    return escape(NOT_IN_XML.sub("\ufffd", words))
