import Analysis
import Content
import Library
import Markdown
import Support
import Synchronization
import Theming

/// The stage that makes the files of a site that was read: of each guide page and twin, proven, and every kind of
/// output besides.
///
/// Files go to a sink as they are made, so that the same stage publishes a site, shows it, compares it and counts it.
package struct Rendering: Sendable {
    let site: AnalyzedSite
    private let library: Library
    private let theme: Theme
    private let jobs: Int
    private let progress: BuildProgress
    private let stage: BuildProgress.Stage
    private let memo: PairMemo?

    /// - Parameters:
    ///   - stage: what the progress says is being done.
    ///   - memo: what an earlier run made; nil where there is none.
    package init(
        _ site: AnalyzedSite, jobs: Int, progress: BuildProgress = BuildProgress(),
        as stage: BuildProgress.Stage = .writing, memo: PairMemo? = nil
    ) {
        self.memo = memo
        self.site = site
        library = site.library
        theme = site.theme
        self.jobs = jobs
        self.progress = progress
        self.stage = stage
    }

    /// One guide, once its files are taken.
    package struct Guide<Receipt: Sendable>: Sendable {
        package let page: Receipt
        package let twin: Receipt
        /// Of each issue a twin, and a page that leads to its section.
        package let issues: [Receipt]
        package let faults: [PairFault]
        fileprivate let characters: Int
        /// The twin, where lists need it.
        fileprivate let text: [UInt8]
        fileprivate let stored: RenderedGuides.Stored
        /// Where its files are kept in mind for the next run.
        fileprivate var kept: (key: InputKey, part: GuideStore.Part)?
        /// Whether an earlier run made them.
        fileprivate var isKnown = false
    }

    /// A whole site, once its files are taken.
    package struct Result<Receipt: Sendable>: Sendable {
        /// Receipts, those of one folder together, so that a reader in this order goes through one folder after the
        /// other.
        package fileprivate(set) var receipts: [Receipt] = []
        /// For each guide, what is wrong with its files.
        package fileprivate(set) var pairFaults: [[PairFault]] = []
        /// Twins of lists that do not say what their pages say.
        package fileprivate(set) var listFaults: [ListFault] = []
        /// The files of the kinds that were to be kept.
        package fileprivate(set) var kept: [OutputFile] = []
        /// Files beside guides whose addresses the site's own pages have already; they are not published.
        package fileprivate(set) var misplacedFiles: [String] = []
        /// Number of guides whose files were made; those of the others are as an earlier run made them.
        package fileprivate(set) var renderedCount = 0
        /// What the memo of the next run is to find.
        package fileprivate(set) var forNextRun: [UInt8] = []
        /// Number of bytes in the memo's store that it needs for that.
        package fileprivate(set) var countForNextRun = 0
    }

    // MARK: Guides

    /// Makes the files of some guides, or of all.
    ///
    /// A task that was cancelled makes no more of them.
    package func guides<Sink: OutputSink>(_ indices: [Int]? = nil, to sink: Sink) async throws
        -> [Guide<Sink.Receipt>]
    {
        let store = try sink.makeStore()
        return try await guides(indices ?? Array(library.guides.indices), to: sink, store)
    }

    private func guides<Sink: OutputSink>(
        _ indices: [Int], to sink: Sink, _ store: any ByteStore, keepsTwins: Bool = false,
        words: SearchWords? = nil, keys: PairKeys? = nil
    ) async throws -> [Guide<Sink.Receipt>] {
        let (library, theme, progress, memo) = (library, theme, progress, memo)
        return try await Workers.map(
            indices.count, jobs: jobs,
            makeState: { GuideRenderer(library: library, theme: theme, words: words) }
        ) { renderer, at in
            defer { progress.advance() }
            try Task.checkCancellation()
            let key = keys?.key(of: indices[at])
            if let key, let memo,
                let guide = try Self.kept(key, in: memo, keepsTwins: keepsTwins, sink)
            {
                return guide
            }
            let pair = renderer.make(indices[at])
            var guide = Guide(
                page: try sink.take(pair.page, as: pair.pagePath),
                twin: try sink.take(pair.twin, as: pair.twinPath),
                issues: try pair.issues.files.map { try sink.take($0) }, faults: pair.faults,
                characters: pair.twin.characters, text: keepsTwins ? pair.twinInFull : [],
                stored: try RenderedGuides.Stored(pair.issues.entries, pair.searched, store.append))
            // What is wrong with a guide is found again each time.
            if let key, let memo, guide.faults.isEmpty {
                let files =
                    [(pair.pagePath, guide.page), (pair.twinPath, guide.twin)]
                    + zip(pair.issues.files.map(\.path), guide.issues)
                let kept = KeptPair(
                    files: files.map { KeptFile(path: $0, characters: sink.characters(of: $1)) },
                    characters: guide.characters, text: guide.text, stored: guide.stored)
                guide.kept = memo.add(kept).map { (key, $0) }
            }
            return guide
        }
    }

    /// A guide that an earlier run made, whose files are all there as they were.
    private static func kept<Sink: OutputSink>(
        _ key: InputKey, in memo: PairMemo, keepsTwins: Bool, _ sink: Sink
    ) throws(DiskError) -> Guide<Sink.Receipt>? {
        guard let pair = memo.pair(key), let part = pair.part, !keepsTwins || !pair.text.isEmpty,
            let receipts = try kept(pair.files, sink)
        else { return nil }
        return Guide(
            page: receipts[0], twin: receipts[1], issues: Array(receipts[2...]), faults: [],
            characters: pair.characters, text: keepsTwins ? pair.text : [], stored: pair.stored,
            kept: (key, part), isKnown: true)
    }

    /// The receipts of files that are all there as an earlier run made them; nil where one is not.
    fileprivate static func kept<Sink: OutputSink>(_ files: [KeptFile], _ sink: Sink) throws(DiskError)
        -> [Sink.Receipt]?
    {
        var receipts: [Sink.Receipt] = []
        receipts.reserveCapacity(files.count)
        for file in files {
            guard let receipt = try sink.kept(file.path, characters: file.characters) else { return nil }
            receipts.append(receipt)
        }
        return receipts
    }

    // MARK: The site

    /// Makes every file of the site.
    ///
    /// - Parameters:
    ///   - kinds: those to make besides guides.
    ///   - keeping: names of kinds whose files are kept in memory as well.
    ///   - addsFiles: whether the files beside guides are taken too.
    package func write<Sink: OutputSink>(
        to sink: Sink, kinds: [OutputKind] = OutputKind.all, keeping: Set<String> = [], addsFiles: Bool = true
    ) async throws -> Result<Sink.Receipt> {
        let keepsTwins = LLMSFull.isMade(of: library.guides)
        progress.start(stage, of: library.guides.count)
        let isSearched = kinds.contains { $0.name == OutputKind.searchIndex.name }
        let memo = isSearched && site.stored != nil ? memo : nil
        let store = try memo?.store.bytes ?? sink.makeStore()
        let siteKey = PairKeys.site(site)
        let words = isSearched ? SearchWords(of: library, after: memo?.words(siteKey)) : nil
        let keys = memo == nil ? nil : PairKeys(site, site.stored?.records ?? [], words)
        var guides = try await guides(
            Array(library.guides.indices), to: sink, store, keepsTwins: keepsTwins, words: words, keys: keys)
        var result = Result<Sink.Receipt>()
        let pairs = guides.compactMap(\.kept)
        result.countForNextRun = guides.reduce(0) { count, guide in
            count + (guide.kept?.part.count ?? 0) + guide.stored.count
        }
        result.receipts.reserveCapacity(guides.reduce(64) { $0 + 2 + $1.issues.count })
        for guide in guides { result.receipts += [guide.page, guide.twin] }
        for guide in guides { result.receipts += guide.issues }
        result.pairFaults = guides.map(\.faults)
        result.renderedCount = guides.count { !$0.isKnown }
        let listed = library.shape.listed
        let rendered = RenderedGuides(
            characters: guides.map(\.characters), texts: keepsTwins ? listed.map { guides[$0].text } : nil,
            words: words, guides.map(\.stored), keys: guides.map { $0.kept?.key }, store: store)
        guides = []
        // What comes next wants long lists.
        MallocTuning.releaseFreed(guides: library.guides.count)
        // What takes longest comes first, so that no worker waits for the last one.
        let order = kinds.indices.sorted { (kinds[$0].haste, $0) < (kinds[$1].haste, $1) }
        let inOrder = try await Workers.map(kinds.count, jobs: jobs, chunk: 1, makeState: {}) { _, at in
            let kind = kinds[order[at]]
            let receiver = SinkReceiver(
                sink, keeps: keeping.contains(kind.name), kind: kind.name, siteKey, memo)
            return (order[at], try make(kind, rendered, to: receiver))
        }
        let made = inOrder.sorted { $0.0 < $1.0 }.map(\.1)
        var paths: Set<String> = []
        for kind in made {
            result.receipts += kind.receipts
            result.listFaults += kind.faults
            result.kept += kind.kept
            paths.formUnion(kind.paths)
        }
        if let memo, let words {
            result.forNextRun = memo.kept(
                pairs, made.flatMap(\.forNextRun), made.flatMap(\.pieced), siteKey, words)
        }
        try addFiles(to: sink, beside: paths, takes: addsFiles, &result)
        return result
    }

    /// Makes the files of one kind.
    private func make<Sink: OutputSink>(
        _ kind: OutputKind, _ guides: RenderedGuides, to receiver: SinkReceiver<Sink>
    ) throws(DiskError) -> KindFiles<Sink.Receipt> {
        switch kind.maker {
        case .ofLibrary(let make): for file in make(library, theme, nil) { try receiver.take(file) }
        case .ofPages(let make): try make(library, theme, guides, nil, receiver)
        case .ofGuides(let make): try make(library, guides, receiver)
        }
        return receiver.files
    }

    /// Adds the files beside guides, unless they would take the place of others.
    private func addFiles<Sink: OutputSink>(
        to sink: Sink, beside paths: Set<String>, takes: Bool, _ result: inout Result<Sink.Receipt>
    ) throws(DiskError) {
        guard !library.files.isEmpty else { return }
        let addresses = library.addresses
        let guides = Set(
            library.guides.indices.flatMap { index in
                let issues = library.guides[index].issues.map { addresses.issue($0.id) }
                return ([library.pages[index]] + issues).flatMap {
                    [addresses.output($0, ".html"), addresses.output($0, ".md")]
                }
            })
        for file in library.files {
            let path = addresses.fileOutput(file)
            if paths.contains(path) || guides.contains(path) {
                result.misplacedFiles.append(file)
            } else if takes {
                let bytes = try Disk.read("\(site.site)/\(ContentTree.guides)/\(file)")
                result.receipts.append(try sink.take(ByteWriter(bytes), as: path))
            }
        }
    }
}

