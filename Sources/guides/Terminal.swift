import Foundation
import GuideKit

/// What the commands know of where their words go.
enum Terminal {
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Colour on a terminal, unless NO_COLOR (no-color.org) or a dumb terminal says otherwise.
    static var hasColor: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isErrorTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    static func error(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Writes to standard output as it stands.
    static func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    static func output(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// Shows how far the work is, ten times a second, once it has taken half a second; until cancelled.
    static func show(_ progress: BuildProgress) -> Task<Void, Never> {
        show {
            let now = progress.now
            return "\(now.stage) \(now.done) of \(now.total)"
        }
    }

    /// Shows a line that changes, in the same way.
    static func show(_ line: @escaping @Sendable () -> String) -> Task<Void, Never> {
        Task.detached {
            try? await Task.sleep(for: .milliseconds(500))
            while !Task.isCancelled {
                FileHandle.standardError.write(Data("\r\u{1B}[K\(line().prefix(78))".utf8))
                try? await Task.sleep(for: .milliseconds(100))
            }
            FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
        }
    }

    /// Calls `body` at Ctrl-C instead of ending, until cancelled.
    static func onInterrupt(_ body: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler(handler: body)
        source.setCancelHandler { signal(SIGINT, SIG_DFL) }
        source.resume()
        return source
    }
}
