"""The one catalogue of errors: a code, what is wrong and what to do, in Chinese.

Every error that a person can meet is raised as `ZhizeError`; the command line prints it as one line,
the web application as one JSON object or one page.
"""

from typing import Final

#: code → (exit status, what is wrong, what to do); texts are `str.format` templates.
CATALOGUE: Final[dict[str, tuple[int, str, str]]] = {
    "store-missing": (2, "{path} 里还没有发布过的图谱。", "请先运行 zhize build --store {path} 建立图谱。"),
    "store-locked": (1, "另一个进程正在写入 {path}。", "请等它结束后再试。"),
    "store-damaged": (1, "{path} 的图谱数据已损坏：{detail}。", "请用 zhize build --store {path} 重新建立。"),
    "store-version": (
        1,
        "{path} 的格式版本是 {version}，本程序只认识 {known}。",
        "请升级程序，或用 zhize build 重新建立图谱。",
    ),
    "store-unreachable": (1, "连不上 SPARQL 服务器 {path}：{detail}。", "请检查地址和服务器是否在运行。"),
    "store-failed": (1, "SPARQL 服务器 {path} 没有给出完整的结果：{detail}。", "请缩小范围后再试。"),
    "store-read-only": (1, "{path} 是只读的，不能写入。", "请换一个可写的图谱目录。"),
    "nothing-read": (2, "没有读到任何文档：{detail}。", "请检查路径和文件格式。"),
    "document-missing": (2, "找不到 {path}。", "请检查路径是否写对。"),
    "document-unknown": (2, "图谱里没有文档 {name}。", "名称最像的文档：{known}。"),
    "document-format": (
        2,
        "读不了 {path}：{detail}。",
        "请换成 txt、md、docx、xlsx、csv、html 或 pdf 文件，并确认扩展名和内容一致。",
    ),
    "document-encrypted": (2, "{path} 加了密码，读不了。", "请先去掉密码再试。"),
    "document-damaged": (2, "{path} 已损坏：{detail}。", "请用原来的软件打开并另存一份再试。"),
    "document-too-large": (2, "{path} 太大（{size}，上限 {limit}）。", "请拆成几个小文件。"),
    "document-bomb": (2, "{path} 解压后大得不合理，没有读。", "请确认文件来源，另存一份再试。"),
    "document-timeout": (2, "读 {path} 超过 {seconds:.0f} 秒，已停止。", "请拆成几个小文件再试。"),
    "document-memory": (2, "读 {path} 占用的内存超过上限，已停止。", "请拆成几个小文件再试。"),
    "document-failed": (2, "读 {path} 时出错：{detail}。", "请用原来的软件打开并另存一份再试。"),
    "query-refused": (2, "这条 SPARQL 不能执行：{detail}。", "请修改后再试；只接受查询，不接受更新、SERVICE 和 LOAD。"),
    "query-syntax": (2, "SPARQL 语法有误：{detail}。", "请检查括号、前缀和关键字。"),
    "query-timeout": (1, "查询超过 {seconds:g} 秒（timeout），已停止。", "请加上 LIMIT 或缩小范围。"),
    "query-memory": (1, "查询占用的内存超过上限，已停止。", "请加上 LIMIT 或缩小范围。"),
    "query-format": (
        2,
        "这个查询的结果不能写成 {media_type}。",
        "SELECT、ASK 请用 JSON、XML、CSV、TSV；其余请用 Turtle 等 RDF 格式。",
    ),
    "query-failed": (1, "执行查询的进程意外停止了。", "请再试一次；如果总是这样，请简化查询。"),
    "query-busy": (1, "正在执行的查询太多。", "请稍后再试。"),
    "usage": (2, "{detail}", "运行 zhize --help 查看用法。"),
    "address-taken": (1, "{host}:{port} 不能监听：{detail}。", "请用 --port 换一个端口，或用 --host 换一个地址。"),
    "file-trouble": (1, "不能读写 {path}：{detail}。", "请检查路径和权限。"),
    "nothing-asked": (2, "没有给出问题。", "请写上问题，例如 zhize ask 谁负责发票收集，或用 --batch 给出文件。"),
    "question-line": (
        2,
        "{path} 第 {number} 行不是评测问题：{why}。",
        '每行写一个 JSON 对象，例如 {{"q": "谁负责盘点", "gold": {{"kind": "positions", "items": ["仓库管理员"]}}}}。',
    ),
    "internal": (1, "程序内部出错（{detail}）。", "请把操作步骤报告给维护者。"),
}


class ZhizeError(Exception):
    """An error of the catalogue: `code` names it, `details` fill its texts."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = details
        self.exit_status, what, way_out = CATALOGUE[code]
        self.what = what.format(**details)
        self.way_out = way_out.format(**details)
        super().__init__(f"{self.what}{self.way_out}")
