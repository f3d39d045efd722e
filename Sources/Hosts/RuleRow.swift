/// Lines that templates repeat, such as one for each redirect.
enum RuleRow {
    struct Redirect: Sendable {
        let from: RuleText
        let to: RuleText
    }

    /// A header of answers.
    struct Header: Sendable {
        let name: RuleText
        let value: RuleText

        /// Headers of every answer, as servers set them.
        static var security: [Header] {
            ServingPolicy.securityHeaders.map { Header(name: .own($0.0), value: .quoted($0.1)) }
        }
    }

    /// An address with letters beyond ASCII, that of its twin, and the address as headers have it.
    struct Escaped: Sendable {
        let path: RuleText
        let twin: RuleText
        let escaped: RuleText
    }

    /// The number of tokens of a twin.
    struct Tokens: Sendable {
        let path: RuleText
        let count: RuleText
    }

    /// A media type, of files with one ending, such as `"image/png"` and `png`.
    struct MediaType: Sendable {
        let type: RuleText
        let ending: RuleText

        /// All of them, with types in quotes.
        static var all: [MediaType] {
            ServingPolicy.mediaTypes.map { MediaType(type: .quoted($0.type), ending: .own($0.ending)) }
        }
    }

    /// A pattern of `Accept`, and the weight that it finds, as the host writes it.
    struct Weight: Sendable {
        let pattern: RuleText
        let weight: RuleText
    }
}
