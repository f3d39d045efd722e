import Dispatch

/// Sends requests with libcurl: all of them on one thread, over connections that are kept and shared. The thread ends
/// with the value.
final class Transport: Sendable {
    private let inbox: TransportInbox

    init(_ options: TransportOptions) {
        let inbox = TransportInbox()
        self.inbox = inbox
        DispatchQueue(label: "links").async { TransportLoop(inbox, options).run() }
    }

    deinit { inbox.change { $0.isEnded = true } }

    func send(_ request: WebRequest) async -> Result<WebResponse, TransportFailure> {
        let result = await sendOnce(request)
        guard case .failure(.unusableConnection) = result else { return result }
        var again = request
        again.isFresh = true
        return await sendOnce(again)
    }

    private func sendOnce(_ request: WebRequest) async -> Result<WebResponse, TransportFailure> {
        let id = inbox.change { messages in
            messages.next += 1
            return messages.next
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { done in
                inbox.change {
                    $0.jobs.append(TransportInbox.Job(id: id, request: request, done: done))
                }
            }
        } onCancel: {
            inbox.change { _ = $0.cancelled.insert(id) }
        }
    }
}
