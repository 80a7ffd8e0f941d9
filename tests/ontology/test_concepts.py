"""The thesaurus is well formed, says each thing once, and does not see words where there are none."""

import unicodedata
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef

import ontology
from nlp.text import normalise
from ontology import vocabulary as v

FOLDER = Path(ontology.__file__).parent / "concepts"
FILES = sorted(FOLDER.glob("*.ttl"))
ZZ = Namespace(v.ZZ)
SCHEME = URIRef(v.CONCEPT + "scheme")
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)

MINIMUM_CONCEPTS = 2800
MINIMUM_ACTIONS = 350
MINIMUM_CHINESE_FORMS = 25000
MINIMUM_VERB_FORMS = 110

#: Written forms that two concepts share because people use one word for both.
AMBIGUOUS = frozenset({"不好使", "出毛病", "受伤", "坏了", "材料", "用不了", "签证", "趴窝"})
MOST_AMBIGUOUS = 20

#: Phrase → concepts that a reader does not see in it, though their letters stand there in a row.
FALSE_FRIENDS = [
    ("给客户开发票", {"develop", "develop-customer"}),
    ("月底开发票", {"develop"}),
    ("年底开发布会", {"develop"}),
    ("按时完成本职工作", {"cost", "employee"}),
    ("保质保量完成生产任务", {"warranty"}),
    ("上报销售数据", {"reimburse"}),
    ("汇报销售情况", {"reimburse"}),
    ("计算机维护", {"calculate"}),
    ("云计算平台", {"calculate"}),
    ("服务器维护", {"serve"}),
    ("打印机没墨", {"print-copy"}),
    ("防火墙配置", {"fire-safety"}),
    ("密切配合各部门", {"cutting-dish"}),
    ("人民政府来人检查", {"civil-affairs"}),
    ("主持早晚会", {"stage"}),
    ("维保单位的工作", {"policy-insurance"}),
    ("养老保险怎么转", {"chronic-elder-care"}),
    ("医疗保险卡丢了", {"medical-care"}),
    ("社会保险费核对", {"premium"}),
    ("对外联络单位", {"government-relations"}),
    ("工会员工活动", {"member"}),
    ("发展会员", {"exhibition"}),
    ("开展会议讨论", {"exhibition"}),
    ("教职员工的待遇", {"employee"}),
    ("检查询问记录", {"inquire"}),
    ("管理财务人员", {"wealth"}),
    ("办理财产保险", {"wealth"}),
    ("整理货架", {"picking"}),
    ("办理货运", {"picking"}),
    ("完成交接", {"sign-customer"}),
    ("生产品种增加", {"product"}),
    ("提出差异", {"business-trip"}),
    ("找出差距", {"business-trip"}),
    ("公司机密文件", {"driver"}),
    ("公司机构设置", {"driver"}),
    ("员工资格审查", {"wage"}),
    ("施工资质", {"wage"}),
    ("项目标准", {"business-objective"}),
    ("部门岗位设置", {"gate-guard"}),
    ("部门卫生检查", {"gate-guard"}),
    ("收发货", {"mail-reception", "ship-goods"}),
    ("进行政策宣传", {"administration"}),
    ("推行政务公开", {"administration"}),
    ("执行政策", {"administration"}),
    ("用户口碑", {"hukou"}),
    ("货物流转", {"logistics"}),
    ("收费用途", {"expense"}),
    ("网上市场", {"listing"}),
    ("工作证明", {"work-permit"}),
    ("推广告知事项", {"advertising"}),
    ("销售后续工作", {"after-sales"}),
    ("签订单位名称", {"order"}),
    ("统计划分依据", {"work-plan"}),
    ("检验收到的货", {"accept"}),
    ("联系统计部门", {"system"}),
    ("请示范围", {"demonstrate"}),
    ("充分配合各部门", {"allocate"}),
    ("网上报销流程", {"report-up"}),
    ("手续费减免", {"renew"}),
    ("危险废物管理", {"property-management"}),
    ("投标准备工作", {"standard"}),
    ("投资产品", {"fixed-assets"}),
    ("持续保持卫生", {"policy-renewal"}),
    ("专职工作人员", {"employee"}),
    ("清理货架", {"picking"}),
    ("线上线下活动", {"deploy"}),
    ("直接生产成本", {"midwifery"}),
    ("建设计划", {"design"}),
    ("发展业务", {"agent-insurance"}),
    ("分配方案", {"formula"}),
    ("生产科长", {"maternal-child"}),
    ("手机银行业务", {"mobile-phone"}),
    ("发热门诊", {"temperature"}),
    ("要求退学费", {"school-transfer"}),
    ("物业换水表", {"drinking-water"}),
    ("查房间卫生", {"ward-round"}),
    ("月初收房租", {"house-handover"}),
    ("开房门", {"check-in"}),
]

