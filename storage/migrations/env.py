"""Alembic runs this: it migrates over the connection that it was handed."""

from alembic import context

import storage.tables as t

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=t.Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
