import Foundation
import Support
import TestSupport
import Testing

extension LookupTests {
    /// What the command can see and a browser cannot: the policy file of MTA-STS, and mail servers with their certificates.
    @Suite struct ConnectionTests {
        /// Certificates, keys and zones that all tests share.
        private struct Place: Sendable {
            let folder: TemporaryFolder
            let servers: NameServers

            /// The file of a certificate, by the name of its kind.
            func file(_ name: String) -> String { "\(folder.path)/\(name)" }
        }

        private static let place = Task {
            let folder = try TemporaryFolder()
            let path = folder.path
            for (name, names) in [
                ("good", "DNS:mx.m.example,DNS:mx.t.example"), ("other", "DNS:other.example"),
            ] {
                try NameServers.sign(
                    path, for: names, certificate: "\(path)/\(name).pem", key: "\(path)/\(name).key")
            }
            let hosts = (1...6).map { "DNS:mta-sts.p\($0).example" }.joined(separator: ",")
            try NameServers.sign(path, for: hosts, certificate: "\(path)/web.pem", key: "\(path)/web.key")
            // An authority, a certificate of it, and one that has ended.
            let made = try shell(
                """
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=authority -keyout ca.key -out ca.pem
                openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=mx.m.example -keyout leaf.key -out leaf.csr
                printf 'subjectAltName=DNS:mx.m.example\\n' > names
                openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile names -out leaf.pem
                mkdir demo; touch index; echo 01 > serial
                printf '[ca]\\ndefault_ca=d\\n[d]\\nnew_certs_dir=demo\\ndatabase=index\\nserial=serial\\ndefault_md=sha256\\npolicy=p\\nx509_extensions=x\\n[p]\\ncommonName=supplied\\n[x]\\nsubjectAltName=DNS:mx.m.example\\n' > ca.conf
                openssl ca -batch -config ca.conf -in leaf.csr -cert ca.pem -keyfile ca.key -startdate 20200101000000Z -enddate 20200201000000Z -out ended.pem -notext
                cat leaf.pem ca.pem > chain.pem
                cat good.pem ca.pem > unrelated.pem
                openssl x509 -in ca.pem -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum | cut -d' ' -f1
                openssl x509 -in good.pem -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum | cut -d' ' -f1
                """, in: path)
            let hashes = made.output.split(separator: "\n").suffix(2).map(String.init)
            try #require(hashes.count == 2 && hashes.allSatisfy { $0.count == 64 }, "\(made)")
            let head =
                "$TTL 300\n@ SOA ns1 host 1 7200 3600 1209600 3600\n@ NS ns1\n@ NS ns2\nns1 A 192.0.2.1\nns2 A 192.0.2.2\n"
            func zone(_ name: String, _ records: String) -> NameServers.Zone {
                NameServers.Zone(name, "$ORIGIN \(name).\n\(head)\(records)\n", .signed)
            }
            let mail = "@ MX 10 mx\nmx A 127.0.0.1\n"
            let zones =
                [
                    zone("m.example", mail + "_25._tcp.mx TLSA 2 1 1 \(hashes[0])"),
                    zone("i.example", "@ MX 10 mx.m.example."),
                    zone("t.example", mail + "_25._tcp.mx TLSA 3 1 1 \(hashes[1])"),
                    zone("w.example", mail + "_25._tcp.mx TLSA 3 1 1 \(String(repeating: "0", count: 64))"),
                ]
                + (1...7).map {
                    zone(
                        "p\($0).example",
                        "@ MX 10 mx\nmx A 192.0.2.5\n_mta-sts TXT \"v=STSv1; id=1\"\n"
                            + ($0 == 6 ? "" : "mta-sts A 127.0.0.1\n"))
                }
            return Place(folder: folder, servers: try await NameServers(zones))
        }

        /// A mail server. Its greeting is hostile; without a certificate it does not offer STARTTLS.
        private static let script = """
            import socket, ssl, sys
            port, names = int(sys.argv[1]), sys.argv[2:]
            server = socket.socket()
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind(('127.0.0.1', port))
            server.listen(5)
            while True:
                peer, _ = server.accept()
                try:
                    peer.sendall(b'220 \\x1b[2J\\xff' + b'x' * 600 + b'\\r\\n')
                    while (line := peer.recv(4096)):
                        if line[:4] in (b'EHLO', b'HELO'):
                            peer.sendall(b'250-\\x1b]0;x\\x07\\r\\n' + (b'250 STARTTLS\\r\\n' if names else b'250 HELP\\r\\n'))
                        elif line[:8] == b'STARTTLS' and names:
                            peer.sendall(b'220 go on\\r\\n')
                            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                            context.load_cert_chain(names[0], names[1])
                            peer = context.wrap_socket(peer, server_side=True)
                        else:
                            peer.sendall(b'502 no\\r\\n')
                except OSError:
                    pass
                peer.close()
            """

        /// - Parameter certificate: the name of its files; `plain` for none.
        private static func mailServer(_ certificate: String, _ place: Place, port: Int) throws -> Program {
            let keys = ["ended": "leaf", "chain": "leaf", "unrelated": "good"]
            let key = keys[certificate] ?? certificate
            let files =
                certificate == "plain" ? [] : [place.file("\(certificate).pem"), place.file("\(key).key")]
            return try Program(["python3", "-c", script, String(port)] + files)
        }

