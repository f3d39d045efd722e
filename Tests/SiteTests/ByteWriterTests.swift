import Testing

@testable import Support

@Suite(.timeLimit(.minutes(15))) struct ByteWriterTests {
    @Test(
        arguments: [0, 1, 9, 10, 11, 99, 100, 101, 999, 1000, 65_536, 1_000_000_007, .max, .max - 1, .min]
            .flatMap { [$0, 0 &- $0] })
    func numbersAreWrittenInDecimals(_ number: Int) {
        let out = ByteWriter(capacity: 1)
        // Room for what was there already, and for what comes after it.
        out.append("at ")
        out.append(decimal: number)
        out.append("!")
        #expect(out.text == "at \(number)!")
    }

    /// Small ones are worked out four digits at once.
    @Test func eachSmallNumberIsWritten() {
        for number in 0...10_100 {
            let out = ByteWriter(capacity: 1)
            out.append(decimal: number)
            out.append(",")
            #expect(out.text == "\(number),")
        }
    }

    /// Many at once are written like one after the other, in a writer that has no room left.
    @Test func listsOfNumbersAreWritten() {
        let powers = (0...9).map { UInt32((0..<$0).reduce(1) { power, _ in power * 10 }) }
        let numbers = powers.flatMap { [$0 - 1, $0, $0 + 1, $0 &* 4] } + [.max, .max - 1]
        for count in 0...numbers.count {
            let out = ByteWriter(capacity: 64)
            out.append(String(repeating: "a", count: 64))
            let first = Array(numbers.prefix(count))
            out.append(decimals: first.span)
            #expect(out.text == String(repeating: "a", count: 64) + first.map { ",\($0)" }.joined())
        }
    }

    @Test func eachWidthOfNumbersIsWritten() {
        var power = 1
        for _ in 0..<18 {
            power *= 10
            for number in [power - 1, power, power + 1] {
                let out = ByteWriter()
                out.append(decimal: number)
                #expect(out.text == "\(number)")
            }
        }
    }
}
