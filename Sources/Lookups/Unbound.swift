import CDNS

// Every pointer that goes to libunbound, or comes from it, is in this file.

/// A context of libunbound: a resolver within this program, which asks another one, validates with DNSSEC, and does its work on a
/// thread of its own. It ends with the value.
final class Unbound {
    /// The way of one question.
    final class Slot {
        fileprivate var id: Int32 = 0
        /// What came; nil while it is on its way.
        fileprivate(set) var outcome: Outcome?
    }

    enum Outcome {
        /// A message in wire format.
        case message([UInt8], isSecure: Bool)
        /// Signatures of DNSSEC are wrong.
        case bogus
        case failed
    }

    private let context: OpaquePointer

    /// - Parameters:
    ///   - server: such as `192.0.2.1@53`; nil for those of the system.
    ///   - anchors: keys to trust, as records of a zone.
    init(server: String?, anchors: [String]) throws(ResolverError) {
        guard let context = ub_ctx_create() else { throw .noLibrary }
        self.context = context
        // Resolvers of the system are often on this machine, and the reverse zones of private networks may be theirs.
        let options = [
            ("do-not-query-localhost:", "no"), ("unblock-lan-zones:", "yes"), ("insecure-lan-zones:", "yes"),
        ]
        for (name, value) in options { ub_ctx_set_option(context, name, value) }
        if let server {
            guard ub_ctx_set_fwd(context, server) == 0 else { throw .badAddress(server) }
        } else if ub_ctx_resolvconf(context, nil) != 0 {
            throw .noSystemResolver
        }
        for anchor in anchors where ub_ctx_add_ta(context, anchor) != 0 { throw .badAnchor(anchor) }
        ub_ctx_async(context, 1)
    }

    deinit { ub_ctx_delete(context) }

    /// Sends a question; nil where its name is none.
    func start(_ question: DNSQuestion) -> Slot? {
        let slot = Slot()
        let data = Unmanaged.passRetained(slot)
        let code = ub_resolve_async(
            context, question.name, Int32(question.kind.rawValue), 1, data.toOpaque(),
            { data, error, result in
                guard let data else { return ub_resolve_free(result) }
                let slot = Unmanaged<Slot>.fromOpaque(data).takeRetainedValue()
                slot.outcome = Unbound.outcome(error, result)
                ub_resolve_free(result)
            }, &slot.id)
        guard code == 0 else {
            data.release()
            return nil
        }
        return slot
    }

    private static func outcome(_ error: Int32, _ result: UnsafeMutablePointer<ub_result>?) -> Outcome {
        guard error == 0, let result = result?.pointee else { return .failed }
        if result.bogus != 0 { return .bogus }
        guard let packet = result.answer_packet, result.answer_len > 0 else { return .failed }
        let bytes = UnsafeRawBufferPointer(start: packet, count: Int(result.answer_len))
        return .message(Array(bytes), isSecure: result.secure != 0)
    }

    /// Hands out the answers that came.
    func process() {
        if ub_poll(context) != 0 { ub_process(context) }
    }

    /// Gives a question up.
    func cancel(_ slot: Slot) {
        // Where it was answered meanwhile, the answer's callback has let the slot go.
        guard slot.outcome == nil, ub_cancel(context, slot.id) == 0 else { return }
        Unmanaged.passUnretained(slot).release()
    }
}
