import Library
import Markdown
import Support
import Theming

/// `llms-full.txt`: all twins in one file, for agents that would rather fetch once; left out where it would be large.
package enum LLMSFull {
    /// Bytes beyond which it is left out; `llms.txt` says so.
    package static let most = 2_000_000

    package static func make(_ library: Library, _ twins: Twins) -> [OutputFile] {
        guard let texts = twins.texts else { return [] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(texts.reduce(0) { $0 + $1.count + 1 })
        let labels = LabelSet(texts)
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(10) }
            bytes += labels.unique(text, at: index)
        }
        return [OutputFile("llms-full.txt", bytes)]
    }
}

/// What lists say of the twins of all guides.
package struct Twins: Sendable {
    /// How many characters each has.
    package var characters: [Int]
    /// The twins themselves, where all of them fit into one file.
    package let texts: [[UInt8]]?

    /// - Parameter kept: the twins, where they may fit into one file.
    package init(characters: [Int], kept: [[UInt8]]?) {
        self.characters = characters
        texts = kept.flatMap { $0.reduce(0) { $0 + $1.count + 1 } <= LLMSFull.most ? $0 : nil }
    }

    /// Whether the twins of a library may fit into one file: none is shorter than its source's body.
    package static func mayFit(_ library: Library) -> Bool { mayFit(library.guides) }

    /// The same for guides that are in no library yet.
    package static func mayFit(_ guides: [Guide]) -> Bool {
        guides.reduce(0) { $0 + $1.document.body.count } <= LLMSFull.most
    }
}
