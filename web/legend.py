"""What the boxes and lines of a chart mean: on the page, and on what is taken away of it."""

from web.language import gettext
from web.orgchart import View, list_signs
from web.structure import Structure

#: Sign → what it stands for. Boxes by their kind, lines by how they are drawn.
_BOXES = {"Organization": "组织", "OrganizationalUnit": "部门", "Post": "岗位（下为任职人）", "Duty": "职责"}
_LINES = {"line": "上级或所属", "inferred": "推断的上级", "further": "另一上级"}
_MEMBERS = "所属"
_MARKED = "标出的"


def explain_signs(structure: Structure, view: View, members: bool) -> tuple[tuple[str, str], ...]:
    """Sign and meaning of all that a chart has, drawn already or not; with `members` its lines are those of membership."""
    signs = list_signs(structure, view.across)
    told = [(sign, gettext(word)) for sign, word in (_BOXES | _LINES).items() if sign in signs]
    if members:
        told = [(sign, gettext(_MEMBERS) if sign == "line" else word) for sign, word in told]
    if view.marked & structure.kinds.keys():
        told.append(("marked", gettext(_MARKED)))
    return tuple(told)
