import Foundation
import GuideKit
import Hummingbird
import Markdown
import NIOCore

extension PreviewServer {
    /// Which finding is to be fixed: those that `guides check --fix` fixes, and no others.
    private struct Wish: Decodable {
        var id: String
        var file: String
        var line: Int
        var column: Int
    }

    /// Fixes a finding in its file. Only a page of this server can ask for it: it alone knows the token.
    func apply(_ request: Request) async -> Response {
        guard request.headers[.guidesToken] == token else {
            return Self.text(.forbidden, "This page is of an earlier preview; load it again.")
        }
        var request = request
        guard let body = try? await request.collectBody(upTo: 16 << 10),
            let wish = try? JSONDecoder().decode(Wish.self, from: Data(body.readableBytesView))
        else { return Self.text(.badRequest, "This request names no finding to fix.") }
        let finding = site.snapshot?.known.first {
            $0.id == wish.id && $0.file == wish.file && Int($0.location.line) == wish.line
                && Int($0.location.column) == wish.column && $0.fix?.isSafe == true
        }
        guard let snapshot = site.snapshot, let finding else {
            return Self.text(.conflict, "This finding is no more, or has no fix that is safe.")
        }
        do {
            let fixer = Fixer(site: site.options.site)
            let outcome = try fixer.changes([finding])
            // The finding's places are those of the text that was read.
            guard let change = outcome.changes.first,
                snapshot.reading.text(of: finding.file).map({ LineEnds.unified($0.bytes) })
                    == LineEnds.unified(change.before)
            else { return Self.text(.conflict, "The file was changed meanwhile.") }
            try fixer.write(change)
            return Self.text(.ok, "Fixed.")
        } catch {
            return Self.text(.internalServerError, "\(error)")
        }
    }
}
