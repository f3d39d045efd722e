import Testing

@testable import Words

@Suite(.timeLimit(.minutes(15))) struct OpenTableTests {
    /// Many keys are found at once but for those that others keep out of their first slot, and no other key is.
    @Test func manyAreFoundAtOnce() {
        var table = OpenTable<UInt64, Void>()
        let keys = (1...1000).map { UInt64($0) }
        for key in keys { _ = table.number(of: key, adding: ()) }
        #expect(table.numbers(of: keys, none: .max) == keys.map { UInt32($0) - 1 })
        #expect(table.numbers(of: [0, 5000, .max], none: .max) == [.max, .max, .max])
        // These have the first slot of 1 and 2.
        let crowded = [1, 2].map { $0 + UInt64(1) << 40 }
        for key in crowded { _ = table.number(of: key, adding: ()) }
        #expect(table.numbers(of: crowded, none: .max) == [.max, .max])
        #expect(table.numbers(of: [1, 2], none: .max) == [0, 1])
    }

    /// Keys that all point to few places, against a dictionary, with growth and after everything was taken out.
    @Test(arguments: [1, 64, 4096])
    func isADictionaryInOrder(_ distance: UInt64) {
        var table = OpenTable<UInt64, Int>()
        for round in 1...3 {
            var numbers: [UInt64: Int] = [:]
            var order: [UInt64] = []
            for step in 0..<2000 {
                let key = UInt64(step * step % 977) &* distance
                let isNew = numbers[key] == nil
                #expect((table.number(of: key) == nil) == isNew)
                if isNew {
                    numbers[key] = order.count
                    order.append(key)
                }
                #expect(table.number(of: key, adding: step) == numbers[key])
                if isNew { #expect(table[key] == step) }
                table.values[table.number(of: key, adding: 0)] = round
            }
            #expect(table.keys == order && table.count == order.count)
            #expect(table.values.allSatisfy { $0 == round })
            #expect(order.allSatisfy { table[$0] == round } && table[UInt64.max] == nil)
            table.removeAll()
            #expect(table.count == 0 && order.allSatisfy { table[$0] == nil })
        }
    }
}
