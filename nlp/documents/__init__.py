"""The way of a document: file → segments → blocks → facts → change sets."""
