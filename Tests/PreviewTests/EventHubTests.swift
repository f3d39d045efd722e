import Testing

@testable import Preview

/// Pages are told of the last change, however slowly they read.
@Suite(.timeLimit(.minutes(15))) struct EventHubTests {
    /// What a page that only now begins to read is told.
    private static func told(_ events: AsyncStream<String>, most: Int = 1) async -> [String] {
        var told: [String] = []
        guard most > 0 else { return told }
        for await event in events {
            told.append(event)
            if told.count == most { break }
        }
        return told
    }

    @Test(arguments: [1, 2, 3, 10]) func aSlowPageIsToldOfTheLastChange(_ count: Int) async throws {
        let hub = EventHub()
        let pages = try (0..<3).map { _ in try #require(hub.listen()) }
        for number in 1...count { hub.tell("message \(number)") }
        for page in pages { #expect(await Self.told(page) == ["message \(count)"]) }
        // Also where it read some of them, and where it came later.
        let later = try #require(hub.listen())
        #expect(await Self.told(later) == ["message \(count)"])
        let slow = try #require(hub.listen())
        for number in 1...count { hub.tell("more \(number)") }
        #expect(await Self.told(slow) == ["more \(count)"])
    }

    /// One that reads at once is told of each change, in order.
    @Test func aFastPageIsToldOfEach() async throws {
        let hub = EventHub()
        let page = try #require(hub.listen())
        var reader = page.makeAsyncIterator()
        for number in 1...5 {
            hub.tell("message \(number)")
            #expect(await reader.next() == "message \(number)")
        }
    }

    /// Nothing is told where nothing happened: the first that a page hears is what happens next.
    @Test func nothingIsToldBeforeAnythingHappened() async throws {
        let hub = EventHub()
        let page = try #require(hub.listen())
        hub.tell("first")
        #expect(await Self.told(page) == ["first"])
    }

    /// So many pages listen, and one that goes makes room for another.
    @Test func pagesThatGoMakeRoom() async throws {
        let hub = EventHub()
        var pages = try (0..<EventHub.most).map { _ in try #require(hub.listen()) }
        #expect(hub.listen() == nil)
        hub.tell("all")
        #expect(await Self.told(try #require(pages.last)) == ["all"])
        #expect(await Self.told(pages[0]) == ["all"])
        pages.removeLast()
        let next = try #require(hub.listen())
        #expect(hub.listen() == nil)
        #expect(await Self.told(next) == ["all"])
    }
}
