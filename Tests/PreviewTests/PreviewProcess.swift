import Foundation
import Synchronization
import TestSupport

/// The real tool, previewing a folder.
final class PreviewProcess: Sendable {
    let port: Int
    private let process = Mutex<Process?>(nil)
    private let words = Mutex("")

    struct NotStarted: Error { var words: String }

    /// The tool, as `swift build` made it beside the tests; a measurement names the one that is released.
    static let tool =
        ProcessInfo.processInfo.environment["GUIDES_TOOL"].map { URL(fileURLWithPath: $0) }
        ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("guides")

    /// - Parameter port: any that is free by default.
    init(_ site: String, port: Int? = nil, _ arguments: [String] = []) async throws {
        for _ in 0..<20 {
            let number = port ?? Int.random(in: 20000..<32000)
            if let process = try await Self.start(site, number, arguments, words) {
                self.port = number
                self.process.withLock { $0 = process }
                return
            }
            if port != nil { break }
        }
        throw NotStarted(words: words.withLock { $0 })
    }

    private static func start(
        _ site: String, _ port: Int, _ arguments: [String], _ words: borrowing Mutex<String>
    ) async throws -> Process? {
        let process = Process()
        process.executableURL = tool
        process.arguments = ["preview", "--site", site, "--port", String(port)] + arguments
        let log = NSTemporaryDirectory() + "guides-preview-\(UUID().uuidString).log"
        try Data().write(to: URL(fileURLWithPath: log))
        defer { try? FileManager.default.removeItem(atPath: log) }
        let handle = FileHandle(forWritingAtPath: log)
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
        for _ in 0..<1000 {
            let said = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
            words.withLock { $0 = said }
            if said.contains("Ctrl-C ends it.") { return process }
            if !process.isRunning { return nil }
            try await Task.sleep(for: .milliseconds(20))
        }
        process.terminate()
        return nil
    }

    deinit { process.withLock { $0?.terminate() } }

    var processID: Int32 { process.withLock { $0?.processIdentifier ?? 0 } }
    /// What it printed before it was ready.
    var output: String { words.withLock { $0 } }
    var address: String { "http://127.0.0.1:\(port)" }

    /// Ends it as Ctrl-C does; its exit code, and how long that took.
    func interrupt() -> (code: Int32, time: Duration) {
        let process = process.withLock { $0 }
        guard let process else { return (-1, .zero) }
        let start = ContinuousClock.now
        process.interrupt()
        process.waitUntilExit()
        return (process.terminationStatus, ContinuousClock.now - start)
    }

    typealias Answer = HTTPExchange.Answer

    /// One request, whose redirects are not followed.
    func ask(
        _ path: String, method: String = "GET", headers: [(String, String)] = [], body: String? = nil
    ) async throws -> Answer {
        try await HTTPExchange.ask(address, path, method: method, headers: headers, body: body)
    }
}

extension Browser.Page {
    /// The preview that it shows.
    var preview: PreviewProcess { server as! PreviewProcess }
}
