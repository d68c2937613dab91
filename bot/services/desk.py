"""A scene with the store beside it: for the rarer work that has to look things up as it goes."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services import loading
from bot.services.scene import Scene
from storage.views import Notice


@dataclass
class Desk:
    """What a command or a due deed works on. Its changes are stored with the caller's commit."""

    scene: Scene
    connection: AsyncConnection

    async def notice(self, number: int) -> Notice | None:
        """One notice with all its receipts and signs in the picture."""
        return await loading.know_notice(self.connection, self.scene.picture, number)
