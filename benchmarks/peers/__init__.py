"""The same work as a Python team would otherwise write it: the ORM, and Celery with Redis."""
