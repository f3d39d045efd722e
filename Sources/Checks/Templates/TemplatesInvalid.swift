import Findings

/// A template that is missing, cannot be read as mustache, or names what does not exist.
enum TemplatesInvalid: Check {
    static let check = CheckID.templatesInvalid
    static let finds =
        "A template that is missing, cannot be read as mustache, or names what does not exist."
    static let why =
        "A template that cannot be read makes no page, and a name that nobody gives shows nothing in its place."
    static let examples = [
        Example(
            .story, bad: "{{#updated}} without {{/updated}}",
            good: "{{#updated}}Updated {{updated}}{{/updated}}")
    ]
}
