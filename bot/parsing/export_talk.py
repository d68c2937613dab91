"""The words by which an export is asked for: what, what for, for which days."""

import re

WANTS = re.compile(
    r"(?=.*(?:导出|导一份|导一下|拉(?:一?份|一下|出)|导(?:给|到|成|下来|过来)|调取|要一份|发我一份|汇总表?给我|打包|拷(?:一份|给)|整理(?:一份|给)?|(?:发|传|拿|调)(?:一份|给|出来)))(?=.*(?:记录|汇总|档案|回执|台账|提问|聊天))"
)
RECEIPTS = re.compile(r"回执|收到情况|确认情况")
QUESTIONS = re.compile(r"提问")
CHATS = re.compile(r"聊天|原话|截图|群消息")
PHOTOS = re.compile(r"照片|图片|相片")
PURPOSE = re.compile(
    r"(?P<a>[\u4e00-\u9fff]{1,12}?)(?:用的?|使用|需要|的需要)(?![途户])|用(?:于|作|来|途[是为:：]?)\s*(?P<b>[\u4e00-\u9fff]{2,14})|(?:为了|因为|给)(?P<c>[\u4e00-\u9fff]{2,14}?)(?:看|查|$|[,，。 ])"
    r"|(?P<d>(?:迎接|迎|上级|教育局|督导|年度|学期|期末|月底|自查)?(?:检查|督导|评估|考核|归档|存档|总结|审计|汇报|备查|交接)(?:工作)?)"
)
STATED = re.compile(  # beside the request itself, which names records and people, too
    r"用(?:于|途[是为:：]?)\s*(?P<a>[\u4e00-\u9fff]{2,14})|为了(?P<b>[\u4e00-\u9fff]{2,14})|给(?!我|到|成)(?P<c>[\u4e00-\u9fff]{2,12}?)(?:看|查|用)"
    r"|(?P<d>(?:上级|教育局|督导|年度|学期|期末|月底|自查)?(?:检查|督导|评估|考核|归档|存档|总结|审计|汇报|备查|交接|教研))(?:用|$)"
)
GIVES_UP = re.compile(r"^(?:不用了|算了|取消|不导了?|不要了?|先不导|别导)")
THIS_MONTH = re.compile(r"(?:这个?|本)月")
LAST_MONTH = re.compile(r"上个?月")
THIS_TERM = re.compile(r"(?:本|这)(?:个)?学期")
MONTH = re.compile(r"(\d{1,2})月份|(?<!\d)(\d{1,2})月(?!\d)(?!\s*\d)")
