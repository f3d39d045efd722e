import Foundation
import TestSupport
import Testing

/// The commands of the README, from nothing to a page in a browser.
@Suite(.timeLimit(.minutes(15))) struct FirstPageTests {
    @Test func threeCommandsShowAPage() async throws {
        let folder = try TemporaryFolder()
        let start = try Program([tool, "init", "my-guides"], in: folder.path)
        #expect(start.wait() == 0 && start.error == "", "\(start.error)")
        // `cd my-guides`
        let preview = try await PreviewProcess("\(folder.path)/my-guides")
        #expect(!preview.output.contains("error") && !preview.output.contains("warning"), "\(preview.output)")
        let page = try await Browser().open(preview.address, of: preview)
        let link = "document.querySelector('main a[href=\"/guides/write-a-guide\"]')"
        try await page.wait(for: link)
        _ = try await page.text("\(link).click()")
        try await page.wait(for: "document.querySelector('h1')?.textContent === 'Write a Guide'")
        #expect(try await preview.ask("/_guides").text.contains(", 0 findings."))
        let twin = try await preview.ask("/guides/write-a-guide.md")
        #expect(twin.status == 200 && twin.text.contains("# Write a Guide"))
        #expect(preview.interrupt().code == 0)
    }
}
