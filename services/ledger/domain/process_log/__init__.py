"""How tasks went 过程日志: the published model, and what a log says of a task."""
