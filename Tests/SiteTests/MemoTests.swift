import Support
import Synchronization
import Testing

/// A memo gives what a stage would make: it makes what it does not have, and nothing else.
@Suite(.timeLimit(.minutes(15))) struct MemoTests {
    /// The squares of some numbers, with those that were made for it.
    private func squares(_ numbers: [Int], _ memo: Memo<Int, Int>) async throws -> (
        values: [Int], made: [Int], memo: Memo<Int, Int>
    ) {
        let calls = Mutex<[Int]>([])
        let (values, made, next) = try await memo.values(
            numbers.count, jobs: 2, chunk: 1, key: { numbers[$0] }, makeState: {}
        ) { _, index in
            calls.withLock { $0.append(numbers[index]) }
            return numbers[index] * numbers[index]
        }
        #expect(calls.withLock { $0.sorted() } == made.map { numbers[$0] }.sorted())
        return (values, made.map { numbers[$0] }, next)
    }

    @Test func makesWhatItDoesNotHave() async throws {
        let first = try await squares([3, 1, 2], Memo(isKept: true))
        #expect(first.values == [9, 1, 4] && first.made == [3, 1, 2])
        let second = try await squares([2, 5, 3], first.memo)
        #expect(second.values == [4, 25, 9] && second.made == [5])
    }

    @Test func forgetsWhatWasNotAskedFor() async throws {
        let first = try await squares([1, 2], Memo(isKept: true))
        let second = try await squares([2], first.memo)
        #expect(second.made == [])
        #expect(try await squares([1, 2], second.memo).made == [1])
        // The memo before is as it was.
        #expect(try await squares([1, 2], first.memo).made == [])
    }

    @Test func keepsNothingWithoutALaterRun() async throws {
        let first = try await squares([1, 2], Memo(isKept: false))
        #expect(try await squares([1, 2], first.memo).made == [1, 2])
    }

    @Test func holdsOneValueByItsKey() {
        var made = 0
        func value(_ key: String, _ memo: Memo<String, Int>) -> (value: Int, memo: Memo<String, Int>) {
            memo.value(key) {
                made += 1
                return made
            }
        }
        let first = value("a", Memo(isKept: true))
        #expect(value("a", first.memo).value == 1)
        let second = value("b", first.memo)
        #expect(second.value == 2 && value("a", second.memo).value == 3)
    }
}
