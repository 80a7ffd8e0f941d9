"""The words of trades: what their customers, patients, passengers and workers say names what documents say."""

from functools import lru_cache

import pytest

from nlp.thesaurus import Thesaurus, load_thesaurus
from ontology import vocabulary as v

#: Words of who asks, words of a document: both name one concept, or one a kind of the other.
SAME = [
    ("快递丢了", "丢件赔付"),
    ("寄丢了要赔钱", "快件理赔"),
    ("地址写错", "快件改派"),
    ("取件码", "末端驿站"),
    ("司机不停", "查处甩站拒载"),
    ("半道趴窝", "途中抛锚救援"),
    ("东西落车上", "登记乘客遗失物品"),
    ("吹没吹酒精", "出车前酒精检测"),
    ("混进游戏币", "挑拣残损币"),
    ("车该年审", "办理车辆审验"),
    ("修完车回访", "维修回访"),
    ("旧零件", "索赔件返厂"),
    ("发动机响", "发动机维修"),
    ("画面卡", "处理放映中断"),
    ("公司看电影", "洽谈团体包场"),
    ("偷拍电影", "防盗摄"),
    ("给老人洗澡", "翻身擦浴"),
    ("饭喂到嘴边", "协助进食"),
    ("老人不见了", "走失处置"),
    ("押金怎么退", "办理退住押金"),
    ("吃低保", "低保审核"),
    ("打12345", "12345热线工单"),
    ("光荣牌", "悬挂光荣之家牌"),
    ("楼道充电", "整治飞线充电"),
    ("楼道堆东西", "清理楼道杂物"),
    ("被狗咬", "养犬管理"),
    ("批宅基地", "农村建房审批"),
    ("喂猪", "生猪饲养"),
    ("菜卖不掉", "产销对接"),
    ("树生虫", "绿化病虫害"),
    ("砍树", "核发采伐许可证"),
    ("换节课", "安排调课"),
    ("药水倒哪", "处置实验废液"),
    ("休学怎么办", "学籍异动"),
    ("没及格", "组织补考"),
    ("送娃", "入园离园接待"),
    ("给孩子喂药", "幼儿园晨检"),
    ("打疫苗", "预防接种证"),
    ("该打的针", "漏种儿童补种"),
    ("牙套掉了", "正畸"),
    ("推病人", "运送标本"),
    ("印病历", "复印病历"),
    ("药怎么吃", "用药指导"),
    ("熬中药", "中药煎煮"),
    ("菜里有头发", "菜品异物"),
    ("没热水", "客房报修"),
    ("想换房", "客房投诉"),
    ("报个团", "散客参团"),
    ("还书", "图书流通"),
    ("约私教", "私教课"),
    ("样品到期", "留样销毁"),
    ("卡尺不准", "量具校准"),
    ("顶针断了", "修模"),
    ("串色", "清理料桶"),
    ("机器趴窝", "设备抢修"),
    ("客人验货", "接待验厂"),
    ("家里没电", "停电抢修"),
    ("暖气不热", "供热调节"),
    ("闻到煤气味", "燃气泄漏抢险"),
    ("水管爆了", "爆管抢修"),
    ("水发黄", "水质化验"),
    ("垃圾没人收", "垃圾收运"),
    ("上不了网", "宽带维修"),
    ("没信号", "基站维护"),
    ("船靠哪", "泊位计划"),
    ("飞机晚点", "航班延误"),
    ("行李没到", "行李查询"),
    ("想打官司", "网上立案"),
    ("法院寄来的", "签收法院传票"),
    ("律师证到期", "律师年度考核"),
    ("保险不赔", "拒赔案件"),
    ("改受益人", "保单变更"),
    ("卡被吞了", "吞卡领取"),
    ("换零钱", "残币兑换"),
    ("房本什么时候下来", "办理不动产登记"),
    ("厕所堵了", "疏通下水"),
    ("电梯困人了", "困人救援"),
    ("查录像", "调取监控录像"),
    ("稿费没到", "发放稿酬"),
    ("断播", "直播设备"),
    ("展位在哪", "展位分配"),
    ("有人打架", "处置斗殴"),
    ("找保姆", "家政派单"),
    ("义工时长", "登记志愿服务时长"),
    ("上户口", "户口登记"),
    ("图纸对不上", "办理设计变更单"),
    ("货架空了", "货架补货"),
    ("扫码枪坏了", "手持终端"),
]

#: Phrase, concept that a reader does not see in it.
APART = [
    ("研发车间主任", "bus-dispatch"),
    ("提交车辆清单", "car-delivery-return"),
    ("采购车辆", "vehicle-replacement"),
    ("发票款项核对", "fare-collection"),
    ("零件量具", "parcel-volume"),
    ("收集包装材料", "parcel-sorting"),
    ("维护工作", "care-worker"),
    ("销售后事宜", "hospice"),
    ("医院民主管理", "elder-resident"),
    ("流转业务", "veteran-card"),
    ("办公园区", "park-manage"),
    ("直接产生费用", "animal-breeding"),
    ("统计调查表", "tour-operation"),
    ("协调机制", "mould-tuning"),
    ("组织机构", "spinning"),
    ("机电工程", "home-electric-repair"),
    ("合理化", "food-testing"),
    ("重要客户", "airport-lounge"),
    ("开展业务", "insurance-sales"),
    ("化学分析", "course-selection"),
    ("仓库区域", "reservoir-patrol"),
    ("发放款项", "loan-release"),
    ("120分钟", "ambulance"),
]


@lru_cache(maxsize=1)
def _words() -> Thesaurus:
    return load_thesaurus()


def _named(text: str) -> set[str]:
    """Concepts in `text` with what they are put together from, as questions and duties are read."""
    named = {iri for mention in _words().find_longest(text) for iri in mention.concepts}
    return named | {part for iri in named for part in _words().parts(iri)}


def _with_broader(named: set[str]) -> set[str]:
    return named.union(*map(_words().ancestors, named))


@pytest.mark.parametrize(("asked", "written"), SAME)
def test_everyday_words_name_what_documents_name(asked: str, written: str) -> None:
    """The two share a concept, or a concept of one is above a concept of the other."""
    one, other = _named(asked), _named(written)
    assert one & _with_broader(other) or _with_broader(one) & other


@pytest.mark.parametrize(("text", "absent"), APART)
def test_letters_that_meet_by_chance_are_no_word(text: str, absent: str) -> None:
    assert v.CONCEPT + absent in _words().concepts
    assert v.CONCEPT + absent not in _named(text)
