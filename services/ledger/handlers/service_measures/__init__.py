"""问题清单 → 服务清单: what closed problems have become, as standing services."""
