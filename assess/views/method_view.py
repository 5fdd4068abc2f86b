"""How the scores of a framework add up, in lines."""

from assess.model.base import exact
from assess.model.results import Assessment, Truth
from assess.views.domains import branches, paths
from assess.words import terms
from assess.words.figures import percent, quantity
from assess.words.language import _, listed, lower, say


def method_lines(assessment: Assessment) -> tuple[str, ...]:
    """How the scores of this framework add up: levels, weights, caps, and the results of other ways of adding up."""
    framework, method = assessment.framework, assessment.framework.method
    levels = listed(
        _("“{level}” from {bound}").format(level=say(level.word), bound=terms.figure(exact(level.from_), method))
        for level in method.levels
    )
    within = [exact(1 if f.criterion.weight is None else f.criterion.weight) for f in assessment.findings]
    ends = [quantity(weight) for weight in sorted({min(within), max(within)})]
    lines = []
    if levels:
        threshold = percent(exact(method.coverage_threshold))
        lines.append(
            _("Levels: {levels}. A level or range of levels is printed from {share} known.").format(
                levels=levels, share=threshold
            )
        )
    named = paths(framework)
    if len({exact(domain.weight) for domain in framework.domains}) == 1:
        lines.append(_("All domains have the same weight."))
    else:
        each = listed(f"{path} {quantity(exact(domain.weight))}" for domain, _depth, path in branches(framework))
        lines.append(_("Weights of the domains: {weights}.").format(weights=each))
    span = _("{low} to {high}").format(low=ends[0], high=ends[-1]) if len(ends) > 1 else ends[0]
    lines.append(_("Criteria within a domain weigh {weights}.").format(weights=span))
    if any(f.measured is not None for f in assessment.findings):
        lines.append(
            _(
                "A measure reads one number or word: its score runs from one fixed value to another, and it is a point for "
                "attention only where its target is not reached."
            )
        )
    for (name, axis), score in assessment.scores.items():
        for result in score.gates:  # as the framework has them: "where" is a condition, whether or not it is the case
            said = {Truth.TRUE: _("applied"), Truth.UNKNOWN: _("open"), Truth.FALSE: _("not applied")}[result.fired]
            lines.append(
                _("Cap at {cap} on {domain}, {axis} ({state}), where: {why}.").format(
                    cap=terms.figure(exact(result.gate.cap), method),
                    domain=named[name],
                    axis=lower(terms.axis(axis)),
                    state=said,
                    why=say(result.gate.says).rstrip("."),
                )
            )
    shadows = listed(
        _("{axis}: {mean} as a geometric mean of the domains, {least} for the domain with most open points").format(
            axis=terms.axis(axis),
            mean=terms.figures(*shadow["geometric"], method),
            least=terms.figures(*shadow["minimum"], method),
        )
        for axis, shadow in assessment.shadows.items()
    )
    if shadows:
        lines.append(_("For comparison, other ways of adding up would give: {ways}.").format(ways=shadows))
    lines += [_("Known limit: {limit}").format(limit=say(limit.says)) for limit in framework.head.known_limits]
    return tuple(lines)
