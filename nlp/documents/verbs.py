"""Tells by their first verb sentences that state a duty."""

import re

from nlp.documents.titles import title_book

_VERB_START = re.compile(
    r"^(?:全面|具体|主要|整体|统一|积极|认真|按时|及时|定期|每[天日周月年季]|严格|直接)?(?:负责|协助|配合|参与|完成|组织|制定|制订|编制|管理|执行|做好|承担|主持|审核|监督|检查|落实|建立|维护|收集|办理|处理|跟进|遵守|服从|按|根据"
    r"|(?:保管|登记|拟订|拟定|起草|撰写|编写|安排|接待|接听|指导|统计|核对|盘点|采购|验收|保养|维修|巡视|巡查|清点|填写|填报|整理|归档|汇总|上报|报送|提交|策划|推广|联系|对接|协调|沟通|培训|考核|分析|制作|更新|发放|收取|催收|开具|审批|审查|审定|复核|签发|签订|监控|督促|督导|跟踪|统筹|牵头|推进|推动|拓展|开发|设计|测试|操作|清洁|打扫|清扫|搬运|配送|驾驶|检测|检验|化验|取样|抽查|调度|指挥|引导|照料|分管|协管|代表|贯彻|宣传|召集|草拟|预测|评估|洽谈|受理|掌握|保证|确保|防止)(?!部|员|师|科|室|组|处|中心|工程师|经理|主管|专员|岗|者|人员|工|长))"
)


def starts_like_duty(shape: str) -> bool:
    """Whether a sentence without subject begins with a verb of tasks."""
    return bool(_VERB_START.match(shape)) and shape not in title_book().vague
