import Glibc
import Library
import Support

/// Guides and the links between them as a picture: on a circle, by category; what no other guide leads to is marked.
enum LinkMap {
    /// Beyond this many guides, a dot stands for a category.
    private static let most = 300

    /// Every link from one guide to another, each once: of prose, term links, resources and related lists.
    static func links(_ library: Library) -> [(from: Int, to: Int)] {
        library.guides.indices.flatMap { index in
            Set(library.reached(from: index)).subtracting([index]).sorted().map { (index, $0) }
        }
    }

    private struct Node {
        var title: String
        var address: String
        var group: Int
        var isOrphan = false
        /// The number of guides that it stands for.
        var count = 1
    }

    static func svg(_ library: Library) -> String {
        let links = links(library)
        var isReached = [Bool](repeating: library.guides.count < 2, count: library.guides.count)
        for (_, to) in links { isReached[to] = true }
        let categories = library.site.categories.map(\.id)
        let groups = library.guides.map {
            categories.firstIndex(of: $0.frontMatter.category.text) ?? categories.count
        }
        guard library.guides.count <= most else {
            return byCategory(library, links, groups, orphans: isReached.count { !$0 })
        }
        let order = library.guides.indices.sorted { (groups[$0], $0) < (groups[$1], $1) }
        var numbers = [Int](repeating: 0, count: order.count)
        for (at, index) in order.enumerated() { numbers[index] = at }
        let nodes = order.map { index in
            Node(
                title: library.guides[index].title, address: library.pages[index], group: groups[index],
                isOrphan: !isReached[index])
        }
        return draw(
            nodes, links.map { (numbers[$0.from], numbers[$0.to], 1) },
            "\(nodes.count) guides and \(links.count) links")
    }

    private static func byCategory(
        _ library: Library, _ links: [(from: Int, to: Int)], _ groups: [Int], orphans: Int
    ) -> String {
        let titles =
            library.site.categories.map { ($0.title.text, library.addresses.category($0.id)) } + [
                ("None", "/_guides/")
            ]
        var counts = [Int](repeating: 0, count: titles.count)
        for group in groups { counts[group] += 1 }
        var joined: [Int: Int] = [:]
        for (from, to) in links where groups[from] != groups[to] {
            joined[groups[from] * titles.count + groups[to], default: 0] += 1
        }
        let nodes = titles.enumerated().map { index, title in
            Node(title: "\(title.0) (\(counts[index]))", address: title.1, group: index, count: counts[index])
        }
        let lines = joined.sorted { $0.key < $1.key }.map {
            ($0.key / titles.count, $0.key % titles.count, $0.value)
        }
        return draw(
            nodes, lines,
            "\(library.guides.count) guides by category, \(links.count) links, \(orphans) orphans")
    }

    private static func draw(_ nodes: [Node], _ links: [(Int, Int, Int)], _ title: String) -> String {
        let radius = max(150.0, Double(nodes.count) * 3.2)
        // Room for the longest title: letters are a bit wider than half their size, which is 12.
        let longest = nodes.map { TerminalText.width($0.title) + ($0.isOrphan ? 9 : 0) }.max() ?? 0
        let margin = min(400, max(120, 24 + 6.4 * Double(longest)))
        let size = Int(2 * (radius + margin))
        func point(_ index: Int, _ distance: Double) -> (x: Double, y: Double) {
            let angle = 2 * Double.pi * Double(index) / Double(max(nodes.count, 1)) - Double.pi / 2
            return (radius + margin + distance * cos(angle), radius + margin + distance * sin(angle))
        }
        func number(_ value: Double) -> String { String((value * 10).rounded() / 10) }
        var svg = HTMLWriter()
        svg.raw(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size) \(size)\" role=\"group\"><title>"
        )
        svg.text(title)
        svg.raw("</title>\n")
        let center = number(radius + margin)
        for (from, to, count) in links {
            let (a, b) = (point(from, radius), point(to, radius))
            let width = number(min(6, 0.6 + Double(count) / 40))
            svg.raw(
                "<path class=\"link\" data-from=\"\(from)\" data-to=\"\(to)\" stroke-width=\"\(width)\" d=\"M\(number(a.x)) \(number(a.y))Q\(center) \(center) \(number(b.x)) \(number(b.y))\"/>\n"
            )
        }
        for (index, node) in nodes.enumerated() {
            let dot = point(index, radius)
            let degrees = 360 * Double(index) / Double(max(nodes.count, 1)) - 90
            let isLeft = degrees > 90
            svg.raw("<a href=\"")
            svg.text(node.address)
            svg.raw(
                "\" class=\"group-\(node.group % 8)\(node.isOrphan ? " orphan" : "")\" data-node=\"\(index)\">"
            )
            let size = number(min(14, 4 + Double(node.count).squareRoot() / 4))
            svg.raw("<circle cx=\"\(number(dot.x))\" cy=\"\(number(dot.y))\" r=\"\(size)\"/>")
            let label = point(index, radius + 16)
            svg.raw(
                "<text x=\"\(number(label.x))\" y=\"\(number(label.y))\" dy=\"4\" text-anchor=\"\(isLeft ? "end" : "start")\" transform=\"rotate(\(number(isLeft ? degrees + 180 : degrees)) \(number(label.x)) \(number(label.y)))\">"
            )
            svg.text(node.title + (node.isOrphan ? " (orphan)" : ""))
            svg.raw("</text></a>\n")
        }
        svg.raw("</svg>\n")
        return svg.html
    }
}
