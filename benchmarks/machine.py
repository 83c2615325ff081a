"""The machine in general terms: enough to judge the figures by."""

import os
import platform
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from local.words import in_words
from shared.language import Text


def machine(folder: Path) -> dict[str, object]:
    """Cores, memory, system, Python, and the kind of file system the servers write to."""
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "file_system": file_system(folder),
    }


def file_system(folder: Path) -> str:
    """`ext4`, `tmpfs` …; empty when the system does not say."""
    mounts = {each.mountpoint: each.fstype for each in psutil.disk_partitions(all=True)}
    for parent in (folder.resolve(), *folder.resolve().parents):
        if str(parent) in mounts:
            return str(mounts[str(parent)])
    return ""


def in_a_line(facts: dict[str, object]) -> str:
    """One sentence; warns where writing to disk costs nothing."""
    line = f"{facts['cores']} × CPU, {facts['memory_gb']} GB, {facts['system']}, Python {facts['python']}"
    if facts["file_system"] == "tmpfs":
        line += in_words(
            Text(
                "；目录在内存里，写盘不花时间，数字偏好（设 TMPDIR 换到磁盘）",
                "; the folder is in memory, so that flushing costs nothing and figures flatter "
                "(set TMPDIR to a disk)",
            )
        )
    return line
