"""Greetings, thanks and questions about the program itself."""

from nlp.grammar import Grammar
from nlp.text import normalise

_REPLIES = {
    "greeting": "您好！我可以告诉您某件事由谁负责、某个岗位的职责和上级，都依据现有的岗位文档。",
    "thanks": "不客气。",
    "bye": "再见。",
    "about": "我是职责问答，只根据现有的岗位文档回答谁负责什么、岗位的职责、上级和任职人，别的事情我不会。",
}


def talk(question: str, grammar: Grammar) -> str | None:
    """What to say to small talk; None where `question` is a real one."""
    text = normalise(question).text.strip().lower()
    if not any(c.isalnum() for c in text):
        return _REPLIES["greeting"] if not text else "请用文字写出问题，例如“谁负责发票收集”。"
    for name, pattern in grammar.smalltalk:
        if pattern.search(text):
            return _REPLIES[name]
    return None
