"""That each service stands by itself; who may import whom is `make lint`'s to say."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICES = ("intake", "ledger", "notifier", "metrics")
DOMAIN_FILES = sorted(ROOT.glob("services/*/domain/**/*.py"))


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", DOMAIN_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_domain_imports_the_standard_library_and_itself(path: Path) -> None:
    own = f"services.{path.relative_to(ROOT).parts[1]}.domain"
    for name in _imports(path):
        standard = name.split(".")[0] in sys.stdlib_module_names
        assert standard or name.startswith(own) or name == "shared.language", f"{name} in {path}"


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_imports_alone(service: str, tmp_path: Path) -> None:
    others = [f"services.{name}" for name in SERVICES if name != service]
    script = (
        f"import services.{service}.app, sys\n"
        f"print([name for name in {others!r} + ['local'] if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_the_same_anatomy(service: str) -> None:
    home = ROOT / "services" / service
    files = ("__main__.py", "app.py", "settings.py", "pyproject.toml", "Dockerfile", "README.md")
    folders = ("domain", "handlers", "adapters", "entrypoints", "templates", "migrations/versions")
    assert [name for name in files if not (home / name).is_file()] == []
    assert [name for name in folders if not (home / name).is_dir()] == []
    headings = [
        line[3:] for line in (home / "README.md").read_text().splitlines() if line[:3] == "## "
    ]
    assert headings[:5] == ["Owns", "Serves", "Consumes", "Publishes", "Settings"]
