"""Who works: machine, process and thread, so that leases of a process that died here need not run out."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterable
from pathlib import Path


def this_worker() -> str:
    """``machine/process/birth/thread``."""
    return f"{_machine()}/{os.getpid()}/{_birth(os.getpid())}/{threading.get_ident()}"


def dead_workers(workers: Iterable[str]) -> list[str]:
    """Those of this machine whose process is gone, or is another one under the same number."""
    return [worker for worker in workers if _is_dead(worker)]


def _is_dead(worker: str) -> bool:
    machine, _, rest = worker.partition("/")
    number, _, rest = rest.partition("/")
    birth = rest.partition("/")[0]
    if machine != _machine() or not number.isdecimal():
        return False
    return not _runs(int(number)) or _birth(int(number)) != birth


def _machine() -> str:
    return socket.gethostname().replace("/", "-")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _birth(process: int) -> str:
    """When a process began, where the system tells; process numbers are used again, above all in containers."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()[:8]
    except (OSError, IndexError):
        return "unknown"
    return f"{boot}-{fields[19]}" if fields[0] not in "ZX" else "dead"
