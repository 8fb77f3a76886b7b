"""A compiled form of the catalog in the user's cache folder, so that a start does not parse YAML.

Keyed by path, size and time of every data file, so a change of any makes a new one. A folder that cannot be read or
written, or a spoilt file, costs time and nothing else.
"""

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], extra: str) -> str:
    """A short hash of paths, sizes and times, and of `extra` (versions of what reads them)."""
    digest = hashlib.sha256(extra.encode())
    for path in files:
        stat = path.stat()
        digest.update(f"{path}|{stat.st_size}|{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:24]


def fetch(name: str) -> bytes | None:
    """The bytes kept under a name, None where there are none."""
    try:
        return (_folder() / name).read_bytes()
    except (OSError, RuntimeError):
        return None


def keep(name: str, data: bytes) -> None:
    """Keep bytes under a name, whole or not at all, and drop older ones of the same kind."""
    import tempfile

    with contextlib.suppress(OSError, RuntimeError):
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(folder / name)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
        kind = name.rsplit("-", 1)[0]
        for old in folder.glob(f"{kind}-*.msgpack"):
            if old.name != name:
                old.unlink(missing_ok=True)


def _folder() -> Path:
    """The user's cache folder; the XDG rule stands here because importing platformdirs takes longer than reading."""
    if sys.platform.startswith("linux"):
        base = os.environ.get("XDG_CACHE_HOME", "").strip()
        return (Path(base) if base else Path.home() / ".cache") / "servanda"
    from platformdirs import user_cache_path

    return user_cache_path("servanda", appauthor=False)