#: Phrase → letters in it that look like a word, but belong to two; they are a form of nothing.
BITS = [
    ("对外发布消息", "外发"),
    ("主管人员名单", "管人"),
    ("需要人员配合", "要人"),
    ("需要修改方案", "要修"),
    ("组织培训人员", "训人"),
    ("安排人员值班", "排人"),
    ("学校规定的时间", "校规"),
    ("按规定办理", "规定"),
    ("核对数据", "对数"),
    ("上报数据", "报数"),
    ("审核数据", "核数"),
    ("检查记录", "查记录"),
    ("互联网公司", "联网"),
    ("每月考核一次", "月考"),
    ("动火作业", "作业"),
    ("跟进修复情况", "进修"),
    ("召开业主会", "开业"),
    ("系统管理员", "统管"),
    ("制定责任书", "定责"),
    ("经营目标的达成", "标的"),
    ("生产检验", "产检"),
    ("测评标准", "评标"),
    ("防治病虫害", "治病"),
    ("员工交流感情", "流感"),
    ("提供热情服务", "供热"),
    ("董事部分工作", "分工"),
    ("清点到校人数", "点到"),
    ("化学分析", "学分"),
]

#: Phrase → concepts that a reader sees in it.
SEEN = [
    ("收票找谁", {"collect-invoice"}),
    ("谁负责发票收集", {"collect-invoice"}),
    ("客诉归谁管", {"complaint"}),
    ("哪位同事在打电话卖东西", {"telemarket"}),
    ("五险一金归哪个同事办", {"social-insurance"}),
    ("办理养老保险、医疗保险", {"pension-insurance", "medical-insurance"}),
    ("who collects invoices", {"collect", "invoice"}),
    ("电脑坏了找谁", {"computer"}),
    ("断网了怎么办", {"network"}),
    ("请假条交给谁", {"leave"}),
    ("卖多少钱谁定", {"price"}),
    ("什么时候发钱", {"pay-wage"}),
    ("算工资的是谁", {"calculate-wage"}),
    ("客户欠钱谁去要", {"accounts-receivable"}),
    ("seo谁做", {"seo"}),
    ("sop谁来写", {"sop"}),
    ("执行医嘱", {"medical-order"}),
    ("打扫房间的人", {"guest-room"}),
    ("工地安全谁管", {"construction-safety"}),
    ("灭火器过期了", {"fire-equipment"}),
    ("出险报案", {"claim-settlement"}),
    ("备课和批改作业", {"lesson-plan", "homework"}),
    ("货到了找谁", {"inbound"}),
    ("盖公章找谁", {"seal"}),
    ("厕所堵了没人管", {"pipe-dredge"}),
    ("水龙头漏水", {"water-supply"}),
    ("楼道里堆东西", {"clutter"}),
    ("路灯不亮", {"lighting"}),
    ("电瓶车上楼充电", {"e-bike"}),
    ("小区的树生虫", {"greening"}),
    ("两个学生打起来", {"student", "dispute"}),
    ("老人摔倒了", {"elder-incident"}),
    ("有人晕倒", {"emergency-care"}),
    ("快递寄丢要赔", {"compensation-claim"}),
    ("捡到钱包", {"lost-found"}),
    ("把票收齐", {"collect-invoice"}),
    ("自己垫钱", {"reimburse"}),
    ("客户拖欠", {"accounts-receivable"}),
    ("工资发少了", {"wage"}),
    ("想请假", {"leave"}),
    ("忘打卡", {"clock-in"}),
    ("工牌丢了", {"work-permit"}),
    ("招人手", {"recruit"}),
    ("办离职", {"offboard"}),
    ("电脑死机", {"computer"}),
    ("上不了网", {"network"}),
    ("账号登不上", {"account"}),
    ("会场布置", {"meeting-room"}),
    ("发朋友圈", {"wechat-account"}),
    ("客户发火", {"complaint"}),
    ("缺货了", {"stock-preparation"}),
    ("货发错", {"delivery-error"}),
    ("机器异响", {"equipment-maintenance"}),
    ("毛边和缩水", {"defective"}),
    ("客户来验厂", {"system-audit"}),
    ("打点滴", {"injection"}),
    ("孩子没来上学", {"late-student"}),
    ("想换节课", {"class-swap"}),
    ("家长来闹", {"parent"}),
    ("菜凉了", {"dish-return"}),
    ("门卡丢", {"access-card"}),
    ("onboarding", {"onboard"}),
    ("refunds", {"refund"}),
    ("payroll", {"wage"}),
    ("complaints", {"complaint"}),
]

