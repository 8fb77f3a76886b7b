"""The front door: sets itself up once, says what is missing, and becomes the tool."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("script", "requirements", "src", "pyproject.toml")


@pytest.fixture
def checkout(tmp_path):
    """A copy of what a fresh clone holds of the front door."""
    here = tmp_path / "clone"
    here.mkdir()
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, here / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, here / name)
    return here


def run(checkout, *args, path=None, **env):
    """Start the tool of a checkout with its own environment folder and an empty home."""
    full = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("SERVANDA", "PYTHON", "VIRTUAL_ENV", "COV_"))},
        "HOME": str(checkout),
        "PATH": path or os.environ["PATH"],
        **env,
    }
    return subprocess.run(
        [shutil.which("bash"), str(checkout / "script/servanda"), *args],
        capture_output=True,
        text=True,
        env=full,
        cwd=checkout.parent,
        check=False,
    )


def fake_python(folder, body):
    """A folder with the programs the script needs and a python3 that behaves as told."""
    folder.mkdir()
    for name in ("bash", "dirname", "readlink", "mktemp", "mkdir", "cmp", "rm", "cp", "mv", "grep", "tail", "apt-get"):
        real = shutil.which(name) or shutil.which("true")
        (folder / name).symlink_to(real)
    (folder / "python3").write_text(f"#!{shutil.which('bash')}\n{body}\n")
    (folder / "python3").chmod(0o755)
    return str(folder)


def test_missing_venv_names_the_command(checkout, tmp_path):
    """Without Python's venv module the exact command that adds it is printed, and nothing half-made stays."""
    body = f'case "$*" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"'
    path = fake_python(tmp_path / "bin", body)

    done = run(checkout, "--version", path=path)

    version = ".".join(map(str, sys.version_info[:2]))
    assert done.returncode == 4
    assert f"sudo apt-get install -y python{version}-venv" in done.stderr
    assert not list((checkout / ".servanda-env").glob("run*/"))


def test_old_python_is_refused(checkout, tmp_path):
    """A Python before 3.11 is told so, with what to install."""
    done = run(checkout, "--version", path=fake_python(tmp_path / "bin", "exit 1"))
    assert done.returncode == 4
    assert "needs Python 3.11 or newer" in done.stderr


@pytest.mark.slow
def test_first_start_sets_up_and_second_start_does_not(checkout):
    """The first start says that it sets up and then is the tool; the second is the tool at once."""
    first = run(checkout, "--version")
    second = run(checkout, "--version")

    assert (first.returncode, first.stdout.split()[0]) == (0, "servanda"), first.stderr
    assert "setting up" in first.stderr
    assert (second.returncode, second.stdout, second.stderr) == (0, first.stdout, "")


@pytest.mark.slow
def test_changed_lock_renews_the_environment(checkout):
    """A lock that changed makes the next start renew the environment by itself."""
    assert run(checkout, "--version").returncode == 0
    lock = checkout / "requirements/run.txt"
    lock.write_text(lock.read_text() + "# changed\n")

    assert "setting up" in run(checkout, "--version").stderr
