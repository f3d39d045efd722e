/// `llms-full.txt`: all twins in one file, for agents that would rather fetch once; left out where it would be large.
enum LLMSFull {
    /// Bytes beyond which it is left out; `llms.txt` says so.
    static let most = 2_000_000

    static func make(_ library: Library, _ twins: Twins) -> [OutputFile] {
        guard let texts = twins.texts else { return [] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(texts.reduce(0) { $0 + $1.count + 1 })
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(10) }
            bytes += text
        }
        return [OutputFile("llms-full.txt", bytes)]
    }
}

/// What lists say of the twins of all guides.
struct Twins: Sendable {
    /// How many characters each has.
    var characters: [Int]
    /// The twins themselves, where all of them fit into one file.
    let texts: [[UInt8]]?

    /// - Parameter kept: the twins, where they may fit into one file.
    init(characters: [Int], kept: [[UInt8]]?) {
        self.characters = characters
        texts = kept.flatMap { $0.reduce(0) { $0 + $1.count + 1 } <= LLMSFull.most ? $0 : nil }
    }

    /// Whether the twins of a library may fit into one file: none is shorter than its source's body.
    static func mayFit(_ library: Library) -> Bool {
        library.guides.reduce(0) { $0 + $1.document.body.count } <= LLMSFull.most
    }
}
