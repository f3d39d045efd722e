import Foundation
import TestSupport
import Testing

@testable import Support

/// How long a save takes until it is seen, in a real browser. It asserts nothing about times, which are the machine's; run
/// it with `make bench`.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["GUIDES_LATENCY_SITE"] != nil))
struct LatencyTests {
    @Test func fromSaveToScreen() async throws {
        let site = try #require(ProcessInfo.processInfo.environment["GUIDES_LATENCY_SITE"])
        let preview = try await PreviewProcess(site)
        let files = try Disk.names(in: "\(site)/Content/guides").filter { $0.hasSuffix(".md") }
        let slug = try #require(files.first).dropLast(3)
        let page = try await Browser().open("\(preview.address)/guides/\(slug)", of: preview)
        try await page.wait(
            for: "document.querySelector('guides-preview').shadowRoot.querySelector('.toggle')")
        try await Task.sleep(for: .seconds(4))
        _ = try await page.text(
            """
            window.seen = {};
            new MutationObserver(() => {
              const marks = document.body.textContent.match(/Marker\\d+/g) ?? [];
              requestAnimationFrame(() => {
                for (const mark of marks) window.seen[mark] ??= performance.timeOrigin + performance.now();
              });
            }).observe(document.body, { subtree: true, childList: true, characterData: true });
            """)
        let path = "\(site)/Content/guides/\(slug).md"
        let text = String(decoding: try Disk.read(path), as: UTF8.self)
        var times: [Double] = []
        for round in 0..<60 {
            try Disk.removeFile(path)
            let saved = Double(Disk.now()) / 1e6
            try Disk.writeNew(Array((text + "\nMarker\(round) is in this sentence.\n").utf8), to: path)
            try await page.wait(for: "window.seen.Marker\(round)")
            times.append(try await page.number("window.seen.Marker\(round)") - saved)
            try await Task.sleep(for: .milliseconds(300))
        }
        try Disk.removeFile(path)
        try Disk.writeNew(Array(text.utf8), to: path)
        times.sort()
        print(
            "from save to screen, \(files.count) guides: median \(Int(times[times.count / 2])) ms, 95th percentile "
                + "\(Int(times[times.count * 95 / 100])) ms, longest \(Int(times.last ?? 0)) ms")
    }
}
