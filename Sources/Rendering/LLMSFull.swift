import Library
import Markdown
import Support
import Theming

/// `llms-full.txt`: all twins in one file, for agents that would rather fetch once; left out where it would be large.
enum LLMSFull {
    /// A site whose guides have more bytes than this in all has no such file (2 MB).
    private static let most = 2_000_000

    /// Whether a site has the file. Its guides' bodies decide that, which are known before any twin is made, so that links and
    /// lists name the file just where it is.
    static func isMade(of guides: [Guide]) -> Bool {
        guides.lazy.filter(\.isListed).reduce(0) { $0 + $1.document.body.count } <= most
    }

    /// `llms-full.txt`, the text of all guides; empty where there is none.
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

extension OutputKind {
    static let llmsFull = OutputKind(
        "llms-full", files: { LLMSFull.isMade(of: $0.guides) ? [$0.addresses.fullText] : [] },
        .ofGuides { library, guides, receiver throws(DiskError) in
            for file in LLMSFull.make(library, guides) { try receiver.take(file) }
        })
}
