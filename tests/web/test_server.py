"""The server as a process: it says where it listens, answers, and stops when it is told to, having answered."""

import os
import signal
import socket
import subprocess
import sys

import httpx
import pytest

from servanda.web.server import _bind


def started(tmp_path, *words):
    """A server on a free port, and its address once it listens."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("SERVANDA_")} | {"HOME": str(tmp_path)}
    command = [sys.executable, "-m", "servanda", "--ledger", str(tmp_path / "l.sqlite"), "serve", "--port", "0", *words]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env)
    line = process.stderr.readline()
    return process, line.split()[1] if "http" in line else line


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_stop(tmp_path, number):
    """Both signals end it quietly, with exit code 0, and the last line says so."""
    process, address = started(tmp_path)
    try:
        assert httpx.get(f"{address}/healthz").json()["status"] == "ok"
        given = httpx.get(f"{address}/api/status/LTU/ccm?on=2024-10-01")
        assert (given.json()["status"], "server" in given.headers) == ("party_leaving", False)
    finally:
        process.send_signal(number)
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told.splitlines()[-1].split(";")[0]) == (0, "servanda: stopped")


@pytest.mark.slow
def test_a_taken_port_is_told(tmp_path):
    """A port that another server has is wrong use, with what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process, line = started(tmp_path, "--port", str(taken.getsockname()[1]))
        process.communicate(timeout=60)
    assert process.returncode == 2
    assert "--port" in line


def test_answers_do_not_wait_for_an_acknowledgement():
    """Sockets are made as TCP by name, without which asyncio leaves Nagle's algorithm on and each answer takes 40 ms."""
    listening = _bind("127.0.0.1", 0)
    with listening:
        assert listening.proto == socket.IPPROTO_TCP
