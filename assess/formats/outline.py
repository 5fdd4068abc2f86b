"""A framework as text: its criteria, elements and conditions."""

from assess.model.condition import Leaf, Node
from assess.model.framework import Framework
from assess.problems import visible
from assess.words.columns import wrapped
from assess.words.language import say, unmarked


def condition_text(node: Node) -> str:
    """A condition on one line: all(a, any(b, c >= 2))."""
    if isinstance(node, Leaf):
        return node.text
    name = f"at_least {node.n} of" if node.op == "at_least" else node.op
    return f"{name}({', '.join(map(condition_text, node.children))})"


def outline(framework: Framework, *, width: int = 80) -> str:
    """Domains, criteria and elements, in the order of the framework."""
    head = framework.head
    lines = [f"{say(head.title)} [{head.id} {head.version}]", *wrapped(f"Drawn from: {say(head.source.title)}", width)]
    for domain in framework.domains:
        lines += ["", f"{say(domain.title)} [{domain.domain}], weight {domain.weight}"]
        for criterion in domain.criteria:
            weight = 1 if criterion.weight is None else criterion.weight
            draft = ", draft (citation not verified)" if criterion.verified == "unverified" else ""
            kind = f"{criterion.axis}, {criterion.obligation}, weight {weight}{draft}"
            lines += [
                "",
                *wrapped(f"{say(criterion.title)} [{criterion.id}] ({kind})", width, first="  ", indent="    "),
            ]
            cites = ", ".join(f"{c.instrument} {c.article or ''}".rstrip() for c in criterion.cites)
            lines += wrapped(f"{say(criterion.question)} ({cites})", width, first="    ")
            if criterion.measure:
                lines += wrapped(f"measures {criterion.measure.fact}", width, first="    - ")
            for element in criterion.elements:
                mark = "*" if element.essential else "o" if element.option else "-"
                lines += wrapped(say(element.says), width, first=f"    {mark} ")
                lines += wrapped(condition_text(element.holds), width, first="        ")
    if head.known_limits:
        lines += ["", "Known limits", ""]
        for limit in head.known_limits:
            lines += wrapped(say(limit.says), width, first="  - ")
    return visible(unmarked("\n".join([*lines, "", "* essential   o shown, not scored"]))) + "\n"
