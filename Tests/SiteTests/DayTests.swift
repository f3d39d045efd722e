import Testing

@testable import Support

/// Days of the calendar, by their name, their number and a time of theirs.
@Suite(.timeLimit(.minutes(15))) struct DayTests {
    @Test(arguments: [
        ("2024-02-29", true), ("2023-02-29", false), ("1900-02-29", false), ("2000-02-29", true),
        ("2100-02-29", false), ("2026-04-31", false), ("2026-06-31", false), ("2026-12-31", true),
        ("0001-01-01", true), ("0000-01-01", false), ("9999-12-31", true), ("2026-1-01", false),
        ("2026-01-1", false), ("26-01-01", false), ("2026-00-01", false), ("2026-01-00", false),
        ("2026-13-01", false), ("+026-01-01", false), ("2026-01-01 ", false), ("2026/01/01", false),
        ("", false),
    ])
    func daysAreInTheCalendar(_ text: String, _ isDay: Bool) {
        #expect(Day(text)?.description == (isDay ? text : nil))
    }

    /// Each day of some years is the one after the day before, by its number and by its second.
    @Test func daysFollowEachOther() throws {
        for year in [1, 4, 100, 1600, 1899, 1900, 1969, 1970, 1999, 2000, 2026, 2100, 9998] {
            let text = String(repeating: "0", count: 4 - String(year).count) + String(year)
            var number = try #require(Day("\(text)-01-01")).number
            for month in 1...12 {
                for day in 1...31 {
                    let name = "\(text)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                    guard let found = Day(name) else { continue }
                    #expect(found.number == number, "\(name)")
                    #expect(
                        Day(ofTime: number * 86_400) == found
                            && Day(ofTime: number * 86_400 + 86_399) == found)
                    number += 1
                }
            }
        }
        #expect(
            Day(ofTime: 0)?.description == "1970-01-01" && Day(ofTime: -1)?.description == "1969-12-31")
        #expect(Day(ofTime: 253_402_300_800) == nil && Day(ofTime: -62_135_596_801) == nil)
    }
}
