import CDNS
import Glibc
import Records

// Every pointer that goes to libldns, or comes from it, is in this file.

/// Messages of DNS in wire format (RFC 1035 section 4), written and read by libldns.
enum DNSMessage {
    /// A question with recursion, and with the bit that asks whether DNSSEC was validated (RFC 6840 section 5.7). Its id is 0, as
    /// RFC 8484 section 4.1 has it, so that caches between find it again.
    ///
    /// - Returns: nil where the name is none.
    static func query(_ question: DNSQuestion) -> [UInt8]? {
        var packet: UnsafeMutablePointer<ldns_pkt>?
        let flags = UInt16(LDNS_RD | LDNS_AD)
        guard
            ldns_pkt_query_new_frm_str(
                &packet, question.name, ldns_rr_type(UInt32(question.kind.rawValue)), LDNS_RR_CLASS_IN, flags)
                == LDNS_STATUS_OK, let packet
        else { return nil }
        defer { ldns_pkt_free(packet) }
        ldns_pkt_set_id(packet, 0)
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard ldns_pkt2wire(&bytes, packet, &count) == LDNS_STATUS_OK, let bytes else { return nil }
        defer { free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }

    /// What a message answers.
    static func answer(_ bytes: [UInt8], to question: DNSQuestion) -> RecordAnswer {
        var packet: UnsafeMutablePointer<ldns_pkt>?
        guard ldns_wire2pkt(&packet, bytes, bytes.count) == LDNS_STATUS_OK, let packet else {
            return RecordAnswer(status: .malformed)
        }
        defer { ldns_pkt_free(packet) }
        guard ldns_pkt_qr(packet) != 0, ldns_pkt_tc(packet) == 0 else {
            return RecordAnswer(status: .malformed)
        }
        var aliases: [String: String] = [:]
        var records: [(owner: String, text: String)] = []
        let list = ldns_pkt_answer(packet)
        for index in 0..<(list == nil ? 0 : ldns_rr_list_rr_count(list)) {
            guard let record = ldns_rr_list_rr(list, index), let owner = name(ldns_rr_owner(record)) else {
                continue
            }
            let type = ldns_rr_get_type(record).rawValue
            if type == UInt32(DNSQuestion.Kind.cname.rawValue), let target = name(ldns_rr_rdf(record, 0)) {
                aliases[owner] = target
            }
            if type == UInt32(question.kind.rawValue), let text = text(of: record, question.kind) {
                records.append((owner, text))
            }
        }
        // Only what belongs to the name that was asked for, or to one that it is an alias of.
        var chain = [question.name.lowercased()]
        while question.kind != .cname, chain.count < 12, let last = chain.last, let next = aliases[last] {
            chain.append(next)
        }
        let own = records.filter { chain.contains($0.owner) }.map(\.text)
        let status: RecordAnswer.Status =
            switch ldns_pkt_get_rcode(packet) {
            case LDNS_RCODE_NOERROR: own.isEmpty ? .nodata : .ok
            case LDNS_RCODE_NXDOMAIN: .nxdomain
            case LDNS_RCODE_REFUSED: .refused
            default: .servfail
            }
        return RecordAnswer(
            status: status, records: own, aliases: Array(chain.dropFirst()), secure: ldns_pkt_ad(packet) != 0)
    }

    /// A record's data as `records.js` reads it.
    private static func text(of record: UnsafeMutablePointer<ldns_rr>, _ kind: DNSQuestion.Kind) -> String? {
        let parts = (0..<ldns_rr_rd_count(record)).compactMap { ldns_rr_rdf(record, $0) }
        switch kind {
        case .txt:
            return String(decoding: parts.flatMap { bytes($0).dropFirst() }, as: UTF8.self)
        case .caa:
            guard parts.count == 3, let flags = presented(parts[0]) else { return nil }
            let property = String(decoding: bytes(parts[1]).dropFirst(), as: UTF8.self)
            return "\(flags) \(property) \"\(String(decoding: bytes(parts[2]), as: UTF8.self))\""
        case .mx:
            guard parts.count == 2, let preference = presented(parts[0]), let host = name(parts[1]) else {
                return nil
            }
            return "\(preference) \(host)"
        case .soa:
            guard parts.count == 7, let server = name(parts[0]), let mailbox = name(parts[1]) else {
                return nil
            }
            return ([server, mailbox] + parts[2...].compactMap(presented)).joined(separator: " ")
        case .cname, .ns, .ptr: return parts.first.flatMap(name)
        case .a, .aaaa, .ds, .dnskey, .tlsa:
            return parts.compactMap(presented).joined(separator: " ").lowercased()
        }
    }

    private static func bytes(_ part: UnsafeMutablePointer<ldns_rdf>) -> [UInt8] {
        Array(UnsafeBufferPointer(start: ldns_rdf_data(part), count: ldns_rdf_size(part)))
    }

    /// A part of a record in the form of zone files.
    private static func presented(_ part: UnsafeMutablePointer<ldns_rdf>) -> String? {
        guard let text = ldns_rdf2str(part) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }

    /// A name in small letters without the dot at its end; the root is a single dot.
    private static func name(_ part: UnsafeMutablePointer<ldns_rdf>?) -> String? {
        guard let text = part.flatMap(presented)?.lowercased() else { return nil }
        return text.count > 1 && text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
