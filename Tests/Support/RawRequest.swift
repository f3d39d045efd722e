import Foundation
import Glibc

/// One request as its very bytes, for what no well-meant client sends: paths that are no addresses, and headers twice.
package enum RawRequest {
    /// What the bytes are answered with.
    package struct Answer: Sendable {
        /// 0 where there is no answer.
        package var status = 0
        /// In their order, names in lower case.
        package var fields: [(name: String, value: String)] = []
        package var body: [UInt8] = []

        /// The values of all headers of a name.
        package func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
    }

    /// Sends a request to a port of loopback and reads until the server closes the connection.
    ///
    /// - Parameters:
    ///   - target: what is behind the method.
    ///   - host: the value of `Host`; nil for `127.0.0.1` with the port.
    ///   - headers: lines without their ends, such as `Accept: */*`.
    package static func send(
        _ target: String, port: Int, method: String = "GET", host: String? = nil, headers: [String] = []
    ) -> Answer {
        let lines =
            ["\(method) \(target) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")", "Connection: close"]
            + headers
        return send(bytes: lines.joined(separator: "\r\n") + "\r\n\r\n", port: port)
    }

    /// Sends some bytes to a port of loopback and reads until the server closes the connection, or says nothing for
    /// five seconds.
    package static func send(bytes: String, port: Int) -> Answer {
        let socket = connect(port: port)
        guard socket >= 0 else { return Answer() }
        defer { Glibc.close(socket) }
        let request = Array(bytes.utf8)
        guard Glibc.send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            return Answer()
        }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = recv(socket, &buffer, buffer.count, 0), count > 0 {
            received += buffer[..<count]
        }
        return answer(received)
    }

    /// A connection to a port of loopback; negative where there is none.
    package static func connect(port: Int) -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var time = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            Glibc.close(socket)
            return -1
        }
        return socket
    }

    private static func answer(_ bytes: [UInt8]) -> Answer {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return Answer() }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        var lines = head.components(separatedBy: "\r\n")
        let status = lines.removeFirst().split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let fields = lines.map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            return (
                name: line[..<colon].lowercased(),
                value: line[colon...].dropFirst().trimmingCharacters(in: .whitespaces)
            )
        }
        return Answer(status: status, fields: fields, body: Array(bytes[end.upperBound...]))
    }
}

extension WebServer.Answer {
    /// As `WebServer.ask` gives it.
    package init(_ raw: RawRequest.Answer) {
        self.init(
            status: raw.status,
            headers: Dictionary(
                raw.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { "\($0), \($1)" }),
            body: raw.body)
    }
}
