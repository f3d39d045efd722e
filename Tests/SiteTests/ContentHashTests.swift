import Testing

@testable import Support

/// FIPS 180-4, with the examples of NIST.
@Suite(.timeLimit(.minutes(15))) struct ContentHashTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ])
    func isSHA256(_ text: String, _ digits: String) {
        #expect(ContentHash.hexadecimal(Array(text.utf8)) == digits)
        let inside = Array("x\(text)x".utf8)
        #expect(
            ContentHash.digest(inside[1..<(inside.count - 1)]) == ContentHash.digest(Array(text.utf8)))
    }
}
