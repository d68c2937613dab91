"""what networks call groups and people whose ids do not last"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ('group', 'account'):
        op.add_column(table, sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))


def downgrade() -> None:
    for table in ('group', 'account'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column('name')
