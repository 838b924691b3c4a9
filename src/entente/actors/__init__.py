"""Who acts: states, organisations, offices and people, by name and by date.

index = load()
index.find_all("Sergey Shoigu met his Chinese counterpart in Astana.")
index.holder("foreign minister", "GBR", date(2018, 9, 5))
describe("the British foreign secretary", index, on=date(2018, 9, 5))
"""

from entente.actors.ambiguity import context_words
from entente.actors.description import Description, describe
from entente.actors.entries import (
    ActorEntry,
    Membership,
    NameMatch,
    Office,
    Organisation,
    Person,
    Preference,
    Role,
    Standing,
    State,
    Term,
)
from entente.actors.index import ActorIndex, load
from entente.actors.own import OwnActor, read_own_actors
from entente.actors.roles import RoleMatch

__all__ = [
    "ActorEntry",
    "ActorIndex",
    "Description",
    "Membership",
    "NameMatch",
    "Office",
    "Organisation",
    "OwnActor",
    "Person",
    "Preference",
    "Role",
    "RoleMatch",
    "Standing",
    "State",
    "Term",
    "context_words",
    "describe",
    "load",
    "read_own_actors",
]
