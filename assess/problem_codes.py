"""The catalogue of problem codes: the words of each message, and what a reader should know about it."""

from typing import NamedTuple


class Code(NamedTuple):
    """An entry of the catalogue of problems: its message template and what a reader should know about it."""

    template: str
    explanation: str


CODES: dict[str, Code] = {
    # Files
    "file-not-found": Code("there is no such file", "The path given does not exist, or is a device."),
    "file-not-readable": Code(
        "the file cannot be read: {why}",
        "The path is that of a folder, or the operating system refused to open the file.",
    ),
    "file-too-large": Code(
        "the file is larger than {limit} MB", "Inputs are limited so that a hostile file cannot fill the memory."
    ),
    "folder-too-large": Code(
        "with this file, the YAML files of the folder exceed {limit} MB",
        "The total size of a framework is limited, like that of each file. All shipped frameworks together have a third of it.",
    ),
    "not-utf8": Code("this byte is not UTF-8 text", "Save the file as UTF-8 (not UTF-16, not Latin-1)."),
    "yaml-syntax": Code(
        "the file is not well-formed YAML here: {why}",
        "Often a missing quote, a tab used for indenting, or a colon inside unquoted text. The rest of the file is not read.",
    ),
    "too-deep": Code("nested deeper than {limit} levels", "No format of this toolkit needs so many levels."),
    "too-many-nodes": Code("more than {limit} values in one file", "Inputs are limited so that reading is quick."),
    "too-many-problems": Code(
        "more than {limit} problems; correct those above first",
        "Often one mistake is repeated many times. Checking stops here, so that a hostile file cannot keep the machine busy.",
    ),
    "control-character": Code(
        "the text contains a control character ({value})", "Such characters can hide text or confuse a terminal."
    ),
    "yaml-alias": Code(
        "anchors and aliases (& and *) are not allowed", "Write the value out; aliases can hide what a file says."
    ),
    "yaml-tag": Code("tags (!) are not allowed", "A tag asks the reader to build objects; profiles are plain data."),
    "duplicate-key": Code(
        "{name} is given twice (first on line {first})", "Only one of the two can count; keep one or merge them."
    ),
    "bad-key": Code("a key must be a plain word", "Lists and mappings cannot be keys."),
    "second-document": Code("a second document begins here", "Each file has one document: split it at the line `---`."),
    "number-out-of-range": Code(
        "{value} is not a number that can be used", "Numbers are finite and have at most fifteen digits."
    ),
    # Shape
    "wrong-schema": Code(
        "{value} is not a schema this command reads", "The key `schema` says what kind of file it is."
    ),
    "missing-key": Code("{where}: {name} is missing", "The key is required here."),
    "unknown-key": Code("{where}: {name} is not a known key", "A misspelt key would otherwise be ignored."),
    "wrong-type": Code("{where}: expected {expected}, found {found}", "The value has the wrong type."),
    "unknown-word": Code("{where}: {value} is not one of {expected}", "Only the listed words have a meaning here."),
    "empty": Code("{where}: the value is empty", "An empty text, list or mapping says nothing; leave the key out."),
    "bad-id": Code(
        "{where}: {value} is not a valid name",
        "Names consist of lower-case letters, digits and underscores, and begin with a letter.",
    ),
    "bad-date": Code(
        "{where}: {value} is not a date",
        "Dates are written YYYY-MM-DD, or YYYY-MM or YYYY where only the month or the year is known. `as_of` is always a day.",
    ),
    "bad-number": Code("{where}: {value} is {why}", "The number is outside its range."),
    "bad-url": Code(
        "{where}: {value} is not a web address",
        "Addresses begin with http:// or https://; they are printed, never opened.",
    ),
    "bad-language": Code(
        "{where}: {value} is not the code of a language",
        "Use a code of ISO 639 in small letters, with a country where it matters: fr, pt_BR.",
    ),
    "text-too-long": Code(
        "{where}: the text has {length} characters; at most {limit} are allowed",
        "Each kind of text has a limit, because some are printed many times. See `docs/formats.md`.",
    ),
    "too-many-entries": Code(
        "{where}: there are more than {limit} entries",
        "Each kind of list or mapping has a limit, so that documents stay readable. See `docs/formats.md`.",
    ),
    # Names across files
    "unknown-fact": Code("{where}: {name} is not a fact of the catalogue", "Facts are declared in `frameworks/facts`."),
    "unknown-feature": Code("{where}: {fact} has no feature {name}", "The catalogue lists the features of each fact."),
    "duplicate-id": Code("{where}: {name} is already used ({first})", "Each id names one thing only."),
    "circular-needs": Code("{where}: reforms need each other in a circle: {circle}", "No order could satisfy them."),
    "misplaced-key": Code(
        "{where}: {name} is not a key for a fact or feature of kind {kind}",
        "Each kind has its own keys; see `docs/formats.md`.",
    ),
    # Frameworks
    "bad-condition": Code("{where}: {text} is not a condition", "See `docs/formats.md` for the form of conditions."),
    "bad-comparison": Code("{where}: {text}: {why}", "The operator or the value does not suit the fact."),
    "too-many-ways": Code(
        "{where}: the alternatives come to more than {limit} lines",
        "Features of one fact that a condition asks for together stand on one basis, and so does each alternative beside them.",
    ),
    "unguarded-not": Code(
        "{where}: `not` over a feature needs {fact} in the same `all`",
        "A feature line also says that the fact holds. Its negation alone would be true even where there is no law at all.",
    ),
    "narrower-law-counts-more": Code(
        "{where}: {text} is scored, and law that covers less counts for more there ({name} is wider: {wider})",
        "What is scored asks whether a conduct or an object is covered, so that wider law never scores below narrower law.",
    ),
    "unknown-condition": Code(
        "{where}: {name} is not under `conditions` of any file of the framework",
        "A step uses conditions that are declared once, under their id.",
    ),
    "unknown-ground": Code(
        "{where}: {name} is not under `grounds` of any file of the framework",
        "A step names grounds to examine that are declared once, under their id.",
    ),
    "never-altered": Code(
        "{where}: {name} cannot be named as what would alter a result: {why}",
        "A refusal ground, a bar, a safeguard, a condition of data protection, a reservation and the requesting State's law are "
        "shown as they are; nobody is told that another answer would open a step.",
    ),
    "unknown-instrument": Code("{where}: {name} is not under `instruments`", "Every citation names a declared text."),
    "missing-domain": Code(
        "{where}: there is no file for the domain {name}", "Each domain is one file beside this one."
    ),
    "unknown-domain": Code("{where}: {name} is not a domain of this framework", "Gates and parents name domains."),
    "elements-or-measure": Code(
        "{where}: a criterion needs either elements or a measure", "Give exactly one of the two."
    ),
    "bad-levels": Code("{where}: {why}", "Levels start at 0 and rise."),
    "bad-measure": Code("{where}: {why}", "A measure runs from one goalpost to another, or gives points to words."),
    "no-treaty": Code(
        "{where}: {name} needs `treaty` in framework.yaml", "Reservations and declarations are read from a treaty fact."
    ),
    # Profiles
    "unknown-country": Code(
        "{where}: {value} is not an ISO 3166-1 alpha-3 code",
        "Three capital letters, such as KEN. The other side of an agreement can also be EU, the European Union.",
    ),
    "wrong-answer": Code("{where}: {why}", "The answer does not fit the kind of fact."),
    "wrong-value": Code("{where}: expected {expected}, found {found}", "The catalogue says what a value can be."),
    "bad-source-name": Code(
        "{where}: {value} is not a name that citations can use",
        "In `SOURCE PIN` and `SOURCE.PIN`, the name of the source ends at the first space or dot, so it can contain neither.",
    ),
    "unknown-source": Code("{where}: {name} is not under `sources`", "Every citation names a declared source."),
    "undeclared-provision": Code(
        "{where}: {name} is not under `provisions`", "Enter each piece of law once, with its status and dates."
    ),
    "uncited": Code("{where}: a positive answer needs a citation", "Add `cite`, or `by` for law."),
    "unsearched": Code(
        "{where}: `none` needs a list of what was searched", "Add `searched` or `cite`; else write `unknown`."
    ),
    "missing-pin": Code("{where}: {name} needs a section or article", "Law is cited as SOURCE PIN, or SOURCE.PIN."),
    "missing-reason": Code("{where}: `not_applicable` needs a reason", "Say why the question does not arise."),
    "not-applicable-refused": Code(
        "{where}: the catalogue does not allow `not_applicable` for {name}", "Most questions arise in every State."
    ),
    "inadmissible-route": Code(
        "{where}: {name} cannot rest on the route {route} alone", "The catalogue lists the admissible routes."
    ),
    "treaty-not-applied": Code(
        "{where}: {why}",
        "A treaty that is published in the State may be applied straight to procedure, with a `reading` that says why; "
        "offences and penalties need law of the State's own.",
    ),
    "missing-reading": Code(
        "{where}: {why} needs a `reading`",
        "Write one sentence that says why the text covers it, so that others can check it.",
    ),
    "overconfident": Code(
        "{where}: a judgement can have at most medium confidence",
        "Such an answer is one reader's judgement: write `confidence: medium` or `low`.",
    ),
    "overlapping-dates": Code(
        "{where}: this entry overlaps the one on line {first}", "`from` is inclusive, `until` exclusive."
    ),
    "bad-period": Code(
        "{where}: `{later}` is {how} `{earlier}`",
        "An end comes after its beginning: `until` is exclusive, and a reservation is withdrawn after it was made.",
    ),
    "unit-of-state": Code(
        "{where}: {value} is a unit of {state}: it is not {status} by itself",
        "A unit of a State is bound only through the State, depending on the State's declarations on territories. Write "
        "`unknown`, and name the State in the note.",
    ),
    # Cases
    "invented-state": Code(
        "{where}: {why}",
        "The law of invented States is made up for exercises. Their codes (X and a letter twice: XAA, XBB, XCC) and the mark "
        "`invented: true` go together, so that no real State is taken for one and none of them for a real State.",
    ),
    "real-state": Code(
        "{where}: {value} is not the code of an invented State",
        "A case file is an exercise over invented States. A real State takes a role on the command line only, which prints it "
        "as hypothetical.",
    ),
    "no-person": Code(
        "{where}: {name} has no place in a case file",
        "Case files say where things are and which law is read. They have no place for a person, nor for what leads to one.",
    ),
    "bad-case": Code(
        "{where}: {why}", "The days of a case have an order: the conduct, then the request, then the decision."
    ),
    # Status of treaties and memberships
    "bad-row": Code("{where}: {why}", "A row has a State, a status, dates that fit it, and ids that are declared."),
    "unsourced-row": Code(
        "{where}: the row has no {what}",
        "A row records what was read in a source, or follows from one: with its sources, the day for which they hold, and a grade.",
    ),
    "older-name": Code(
        "{where}: {name} is an old name; its answer is read under the new names as far as it means the same",
        "A warning, no fault. What the old answer does not settle counts as unknown; `docs/formats.md` has the table.",
    ),
    "passed-over": Code(
        "{where}: {n} answers on {topic} are passed over, because no framework in use declares its facts",
        "A warning, no fault. The profile names the topic under `editions`; give the framework with `-f` to have them read.",
    ),
    "status-differs": Code(
        "{where}: {own} here{own_source}; {other} in the status data ({other_source})",
        "This is only a warning: the profile's own answer counts. `assess refresh` shows what the data would change.",
    ),
    # Translations
    "missing-translation": Code(
        "{where}: no text in the language {language}",
        "Add it under `translations` beside the file, or as a language map in place of the text. Until then, the text "
        "is printed as it is and marked.",
    ),
    "stray-translation": Code(
        "there is no file {name} for this to translate",
        "A translation has the same name as the file that it translates.",
    ),
    # Brands
    "bad-colour": Code("{where}: {value} is not a colour", "Colours are written as # and six hexadecimal digits."),
    "low-contrast": Code(
        "{where}: {value} on white has a contrast of {ratio}:1, less than 4.5:1",
        "Many people cannot read text in a lighter colour, nor can anybody on a poor print (WCAG 2.2, 1.4.3).",
    ),
    "same-in-grey": Code(
        "{where}: accent {accent} and attention {attention} differ by {apart} in lightness; at least {least} is needed",
        "Most briefings are printed in grey; what is identified and what is not must still look different.",
    ),
    "red-and-green": Code(
        "{where}: accent {accent} and attention {attention} are a red and a green",
        "A briefing gives no verdicts in red and green, and one man in twelve cannot tell them apart.",
    ),
    "bad-picture": Code(
        "{name} cannot be used: {why}", "Pictures are PNG, JPEG or plain SVG, at most 2 MB and 4000 x 4000 pixels."
    ),
    "bad-font": Code(
        "the font cannot be used: {why}",
        "Fonts are TrueType or OpenType files (.ttf, .otf, .ttc), at most 64 MB each and 200 MB together.",
    ),
    "emblem-not-reviewed": Code(
        "logo: a national emblem needs a profile with `review: authorities`; this one has `review: {review}`",
        "Arms or an emblem would suggest that the State stands behind the briefing.",
    ),
    "too-long": Code(
        "{where}: longer than one line of {limit} characters", "The text is printed on one line of each page."
    ),
    # Templates
    "template-folder": Code(
        "{name} cannot be used as a template: {why}",
        "A folder of templates contains regular files only, and no links that lead out of it.",
    ),
    "template-syntax": Code("the template is not well-formed here: {why}", "The manual of Jinja explains the syntax."),
    "missing-template": Code(
        "there is no template {name}", "Every template that is extended, included or imported has to exist."
    ),
    "unused-template": Code(
        "no document uses {name}",
        "A template replaces the shipped one of the same name; one with a misspelt name would do nothing.",
    ),
    "template-cycle": Code("templates use each other in a circle: {circle}", "Such a document would never end."),
    "unknown-field": Code("{where} has no field {name}", "`docs/templates.md` lists every field."),
    "unknown-variable": Code("nothing is named {name} here", "`docs/templates.md` lists what a template is given."),
    "unknown-filter": Code("there is no {kind} {name}", "The filters, tests and functions are those of Jinja."),
    "wrong-unpacking": Code(
        "{names} names for {values} values",
        "A loop or `set` that takes values apart needs as many names as there are values.",
    ),
    "template-fails": Code(
        "the template fails on sample data: {why}",
        "Before a document is made, templates are tried on made-up data that fill every list.",
    ),
    "unsafe-template": Code("{what} is not allowed in a template", "A template only lays out what it is given."),
    "unsafe-content": Code(
        "{what} is not allowed in a document",
        "A document is self-contained: it loads nothing from elsewhere and runs no code.",
    ),
    # Two readers of one State
    "other-readers": Code(
        "{where}: {found} here, {other} in {of}",
        "Two readings of one State on one day are merged. What is true on one day and not on another is no disagreement, so the "
        "law cut-off (`as_of`) has to be the same in both. A list settles only what it was made of.",
    ),
    "not-to-settle": Code(
        "{name} is not something that the two readers answer differently",
        "The list was perhaps made of earlier versions of the two profiles.",
    ),
    "answers-changed": Code(
        "{name}: the answers on the list are not those of the two profiles",
        "Whoever filled in the list had other answers in view, so what it settles is not taken over.",
    ),
    # Documents that carry their data
    "bad-pdf": Code("the file cannot be read as a PDF: {why}", "`assess verify` takes a briefing in PDF form."),
    "no-data": Code(
        "the PDF carries no data of an assessment",
        "Briefings that `assess run -o NAME.pdf` writes carry their data. A print-out, a comparison or a copy saved by another "
        "program may not.",
    ),
    "bad-embedded": Code(
        "the data in the PDF cannot be used: {why}",
        "Number, size and names of the attached files are limited, so that a hostile PDF can do no harm.",
    ),
    # Worked cases
    "unknown-criterion": Code("{where}: {name} is not a criterion of {framework}", "Criteria are named by their id."),
    "unknown-element": Code("{where}: {criterion} has no element {name}", "Elements are named by their id."),
}
