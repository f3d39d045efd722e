import Dispatch
import FoundationEssentials
import Glibc
import Reports
import Support

/// Standard output and standard error, and who reads them: a person, a program, or the runner of GitHub Actions.
enum Terminal {
    /// Whether standard error is a terminal: then progress is shown there.
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether standard output is a terminal: then notes are shown too.
    static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Puts something in the place of standard files that are closed, which no one can read or write: the next file that is
    /// opened would get the number, and what is printed with it.
    static func holdClosedFiles() {
        for file in STDIN_FILENO...STDERR_FILENO where fcntl(file, F_GETFD) < 0 {
            _ = open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Colour for a file that is a terminal, unless NO_COLOR (no-color.org) or a dumb terminal says otherwise.
    static func hasColor(_ file: Int32) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        return isatty(file) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Whether the runner of GitHub Actions reads what is printed, and obeys the workflow commands in it.
    private static let isWorkflow = ProcessInfo.processInfo.environment["GITHUB_ACTIONS"] == "true"

    private static func print(_ text: String, to file: Int32) {
        put(isWorkflow ? TerminalText.withoutCommands(text) : text, to: file)
    }

    /// Writes all of a text, or ends the command with 2: a disk may be full, and the program that reads the output gone.
    private static func put(_ text: String, to file: Int32) {
        guard !Disk.write(text, to: file) else { return }
        let reason = String(cString: strerror(errno))
        _ = Disk.write(
            "error: cannot write the output: \(reason). Check the file or program that takes it.\n",
            to: STDERR_FILENO)
        exit(2)
    }

    /// Writes words for people and a line end to standard error.
    static func error(_ text: String) { print(TerminalText.lines(text) + "\n", to: STDERR_FILENO) }

    /// Writes words for people and a line end to standard output.
    static func output(_ text: String) { print(TerminalText.lines(text) + "\n", to: STDOUT_FILENO) }

    /// Writes words for people to standard output.
    static func write(_ text: String) { print(TerminalText.lines(text), to: STDOUT_FILENO) }

    /// Writes a finding as `FindingText` shows it, which may have colours of its own, and an empty line.
    static func report(_ finding: String, to file: Int32 = STDOUT_FILENO) {
        print(finding + "\n", to: file)
    }

    /// Writes something for programs to standard output, byte for byte.
    static func data(_ text: String) { put(text, to: STDOUT_FILENO) }

    /// Writes a text of `MachineText` and a line end to standard output.
    static func json(_ text: String) { data(text + "\n") }

    /// Writes a diff to standard output, byte for byte, between lines that keep the runner of GitHub Actions from
    /// obeying what is in it. `patch` and `git apply` pass over such lines.
    static func diff(_ text: String) {
        guard isWorkflow, !text.isEmpty else { return data(text) }
        let token = "guides-\(UUID().uuidString)"
        data("::stop-commands::\(token)\n\(text)::\(token)::\n")
    }

    /// Writes a report.
    static func write(_ pieces: [ReportPiece]) throws {
        for piece in pieces {
            switch piece {
            case .words(let text): output(text)
            case .aside(let text): error(text)
            case .finding(let text): report(text)
            case .data(let text): data(text)
            case .diff(let text): diff(text)
            case .appendix(let text, let path): try Disk.append(text, to: path)
            }
        }
    }

    /// The line that says how far a build is.
    static func line(_ progress: BuildProgress) -> @Sendable () -> String { { progress.line } }

    /// Does some work. Where standard error is a terminal, a line that changes is shown meanwhile, ten times a second,
    /// once the work has taken half a second.
    ///
    /// - Parameter line: nil where nothing is to be shown.
    static func showing<Value>(
        _ line: (@Sendable () -> String)?, while work: () async throws -> Value
    ) async throws -> Value {
        guard let line, isErrorTerminal else { return try await work() }
        let ticker = Task.detached {
            try? await Task.sleep(for: .milliseconds(500))
            while !Task.isCancelled {
                // Nobody misses a line where the terminal is gone.
                _ = Disk.write("\r\u{1B}[K\(TerminalText.line(line()).prefix(78))", to: STDERR_FILENO)
                try? await Task.sleep(for: .milliseconds(100))
            }
            _ = Disk.write("\r\u{1B}[K", to: STDERR_FILENO)
        }
        let result: Result<Value, any Error>
        do {
            result = .success(try await work())
        } catch {
            result = .failure(error)
        }
        ticker.cancel()
        await ticker.value
        return try result.get()
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
