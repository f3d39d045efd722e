import Support

/// How bodies of a site are read and written: the HTML that they may hold, the titles of callouts, and the names of sections that
/// mean something.
package struct Dialect: Sendable {
    /// The HTML that bodies may hold.
    package var html: AllowedHTML
    /// For each kind of callout its title on the page.
    private let titles: [Callout: [UInt8]]
    /// Anchors of the headings of level 2 below which issues are.
    private let issues: [[UInt8]]
    /// Anchors of the headings that sum a guide up.
    private let takeaways: [[UInt8]]

    /// - Parameters:
    ///   - titles: titles of callouts; a kind that has none is called by its name.
    ///   - issues: names of the section that holds issues. It may have the id `fix-common-issues` in every language.
    ///   - takeaways: names of the section that sums a guide up; likewise `takeaways`.
    package init(
        html: AllowedHTML = .all, titles: [(callout: Callout, title: String)] = [], issues: [String] = [],
        takeaways: [String] = []
    ) {
        self.html = html
        let named = Callout.allCases.map {
            ($0, Array(($0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst()).utf8))
        }
        self.titles = Dictionary(
            named + titles.map { ($0.callout, Array($0.title.utf8)) }, uniquingKeysWith: { $1 })
        self.issues = Self.anchors("fix-common-issues", issues)
        self.takeaways = Self.anchors("takeaways", takeaways)
    }

    private static func anchors(_ first: String, _ names: [String]) -> [[UInt8]] {
        let anchors = names.map { Array(Anchor.make(from: $0).utf8) }
        return [Array(first.utf8)] + anchors.filter { !$0.elementsEqual(first.utf8) }
    }

    func title(of callout: Callout) -> [UInt8] { titles[callout] ?? [] }

    /// Whether issues are below a heading with this anchor.
    func holdsIssues(_ anchor: [UInt8]) -> Bool { issues.contains(anchor) }

    /// Whether the list right after a heading with this anchor sums the guide up.
    func sumsUp(_ anchor: [UInt8]) -> Bool { takeaways.contains(anchor) }
}
