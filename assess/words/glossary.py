"""The glossary of a briefing: the words that its tables and figures use."""

from assess.words.alphabet import alphabetical
from assess.words.language import N_, _

_TERMS = (
    (N_("Axis"), N_("Law, capacity or practice. Findings on different axes are never added together.")),
    (N_("Basis"), N_("One or more provisions, read together, that answer a question.")),
    (N_("Cap"), N_("A limit on the score of one domain and axis where a function is known to be missing altogether.")),
    (N_("Criterion"), N_("One requirement drawn from a document or treaty, with the elements that make it up.")),
    (
        N_("Draft"),
        N_("A criterion whose citation was not checked against the text of the instrument; read it with care."),
    ),
    (N_("Element"), N_("The smallest part of a criterion that can be tested.")),
    (N_("Essential"), N_("An element without which the whole criterion counts as not identified.")),
    (
        N_("Identified"),
        N_(
            "In force on the day of the law cut-off, or operational, as the sources cited show. “Not identified”: the sources "
            "show that it is not there."
        ),
    ),
    (
        N_("Interval"),
        N_("From the score if every open answer were unfavourable to the score if every one were favourable."),
    ),
    (N_("Known"), N_("The share of the applicable weight that is answered, also called coverage.")),
    (
        N_("Measure"),
        N_("A criterion that reads one number or word on a fixed scale, with a target, instead of elements."),
    ),
    (N_("Open"), N_("The sources consulted do not tell, or nobody looked. What is open never counts as no.")),
    (N_("Point for attention"), N_("A criterion that even the most favourable reading does not show to be met.")),
    (N_("Provision"), N_("One piece of law, such as a section or an article, with its status and dates.")),
    (N_("Reading"), N_("One sentence that says why a general text covers computer data; others may read it differently.")),
    (
        N_("Reservation, declaration"),
        N_(
            "A statement a State makes when it joins a treaty, by which it excludes or narrows some of its effects where "
            "the treaty allows."
        ),
    ),
    (N_("Smallest change"), N_("The fewest reforms, and then the fewest facts to confirm, after which a criterion would be met.")),
    (N_("Vehicle"), N_(
            "What a reform is made by: an act, a regulation, an agreement, an institution, training, a budget or a circular."
        )),
)  # fmt: skip


def glossary() -> tuple[tuple[str, str], ...]:
    """Terms and their meanings, in alphabetical order."""
    return tuple(sorted(((_(term), _(meaning)) for term, meaning in _TERMS), key=lambda pair: alphabetical(pair[0])))
