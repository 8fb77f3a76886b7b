"""Fails when the version of the package and the newest entry of the CHANGELOG disagree."""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
module = re.search(r'__version__ = "(.+)"', (ROOT / "src/servanda/version.py").read_text(encoding="utf-8"))
entry = re.search(r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
found = {package, module and module[1], entry and entry[1]}
if len(found) != 1:
    sys.exit(f"version: pyproject.toml, version.py and CHANGELOG.md disagree: {sorted(map(str, found))}")
