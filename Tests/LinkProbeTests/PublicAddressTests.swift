import Testing

@testable import LinkProbe

@Suite(.timeLimit(.minutes(15))) struct PublicAddressTests {
    @Test(arguments: [
        "127.0.0.1", "127.255.1.2", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "192.0.2.1", "198.51.100.7", "203.0.113.9", "198.18.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::",
        "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::", "2001::1", "::127.0.0.1", "168.63.129.16", "::ffff:168.63.129.16", "localhost",
        "", "1.2.3", "0x7f.1", "fec0::1",
    ])
    func isRefused(_ address: String) { #expect(!PublicAddress.isPublic(address)) }

    @Test(arguments: [
        "8.8.8.8", "1.1.1.1", "172.32.0.1", "192.0.3.1", "2606:4700::1111", "::ffff:8.8.8.8", "2a00::1",
        "100.128.0.1", "168.63.129.15", "168.63.129.17",
    ])
    func isPublic(_ address: String) { #expect(PublicAddress.isPublic(address)) }

    /// Of a name's addresses each has to be public, wherever the one that is not comes.
    @Test(arguments: ["10.1.2.3", "::1", "fd12::1", "169.254.169.254"])
    func oneThatIsNotHidesAll(_ hidden: String) {
        let others = ["8.8.8.8", "2606:4700::1111", "1.1.1.1"]
        #expect(HostResolver.lookup(of: others) == .isPublic)
        #expect(HostResolver.lookup(of: [hidden]) == .isHidden(hidden))
        for place in 0...others.count {
            var addresses = others
            addresses.insert(hidden, at: place)
            #expect(HostResolver.lookup(of: addresses) == .isHidden(hidden), "\(addresses)")
        }
    }
}
