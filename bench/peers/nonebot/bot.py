# mypy: ignore-errors
"""NoneBot2 with the OneBot adapter and nonebot-plugin-orm (SQLAlchemy, aiosqlite).

Environment: PORT, TOKEN, DB. The folder that holds `bench` must be on the path.
"""

import os

import nonebot
from nonebot.adapters.onebot.v11 import Adapter

nonebot.init(
    driver="~fastapi",
    host="127.0.0.1",
    port=int(os.environ["PORT"]),
    onebot_access_token=os.environ["TOKEN"],
    command_start={"/"},
    log_level="ERROR",
    sqlalchemy_database_url="sqlite+aiosqlite:///" + os.environ["DB"],
    alembic_startup_check=False,
)
nonebot.get_driver().register_adapter(Adapter)
nonebot.load_plugin("nonebot_plugin_orm")
nonebot.load_plugin("bench.peers.nonebot.recorder")
nonebot.run()
