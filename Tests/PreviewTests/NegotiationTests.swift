import TestSupport
import Testing

@testable import Preview

/// The preview reads `Accept` as the rules of hosts do, which are held to the same table.
@Suite(.timeLimit(.minutes(15))) struct NegotiationTests {
    @Test(arguments: RequestRow.accepts.map(\.accept))
    func choosesAVariant(accept: String) throws {
        let row = try #require(RequestRow.accepts.first { $0.accept == accept })
        #expect(Negotiation.variant(accept: accept) == (row.isMarkdown ? .markdown : .html))
    }

    @Test func choosesAVariantOfAnIssue() {
        for (accept, isMarkdown) in RequestRow.issueAccepts {
            #expect(
                Negotiation.variantOfIssue(accept: accept) == (isMarkdown ? .markdown : .html),
                "\(accept ?? "no Accept")")
        }
    }

    @Test func choosesThePageWithoutTheHeader() {
        #expect(Negotiation.variant(accept: nil) == .html)
    }
}
