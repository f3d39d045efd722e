import CIDN2

/// Names of hosts in letters beyond ASCII.
package enum InternationalHost {
    /// A name in letters of ASCII, as DNS and browsers have it (UTS 46, nontransitional): `xn--bcher-kva.example` for
    /// `Bücher.example`; nil where no host can have such a name.
    package static func ascii(_ name: String) -> String? {
        guard name.utf8.contains(where: { $0 >= 128 }) else { return name.lowercased() }
        guard !name.utf8.contains(0) else { return nil }
        var result: UnsafeMutablePointer<CChar>?
        defer { idn2_free(result) }
        let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        guard idn2_to_ascii_8z(name, &result, flags) == IDN2_OK.rawValue, let result else { return nil }
        return String(cString: result)
    }
}