#: Narrower concept → concept above it: who asks for the second also means the first.
ABOVE = [
    ("pension-insurance", "social-insurance"),
    ("social-insurance", "human-resources"),
    ("tax-filing", "tax"),
    ("press-for-payment", "collect"),
    ("special-vat-invoice", "invoice"),
    ("fire-drill", "safety"),
    ("telemarket", "sell"),
    ("purchase-contract", "contract"),
    ("patrol-inspect", "inspect"),
    ("claim-settlement", "compensate"),
    ("apologize", "comfort"),
    ("dredge", "repair"),
    ("class-swap", "timetable"),
    ("elder-incident", "adverse-event"),
    ("bullying", "school-discipline"),
    ("mentor", "tutor"),
]


@lru_cache(maxsize=1)
def _thesaurus() -> Graph:
    graph = Graph()
    for file in FILES:
        graph.parse(file, format="turtle")
    return graph


@lru_cache(maxsize=1)
def _concepts() -> tuple[URIRef, ...]:
    return tuple(sorted(s for s in _thesaurus().subjects(RDF.type, SKOS.Concept) if isinstance(s, URIRef)))


def _forms(concept: URIRef, *properties: URIRef) -> list[Literal]:
    return [o for p in properties or LABELS for o in _thesaurus().objects(concept, p) if isinstance(o, Literal)]


@lru_cache(maxsize=1)
def _owners() -> dict[str, frozenset[str]]:
    owners: dict[str, set[str]] = defaultdict(set)
    for concept in _concepts():
        for form in _forms(concept):
            owners[form.lower()].add(_name(concept))
    return {form: frozenset(names) for form, names in owners.items()}


def _name(concept: URIRef) -> str:
    return str(concept).removeprefix(v.CONCEPT)


def _is_chinese(form: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in form)


def _above(concept: str) -> set[str]:
    seen: set[str] = set()
    queue = [concept]
    while queue:
        for broader in _thesaurus().objects(URIRef(v.CONCEPT + queue.pop()), SKOS.broader):
            name = str(broader).removeprefix(v.CONCEPT)
            if name not in seen:
                seen.add(name)
                queue.append(name)
    return seen


def _read(text: str) -> set[str]:
    """Concepts in `text` when, from left to right, the longest form at each place is taken and stepped over."""
    owners, found, start = _owners(), set[str](), 0
    longest = max(len(form) for form in owners)
    while start < len(text):
        for end in range(min(len(text), start + longest), start + 1, -1):
            form = text[start:end]
            around = text[max(start - 1, 0) : start] + text[end : end + 1]
            inside_word = form.isascii() and any(c.isascii() and c.isalnum() for c in around)
            if form in owners and not inside_word:
                found |= owners[form]
                start = end
                break
        else:
            start += 1
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_stands_alone(file: Path) -> None:
    """A file parses, says one thing about one concept once, and names no concept of another file as subject."""
    own = Graph().parse(file, format="turtle")
    subjects = set(own.subjects())
    elsewhere = [other for other in FILES if other != file]
    heads = {line.split(" ", 1)[0] for other in elsewhere for line in other.read_text("utf-8").splitlines()}
    assert subjects
    assert not {f"concept:{_name(s)}" for s in subjects if isinstance(s, URIRef)} & heads
    blocks = [line for line in file.read_text("utf-8").splitlines() if line.startswith("concept:")]
    assert len(blocks) == len(subjects)


def test_every_concept_has_a_name_in_both_languages() -> None:
    """One preferred label in Chinese and one in English, and a place in the scheme."""
    for concept in _concepts():
        languages = sorted(str(label.language).lower() for label in _forms(concept, SKOS.prefLabel))
        assert languages == ["en", "zh-hans"], concept
        assert (concept, SKOS.inScheme, SCHEME) in _thesaurus(), concept


def test_every_concept_is_either_an_action_or_a_thing() -> None:
    for concept in _concepts():
        kinds = set(_thesaurus().objects(concept, RDF.type)) - {SKOS.Concept}
        assert kinds in ({ZZ.Action}, {ZZ.BusinessObject}), concept


