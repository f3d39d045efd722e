import Support

/// The ids of a body's headings, each given once: of equal ones the first is `setup`, the next `setup-1`, as code hosts number
/// them. An id that is written behind a heading, `{#id}`, is that heading's, wherever it is.
struct HeadingNames {
    /// Ids that are written in the text, by line of the body from 1.
    private var written: [Int: String] = [:]
    /// Ids that are written in the text and were given.
    private var given: Set<String> = []
    /// For each id that was given or is taken, how many headings were numbered after it.
    private var taken: [[UInt8]: Int] = [:]
    /// Ids of the headings that come next, where they are known.
    private var next: ArraySlice<Name> = []
    /// Of a body whose ids are known, those of all its headings.
    private var known: BodyNames?
    private var isNumbered = true
    /// Whether the headings that are still to come have their ids.
    private var isAhead = false
    /// Count of the headings that were named.
    private var count = 0

    /// An id, and how a heading came by it.
    typealias Name = (id: [UInt8], naming: Document.Heading.Naming)

    /// Names headings as they are met.
    ///
    /// - Parameter written: ids that are written in the text, by line of the body from 1.
    init(written: [Int: String]) {
        self.written = written
        for id in written.values { taken[Array(id.utf8)] = 0 }
    }

    /// Gives headings the ids that they have on the page.
    init(_ names: BodyNames) {
        next = names.next.map { ($0, .made) }[...]
        known = names
    }

    private init() { isNumbered = false }

    /// Names headings by their text alone, as they are around the body of a twin.
    static let plain = HeadingNames()

    /// The id of the next heading.
    mutating func name(_ heading: Node, text: Span<UInt8>) -> Name {
        if let name = next.popFirst() { return name }
        count += 1
        if !written.isEmpty, let id = id(writtenBehind: heading) {
            let isFirst = given.insert(id).inserted
            return isFirst ? (Array(id.utf8), .written) : (numbered(Array(id.utf8)), .repeated)
        }
        let made = Anchor.make(from: text)
        guard isNumbered else { return (made, .made) }
        guard taken[made] != nil else {
            taken[made] = 0
            return (made, .made)
        }
        return (numbered(made), .numbered)
    }

    /// An id that is taken, with the next number that makes one which is not.
    private mutating func numbered(_ made: [UInt8]) -> [UInt8] {
        var number = taken[made] ?? 0
        var name: [UInt8]
        repeat {
            number += 1
            name = made + "-\(number)".utf8
        } while taken[name] != nil
        taken[made] = number
        taken[name] = 0
        return name
    }

    private func id(writtenBehind heading: Node) -> String? {
        // The last line of an underlined heading is its underline, if not a line further down.
        let last = heading.isUnderlined ? heading.lastLine - 1 : heading.firstLine
        for line in heading.firstLine...max(heading.firstLine, last) {
            if let id = written[line] { return id }
        }
        return nil
    }

    /// Whether some heading of the body has an id, be it one that is still to come.
    mutating func areHeading(_ id: [UInt8], in root: Node) -> Bool {
        if let known { return known.headings.contains(id) }
        if !isAhead {
            isAhead = true
            let ahead = root.headings.dropFirst(count).map { heading in
                name(heading, text: heading.headingText.span)
            }
            next = ahead[...]
        }
        return taken[id] != nil
    }

    /// Ids of places that were written before the body's part.
    var placed: Set<[UInt8]> { known?.placed ?? [] }
}

/// The ids that the headings of a body have on its page, for reading a twin of it or of a part of it.
package struct BodyNames: Sendable {
    /// Those of all headings of the body.
    let headings: Set<[UInt8]>
    /// Those of the part's headings, in order.
    private let order: [[UInt8]]
    /// Ids of places before the part.
    let placed: Set<[UInt8]>

    /// Those of a body that is empty.
    package init() {
        headings = []
        order = []
        placed = []
    }

    /// - Parameter number: the issue that is the part, by its index; nil for the whole body.
    package init(_ document: Document, ofIssue number: Int? = nil) {
        let issue = number.map { document.issues[$0] }
        // Those of other issues are not copied for each.
        let next = number.flatMap { $0 + 1 < document.issues.count ? document.issues[$0 + 1].heading : nil }
        let start = issue.map { $0.heading + 1 } ?? 0
        order = document.headings[start..<max(start, next ?? document.headings.count)].map {
            Array($0.anchor.utf8)
        }
        // They are asked for where there are places alone.
        headings = document.places.isEmpty ? [] : Set(document.headings.map { Array($0.anchor.utf8) })
        guard let issue, !document.places.isEmpty else {
            placed = []
            return
        }
        placed = Set(
            document.places.lazy.filter { $0.offset < issue.body.lowerBound }.map { Array($0.id.utf8) })
    }

    fileprivate var next: ArraySlice<[UInt8]> { order[...] }
}

extension Node {
    /// The headings within the node, in order.
    fileprivate var headings: [Node] {
        var found: [Node] = []
        var current = firstChild
        while let here = current {
            let kind = here.kind
            if kind == .heading { found.append(here) }
            // What holds text holds no heading.
            if kind != .heading, kind != .paragraph, kind != .table, let child = here.firstChild {
                current = child
                continue
            }
            var above: Node? = here
            while let up = above, up != self, up.next == nil { above = up.parent }
            guard let up = above, up != self else { break }
            current = up.next
        }
        return found
    }
}
