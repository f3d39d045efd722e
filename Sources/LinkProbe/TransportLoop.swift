import Glibc

/// The work of a transport's thread, which owns it.
final class TransportLoop {
    private let inbox: TransportInbox
    private let options: TransportOptions
    /// Nil where libcurl does not start: then every request fails.
    private let multi = CurlMulti()
    private var transfers: [Int: (transfer: Transfer, job: TransportInbox.Job)] = [:]
    private var ids: [ObjectIdentifier: Int] = [:]
    /// Cancelled before they came.
    private var cancelled: Set<Int> = []

    init(_ inbox: TransportInbox, _ options: TransportOptions) {
        self.inbox = inbox
        self.options = options
    }

    /// Works until the inbox says that it is ended, and no request is on its way.
    func run() {
        // A connection that breaks while it is written to is an error, not a signal.
        var pipe = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &pipe, nil)
        var isEnded = false
        while !isEnded || !transfers.isEmpty {
            let batch = inbox.take()
            isEnded = isEnded || batch.isEnded
            cancelled.formUnion(batch.cancelled)
            for job in batch.jobs { start(job) }
            for id in cancelled where transfers[id] != nil { finish(id, .failure(.cancelled)) }
            proceed()
        }
    }

    /// Does what can be done now, and waits until there is more to do.
    private func proceed() {
        guard let multi else { return inbox.wait() }
        for (curl, code) in multi.perform() {
            guard let id = ids[ObjectIdentifier(curl)], let (transfer, _) = transfers[id] else {
                continue
            }
            finish(id, transfer.result(code))
        }
        multi.wait(for: inbox.readEnd)
    }

    private func start(_ job: TransportInbox.Job) {
        guard !cancelled.contains(job.id) else {
            cancelled.remove(job.id)
            return job.done.resume(returning: .failure(.cancelled))
        }
        guard let multi, let transfer = Transfer(job.request, options), multi.add(transfer.curl) else {
            return job.done.resume(
                returning: .failure(.noAnswer(isConnected: false, "no request could be made")))
        }
        transfers[job.id] = (transfer, job)
        ids[ObjectIdentifier(transfer.curl)] = job.id
    }

    private func finish(_ id: Int, _ result: Result<WebResponse, TransportFailure>) {
        cancelled.remove(id)
        guard let (transfer, job) = transfers.removeValue(forKey: id) else { return }
        ids[ObjectIdentifier(transfer.curl)] = nil
        multi?.remove(transfer.curl)
        job.done.resume(returning: result)
    }
}
