import CCurl
import Dispatch
import Foundation

/// One request over a connection of its own and its answer, by libcurl: nothing is added, followed or unpacked.
package enum HTTPExchange {
    package struct Answer: Sendable {
        package var status: Int
        /// By name in lower case; several of one name joined by commas.
        package var headers: [String: String]
        package var body: [UInt8]
        package var text: String { String(decoding: body, as: UTF8.self) }
        package var type: String { headers["content-type"] ?? "" }
    }

    package struct Failure: Error, CustomStringConvertible { package var description: String }

    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private final class Received {
        var body: [UInt8] = []
        var headers: [String: String] = [:]
    }

    /// - Parameters:
    ///   - origin: scheme, host and port, such as `http://127.0.0.1:8080`. Its certificate may be anybody's.
    ///   - target: what the request names, sent as it is but for a fragment.
    ///   - headers: sent in this order; several may have one name.
    package static func ask(
        _ origin: String, _ target: String, method: String = "GET", headers: [(String, String)] = [],
        body: String? = nil
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result { try perform(origin, target, method, headers, body) })
            }
        }
    }

    private static func perform(
        _ origin: String, _ target: String, _ method: String, _ headers: [(String, String)], _ body: String?
    ) throws -> Answer {
        guard isReady, let handle = curl_easy_init() else {
            throw Failure(description: "libcurl does not start")
        }
        defer { curl_easy_cleanup(handle) }
        shim_set_number(handle, CURLOPT_NOSIGNAL, 1)
        shim_set_number(handle, CURLOPT_TIMEOUT_MS, 20_000)
        shim_set_number(handle, CURLOPT_SSL_VERIFYPEER, 0)
        shim_set_number(handle, CURLOPT_SSL_VERIFYHOST, 0)
        shim_set_text(handle, CURLOPT_PROXY, "")
        shim_set_text(handle, CURLOPT_URL, origin + "/")
        // A fragment is never sent; a `Location` may have one.
        shim_set_text(handle, CURLOPT_REQUEST_TARGET, String(target.prefix { $0 != "#" }))
        // What libcurl would add of its own is taken away.
        var lines = headers.map { $1.isEmpty ? "\($0);" : "\($0): \($1)" }
        for name in ["Accept", "Content-Type", "Expect"]
        where !headers.contains(where: { $0.0.lowercased() == name.lowercased() }) {
            lines.append("\(name):")
        }
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { list = curl_slist_append(list, line) }
        defer { curl_slist_free_all(list) }
        shim_set_list(handle, CURLOPT_HTTPHEADER, list)
        if method == "HEAD" { shim_set_number(handle, CURLOPT_NOBODY, 1) }
        if let body {
            shim_set_number(handle, CURLOPT_POSTFIELDSIZE, body.utf8.count)
            shim_set_text(handle, CURLOPT_COPYPOSTFIELDS, body)
        }
        shim_set_text(handle, CURLOPT_CUSTOMREQUEST, method)
        let received = Received()
        let context = Unmanaged.passUnretained(received).toOpaque()
        shim_set_pointer(handle, CURLOPT_WRITEDATA, context)
        shim_set_pointer(handle, CURLOPT_HEADERDATA, context)
        shim_set_sink(handle, CURLOPT_WRITEFUNCTION) { bytes, one, count, context in
            guard let bytes, let context else { return 0 }
            Unmanaged<Received>.fromOpaque(context).takeUnretainedValue().body.append(
                contentsOf: UnsafeRawBufferPointer(start: bytes, count: one * count))
            return one * count
        }
        shim_set_sink(handle, CURLOPT_HEADERFUNCTION) { bytes, one, count, context in
            guard let bytes, let context else { return 0 }
            let received = Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
            let line = String(
                decoding: UnsafeRawBufferPointer(start: bytes, count: one * count), as: UTF8.self)
            if line.hasPrefix("HTTP/") { received.headers = [:] }
            if let colon = line.firstIndex(of: ":") {
                let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
                let former = received.headers[line[..<colon].lowercased()]
                received.headers[line[..<colon].lowercased()] = former.map { "\($0), \(value)" } ?? value
            }
            return one * count
        }
        let code = withExtendedLifetime(received) { curl_easy_perform(handle) }
        guard code == CURLE_OK else {
            throw Failure(
                description: "\(method) \(origin)\(target): \(String(cString: curl_easy_strerror(code)))")
        }
        var status = 0
        shim_number(handle, CURLINFO_RESPONSE_CODE, &status)
        return Answer(status: status, headers: received.headers, body: received.body)
    }
}
