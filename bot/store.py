"""Opens the school's database for a command: there, of this version, or refused in plain words."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import UserError
from storage.database import open_engine
from storage.migrate import NewerDatabase, migrate

log = logging.getLogger(__name__)


@asynccontextmanager
async def database(url: str) -> AsyncIterator[AsyncEngine]:
    """Open and migrate the store. Raises UserError for a newer or a broken one."""
    path = make_url(url).database
    if path and url.startswith("sqlite"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = open_engine(url)
    try:
        await migrate(engine)
        yield engine
    except NewerDatabase as error:
        raise UserError("database_newer", found=error) from None
    except DatabaseError as error:
        log.error("database: %s", type(error.orig).__name__)
        raise UserError("database_broken", path=path) from None
    finally:
        await engine.dispose()
