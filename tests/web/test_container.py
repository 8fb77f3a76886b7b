"""The recipe of the image, read as a builder would, and its steps for Python taken in a new environment.

There is no builder on a machine for tests: what is held here is that each line is a known instruction, that what is
copied exists, that what is run is there, and (slow) that the same steps give a Servanda that serves.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KNOWN = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"}
SHELL = {"python", "install", "useradd"}
"""Programs of the base image (python:3.11-slim, with Debian's coreutils and passwd)."""


def steps():
    """Instruction and argument of each line, lines that go on joined, comments left out."""
    text = re.sub(r"\\\n\s*", "", (ROOT / "Containerfile").read_text())
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(line.split(maxsplit=1)) for line in lines]


def of(name):
    """The arguments of one instruction, in order."""
    return [argument for instruction, argument in steps() if instruction == name]


def test_each_line_is_an_instruction():
    """A recipe begins with FROM, knows its words, and its last stage says what to run and as whom."""
    names = [name for name, _ in steps()]
    assert names[0] == "FROM"
    assert set(names) <= KNOWN
    last = names[len(names) - names[::-1].index("FROM") :]
    assert {"USER", "ENTRYPOINT", "CMD", "HEALTHCHECK", "EXPOSE", "VOLUME"} <= set(last)
    assert of("USER") == ["servanda"]


def test_what_is_copied_is_there():
    """Sources of COPY are in the repository; those of another stage come from a stage that has a name."""
    stages = {match[1] for argument in of("FROM") if (match := re.search(r" AS (\S+)$", argument))}
    for argument in of("COPY"):
        stage = re.match(r"--from=(\S+) ", argument)
        if stage:
            assert stage[1] in stages
            continue
        *sources, _ = argument.split()
        assert [name for name in sources if not (ROOT / name).exists()] == []


def test_what_is_run_is_in_the_image():
    """Each command of RUN is the base image's own or was installed by an earlier line."""
    for argument in of("RUN"):
        for command in argument.split("&&"):
            program = shlex.split(command)[0]
            assert program in SHELL or program.startswith("/opt/servanda/bin/")
    path = next(argument for argument in of("ENV") if argument.startswith("PATH="))
    assert path.startswith("PATH=/opt/servanda/bin:")


def test_what_starts_is_a_command_of_ours():
    """Entry point and command are lists, and Servanda knows the command and its options."""
    started = [*json.loads(of("ENTRYPOINT")[0]), *json.loads(of("CMD")[0])]
    assert started[:2] == ["servanda", "serve"]
    told = subprocess.run([sys.executable, "-m", *started, "--help"], capture_output=True, text=True, check=True)
    assert "--host" in told.stdout
    health = of("HEALTHCHECK")[0].removeprefix("CMD ")
    assert f":{of('EXPOSE')[0]}/healthz" in json.loads(health)[-1]


@pytest.mark.slow
def test_the_steps_give_a_server(tmp_path):
    """The lines for Python, run in a new environment from the lock alone, give a Servanda that is healthy."""
    if os.environ.get("SERVANDA_CONTAINER") != "1":
        pytest.skip("needs a package index and minutes; set SERVANDA_CONTAINER=1 to build the image's environment")
    build, home = tmp_path / "build", tmp_path / "opt"
    for argument in of("COPY"):
        if not argument.startswith("--from"):
            *sources, to = argument.split()
            for name in sources:
                place = build / to / (name if to == "./" else "")
                place.parent.mkdir(parents=True, exist_ok=True)
                copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
                copy(ROOT / name, place)
    for argument in of("RUN")[:2]:
        command = argument.replace("/opt/servanda", str(home)).replace("python -m venv", f"{sys.executable} -m venv")
        subprocess.run(["/bin/sh", "-ec", command], cwd=build, check=True, capture_output=True)
    port = "18431"
    env = {"PATH": f"{home}/bin:{os.environ['PATH']}", "SERVANDA_LEDGER": str(tmp_path / "l.sqlite")}
    command = [f"{home}/bin/servanda", *json.loads(of("CMD")[0])[:1], "--port", port]
    with subprocess.Popen(command, env=env, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            assert port in server.stderr.readline()
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/status/FIN/apmbc") as answer:
                assert b"Ottawa Convention" in answer.read()
        finally:
            server.terminate()
