import LinkProbe
import Records
import Support

/// Asks a resolver by DNS over HTTPS (RFC 8484).
struct WebResolver: Sendable {
    /// Such as `https://dns.example.com/dns-query`.
    let address: String
    let files: WebFile.Options

    /// The largest message (RFC 1035 section 4.2.2).
    private static let largestMessage = 65_535

    private static let type = "application/dns-message"

    func answer(_ question: DNSQuestion) async -> RecordAnswer {
        guard let query = DNSMessage.query(question) else { return RecordAnswer(status: .malformed) }
        do throws(WebFile.Failure) {
            let file = try await WebFile.fetch(
                "\(address)?dns=\(Base64URL.encode(query))", accept: Self.type, most: Self.largestMessage,
                files)
            guard file.type.prefix(while: { $0 != ";" }) == Self.type else {
                return RecordAnswer(status: .malformed)
            }
            return DNSMessage.answer(file.bytes, to: question)
        } catch {
            return RecordAnswer(status: error.isTimeOut ? .timeout : .refused)
        }
    }
}

/// The form of bytes in addresses (RFC 4648 section 5), without padding.
enum Base64URL {
    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let number = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            text += (0...part.count).map { letters[number >> (18 - 6 * $0) & 63] }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
