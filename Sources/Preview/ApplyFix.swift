import Fixing
import Hummingbird
import NIOCore
import Support

extension PreviewServer {
    /// Fixes a finding in its file, where `guides check --fix` would. Only a page of this server can ask for it: it
    /// alone knows the token.
    func apply(_ request: Request) async -> Response {
        guard request.headers[.guidesToken] == token else {
            return Self.text(.forbidden, "This page comes from an earlier preview; reload it.")
        }
        var request = request
        guard let body = try? await request.collectBody(upTo: 16 << 10),
            let wanted = try? JSON.decode(FixRequest.self, from: body.readableBytesView)
        else { return Self.text(.badRequest, "This request names no finding to fix.") }
        guard let snapshot = site.snapshot,
            let finding = snapshot.known.first(where: { wanted.names($0) && $0.fix?.isSafe == true })
        else { return Self.text(.conflict, "This finding is gone, or has no safe fix.") }
        do {
            let fixer = Fixer(site: site.options.site)
            let outcome = try fixer.changes([finding])
            // The finding's locations are those of the text that was read.
            guard let change = outcome.changes.first,
                snapshot.reading.text(of: finding.file).map({ LineEnds.unified($0.bytes) })
                    == LineEnds.unified(change.before)
            else { return Self.text(.conflict, "The file has changed in the meantime.") }
            try fixer.write(change)
            return Self.text(.ok, "Fixed.")
        } catch {
            return Self.text(.internalServerError, "\(error)")
        }
    }
}
