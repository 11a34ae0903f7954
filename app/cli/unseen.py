"""A page whose data may be damaged: no command lets it leave before a person has looked at it."""

from app.domain.errors import Problem

UNSEEN = Problem(
    "This page may be damaged: a part of its data is missing or wrong",
    "Look at it. If it is right, run this again with --looked",
)
