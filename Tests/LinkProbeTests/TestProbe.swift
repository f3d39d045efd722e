import Synchronization

@testable import LinkProbe

/// A probe of servers on this machine.
enum TestProbe {
    /// Options that lose no time, and allow this machine.
    static func options(_ change: (inout ProbeOptions) -> Void = { _ in }) -> ProbeOptions {
        var options = ProbeOptions()
        options.allowsPrivate = true
        options.pause = .milliseconds(10)
        options.retryPause = .milliseconds(30)
        // A busy machine may take long over an answer.
        options.tryTime = .seconds(60)
        options.longestWait = .seconds(2)
        change(&options)
        return options
    }

    /// Answers by page.
    static func ask(_ pages: [ProbePage], _ options: ProbeOptions) async -> [String: ProbeResult] {
        let answers = Mutex<[String: ProbeResult]>([:])
        await LinkProbe(options).ask(pages) { page, answer in answers.withLock { $0[page.url] = answer } }
        return answers.withLock { $0 }
    }

    /// The state that a result comes to, and its reason or the anchors that are missing.
    static func state(_ answer: ProbeResult) -> (String, String) {
        switch answer.kind {
        case .ok: (answer.hasMoved ? "moved" : "ok", (answer.missingAnchors ?? []).joined())
        case .soft404(let reason): ("soft-404", reason)
        case .blocked(let reason): ("blocked", reason)
        case .inconclusive(let reason): ("inconclusive", reason)
        case .gone(let reason): ("gone", reason)
        case .badCertificate(let reason): ("certificate", reason)
        case .refused(let reason): ("refused", reason)
        }
    }
}
