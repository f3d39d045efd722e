/// libyaml's messages in words for people who do not know YAML well.
enum YAMLProblem {
    /// The problem, and the way to fix it.
    static func words(for problem: String) -> (message: String, help: String) {
        table[problem] ?? ("this cannot be read as YAML: \(problem)", usualHelp)
    }

    private static let usualHelp = "put text that contains `: `, `#` or quotes in quotes"

    private static let table: [String: (message: String, help: String)] = [
        "did not find expected ',' or ']'": (
            "a comma or a `]` is missing before this",
            "put a comma between two items, `]` at the end of the list, and text that contains brackets in quotes"
        ),
        "did not find expected ',' or '}'": (
            "a comma or a `}` is missing before this",
            "put a comma between two keys, `}` at the end, and text that contains brackets in quotes"
        ),
        "did not find expected key": (
            "a key was expected here",
            "indent this line as much as the keys above it, and write `key: value`"
        ),
        "did not find expected '-' indicator": (
            "an item of the list above was expected here",
            "start this line with `- `, below the `-` of the item above, or indent it as much as that item’s text"
        ),
        "could not find expected ':'": (
            "this line or the one above has a key without a colon",
            "write `key: value`; indent a line that continues the one above"
        ),
        "mapping values are not allowed in this context": (
            "YAML reads the text before this colon as a key, which cannot be here",
            "put text that contains `: ` in quotes, or indent this line as much as the keys above it"
        ),
        "block sequence entries are not allowed in this context": (
            "a list cannot start here", "start each item on a line of its own: `- item`"
        ),
        "did not find expected <document start>": (
            "YAML ends the text before this",
            "put text that contains colons or quotes in quotes, and remove lines that start with `...` or `%`"
        ),
        "did not find expected node content": (
            "a value is missing before this", "write the value, or remove the comma or bracket before it"
        ),
        "found unexpected end of stream": (
            "a quote or a bracket above is never closed", "close it at the end of its text"
        ),
        "found unexpected document indicator": (
            "a quote above is never closed", "close it at the end of its text"
        ),
        "found character that cannot start any token": (
            "no text can start with this character", "put the text in quotes"
        ),
        "found unknown escape character": (
            "a backslash in double quotes starts an escape, and YAML has none like this",
            "write `\\\\` for a backslash, or put the text in single quotes"
        ),
        "found a tab character that violates indentation": (
            "this line is indented with a tab", "use spaces: YAML reads no tabs"
        ),
    ]
}
