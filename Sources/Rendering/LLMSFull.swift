import Library
import Markdown
import Support
import Theming

/// `llms-full.txt`: all twins in one file, for agents that would rather fetch once; left out where it would be large.
enum LLMSFull {
    /// `llms-full.txt`, the text of all guides; empty where they are too large for one file.
    static func make(_ library: Library, _ guides: RenderedGuides) -> [OutputFile] {
        guard let texts = guides.texts else { return [] }
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

extension LLMSFull {
    /// Whether the twins of some guides may fit into one file: none is shorter than its source's body.
    static func mayFit(_ guides: [Guide]) -> Bool {
        guides.reduce(0) { $0 + $1.document.body.count } <= RenderedGuides.mostTogether
    }
}

extension OutputKind {
    static let llmsFull = OutputKind(
        "llms-full", files: { LLMSFull.mayFit($0.guides) ? [$0.addresses.fullText] : [] },
        .ofGuides { library, guides, receiver throws(DiskError) in
            for file in LLMSFull.make(library, guides) { try receiver.take(file) }
        })
}
