import Foundation
import Glibc
import Support
import Synchronization

/// A real browser without a window, driven through the pipe of its developer tools (the Chrome DevTools Protocol).
package final class Browser: Sendable {
    private let program: Program
    private let folder: TemporaryFolder
    private let toBrowser: FileHandle
    private let state = Waiting()

    private final class Waiting: Sendable {
        let list = Mutex(State())

        /// Nobody gets an answer any more.
        func end() {
            let left = list.withLock { state in
                state.isGone = true
                defer { state.waiting = [:] }
                return state.waiting.values
            }
            for one in left { one.resume(throwing: Failure(description: "the browser is gone")) }
        }
    }

    private struct State {
        var next = 0
        var waiting: [Int: CheckedContinuation<Data, any Error>] = [:]
        var isGone = false
    }

    package struct Failure: Error, CustomStringConvertible { package var description: String }

    package init() async throws {
        folder = try TemporaryFolder()
        let (commands, answers) = (Pipe(), Pipe())
        program = try Program(
            [
                "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--hide-scrollbars", "--disable-background-networking", "--disable-component-update",
                "--remote-debugging-pipe", "--user-data-dir=\(folder.path)", "about:blank",
            ],
            descriptors: [
                3: commands.fileHandleForReading.fileDescriptor,
                4: answers.fileHandleForWriting.fileDescriptor,
            ])
        try commands.fileHandleForReading.close()
        try answers.fileHandleForWriting.close()
        toBrowser = commands.fileHandleForWriting
        // A browser that is gone fails its test, not the run.
        signal(SIGPIPE, SIG_IGN)
        let (reading, state) = (answers.fileHandleForReading, state)
        Thread.detachNewThread {
            var rest = Data()
            while true {
                let part = reading.availableData
                if part.isEmpty { break }
                rest.append(part)
                while let end = rest.firstIndex(of: 0) {
                    Self.receive(Data(rest[..<end]), state)
                    rest = Data(rest[(end + 1)...])
                }
            }
            state.end()
        }
    }

    deinit { program.end() }

    private static func receive(_ message: Data, _ state: Waiting) {
        struct Head: Decodable { var id: Int? }
        guard let id = (try? JSONDecoder().decode(Head.self, from: message))?.id else { return }
        state.list.withLock { $0.waiting.removeValue(forKey: id) }?.resume(returning: message)
    }

    /// Sends a command and waits for what it gives, as JSON.
    @discardableResult
    fileprivate func call(
        _ method: String, _ parameters: [String: any Sendable] = [:], session: String? = nil
    )
        async throws -> [String: Any]
    {
        let id = state.list.withLock { state in
            state.next += 1
            return state.next
        }
        var message: [String: Any] = ["id": id, "method": method, "params": parameters]
        if let session { message["sessionId"] = session }
        let bytes = try JSONSerialization.data(withJSONObject: message) + Data([0])
        let answer = try await withCheckedThrowingContinuation { continuation in
            let isGone = state.list.withLock { state in
                state.waiting[id] = continuation
                return state.isGone
            }
            // Where it cannot be written to, its answers end too.
            try? toBrowser.write(contentsOf: bytes)
            if isGone { state.end() }
        }
        let whole = try JSONSerialization.jsonObject(with: answer) as? [String: Any] ?? [:]
        if let error = whole["error"] { throw Failure(description: "\(method): \(error)") }
        return whole["result"] as? [String: Any] ?? [:]
    }

    /// Opens a page in a tab of its own and waits until it is loaded.
    package func open(_ address: String, of server: any Sendable, width: Int = 1280, height: Int = 900)
        async throws -> Page
    {
        let page = try await tab(of: server, width: width, height: height)
        try await page.go(address)
        return page
    }

    /// An empty tab.
    ///
    /// - Parameter server: what it is going to show; it lives as long as the tab.
    package func tab(of server: any Sendable, width: Int, height: Int) async throws -> Page {
        let target =
            try await call("Target.createTarget", ["url": "about:blank"])["targetId"] as? String ?? ""
        let session =
            try await call("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"]
            as? String
        let page = Page(browser: self, session: session ?? "", target: target, server: server)
        try await page.call(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
        return page
    }

    /// A tab.
    package struct Page: Sendable {
        fileprivate let browser: Browser
        fileprivate let session: String
        fileprivate let target: String
        /// What it shows, which lives as long as the tab.
        package let server: any Sendable

        @discardableResult
        package func call(_ method: String, _ parameters: [String: any Sendable] = [:]) async throws
            -> [String: Any]
        {
            try await browser.call(method, parameters, session: session)
        }

        package func go(_ address: String) async throws {
            try await call("Page.navigate", ["url": address])
            try await wait("the page to load") {
                try await isTrue("document.readyState === 'complete' && location.href !== 'about:blank'")
            }
        }

        /// The value of a script, as text.
        package func text(_ script: String) async throws -> String {
            let result = try await call(
                "Runtime.evaluate",
                ["expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true])
            if let details = result["exceptionDetails"] {
                throw Failure(description: "\(script): \(details)")
            }
            let value = (result["result"] as? [String: Any])?["value"]
            return value.map { "\($0)" } ?? ""
        }

        package func number(_ script: String) async throws -> Double {
            Double(try await text("String(\(script))")) ?? .nan
        }
        package func isTrue(_ script: String) async throws -> Bool {
            try await text("String(Boolean(\(script)))") == "true"
        }

        /// Waits until something is so, for at most some seconds.
        package func wait(_ what: String, _ isSo: () async throws -> Bool) async throws {
            for _ in 0..<1000 {
                if (try? await isSo()) == true { return }
                try await Task.sleep(for: .milliseconds(15))
            }
            throw Failure(description: "waited in vain for \(what)")
        }

        package func wait(for script: String) async throws {
            try await wait(script) { try await isTrue(script) }
        }

        /// Presses a key.
        ///
        /// - Parameter text: what it types.
        package func press(
            _ key: String, code: Int, control: Bool = false, alternate: Bool = false, shift: Bool = false,
            text: String = ""
        ) async throws {
            for type in ["keyDown", "keyUp"] {
                try await call(
                    "Input.dispatchKeyEvent",
                    [
                        "type": type, "key": key, "code": key, "windowsVirtualKeyCode": code,
                        "modifiers": (alternate ? 1 : 0) + (control ? 2 : 0) + (shift ? 8 : 0),
                        "text": type == "keyUp" ? "" : key == "Enter" ? "\r" : text,
                    ])
            }
        }

        /// Types a text where the focus is.
        package func type(_ text: String) async throws {
            try await call("Input.insertText", ["text": text])
        }

        /// A picture of the window.
        ///
        /// - Parameter format: `png` or `webp`.
        package func capture(_ format: String) async throws -> Data {
            let parameters: [String: any Sendable] =
                format == "png" ? ["format": format] : ["format": format, "quality": 80]
            let result = try await call("Page.captureScreenshot", parameters)
            guard let data = (result["data"] as? String).flatMap({ Data(base64Encoded: $0) }), !data.isEmpty
            else {
                throw Failure(description: "the browser made no picture")
            }
            return data
        }

        /// Writes what is seen to `.build/screenshots/`, to be looked at.
        ///
        /// - Parameter height: how much of the page, from its top; what is in the window without it.
        package func screenshot(_ name: String, height: Int? = nil) async throws {
            var parameters: [String: any Sendable] = ["format": "png"]
            if let height {
                let width = try await number("innerWidth")
                parameters["captureBeyondViewport"] = true
                parameters["clip"] =
                    ["x": 0, "y": 0, "width": width, "height": Double(height), "scale": 1] as [String: Double]
            }
            let result = try await call("Page.captureScreenshot", parameters)
            let data = Data(base64Encoded: result["data"] as? String ?? "") ?? Data()
            let folder = repository + "/.build/screenshots"
            try Disk.makeFolder(folder)
            try data.write(to: URL(fileURLWithPath: "\(folder)/\(name).png"))
        }

        /// The page as it is printed on paper of the size A4, as a PDF.
        package func printed() async throws -> Data {
            let result = try await call("Page.printToPDF", ["paperWidth": 8.27, "paperHeight": 11.69])
            return Data(base64Encoded: result["data"] as? String ?? "") ?? Data()
        }

        package func close() async throws {
            try await browser.call("Target.closeTarget", ["targetId": target])
        }
    }
}
