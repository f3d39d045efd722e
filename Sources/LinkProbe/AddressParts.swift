import Support

/// The parts of a reference (RFC 3986 appendix B), encoded as a browser encodes them.
struct AddressParts {
    var scheme: String?
    /// As written.
    var authority: String?
    var path: String
    var query: String?
    var fragment: String?

    var rest: String { path + (query.map { "?" + $0 } ?? "") + (fragment.map { "#" + $0 } ?? "") }

    init(_ text: String) {
        // As browsers do: ends are trimmed, and line ends and tabs are dropped.
        var rest = text.unicodeScalars.filter { ![9, 10, 13].contains($0.value) }[...]
        rest = rest.drop { $0.value <= 32 }
        while let last = rest.last, last.value <= 32 { rest.removeLast() }
        func cut(at mark: Unicode.Scalar) -> String? {
            guard let index = rest.firstIndex(of: mark) else { return nil }
            defer { rest = rest[..<index] }
            return String(String.UnicodeScalarView(rest[rest.index(after: index)...]))
        }
        fragment = cut(at: "#").map { PercentEncoding.encode($0, .written) }
        query = cut(at: "?").map { PercentEncoding.encode($0, .writtenQuery) }
        if let colon = rest.firstIndex(of: ":"), let first = rest.first, first.isASCII,
            first.properties.isAlphabetic,
            rest[..<colon].allSatisfy({
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789+.-".unicodeScalars.contains($0))
            })
        {
            scheme = String(String.UnicodeScalarView(rest[..<colon])).lowercased()
            rest = rest[rest.index(after: colon)...]
        }
        func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view)
        }
        // A browser takes a backslash for a slash.
        let isOfWeb = scheme == nil || scheme == "http" || scheme == "https"
        var hierarchy = rest.map { isOfWeb && $0 == "\\" ? "/" : $0 }[...]
        if hierarchy.starts(with: "//".unicodeScalars) {
            let end = hierarchy.dropFirst(2).firstIndex(of: "/") ?? hierarchy.endIndex
            authority = string(hierarchy[..<end].dropFirst(2))
            hierarchy = hierarchy[end...]
        }
        let dots = ["%2e": ".", ".%2e": "..", "%2e.": "..", "%2e%2e": ".."]
        path = hierarchy.split(separator: "/", omittingEmptySubsequences: false).map { part in
            let name = PercentEncoding.encode(string(part), .written)
            return dots[name.lowercased()] ?? name
        }
        .joined(separator: "/")
    }
}
