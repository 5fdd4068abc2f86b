"""A reform: a bill, or any other text that is not law yet, as an overlay over the profile of one country."""

from dataclasses import field
from typing import Annotated, Literal

from assess.model.base import MOST, Cites, CiteText, Constraint, SourceName, Text, Title, When, Word, mapped, record
from assess.model.profile import Answers, Country, ProvisionStatus, Source


@record
class ReformProvision:
    """One clause of the text, or an existing provision that it touches."""

    status: ProvisionStatus | None = None
    """Absent, or a status that awaits law: the clause counts as in force. Any other status counts as it is written: `repealed`
    takes an existing provision out."""
    from_: When | None = None
    """When the clause was introduced or made; not when it would come into force."""
    replaces: Cites = ()
    """Provisions that this text would put out of force."""
    cite: Cites = ()
    note: Text | None = None


@record
class ReformFile:
    """A text that is not law yet: its clauses, what they replace, and the bases that they give."""

    schema_: Literal["reform/v1"]
    country: Country
    """The country of the profile over which it is laid."""
    title: Title
    note: Text | None = None
    sources: Annotated[dict[SourceName, Source], Constraint(before=mapped, max_length=MOST["sources"])] = field(
        default_factory=dict
    )
    """Those that the profile does not have; one that it has may be repeated as it stands there."""
    provisions: Annotated[dict[CiteText, ReformProvision], Constraint(before=mapped, max_length=MOST["provisions"])] = (
        field(default_factory=dict)
    )
    """By SOURCE.PIN, as in a profile."""
    facts: Annotated[dict[Word, Answers], Constraint(before=mapped, max_length=MOST["facts"])] = field(
        default_factory=dict
    )
    """As in a profile. Bases (`by`) are added to those that the profile has; any other answer takes the place of the profile's."""
