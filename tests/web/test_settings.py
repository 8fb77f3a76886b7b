"""Settings come from a file and the environment; what is misspelt is refused with its place."""

from pathlib import Path

import pytest
import yaml

from servanda.model import InputError
from servanda.settings import load_settings

CASES = yaml.safe_load(Path(__file__).with_name("settings.yaml").read_text(encoding="utf-8"))


def test_the_environment_overrules_the_file(tmp_path):
    """A key of the environment wins, the rest of the file and the defaults hold."""
    file = tmp_path / "set.toml"
    file.write_text('ledger = "a.sqlite"\n[serve]\nport = 81\nreading = "token"\n[limits]\nreaders = 3\n')
    found = load_settings(file, {"SERVANDA_SERVE_PORT": "82", "SERVANDA_SERVE_ORIGINS": "https://a.org, https://b.org"})
    assert (found.ledger, found.serve.port, found.serve.reading) == ("a.sqlite", 82, "token")
    assert (found.limits.readers, found.limits.failures) == (3, 10)
    assert found.serve.origins == ("https://a.org", "https://b.org")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_mistake_is_refused_with_its_place(tmp_path, case):
    """Nothing that was meant as a setting is passed over."""
    file = tmp_path / "set.toml"
    file.write_text(case.get("file", ""))
    with pytest.raises(InputError) as refused:
        load_settings(file, case.get("environment", {}))
    for words in case["says"]:
        assert words in str(refused.value)
