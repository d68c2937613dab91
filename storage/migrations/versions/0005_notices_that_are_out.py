"""an index of the notices that are out"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    out = sa.text("status = 'sent'")
    op.create_index('ix_notice_out', 'notice', ['sent_at'], unique=False, sqlite_where=out, postgresql_where=out)


def downgrade() -> None:
    op.drop_index('ix_notice_out', table_name='notice')
