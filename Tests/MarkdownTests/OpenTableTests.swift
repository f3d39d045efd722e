import Testing

@testable import Words

@Suite(.timeLimit(.minutes(15))) struct OpenTableTests {
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
