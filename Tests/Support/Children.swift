import Glibc
import Synchronization

/// Processes that tests started. What lives as long as the whole run has nobody to end it but the run's own end.
enum Children {
    private static let all = Mutex<[pid_t]>([])

    private static let endsWithUs: Void = {
        atexit { for child in Children.all.withLock({ $0 }) { kill(child, SIGTERM) } }
    }()

    static func add(_ child: pid_t) {
        _ = endsWithUs
        all.withLock { $0.append(child) }
    }
}
