"""Tables behind the desk's lists: the words of tasks, which are waiting to be read, officers' filters.

Words stand apart from `tasks`: a task changes with every act and its words never, and an index over
two hundred numbers a row would be written anew each time.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY

from services.ledger.adapters.metadata import METADATA, MOMENT
from services.ledger.adapters.tables import TASKS

WORDS_WAITING = Table("words_waiting", METADATA, Column("task_number", Text, nullable=False))
"""Filled by a trigger on `tasks`, whoever registers; emptied by `adapters.worklists.word_index`."""
TASK_WORDS = Table(
    "task_words",
    METADATA,
    Column("task_number", Text, primary_key=True),
    Column("registered_at", MOMENT, nullable=False),
    Column("digits", Text, nullable=False),
    Column("print", BigInteger, nullable=False),
    Column("sketch", ARRAY(Integer), nullable=False),
    # Kept out of the row and without statistics (see the migration): lists of candidates are read
    # from small rows, and the planner always goes by the index.
    Column("grams", ARRAY(Integer), nullable=False),
    Index("task_words_by_grams", "grams", postgresql_using="gin"),
    Index("task_words_by_sketch", "sketch", postgresql_using="gin"),
    Index("task_words_by_print", "print"),
    Index("task_words_by_digits", "digits", postgresql_ops={"digits": "text_pattern_ops"}),
)
SAVED_FILTERS = Table(
    "saved_filters",
    METADATA,
    Column("staff_id", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("query", Text, nullable=False),
    Column("saved_at", MOMENT, nullable=False),
)
Index(
    "tasks_of_reporter",
    TASKS.c.reporter_key,
    TASKS.c.registered_at,
    postgresql_where=text("reporter_key IS NOT NULL"),
)
Index("tasks_of_unit", TASKS.c.unit_code, TASKS.c.registered_at, TASKS.c.task_number)
Index("tasks_of_owner", TASKS.c.owner_id, TASKS.c.registered_at, TASKS.c.task_number)
Index(
    "tasks_supervised",
    TASKS.c.due_at,
    TASKS.c.task_number,
    postgresql_where=text("supervision IS NOT NULL"),
)
Index(
    "tasks_asked_about",
    TASKS.c.due_at,
    TASKS.c.task_number,
    postgresql_where=text("state IN ('return_pending', 'extension_pending')"),
)
