import Findings
import Support

/// Former anchors of headings, kept as further ids on the page so that links from elsewhere still lead there.
enum FormerAnchors {
    static func insert(_ anchors: [(former: Located, now: String)], into page: ByteWriter) {
        guard !anchors.isEmpty else { return }
        var html = page.bytes
        for (former, now) in anchors {
            // No text of the page has a quote that is not escaped.
            let mark = ByteWriter(capacity: 64)
            mark.append(" id=\"")
            HTMLEscaping.appendText(now, to: mark)
            mark.append("\">")
            guard let position = html.firstRange(of: mark.bytes) else { continue }
            let extra = ByteWriter(capacity: 64)
            extra.append("<span id=\"")
            HTMLEscaping.appendText(former.text, to: extra)
            extra.append("\"></span>")
            html.insert(contentsOf: extra.bytes, at: position.upperBound)
        }
        page.removeAll()
        page.append(html)
    }
}
