import CIDN2

/// Names of hosts in letters beyond ASCII.
package enum InternationalHost {
    /// A name in letters of ASCII, as DNS and browsers have it (UTS 46, nontransitional): `xn--bcher-kva.example` for
    /// `Bücher.example`; nil where no host can have such a name.
    package static func ascii(_ name: String) -> String? {
        guard name.utf8.contains(where: { $0 >= 128 }) else { return name.lowercased() }
        guard !name.unicodeScalars.contains(where: { $0.value == 0 || $0.properties.isNoncharacterCodePoint })
        else {
            return nil
        }
        // Registries take both; libidn2 makes `ss` of the capital letter.
        let name = name.replacingBytes("ẞ", with: "ß")
        var result: UnsafeMutablePointer<CChar>?
        defer { idn2_free(result) }
        let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        if idn2_to_ascii_8z(name, &result, flags) == IDN2_OK.rawValue, let result {
            return String(cString: result)
        }
        return symbols(in: name)
    }

    /// The same for a name with symbols, such as `i❤.ws`: browsers ask for it, though nobody may register it today
    /// (IDNA2008), so libidn2 refuses it.
    private static func symbols(in name: String) -> String? {
        // The dots of other scripts part labels too (UTS 46 section 4).
        let mapped = NormalForm.compatiblyComposed.of(name.lowercased()).unicodeScalars.filter {
            !$0.properties.isDefaultIgnorableCodePoint
        }
        let labels = mapped.split(omittingEmptySubsequences: false) { [0x2E, 0x3002].contains($0.value) }
        var names: [String] = []
        for label in labels {
            guard label.contains(where: { !$0.isASCII }) else {
                names.append(String(String.UnicodeScalarView(label)))
                continue
            }
            // One that starts with a mark would put it on the dot before it (RFC 5891 section 4.2.3.2).
            switch label.first?.properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark: return nil
            default: break
            }
            guard let encoded = punycode(Array(label)), encoded.utf8.count < 60 else { return nil }
            names.append("xn--" + encoded)
        }
        return names.joined(separator: ".")
    }

    /// A label as RFC 3492 section 6.3 encodes it: `i-7iq` for `i❤`; nil for one that is longer than any label.
    private static func punycode(_ label: [Unicode.Scalar]) -> String? {
        guard label.count < 64 else { return nil }
        let basic = label.filter(\.isASCII)
        var text = String(String.UnicodeScalarView(basic)) + (basic.isEmpty ? "" : "-")
        var (next, delta, bias, done) = (UInt32(128), 0, 72, basic.count)
        while done < label.count {
            guard let least = label.map(\.value).filter({ $0 >= next }).min() else { return nil }
            delta += Int(least - next) * (done + 1)
            next = least
            for scalar in label {
                if scalar.value < next { delta += 1 }
                guard scalar.value == next else { continue }
                text += digits(delta, bias)
                bias = adapted(delta, count: done + 1, isFirst: done == basic.count)
                (delta, done) = (0, done + 1)
            }
            delta += 1
            next += 1
        }
        return text
    }

    /// A number as digits of variable length (RFC 3492 section 3.3).
    private static func digits(_ number: Int, _ bias: Int) -> String {
        var (rest, position, text) = (number, 36, "")
        func digit(_ value: Int) -> Character {
            Character(Unicode.Scalar(UInt8(value < 26 ? 97 + value : 22 + value)))
        }
        while true {
            let threshold = min(max(position - bias, 1), 26)
            guard rest >= threshold else { return text + String(digit(rest)) }
            text.append(digit(threshold + (rest - threshold) % (36 - threshold)))
            rest = (rest - threshold) / (36 - threshold)
            position += 36
        }
    }

    /// The bias of the next digits (RFC 3492 section 6.1).
    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var (rest, bias) = (isFirst ? delta / 700 : delta / 2, 0)
        rest += rest / count
        while rest > 455 {
            rest /= 35
            bias += 36
        }
        return bias + 36 * rest / (rest + 38)
    }
}
