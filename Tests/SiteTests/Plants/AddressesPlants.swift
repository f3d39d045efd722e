import TestSupport

@testable import Content

extension Plant {
    /// Addresses that were published and are gone, and redirects that lead nowhere.
    static let ofAddresses: [Plant] = [
        Plant("addresses/lost-page") {
            let word = $0.pick(Plant.words)
            $0.files[AddressHistory.file] = "/guides\n/guides/\(word)\n/guides/tls\n"
            return Planted(file: AddressHistory.file, line: 2)
        },
        Plant("addresses/lost-anchor") {
            let file = $0.guide()
            let slug = file.dropFirst("Content/guides/".count).dropLast(3)
            $0.files[AddressHistory.file] = "/guides/\(slug)\n/guides/\(slug)#\($0.pick(Plant.words))\n"
            return $0.change("title:", in: file) { $0 }
        },
        Plant("addresses/redirect-loop") {
            let file = $0.guide()
            return $0.head("aliases: [\(file.dropFirst("Content/guides/".count).dropLast(3))]", in: file)
        },
        Plant("addresses/redirect-shadowed") {
            let file = $0.guide()
            // A link to the other guide would lead away from a term that this one explains by its alias.
            let text = $0.lines(file).joined()
            let names = $0.guides.filter { $0 != file }.map {
                $0.dropFirst("Content/guides/".count).dropLast(3)
            }
            let other = names.filter { !text.contains("(\($0).md") }.randomElement(using: &$0.random)!
            return $0.head("aliases: [\(other)]", in: file)
        },
        Plant("addresses/redirect-chain") {
            let (now, then) = ($0.pick(Plant.words), $0.pick(Plant.words.reversed()))
            return $0.head(
                "headings:\n  - {heading: fix-common-issues, former-ids: [\(now)-\(then)]}\n⟦  - {heading: \(now)-\(then), former-ids: [\(then)]}"
            )
        },
    ]
}
