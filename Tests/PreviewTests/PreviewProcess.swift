import Foundation
import TestSupport

/// The real tool, previewing a folder.
final class PreviewProcess: Sendable {
    let port: Int
    /// What it printed before it was ready.
    let output: String
    private let program: Program

    struct NotStarted: Error { var words: String }

    /// - Parameter port: any that is free by default.
    init(_ site: String, port: Int? = nil, _ arguments: [String] = []) async throws {
        var words = ""
        for _ in 0..<(port == nil ? 20 : 1) {
            let number = port ?? Int.random(in: 20000..<32000)
            let program = try Program([tool, "preview", "--site", site, "--port", "\(number)"] + arguments)
            for _ in 0..<1000 {
                // Asked before its words are read, so that the last of them are seen.
                let isRunning = program.isRunning
                words = program.output + program.error
                if words.contains("Press Ctrl-C to stop.") {
                    (self.port, output, self.program) = (number, words, program)
                    return
                }
                if !isRunning { break }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        throw NotStarted(words: words)
    }

    /// What it has printed by now.
    var printed: String { program.output + program.error }
    var processID: Int32 { program.processID }
    var address: String { "http://127.0.0.1:\(port)" }

    /// Ends it as Ctrl-C does; its exit code, and how long that took.
    func interrupt() -> (code: Int32, time: Duration) {
        let start = ContinuousClock.now
        program.signal(SIGINT)
        return (program.wait(), ContinuousClock.now - start)
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
