"""The calendar of the bot on one screen. What is due when stands in the table of due things."""

from schedules.spec import Schedule

SCHEDULES: tuple[Schedule, ...] = (
    Schedule("sweep", "到时间的事：定时通知、合并答复、提醒、截止统计、主题、会议", seconds=1),
    Schedule("nightly", "每天凌晨：补排往后的主题和摘要，清掉过期的消息指纹", hour=3, minute=10),
)
