"""Words of other languages in running text: printed in italics, as EYD wants them, and never broken by our syllables.

Only words in small letters are meant: what has a capital is a name or a title (Smart City, Quick Win). The Markdown of a
book has no italics of its own making; it stays what people wrote, to be compared line by line.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = """
    app chatbot gap quick tool user win
    accelerator actuator analytics application artificial assessment authentication award awareness backbone backup
    bandwidth baseline benchmark benchmarking bigdata blockchain blueprint bottleneck brainstorming branding breakdown
    broadband brownfield building bundling business campaign capacity cashless center charging checklist citizen city
    cloud clustering coaching command community competitive computing conference connected content controller
    coworking creative crowdfunding crowdsourcing culture customer cybersecurity dashboard database datacenter deadline
    decision delivery deployment destination development digitalization display disruption dissemination driven
    ecosystem ecotourism education efficiency electronic emergency empowerment enabling engagement engine enterprise
    entrepreneur environment equipment ethernet evidence existing experience feedback fiber fintech firewall firmware
    flagship focus framework funding gateway geotagging governance government greenfield growth guideline hardware
    hashtag health heritage homestay hosting hotspot improvement incubation incubator indoor industry information
    infrastructure innovation intelligence intelligent interface internet interoperability investment knowledge
    landmark landscape learning literacy lifestyle livable livestreaming living lighting machine mainstreaming maintenance
    management mapping marketing marketplace masterplan measurement mentoring middleware milestone mobile mobility
    monitoring multimedia networking offline online outcome outdoor output outsourcing outstanding ownership
    paperless parking partnership password payment performance planning platform pipeline podcast policy portal
    positioning poster predictive preparedness preventive printing procurement production profiling prototype public
    quality ranking readiness realtime recovery recycling regulatory renewable resilience resilient resource response
    roadmap sandbox scanner scheduling scholarship screening security sensing sensor server service sharing
    shelter showcase smart smartcard smartphone society software sourcing speedboat stakeholder startup storage
    storytelling streaming structure superstructure surveillance sustainability sustainable switching talent
    technology telemedicine template ticketing timeline timeframe tourism tracking traffic training transport treatment
    upgrading upload username utility vendor venture verified videotron virtual visitor vision voucher warehouse waste
    weakness webinar website wellness wireless workshop
"""
FOREIGN = frozenset(_WORDS.split())
"""Words of other languages that stand in such books without a capital: not broken by the syllables of this one."""

_ABSORBED = frozenset(["internet", "platform", "portal", "poster", "sensor", "server", "vendor", "virtual"])
"""Words of the list that Indonesian has made its own (KBBI): they are not broken either, but stand upright."""
_BETWEEN = (
    "big data",
    "open data",
    "data center",
    "e-government",
    "good governance",
    "call center",
    "road map",
)
"""Phrases of which a part is an Indonesian word by itself, or has a hyphen."""
_WORD = rf"(?:{'|'.join(sorted((*map(re.escape, _BETWEEN), *(FOREIGN - _ABSORBED)), key=len, reverse=True))})s?(?![\w-])"
_FOREIGN = re.compile(rf"((?<![\w-]){_WORD}(?: {_WORD})*)")

_LETTERS = re.compile("[a-z]+")
_LIKELY = frozenset(word + plural for word in FOREIGN | {"big", "open", "road"} for plural in ("", "s"))


@lru_cache(maxsize=16_384)  # names of programs and agencies come again in many tables
def split(text: str) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether it is foreign; foreign words one after the other are one piece."""
    if _LIKELY.isdisjoint(_LETTERS.findall(text)):  # most texts, and looking for phrases takes its time
        return ((text, False),) if text else ()
    return tuple((part, place % 2 == 1) for place, part in enumerate(_FOREIGN.split(text)) if part)
