"""Units on the walk: those that fields and columns name, from the larger to the smaller."""

import re

from nlp.documents.blocks import Piece
from nlp.documents.drafts import PostDraft
from nlp.documents.fields import split_names
from nlp.documents.titles import is_unit, split_organization
from nlp.documents.walk_bodies import Bodies

#: What stands between the units of a path.
_PATH = re.compile(r"\s*[/>→]\s*")
_WITHIN = re.compile(r"^(?P<a>[^()]{2,12})\((?P<b>[^()]{2,12})\)$")
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_LONGEST = 18


class Units(Bodies):
    """Names the unit that is spoken of."""

    def _name_unit(self, shape: str, value: Piece) -> None:
        path = self._read_path(shape)
        if not path or not _LETTER.search(path[0]):
            return
        unit = self.drafts.unit(self.organization.key, path[0], value.passage(), evidence="field")
        for name in path[1:]:
            unit = self.drafts.unit(self.organization.key, name, value.passage(), unit.key, evidence="field")
        owner = self.owner
        if isinstance(owner, PostDraft):
            owner.unit = unit.key
        if self.unit is None or isinstance(owner, PostDraft) or owner is None:
            self.unit, self.unit_depth = unit, 0

    def _read_path(self, shape: str) -> list[str]:
        """The unit that a value names, below those that it is said to be in: 工程部/一工区; 技术部(发射台)."""
        names = [name for name in split_names(shape) if len(name) <= _LONGEST]
        organization, rest = split_organization(shape)
        if organization is not None and rest and is_unit(rest):
            names = [rest]
        if len(_PATH.split(shape)) == len(names) > 1 and all(map(is_unit, names)):
            return names
        within = _WITHIN.match(names[0]) if names else None
        if within and is_unit(within["a"]) and is_unit(within["b"]):
            return [within["a"], within["b"]]
        return self._open_name(names[0]) if names else []

    def _open_name(self, name: str) -> list[str]:
        """The known unit that a name begins with, and the one inside it (客务部柜台组); else the name alone."""
        for at in range(len(name) - 2, 1, -1):
            if is_unit(name[at:]) and self.drafts.find_unit(self.organization.key, name[:at]):
                return [name[:at], name[at:]]
        return [name]

    def _name_inner_unit(self, value: Piece) -> None:
        """A column beside that of the unit names one inside it."""
        outer = self.unit
        self._name_unit(value.shape, value)
        if outer is not None and self.unit is not None and self.unit is not outer and self.unit.parent is None:
            self.unit.parent = outer.key
