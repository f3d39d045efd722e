import Foundation
import Glibc
import Synchronization

/// A proxy on loopback: HTTP with CONNECT, and SOCKS4 and 5. Whatever host it is asked for, it connects to one port of
/// this machine.
final class LocalProxy: Sendable {
    let port: Int
    private let socket: Int32
    private let log = Log()

    private final class Log: Sendable { let lines = Mutex<[String]>([]) }

    /// What it was asked for, such as `GET http://a.example/`, `CONNECT a.example:443` or `SOCKS a.example:80`.
    var asked: [String] { log.lines.withLock { $0 } }

    struct NotStarted: Error {}

    /// - Parameters:
    ///   - target: the port that it connects to.
    ///   - tunnels: whether it allows CONNECT to this port.
    init(to target: Int, tunnels: @escaping @Sendable (_ port: Int) -> Bool = { _ in true }) throws {
        let socket = Self.socket()
        self.socket = socket
        var address = Self.address(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && listen(socket, 64) == 0
            }
        }
        let isNamed = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(socket, $0, &length) == 0
            }
        }
        guard isBound, isNamed else { throw NotStarted() }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [socket, log] in
            // It is closed where it is read alone. Closed elsewhere, its number could be another proxy's by the time that
            // this thread accepts again, and it would take that one's client.
            defer { close(socket) }
            while true {
                let client = accept(socket, nil, nil)
                if client < 0 {
                    if errno == EINTR { continue }
                    return
                }
                Thread.detachNewThread { Self.serve(client, target, tunnels, log) }
            }
        }
    }

    /// Ends the thread that accepts: from now on, `accept` fails at once.
    deinit { shutdown(socket, Int32(SHUT_RDWR)) }

    private static func socket() -> Int32 { Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }

    private static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    private static func read(_ socket: Int32, _ most: Int = 16 << 10) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: most)
        var count = recv(socket, &bytes, most, 0)
        while count < 0, errno == EINTR { count = recv(socket, &bytes, most, 0) }
        return Array(bytes.prefix(max(0, count)))
    }

    private static func write(_ bytes: [UInt8], to socket: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func serve(_ client: Int32, _ target: Int, _ tunnels: (Int) -> Bool, _ log: Log) {
        defer { close(client) }
        let first = read(client)
        let server = socket()
        defer { close(server) }
        var location = address(target)
        let isConnected = withUnsafePointer(to: &location) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected, let kind = first.first else { return }
        func port(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
        switch kind {
        case 5:
            write([5, 0], to: client)
            let request = read(client)
            guard request.count > 6 else { return }
            let host =
                request[3] == 3
                ? String(decoding: request[5..<(5 + Int(request[4]))], as: UTF8.self)
                : request[4..<(request.count - 2)].map(String.init).joined(separator: ".")
            log.lines.withLock { $0.append("SOCKS \(host):\(port(request.suffix(2)))") }
            write([5, 0, 0, 1, 0, 0, 0, 0, 0, 0], to: client)
        case 4:
            // SOCKS4a: an address of 0.0.0.x, a user's name, and the host's.
            let names = first.dropFirst(8).split(separator: 0, omittingEmptySubsequences: false)
            let host = names.count > 2 ? String(decoding: names[1], as: UTF8.self) : "?"
            log.lines.withLock { $0.append("SOCKS \(host):\(port(first[2..<4]))") }
            write([0, 90, 0, 0, 0, 0, 0, 0], to: client)
        default:
            let line = String(decoding: first.prefix { $0 != 13 }, as: UTF8.self).split(separator: " ")
            guard line.count > 1 else { return }
            log.lines.withLock { $0.append("\(line[0]) \(line[1])") }
            if line[0] == "CONNECT" {
                guard tunnels(Int(line[1].split(separator: ":").last ?? "") ?? 0) else {
                    return write(
                        Array("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".utf8), to: client)
                }
                write(Array("HTTP/1.1 200 Connected\r\n\r\n".utf8), to: client)
            } else {
                write(first, to: server)
            }
        }
        // Both ways, until one side ends.
        var ends = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while true {
            guard poll(&ends, 2, -1) > 0 else {
                if errno == EINTR { continue }
                return
            }
            for (index, end) in ends.enumerated() where end.revents != 0 {
                let bytes = read(end.fd)
                if bytes.isEmpty { return }
                write(bytes, to: ends[1 - index].fd)
            }
        }
    }
}
