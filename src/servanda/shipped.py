"""What Servanda ships as data, by one hash: an answer may change with it though the version stays. Files are read."""

import hashlib
from functools import cache
from pathlib import Path

FOLDERS = ("catalog/data", "ledger/register")
LENGTH = 16
"""Hex digits of the hash."""


@cache
def data_hash() -> str:
    """The hash of catalog and register: of each file's name and content, in order of the names."""
    root = Path(__file__).parent
    found = hashlib.sha256()
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*"), key=lambda path: path.relative_to(root).as_posix()):
            if file.is_file() and "__pycache__" not in file.parts:
                found.update(f"{file.relative_to(root).as_posix()}\n".encode())
                found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()[:LENGTH]