        private static func wait(for port: Int) async throws {
            for _ in 0..<250 {
                if try shell("exec 3<>/dev/tcp/127.0.0.1/\(port)").code == 0 { return }
                try await Task.sleep(for: .milliseconds(20))
            }
            throw Program.Failure("nothing answers at \(port)")
        }

        @Test(
            arguments: [
                ("good", "m.example", "good", ["smtp fine"]),
                ("good", "m.example", nil, ["smtp/certificate-self-signed"]),
                ("other", "m.example", "other", ["smtp/certificate-name"]),
                ("other", "m.example", nil, ["smtp/certificate-self-signed", "smtp/certificate-name"]),
                ("leaf", "m.example", "ca", ["smtp fine"]),
                ("leaf", "m.example", nil, ["smtp/certificate-chain"]),
                ("ended", "m.example", "ca", ["smtp/certificate-expired"]),
                ("plain", "m.example", nil, ["smtp/no-starttls"]), ("", "m.example", nil, ["smtp/no-answer"]),
                ("good", "t.example", "good", ["smtp fine", "tlsa fine"]),
                ("chain", "i.example", "ca", ["smtp fine", "tlsa fine"]),
                ("unrelated", "i.example", "good", ["tlsa/mismatch", "smtp fine"]),
                ("good", "w.example", "good", ["smtp/certificate-name", "tlsa/mismatch"]),
            ] as [(String, String, String?, [String])])
        func mailServersAreLookedAt(
            _ server: String, _ domain: String, _ trusted: String?, _ wanted: [String]
        )
            async throws
        {
            let place = try await Self.place.value
            let port = WebServer.nextPort()
            let program =
                switch server {
                case "": nil as Program?
                default: try Self.mailServer(server, place, port: port)
                }
            if program != nil { try await Self.wait(for: port) }
            let kinds = domain == "m.example" ? "smtp" : "smtp,tlsa"
            let (code, report, error) = try Diagnosed.run(
                domain,
                [
                    "--only", kinds, "--connect", "--allow-private", "--mail-port", String(port),
                    "--resolver",
                    "127.0.0.1:\(place.servers.port)", "--trust-anchors", place.servers.anchors,
                ], environment: trusted.map { ["SSL_CERT_FILE": place.file("\($0).pem")] } ?? [:])
            #expect(report.results.map(\.summary) == wanted, "\(report) \(error)")
            #expect(code == (wanted.allSatisfy { $0.hasSuffix(" fine") } ? 0 : 1))
            #expect(!report.results.contains { $0.detail?.contains("\u{1B}") == true })
            program?.end()
        }

        /// Addresses that are not public are not connected to, unless that is asked for.
        @Test func privateAddressesAreLeftAlone() async throws {
            let place = try await Self.place.value
            let arguments = [
                "--connect", "--resolver", "127.0.0.1:\(place.servers.port)", "--trust-anchors",
                place.servers.anchors,
            ]
            let mail = try Diagnosed.run("m.example", ["--only", "smtp"] + arguments).report
            #expect(mail.results.map(\.summary) == ["smtp unverifiable"])
            #expect(mail.results[0].detail?.contains("127.0.0.1 is no public address") == true)
            let policy = try Diagnosed.run("p1.example", ["--only", "mta-sts"] + arguments).report
            #expect(policy.results.map(\.summary) == ["mta-sts/policy-unreachable"])
            #expect(policy.results[0].detail?.contains("127.0.0.1 is no public address") == true)
        }

        @Test(arguments: [
            (1, ["mta-sts fine"], ""),
            (2, ["mta-sts/policy-unreachable"], "redirects to https://elsewhere.example/"),
            (3, ["mta-sts/policy-wrong-type"], "text/html"),
            (4, ["mta-sts/policy-unreachable"], "status 404"),
            (5, ["mta-sts/policy-unreachable"], "more than 65536 bytes"),
            (6, ["mta-sts/policy-unreachable"], "has no address"),
            (7, ["mta-sts/policy-unreachable"], "its certificate is for another name"),
        ])
        func policiesAreFetched(_ number: Int, _ wanted: [String], _ words: String) async throws {
            let place = try await Self.place.value
            let policy = "version: STSv1\\nmode: enforce\\nmx: mx.p\(number).example\\nmax_age: 604800\\n"
            let answers = [
                2: "return 301 https://elsewhere.example/;",
                3: "default_type text/html; return 200 \"\(policy)\";",
                4: "return 404;", 5: "default_type text/plain; root FOLDER;",
            ]
            let answer = answers[number] ?? "default_type text/plain; return 200 \"\(policy)\";"
            let server = try await WebServer(
                http: """
                    server {
                      listen 127.0.0.1:PORT ssl;
                      ssl_certificate \(place.file("web.pem"));
                      ssl_certificate_key \(place.file("web.key"));
                      location / { \(number == 5 ? "try_files /large =404;" : "") \(answer) }
                    }
                    """, files: ["large": String(repeating: "x", count: 70_000)])
            let port = try #require(server.address.split(separator: ":").last.map(String.init))
            let (_, report, error) = try Diagnosed.run(
                "p\(number).example",
                [
                    "--only", "mta-sts", "--allow-private", "--web-port", port, "--resolver",
                    "127.0.0.1:\(place.servers.port)", "--trust-anchors", place.servers.anchors,
                ], environment: ["SSL_CERT_FILE": place.file("web.pem")])
            #expect(report.results.map(\.summary) == wanted, "\(report) \(error)")
            if !words.isEmpty { #expect(report.results[0].detail?.contains(words) == true, "\(report)") }
        }
    }
}
