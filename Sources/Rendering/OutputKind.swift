import Content
import Library
import Support
import Theming

/// One kind of output besides the pages of guides and issues: where it is published, what it needs, how it is made.
///
/// All that others have to know of it is here: links to it resolve, the history keeps its addresses, maps and lists
/// name it, the search finds its parts and the preview makes it when it is asked for, since they all go through
/// `OutputKind.all`.
package struct OutputKind: Sendable {
    /// Such as `glossary`.
    package let name: String
    /// Names below the site's path that no guide may have for its sake.
    let reservedNames: Set<String>
    let pages: @Sendable (SiteShape) -> [PublishedPage]
    /// The paths of its files that have no page, such as `/guides/feed.xml`.
    let files: @Sendable (SiteShape) -> [String]
    /// Its entries in `llms.txt`, among what is optional.
    let listings: @Sendable (SiteShape) -> [Listing]
    /// Whether a file whose path is unknown before it is made would be one of it.
    private let mayMake: @Sendable (String, SiteShape) -> Bool
    let maker: Maker

    /// An entry of a list for agents.
    struct Listing: Sendable {
        var title: String
        /// In full.
        var address: String
        var note: String
    }

    /// A function that makes the files, by the inputs that it needs.
    enum Maker: Sendable {
        /// It needs no more than the library and the templates. Of a kind with many pages, one alone may be asked for,
        /// by its path.
        case ofLibrary(@Sendable (Library, Theme, _ only: String?) -> [OutputFile])
        /// Its pages show something of what was made of the guides: nil where only their form is asked for. One page alone may be
        /// asked for, by its path.
        case ofPages(
            @Sendable (Library, Theme, RenderedGuides?, _ only: String?, any FileReceiver) throws(DiskError)
                -> Void)
        /// It says something of what was made of the guides.
        case ofGuides(@Sendable (Library, RenderedGuides, any FileReceiver) throws(DiskError) -> Void)
    }

    /// What takes longest has the least: pages that show something of all guides, then what says something of them.
    var haste: Int {
        switch maker {
        case .ofPages: 0
        case .ofGuides: 1
        case .ofLibrary: 2
        }
    }

    /// - Parameter mayMake: whether a file below the output folder would be one of it, where its name is not in
    ///   `files`.
    init(
        _ name: String, reserves: Set<String> = [],
        pages: @escaping @Sendable (SiteShape) -> [PublishedPage] = { _ in [] },
        files: @escaping @Sendable (SiteShape) -> [String] = { _ in [] },
        listings: @escaping @Sendable (SiteShape) -> [Listing] = { _ in [] },
        mayMake: @escaping @Sendable (String, SiteShape) -> Bool = { _, _ in false }, _ maker: Maker
    ) {
        self.name = name
        reservedNames = reserves
        self.pages = pages
        self.files = files
        self.listings = listings
        self.mayMake = mayMake
        self.maker = maker
    }

    /// Entries for the twins of pages, with their titles and summaries.
    static func twins(
        of pages: @escaping @Sendable (SiteShape) -> [PublishedPage]
    ) -> @Sendable (SiteShape) -> [Listing] {
        { shape in
            pages(shape).map {
                Listing(title: $0.title, address: shape.addresses.twin(of: $0.path), note: $0.summary)
            }
        }
    }

    /// Whether a file, by its path below the output folder, is one of it.
    func makes(_ path: String, of shape: SiteShape) -> Bool {
        files(shape).contains("/" + path)
            || pages(shape).contains { page in
                ["", "/index"].contains { ending in
                    [".html", ".md"].contains { shape.addresses.output(page.path, ending + $0) == path }
                }
            } || mayMake(path, shape)
    }
}

/// Takes the files of a kind, whole or piece by piece.
protocol FileReceiver {
    func take(_ file: OutputFile) throws(DiskError)

    /// - Parameter piece: the bytes of a piece, by its number.
    func take(_ file: PiecedFile, _ piece: (Int) throws(DiskError) -> [UInt8]) throws(DiskError)

    /// Takes files as an earlier run made them, or makes them.
    ///
    /// - Parameter inputs: all that they are made from but for settings, terms and templates.
    func take(madeFrom inputs: (inout BinaryWriter) -> Void, _ make: () throws(DiskError) -> [OutputFile])
        throws(DiskError)
}

extension FileReceiver {
    /// Takes a file whole.
    func take(_ file: PiecedFile, _ piece: (Int) throws(DiskError) -> [UInt8]) throws(DiskError) {
        let bytes = ByteWriter()
        try file.write(to: { bytes.append($0) }, piece)
        try take(OutputFile(file.path, bytes.bytes))
    }

    /// Takes files that are made each time.
    func take(madeFrom _: (inout BinaryWriter) -> Void, _ make: () throws(DiskError) -> [OutputFile])
        throws(DiskError)
    {
        for file in try make() { try take(file) }
    }
}