def test_broader_concepts_exist_and_lead_upwards() -> None:
    """Every broader concept is in the thesaurus, and nothing stands above itself."""
    names = {_name(concept) for concept in _concepts()}
    for concept in names:
        above = _above(concept)
        assert above <= names, concept
        assert concept not in above, concept


def test_no_two_concepts_bear_the_same_preferred_label() -> None:
    seen: dict[str, URIRef] = {}
    for concept in _concepts():
        for label in _forms(concept, SKOS.prefLabel):
            assert seen.setdefault(label.lower(), concept) == concept, label


def test_shared_forms_are_the_known_ones() -> None:
    """A form that two concepts share stands in the list above, which holds no form without need and stays short."""
    shared = {form for form, owners in _owners().items() if len(owners) > 1}
    assert shared == AMBIGUOUS
    assert len(AMBIGUOUS) <= MOST_AMBIGUOUS


def test_a_concept_says_each_form_once() -> None:
    """Preferred, alternative and hidden labels of a concept are disjoint (SKOS integrity condition S13)."""
    for concept in _concepts():
        forms = [form.lower() for form in _forms(concept)]
        assert len(forms) == len(set(forms)), (concept, forms)


def test_forms_are_written_as_questions_are_read() -> None:
    """Forms are normalised and simplified already, have two characters at least, and carry the tag of their script."""
    for concept in _concepts():
        for form in _forms(concept):
            text = str(form)
            assert len(text) > 1, concept
            assert text == text.strip() == unicodedata.normalize("NFKC", text) == normalise(text).text, (concept, text)
            assert str(form.language).lower() == ("zh-hans" if _is_chinese(text) else "en"), (concept, text)
            if _is_chinese(text):
                assert text.isalnum(), (concept, text)


def test_verb_forms_are_single_characters_of_one_action() -> None:
    owners: dict[str, URIRef] = {}
    for concept, form in _thesaurus().subject_objects(ZZ.verbForm):
        assert isinstance(concept, URIRef)
        assert (concept, RDF.type, ZZ.Action) in _thesaurus(), concept
        assert len(str(form)) == 1, form
        assert _is_chinese(str(form)), form
        assert owners.setdefault(str(form), concept) == concept, form
    assert len(owners) >= MINIMUM_VERB_FORMS


def test_the_thesaurus_is_as_large_as_it_is_said_to_be() -> None:
    actions = set(_thesaurus().subjects(RDF.type, ZZ.Action))
    assert len(_concepts()) >= MINIMUM_CONCEPTS
    assert len(actions) >= MINIMUM_ACTIONS
    assert sum(map(_is_chinese, _owners())) >= MINIMUM_CHINESE_FORMS


@pytest.mark.parametrize(("text", "absent"), FALSE_FRIENDS)
def test_false_friends_are_not_seen(text: str, absent: set[str]) -> None:
    """Letters that stand in a row by chance, or inside a longer word, are no mention of a concept."""
    for concept in absent:
        assert any(str(form).lower() in text for form in _forms(URIRef(v.CONCEPT + concept))), "no trap"
    assert not _read(text) & absent


@pytest.mark.parametrize(("text", "bit"), BITS)
def test_letters_of_two_words_are_no_form(text: str, bit: str) -> None:
    """What stands in everyday phrases by chance is left out of the thesaurus, however handy it would be."""
    assert bit in text
    assert bit not in _owners()


@pytest.mark.parametrize(("text", "present"), SEEN)
def test_everyday_words_are_seen(text: str, present: set[str]) -> None:
    """Every expected concept is in the phrase, by itself or through something narrower."""
    read = _read(text)
    assert present <= read.union(*map(_above, read))


@pytest.mark.parametrize(("narrow", "broad"), ABOVE)
def test_kinds_stand_below_what_they_are_kinds_of(narrow: str, broad: str) -> None:
    assert broad in _above(narrow)


@pytest.mark.parametrize(
    ("one", "other"), [("review", "approve"), ("approve", "supervise"), ("review", "supervise"), ("sell", "promote")]
)
def test_different_actions_share_no_form(one: str, other: str) -> None:
    """Checking, approving and supervising are told apart, so that the answer names the right post."""
    forms = {name: {str(f) for f in _forms(URIRef(v.CONCEPT + name))} for name in (one, other)}
    assert not forms[one] & forms[other]
