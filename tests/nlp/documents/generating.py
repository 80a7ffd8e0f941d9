"""Draws organizations at random: units, posts, superiors, holders and duties made of lists of words."""

import random
from dataclasses import dataclass, field

NAMES = ("安澜", "和顺", "启明", "云杉", "广济", "长乐", "金穗", "海棠")
KINDS = ("物流有限公司", "中医医院", "实验小学", "度假酒店", "机械厂", "物业服务有限公司", "社会福利院", "农村商业银行")
UNITS = (
    "行政部", "财务科", "工程部", "客户服务中心", "保卫处", "采购部", "信息中心", "后勤办公室", "质检科", "一车间",
    "护理部", "教务处", "餐饮部", "仓储部", "市场部", "研发中心",
)  # fmt: skip
TITLES = (
    "会计", "出纳", "文员", "采购专员", "保安队长", "保洁员", "仓库管理员", "电工", "司机", "质检员", "客服专员", "网络管理员",
    "厨师长", "护士长", "班主任", "工艺工程师", "薪酬专员", "档案员", "接待员", "维修工", "业务经理", "项目主管", "统计员", "安全员",
    "库房主管", "信贷员", "园艺师", "药剂师", "计划调度员", "培训讲师", "法务专员", "资料员", "叉车司机", "巡检员", "实验员", "客房主管",
    "收银员", "导诊员", "营养师", "招商经理", "技术总监", "人事主管", "广告设计师", "合同管理员", "设备主任", "总务干事", "值班长", "驻店代表",
)  # fmt: skip
CHIEFS = ("总经理", "院长", "校长", "厂长", "副总经理", "主任", "行政总监", "运营副总")
SURNAMES = (
    "赵钱孙李周吴郑王冯陈沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹柏章苏潘葛范彭鲁马方俞任袁柳唐薛雷贺倪汤罗"
    "郝毕安常傅齐康伍余顾孟黄穆萧尹姚邵汪毛狄戴宋庞熊纪舒屈项祝董梁杜"
)
GIVEN = (
    "晓梅",
    "建国",
    "志强",
    "雨桐",
    "海涛",
    "淑芬",
    "子轩",
    "丽华",
    "国栋",
    "思远",
    "明",
    "静",
    "伟",
    "婷",
    "浩然",
    "秀兰",
)
VERBS = (
    "编制", "核对", "登记", "检查", "保养", "组织", "安排", "受理", "整理", "统计", "采购", "发放", "巡视", "填写", "汇总", "跟踪",
    "负责", "协助办理", "参与制定", "审核", "监督", "维护", "处理", "办理", "制定", "接待", "清点", "上报", "培训", "更新",
)  # fmt: skip
THINGS = (
    "月度报表", "来访客人", "设备台账", "合同文本", "出入库单据", "消防器材", "值班记录", "供应商资料", "客户投诉", "考勤数据",
    "样品标签", "车辆调度单", "食材验收单", "药品效期", "教学计划", "会议纪要", "工资明细", "安全隐患", "网络机房", "绿化苗木",
    "库存盘点", "发票凭证", "档案目录", "培训教材", "促销活动方案", "住户钥匙", "检验报告", "维修工单", "班组排班表", "贷款资料",
)  # fmt: skip
TAILS = (
    "", "", "，做到账实相符", "，发现异常及时上报", "，每月五日前完成", "并归档保存", "，每周不少于两次", "，确保数据准确",
    "，接受上级检查", "，与相关部门核对一致",
)  # fmt: skip


#: Duties that hold what elsewhere is a label, a title, a unit or a number.
TRICKY = (
    "每周一下午召开班组例会", "配合财务部完成年终盘点", "培训新员工并考核上岗", "向上级提交周报", "2小时内响应报修",
    "完成领导交办的其他工作", "会同采购部比价，三家以上", "做好交接班，钥匙、对讲机当面点清", "库存低于10件时提出补货",
    "按《操作规程》第3条执行", "对外联系印刷厂、快递公司", "检查岗位卫生，权限内可处罚50元",
)  # fmt: skip


@dataclass(slots=True)
class Post:
    """What is to be read of one post."""

    title: str
    unit: str | None
    superior: str | None
    holders: list[str]
    headcount: int | None
    duties: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Company:
    """What is to be read of one document."""

    name: str
    posts: list[Post]


def draw_company(draw: random.Random, with_units: bool) -> Company:
    """An organization of three to seven posts."""
    units = draw.sample(UNITS, draw.randint(1, 3)) if with_units else []
    titles = draw.sample(TITLES, draw.randint(3, 7))
    posts: list[Post] = []
    with_holders, with_counts = draw.random() < 0.5, draw.random() < 0.5
    for number, title in enumerate(titles):
        unit = units[number * len(units) // len(titles)] if units else None
        superior = draw.choice([*CHIEFS[:4], *titles[:number]])
        holders: list[str] = []
        if with_holders and draw.random() < 0.7:
            holders = [draw.choice(SURNAMES) + draw.choice(GIVEN) for _ in range(draw.choice((1, 1, 1, 2)))]
        post = Post(title, unit, superior, list(dict.fromkeys(holders)), draw.randint(1, 12) if with_counts else None)
        count = draw.randint(2, 5)
        for verb, thing in zip(draw.sample(VERBS, count), draw.sample(THINGS, count), strict=True):
            post.duties.append(verb + thing + draw.choice(TAILS))
        if draw.random() < 0.5:
            post.duties[draw.randrange(count)] = draw.choice(TRICKY)
        posts.append(post)
    return Company(draw.choice(NAMES) + draw.choice(KINDS), posts)
