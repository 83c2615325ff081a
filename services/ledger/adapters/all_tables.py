"""Every table of the ledger's database: what the migrations make, and what a test compares with that.

An area keeps its tables in a module called `tables`; it is found here and needs no registering.
"""

from importlib import import_module
from pkgutil import walk_packages

from services.ledger import adapters
from services.ledger.adapters.metadata import METADATA

__all__ = ["METADATA"]

for _module in walk_packages(adapters.__path__, f"{adapters.__name__}."):
    if _module.name.endswith("tables") and _module.name != __name__:
        import_module(_module.name)
