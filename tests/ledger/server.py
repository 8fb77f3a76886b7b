"""A PostgreSQL server of the tests' own: on loopback, on a free port, in a folder that goes away with it.

PostgreSQL refuses to run as root, so that root starts it as the first unprivileged user it knows.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER, PASSWORD = "keeper", "pa/ss@word"
INSTALL = "sudo apt-get install -y postgresql"
SETTINGS = "-c fsync=off -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=40"


def programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`, from the PATH or where Debian keeps them; the newest."""
    known = shutil.which("initdb")
    found = [Path(known).resolve().parent] if known else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    return next((folder for folder in found if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def unprivileged() -> str | None:
    """Whom root lets the server be; None for everybody else, who is it himself."""
    if os.geteuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody", "daemon") if name in names)


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A server while the block runs; its address, of the role that owns it, without a database."""
    user = unprivileged()
    home = Path(tempfile.mkdtemp(prefix="servanda-postgresql-"))
    (home / "password").write_text(PASSWORD, encoding="utf-8")
    if user:
        for path in (home, home / "password"):
            shutil.chown(path, user)
    port = free_port()

    def run(*command: str) -> None:
        done = subprocess.run(
            [str(folder / command[0]), "-D", str(home / "data"), *command[1:]],
            user=user,
            cwd=home,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            stdout=subprocess.DEVNULL,  # the server keeps what it is given open, so that a pipe would never end
            stderr=subprocess.DEVNULL,
            check=False,
        )
        log = home / "log"
        assert done.returncode == 0, log.read_text() if log.exists() else f"{command[0]} failed"

    try:
        run("initdb", "--no-sync", "-E", "UTF8", "-U", OWNER, "-A", "scram-sha-256", f"--pwfile={home / 'password'}")
        run("pg_ctl", "-w", "-l", str(home / "log"), "-o", f"{SETTINGS} -p {port}", "start")
        try:
            yield f"postgresql://{OWNER}:{PASSWORD.replace('/', '%2F').replace('@', '%40')}@127.0.0.1:{port}"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
