import Foundation
import Glibc
import Support

/// Three name servers from Debian on loopback, as they are between a domain and its readers: nsd has the zones, unbound asks it and
/// validates with DNSSEC, and dnsdist answers by UDP, by TCP and by DNS over HTTPS.
package final class NameServers: Sendable {
    /// A zone, and what is done to it.
    package struct Zone: Sendable {
        package enum Kind: Sendable, Equatable {
            case plain, signed
            /// Its records were changed after it was signed: a text takes the place of another.
            case forged(String, with: String)
            /// The server has its name, and no records.
            case broken
            /// The server that others are told of does not have it.
            case lame
        }

        package var name: String
        package var text: String
        package var kind: Kind

        /// The name of its file.
        fileprivate var file: String { name == "." ? "root.zone" : "\(name).zone" }

        package init(_ name: String, _ text: String, _ kind: Kind = .plain) {
            (self.name, self.text, self.kind) = (name, text, kind)
        }
    }

    /// The port that answers by UDP and TCP.
    package let port: Int
    /// Such as `https://127.0.0.1:12345/dns-query`.
    package let web: String
    /// The certificate of `web` in PEM, which signs itself; and its key.
    package let certificate: String
    package let key: String
    /// Keys of the signed zones.
    package let anchors: String
    private let folder: TemporaryFolder
    private let programs: [Program]

    /// - Parameters:
    ///   - silent: names that get no answer.
    ///   - refused: names that are refused.
    ///   - cut: names whose answers by UDP are empty and marked as truncated.
    package init(_ others: [Zone], silent: [String] = [], refused: [String] = [], cut: [String] = [])
        async throws
    {
        let zones = [Self.root(others)] + others
        folder = try TemporaryFolder()
        let path = folder.path
        (certificate, key) = ("\(path)/web.pem", "\(path)/web.key")
        anchors = "\(path)/anchors"
        try Self.sign(path, for: "IP:127.0.0.1", certificate: certificate, key: key)
        var keys = ""
        for zone in zones where zone.kind != .broken && zone.kind != .lame {
            try Self.write(zone.text, to: "\(path)/\(zone.file)")
            keys += try Self.signed(zone, path) ?? ""
        }
        try Self.write(keys, to: anchors)
        let ports = (0..<4).map { _ in WebServer.nextPort() }
        (port, web) = (ports[2], "https://127.0.0.1:\(ports[3])/dns-query")
        try Self.configure(path, zones, ports)
        let rules =
            Self.rules("DropAction()", silent) + Self.rules("RCodeAction(DNSRCode.REFUSED)", refused)
            + cut.map { "addAction(AndRule({QNameRule(\"\($0)\"), TCPRule(false)}), TCAction())\n" }.joined()
        try Self.write(
            """
            setLocal("127.0.0.1:\(ports[2])")
            addDOHLocal("127.0.0.1:\(ports[3])", "\(certificate)", "\(key)", {"/dns-query"},
              {customResponseHeaders={["access-control-allow-origin"]="*"}})
            setACL({"127.0.0.0/8"})
            setSecurityPollSuffix("")
            newServer({address="127.0.0.1:\(ports[1])"}):setUp()
            \(rules)
            """, to: "\(path)/dnsdist.conf")
        let commands = [
            ["nsd", "-d", "-c", "\(path)/nsd.conf"], ["unbound", "-d", "-c", "\(path)/unbound.conf"],
            ["dnsdist", "--supervised", "--disable-syslog", "-C", "\(path)/dnsdist.conf"],
        ]
        programs = try commands.map { try Program($0, in: path) }
        try await waitUntilReady(
            others.first { ![.broken, .lame].contains($0.kind) && $0.name.contains(".") }?.name ?? ".")
    }

    deinit { programs.forEach { $0.end() } }

    /// The root, which is signed, and above the zones without a signature.
    private static func root(_ zones: [Zone]) -> Zone {
        let below = Set(zones.compactMap { $0.name.split(separator: ".").last }).sorted()
        let servers = below.map { "\($0) NS ns1.example.\n" }.joined()
        return Zone(
            ".",
            "$ORIGIN .\n$TTL 300\n@ SOA ns1.example. host.example. 1 7200 3600 1209600 3600\n@ NS ns1.example.\n\(servers)",
            .signed)
    }

    private static func write(_ text: String, to path: String) throws {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
    }

    private static func rules(_ action: String, _ names: [String]) -> String {
        names.map { "addAction(QNameRule(\"\($0)\"), \(action))\n" }.joined()
    }

    /// Makes a certificate that signs itself.
    ///
    /// - Parameter names: such as `DNS:mail.example.com`.
    package static func sign(
        _ folder: String, for names: String, certificate: String, key: String, days: Int = 30
    ) throws {
        let made = try Program(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days", String(days), "-subj", "/CN=test", "-addext", "subjectAltName=\(names)", "-keyout",
                key,
                "-out", certificate,
            ], in: folder)
        guard made.wait() == 0 else { throw Program.Failure("openssl: \(made.error)") }
    }

    /// Signs a zone that is to be signed. Returns its key.
    private static func signed(_ zone: Zone, _ folder: String) throws -> String? {
        guard [.plain, .broken, .lame].contains(zone.kind) == false else { return nil }
        func tool(_ command: [String]) throws -> String {
            let tool = try Program(command, in: folder)
            guard tool.wait() == 0 else { throw Program.Failure("\(command): \(tool.output)\(tool.error)") }
            return tool.output
        }
        let name = try tool(["ldns-keygen", "-a", "ECDSAP256SHA256", "-k", zone.name])
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let file = "\(folder)/\(zone.file)"
        _ = try tool(["ldns-signzone", "-o", zone.name, "-f", file + ".signed", file, name])
        var text = String(decoding: try Disk.read(file + ".signed"), as: UTF8.self)
        if case .forged(let from, let to) = zone.kind {
            guard text.contains(from) else { throw Program.Failure("\(zone.name) has no \(from)") }
            text = text.replacing(from, with: to)
        }
        try write(text, to: file)
        return String(decoding: try Disk.read("\(folder)/\(name).key"), as: UTF8.self)
    }

    private static func configure(_ path: String, _ zones: [Zone], _ ports: [Int]) throws {
        let served = zones.filter { $0.kind != .lame }.map {
            "zone:\n  name: \($0.name)\n  zonefile: \($0.file)\n"
        }
        try Self.write(
            """
            server:
              ip-address: 127.0.0.1@\(ports[0])
              username: ""
              chroot: ""
              zonesdir: "\(path)"
              database: ""
              pidfile: "\(path)/nsd.pid"
              xfrdfile: "\(path)/xfrd"
              zonelistfile: "\(path)/zones"
              logfile: "\(path)/nsd.log"
              server-count: 1
              rrl-ratelimit: 0
            remote-control:
              control-enable: no
            \(served.joined())
            """, to: "\(path)/nsd.conf")
        // Every zone is asked for at nsd, as if the roots led there.
        let stubs = zones.map {
            "stub-zone:\n  name: \"\($0.name)\"\n  stub-addr: 127.0.0.1@\(ports[0])\n  stub-prime: no\n"
        }
        let open = zones.filter { $0.name != "." }.map { "  local-zone: \"\($0.name)\" nodefault\n" }
        try Self.write(
            """
            server:
              interface: 127.0.0.1@\(ports[1])
              username: ""
              chroot: ""
              directory: "\(path)"
              pidfile: "\(path)/unbound.pid"
              do-daemonize: no
              use-syslog: no
              logfile: "\(path)/unbound.log"
              do-not-query-localhost: no
              trust-anchor-file: "\(path)/anchors"
              module-config: "validator iterator"
              access-control: 127.0.0.0/8 allow
            \(open.joined())
            remote-control:
              control-enable: no
            \(stubs.joined())
            """, to: "\(path)/unbound.conf")
    }

    /// Waits until the name of a zone is answered by DNS over HTTPS, behind which are all three.
    private func waitUntilReady(_ zone: String) async throws {
        for _ in 0..<250 where programs.allSatisfy(\.isRunning) {
            let answer = try run(
                ["diagnose", zone, "--resolver", web, "--only", "dns", "--format", "json"],
                in: folder.path, environment: ["SSL_CERT_FILE": certificate])
            if answer.code < 2, answer.output.contains("\"state\"") { return }
            try await Task.sleep(for: .milliseconds(40))
        }
        let logs = ["nsd.log", "unbound.log"].map {
            (try? Disk.read("\(folder.path)/\($0)")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        throw Program.Failure(
            "the name servers did not start: \((programs.map { $0.output + $0.error } + logs).joined(separator: "\n").suffix(1500))"
        )
    }
}
