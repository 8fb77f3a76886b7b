"""The guide to serving says what the code does."""

import re
import tomllib
from pathlib import Path

import msgspec

from servanda.ledger import SCOPES
from servanda.settings import Settings, load_settings
from servanda.web.api import ENDPOINTS
from servanda.web.mcp import TOOLS
from servanda.web.openapi import template

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "serve.md").read_text(encoding="utf-8")
TOML = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]


def test_the_settings_shown_are_all_there_are(tmp_path):
    """The example of settings can be read, names every key, and shows the defaults."""
    file = tmp_path / "s.toml"
    file.write_text(TOML)
    shown = load_settings(file, {})
    assert msgspec.structs.replace(shown, ledger="") == Settings()
    given = tomllib.loads(TOML)
    assert set(given["serve"]) == set(shown.serve.__struct_fields__)
    assert set(given["limits"]) == set(shown.limits.__struct_fields__)


def test_the_addresses_shown_are_those_of_the_api():
    """Each address of the table exists, and each parameter that it names."""
    known = {template(one.path): one for one in ENDPOINTS}
    shown = re.findall(r"`(?:GET |POST )?(/api/[^`]+)`", PAGE)
    assert [path for path in shown if path not in known and path != "/api/openapi.json"] == []
    for line in PAGE.splitlines():
        if line.startswith("| `GET /api") and ";" in line:
            path, words = re.search(r"`GET (.*?)`", line)[1], re.findall(r"`([a-z_]+)(?:=\w+)?`", line.split(";", 1)[1])
            assert set(words) <= set(known[path].question.__struct_encode_fields__), path


def test_the_tools_and_scopes_shown_are_those_there_are():
    """An assistant's tools and a token's scopes are named on the page."""
    told = re.search(r"The tools are (.*?);", PAGE)[1].replace(" and ", ", ").split(", ")
    assert told == [tool.name for tool in TOOLS]
    assert all(f"`{scope}`" in PAGE for scope in SCOPES)
