"""A candidate index over tokens that the caller has cut: who shares words with the question, ranked by BM25.

The only home of tantivy. A token is any string; it is kept apart from its neighbours by escaping white space.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple, Self

import tantivy

_HEAP: Final = 32_000_000  # bytes, for one writing thread: one segment for all but very large graphs
_REMEMBERED: Final = 20_000  # entries kept ready once they were found
# White space as Rust sees it; U+E000 on is private use, escaped itself so that the mapping stays one to one.
_SPECIAL: Final = re.compile(r"[\s\x85\u200b\ue000]")
_UNUSUAL: Final = re.compile(r"[\s\x85\u200b\ue000\ud800-\udfff]")  # what `_escape` changes
_LONGEST: Final = 200  # characters; no word of a language is longer, and a term has an upper limit of bytes


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One thing to be found: its key, its tokens as often as they occur, a scope, and what a hit hands back."""

    key: str
    tokens: tuple[str, ...]
    scope: str
    payload: str


class Hit(NamedTuple):
    """An entry that shares tokens with the question; scores compare within one search only."""

    key: str
    score: float
    payload: str


def build_index(path: str | os.PathLike[str], entries: Iterable[IndexEntry]) -> None:
    """Writes a new index into the folder `path`, which is made and must be empty; entries with one key stay apart."""
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(str(folder))
    index = tantivy.Index(_schema(), str(folder))
    writer = index.writer(_HEAP, 1)
    for entry in entries:
        document = tantivy.Document()
        document.add_text("key", entry.key)
        document.add_text("tokens", _join(entry.tokens))
        document.add_text("scope", _escape(entry.scope))
        document.add_bytes("payload", entry.payload.encode("utf-8", "replace"))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class CandidateIndex:
    """An index opened for reading; any number of threads may search it at once."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema) -> None:
        self._searcher = searcher
        self._schema = schema
        self._read = lru_cache(_REMEMBERED)(self._read_stored)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Opens the folder that `build_index` wrote; ValueError or FileNotFoundError where there is none."""
        index = tantivy.Index.open(os.fspath(path))
        index.config_reader("manual", 1)  # the folder never changes: no thread need watch it
        return cls(index.searcher(), index.schema)

    @property
    def size(self) -> int:
        """The number of entries."""
        return int(self._searcher.num_docs)

    def document_frequency(self, token: str) -> int:
        """How many entries hold `token`."""
        return int(self._searcher.doc_freq("tokens", _escape(token)))

    def search(self, weights: Mapping[str, float], limit: int, scopes: frozenset[str] | None = None) -> list[Hit]:
        """Entries with at least one of the tokens, best first; a token counts its BM25 times its weight (above 0).

        `scopes` keeps the entries of these scopes, None all of them. Equal scores come in the order of their keys.
        """
        terms = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term("tokens", token), weight))
            for token, weight in weights.items()
            if token and weight > 0
        ]
        if not terms or limit <= 0 or (scopes is not None and not scopes) or not self.size:
            return []
        query = tantivy.Query.boolean_query(terms)
        if scopes is not None:
            kept = tantivy.Query.term_set_query(self._schema, "scope", [_escape(scope) for scope in sorted(scopes)])
            silent = tantivy.Query.const_score_query(kept, 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, silent)])
        hits = []
        for score, address in self._searcher.search(query, min(limit, self.size), count=False).hits:
            key, payload = self._read(address.segment_ord, address.doc)
            hits.append(Hit(key, float(score), payload))
        hits.sort(key=lambda hit: (-hit.score, hit.key))
        return hits

    def _read_stored(self, segment: int, place: int) -> tuple[str, str]:
        """Key and payload of one entry."""
        document = self._searcher.doc(tantivy.DocAddress(segment, place))
        payload = document.get_first("payload")
        text = payload.decode() if isinstance(payload, bytes) else str(payload)  # once it was text
        return str(document.get_first("key")), text

    def _term(self, field: str, token: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, _escape(token), index_option="freq")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("tokens", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("scope", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("payload", stored=True, indexed=False)
    return builder.build()


def _join(tokens: Sequence[str]) -> str:
    """The tokens as one text, cut at blanks when it is indexed."""
    if _UNUSUAL.search("".join(tokens)) or any(len(token) > _LONGEST for token in tokens):
        return " ".join(map(_escape, tokens))
    return " ".join(tokens)


def _escape(token: str) -> str:
    """`token` without white space and lone surrogates, different tokens staying different."""
    if token.isprintable() and " " not in token:
        return token[:_LONGEST]
    return (
        _SPECIAL.sub(lambda match: f"\ue000{ord(match.group()):x}.", token)
        .encode("utf-8", "replace")
        .decode()[:_LONGEST]
    )
