import Findings
import Markdown
import Support

/// Former anchors of headings, kept as further ids on the page so that links from elsewhere still lead there.
enum FormerAnchors {
    static func insert(_ anchors: [(former: Located, now: String)], into page: ByteWriter) {
        guard !anchors.isEmpty else { return }
        var html = page.bytes
        for (former, now) in anchors {
            // No text of the page has a quote that is not escaped. A place that is no heading has its id on a link.
            let mark = ByteWriter(capacity: 64)
            mark.append(" id=\"")
            HTMLEscaping.appendText(now, to: mark)
            mark.append("\"></")
            guard let position = html.firstRange(of: mark.bytes),
                let end = html[position.upperBound...].firstIndex(of: UInt8(ascii: ">"))
            else { continue }
            let extra = ByteWriter(capacity: 64)
            HeadingID.append(Array(former.text.utf8), to: extra)
            html.insert(contentsOf: extra.bytes, at: end + 1)
        }
        page.removeAll()
        page.append(html)
    }
}