/// A twin of a list that does not say what its page says.
package struct ListFault: Sendable {
    /// The twin, below the output folder.
    package let path: String
    package let difference: Proof.Difference
}

/// The receipts of the files of one kind.
private struct KindFiles<Receipt: Sendable>: Sendable {
    var receipts: [Receipt] = []
    var faults: [ListFault] = []
    var kept: [OutputFile] = []
    var paths: [String] = []
    /// Files that the next run may take as they are.
    var forNextRun: [(key: InputKey, files: [KeptFile])] = []
    var pieced: [(key: InputKey, pieces: KeptPieces)] = []
}

/// Hands the files of one kind on to a sink.
private final class SinkReceiver<Sink: OutputSink>: FileReceiver {
    private let sink: Sink
    private let keeps: Bool
    private let memo: PairMemo?
    /// The name of the kind, and what the files of all kinds are made from.
    private let kind: String
    private let site: InputKey
    private(set) var files = KindFiles<Sink.Receipt>()

    init(_ sink: Sink, keeps: Bool, kind: String, _ site: InputKey, _ memo: PairMemo?) {
        self.sink = sink
        self.keeps = keeps
        self.kind = kind
        self.site = site
        // Files that are looked at again are made.
        self.memo = keeps ? nil : memo
    }

    func take(madeFrom inputs: (inout BinaryWriter) -> Void, _ make: () throws(DiskError) -> [OutputFile])
        throws(DiskError)
    {
        guard let memo else {
            for file in try make() { try take(file) }
            return
        }
        var writer = BinaryWriter()
        writer.write(site)
        writer.write(kind)
        inputs(&writer)
        let key = InputKey(of: writer.bytes)
        if let known = memo.files(key), let receipts = try Rendering.kept(known, sink) {
            files.receipts += receipts
            files.paths += known.map(\.path)
            files.forNextRun.append((key, known))
            return
        }
        let (start, faults) = (files.receipts.count, files.faults.count)
        for file in try make() { try take(file) }
        guard files.faults.count == faults else { return }
        let made = zip(files.paths[start...], files.receipts[start...]).map {
            KeptFile(path: $0, characters: sink.characters(of: $1))
        }
        files.forNextRun.append((key, made))
    }

