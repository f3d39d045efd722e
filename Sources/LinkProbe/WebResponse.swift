/// The answer to one request.
struct WebResponse: Sendable {
    /// Status and headers of an answer.
    struct Head: Sendable {
        var status: Int
        var headers: [(name: String, value: String)] = []

        /// The values of all headers of a name in small letters.
        func values(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }
        /// In small letters, such as `text/html; charset=utf-8`; empty where there is none.
        var type: String { values("content-type").last?.lowercased() ?? "" }
        var isHTML: Bool { type.contains("html") }
        /// Whether the page was found (2xx).
        var isSuccess: Bool { (200..<300).contains(status) }
    }

    var head: Head
    /// The body, unpacked, as far as it was wanted.
    var body: [UInt8] = []
    /// Cookies that the next request of the attempt is sent with, in libcurl's own form.
    var cookies: [String] = []
}
