"""How to reach those who hold posts, on the walk: beside their names, or in a list of contacts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.documents.blocks import Piece
from nlp.documents.directory import read_listed
from nlp.documents.drafts import PostDraft
from nlp.documents.walk_units import Units

_PHONE = re.compile(r"(?:\+?86[- ]?)?(?:1\d{10}|0\d{2,3}[- ]?\d{7,8}(?:-\d{1,5})?|\d{3,4}-\d{3,4}-?\d{0,4}|\d{3,8})")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}")


class Contacts(Units):
    """Gives holders their telephone, mail and place."""

    def _take_contact(self, kind: str, shape: str) -> None:
        owner = self.owner
        if isinstance(owner, PostDraft) and owner.holders:
            holder = owner.holders[-1]
            phone = _PHONE.search(shape) if kind == "phone" else None
            mail = _MAIL.search(shape) if kind in ("mail", "phone") else None
            owner.holders[-1] = replace(
                holder,
                phone=phone.group() if phone else holder.phone,
                mail=mail.group() if mail else holder.mail,
                place=shape if kind == "place" else holder.place,
            )

    def _take_listed(self, piece: Piece) -> bool:
        """A line of a list of contacts that names a post told of elsewhere: its holders and how to reach them."""
        listed = read_listed(piece.shape)
        posts = self.drafts.posts_titled(self.organization.key, listed.title) if listed else []
        if listed is None or not posts:
            return False
        home = self.drafts.find_unit(self.organization.key, listed.unit) if listed.unit else self.unit
        post = next((p for p in posts if home is not None and p.unit == home.key), posts[0])
        known = {h.name for h in post.holders}
        if not post.duties or known and not known & set(listed.people):
            return False
        for index, name in enumerate(listed.people):
            self._add_holder(post, name, piece.passage(), "field")
            self._reach(
                post, name, _each(listed.phones, index, listed.people), _each(listed.mails, index, listed.people)
            )
        if post is not self.owner:
            self.owner = self.subject = self.pending = self.field = None
            self.owner_depth = self.owner_level = 0
        self.drafts.mark_field(piece.passage(), "", post.key)
        return True

    def _reach(self, post: PostDraft, name: str, phone: str | None, mail: str | None) -> None:
        for index, holder in enumerate(post.holders):
            if holder.name == name:
                post.holders[index] = replace(holder, phone=holder.phone or phone, mail=holder.mail or mail)


def _each(values: Sequence[str], index: int, people: Sequence[str]) -> str | None:
    """The value of the person at `index`: their own where there is one for each, or the only one."""
    if len(values) == len(people):
        return values[index]
    return values[0] if len(values) == 1 else None