    func take(_ file: OutputFile) throws(DiskError) {
        files.receipts.append(try sink.take(file))
        files.paths.append(file.path)
        if keeps { files.kept.append(file) }
        if let difference = file.difference {
            files.faults.append(ListFault(path: file.path, difference: difference))
        }
    }

    func take(_ file: PiecedFile, _ piece: (Int) throws(DiskError) -> [UInt8]) throws(DiskError) {
        files.paths.append(file.path)
        guard let memo else {
            let receipt = try sink.take(as: file.path) { (append) throws(DiskError) in
                try file.write(to: append, piece)
            }
            files.receipts.append(receipt)
            return
        }
        var writer = BinaryWriter()
        writer.write(site)
        writer.write(file.path)
        writer.write(bytes: file.head)
        writer.write(bytes: file.tail)
        let key = InputKey(of: writer.bytes)
        let former = memo.pieces(key)
        let kept = try former.flatMap { (former) throws(DiskError) in
            try sink.kept(file.path, characters: former.characters)
        }
        let receipt: Sink.Receipt
        if let former, let kept, former.pieces == file.pieces {
            receipt = kept
        } else {
            receipt = try sink.take(as: file.path) { (append) throws(DiskError) in
                guard kept != nil, let former, let reader = try sink.reader(of: file.path) else {
                    try file.write(to: append, piece)
                    return
                }
                let common = file.common(with: former.pieces)
                try file.write(
                    common.start..<(file.pieces.count - common.end), to: append,
                    before: { () throws(DiskError) in try reader.read(common.startBytes, to: append) },
                    after: { () throws(DiskError) in try reader.read(common.endBytes, to: append) }, piece)
            }
        }
        files.receipts.append(receipt)
        files.pieced.append(
            (key, KeptPieces(characters: sink.characters(of: receipt), pieces: file.pieces)))
    }
}
