"""The desk's lists at a hundred thousand tasks: words to search in, filters that are kept, indexes.

Only additions. A release before this one goes on registering beside it: the trigger notes its tasks too.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_23_1725"
down_revision = "2026_11_23_1720"

MOMENT = sa.DateTime(timezone=True)

IN_HANDS = (
    "state IN ('dispatched', 'signed', 'handling', 'return_pending', 'extension_pending', "
    "'paused', 'reported', 'call_back')"
)
_NOTE = (
    """
    CREATE FUNCTION note_words_to_read() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO words_waiting (task_number) SELECT task_number FROM fresh;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER words_are_to_be_read AFTER INSERT ON tasks
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION note_words_to_read()
    """,
    "INSERT INTO words_waiting (task_number) SELECT task_number FROM tasks",
)
_STORAGE = (
    "ALTER TABLE task_words ALTER COLUMN grams SET STORAGE EXTERNAL",
    "ALTER TABLE task_words ALTER COLUMN grams SET STATISTICS 0",
    "ALTER TABLE task_words ALTER COLUMN sketch SET STATISTICS 0",
    "ALTER TABLE task_words SET (toast_tuple_target = 128)",
)


def upgrade() -> None:
    """Words are read afterwards, in the background: what is there already waits like what is new."""
    _words()
    _filters()
    _indexes()
    for statement in (*_STORAGE, *_NOTE):
        op.execute(statement)


def _words() -> None:
    op.create_table("words_waiting", sa.Column("task_number", sa.Text(), nullable=False))
    op.create_table(
        "task_words",
        sa.Column("task_number", sa.Text(), nullable=False),
        sa.Column("registered_at", MOMENT, nullable=False),
        sa.Column("digits", sa.Text(), nullable=False),
        sa.Column("print", sa.BigInteger(), nullable=False),
        sa.Column("sketch", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.Column("grams", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.PrimaryKeyConstraint("task_number"),
    )
    for name, column, how in (
        ("task_words_by_grams", "grams", {"postgresql_using": "gin"}),
        ("task_words_by_sketch", "sketch", {"postgresql_using": "gin"}),
        ("task_words_by_print", "print", {}),
        (
            "task_words_by_digits",
            "digits",
            {"postgresql_ops": {"digits": "text_pattern_ops"}},
        ),
    ):
        op.create_index(name, "task_words", [column], **how)


def _filters() -> None:
    op.create_table(
        "saved_filters",
        sa.Column("staff_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("staff_id", "name"),
    )


def _indexes() -> None:
    """Everything of a unit or an officer; what they have in hand, without what is over; few by few."""
    for name, column in (("tasks_open_by_unit", "unit_code"), ("tasks_open_by_owner", "owner_id")):
        op.drop_index(name, "tasks")
        op.create_index(
            name,
            "tasks",
            [column, "due_at", "task_number"],
            postgresql_where=sa.text(IN_HANDS),
        )
    for name, column in (("tasks_of_unit", "unit_code"), ("tasks_of_owner", "owner_id")):
        op.create_index(name, "tasks", [column, "registered_at", "task_number"])
    op.create_index(
        "tasks_supervised",
        "tasks",
        ["due_at", "task_number"],
        postgresql_where=sa.text("supervision IS NOT NULL"),
    )
    op.create_index(
        "tasks_asked_about",
        "tasks",
        ["due_at", "task_number"],
        postgresql_where=sa.text("state IN ('return_pending', 'extension_pending')"),
    )
