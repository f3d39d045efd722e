import Foundation
import Highlighting
import TestSupport
import Testing

@testable import Support

/// The colors of code in the theme's styles: one for each kind of part, in both themes, readable on the ground of code.
@Suite(.timeLimit(.minutes(15))) struct CodeContrastTests {
    private static let style =
        (try? String(
            contentsOfFile: repository + "/Sources/DefaultTheme/Templates/assets/style.css", encoding: .utf8))
        ?? ""

    /// The custom properties of a theme: those of the first rule, and in the dark theme those of another over them.
    private static func properties(after selectors: [String]) -> [String: String] {
        var values: [String: String] = [:]
        for selector in selectors {
            guard let start = style.range(of: selector) else { continue }
            let rule = style[start.upperBound...].prefix { $0 != "}" }
            for match in rule.matches(of: /(--[a-z-]+): ([^;]+);/) {
                values[String(match.output.1)] = String(match.output.2)
            }
        }
        return values
    }

    static let themes: [[String: String]] = [
        properties(after: [":root {"]),
        properties(after: [":root {", ":root:not([data-theme=\"light\"]) {"]),
        properties(after: [":root {", ":root[data-theme=\"dark\"] {\n"]),
    ]

    /// The numbers of red, green and blue of `#1b7440`, of a property, or of the middle of two of these.
    private func color(_ value: String, _ properties: [String: String]) throws -> [Double] {
        if let mixed = value.wholeMatch(of: /color-mix\(in srgb, (.+\)), (.+\))\)/) {
            let (a, b) = (try color(String(mixed.1), properties), try color(String(mixed.2), properties))
            return zip(a, b).map { ($0 + $1) / 2 }
        }
        if let name = value.wholeMatch(of: /var\((--[a-z-]+)\)/) {
            return try color(try #require(properties[String(name.1)], "\(value)"), properties)
        }
        var digits = String(value.dropFirst())
        if digits.count == 3 { digits = digits.map { "\($0)\($0)" }.joined() }
        let number = try #require(UInt32(digits, radix: 16), "\(value)")
        return [number >> 16 & 255, number >> 8 & 255, number & 255].map { Double($0) }
    }

    /// How far two colors are apart (WCAG 2.2, contrast ratio and relative luminance).
    private func contrast(_ a: [Double], _ b: [Double]) -> Double {
        func luminance(_ color: [Double]) -> Double {
            let parts = color.map {
                $0 / 255 <= 0.04045 ? $0 / 255 / 12.92 : pow(($0 / 255 + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
        let (a, b) = (luminance(a), luminance(b))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    @Test func contrastIsMeasuredAsTheGuidelinesSay() throws {
        #expect(try abs(contrast(color("#fff", [:]), color("#000000", [:])) - 21) < 0.001)
        #expect(try abs(contrast(color("#767676", [:]), color("#fff", [:])) - 4.54) < 0.01)
    }

    @Test(arguments: Token.Kind.allCases, themes.indices)
    func eachKindCanBeRead(_ kind: Token.Kind, _ theme: Int) throws {
        let properties = Self.themes[theme]
        let start = try #require(Self.style.range(of: "\npre .\(kind.className) { color: ")).upperBound
        let line = String(Self.style[start...].prefix { $0 != ";" })
        // A property of a site, or what the theme has without one.
        let value = try #require(line.wholeMatch(of: /var\(--code-[a-z]+, (.+)\)/), "\(line)").1
        let ratio = contrast(try color(String(value), properties), try color("var(--shade)", properties))
        #expect(ratio >= 4.5, "\(kind) in \(value): \(ratio)")
    }

    @Test func themesDiffer() {
        #expect(Self.themes[0]["--shade"] != Self.themes[1]["--shade"])
        #expect(Self.themes[1] == Self.themes[2])
    }
}
