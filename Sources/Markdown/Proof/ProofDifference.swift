extension Proof {
    /// The first difference of a pair.
    package struct Difference: Sendable, Equatable {
        /// The part of the twin that differs.
        package enum Part: Sendable, Equatable {
            /// The body says something else than the page.
            case body
            /// Something else is around the body than the title, summary, metadata, notes, resources and related
            /// guides.
            case frame
            /// The bytes are not the author's, though both read the same.
            case source
        }

        package var part: Part
        /// The line of the twin, from 1.
        package var line: Int
        /// The page's words there.
        package var expected: String
        /// The twin's words there.
        package var found: String

        package init(part: Part, line: Int, expected: String, found: String) {
            self.part = part
            self.line = line
            self.expected = expected
            self.found = found
        }

        /// The same in a twin with front matter, whose lines its own do not count.
        ///
        /// - Parameter start: the first byte behind the front matter.
        func moved(past twin: Span<UInt8>, upTo start: Int) -> Difference {
            var difference = self
            difference.line += twin.extracting(0..<min(start, twin.count)).count { $0 == 10 }
            return difference
        }
    }
}
