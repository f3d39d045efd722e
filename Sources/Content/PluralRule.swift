/// A form of a text that a number decides, as CLDR names them.
package enum PluralCategory: Int, Sendable, CaseIterable {
    case zero, one, two, few, many, other

    /// The name in files, such as `few`.
    package var name: String { "\(self)" }

    /// Whether there is a language in which a text in this form may say the number in words, as in "one guide".
    var mayLackNumber: Bool { [.zero, .one, .two].contains(self) }

    init?(named name: String) {
        guard let category = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = category
    }
}

/// The rule by which a language chooses the form of a text by a whole number (CLDR, plurals.xml, cardinal).
package struct PluralRule: Sendable {
    /// The forms that a text has besides `other`.
    private let forms: [PluralCategory]
    private let choose: @Sendable (Int) -> PluralCategory

    private init(_ forms: [PluralCategory], _ choose: @escaping @Sendable (Int) -> PluralCategory) {
        self.forms = forms
        self.choose = choose
    }

    /// The rule of a language, by its subtag such as `pt`. One that is not in the table has `one` and `other`, as most have.
    package init(of language: String) { self = Self.rules[language] ?? Self.usual }

    /// All forms that a text of the language has.
    package var categories: [PluralCategory] { forms + [.other] }

    /// The form for a number from 0.
    package func category(of count: Int) -> PluralCategory { choose(count) }

    /// Whether a text in a form may say the number in words, as in "one guide": where the form is for one number alone, as
    /// `one` is in English and not in Russian, which has it for 21 as well.
    func mayLackNumber(in category: PluralCategory) -> Bool { onlyNumber(of: category) != nil }

    /// The number that alone has a form; nil where several have it.
    private func onlyNumber(of category: PluralCategory) -> Int? {
        var numbers = (0...Self.mostTried).lazy.filter { choose($0) == category }.makeIterator()
        let first = numbers.next()
        return numbers.next() == nil ? first : nil
    }

    /// Enough to tell whether one number alone has a form: rules ask for numbers below 20 and for the last two digits. Some also ask
    /// for whole millions, which are many.
    private static let mostTried = 1000

    /// Forms of a text that this rule chooses from, by the categories of another rule: for a category that one number alone has, the
    /// form for that number, and the one for most numbers for the others, where `other` gives it.
    func forms(_ forms: [PluralCategory: String], underCategoriesOf rule: PluralRule)
        -> [PluralCategory: String]
    {
        var found: [PluralCategory: String] = [:]
        found[.other] = forms[.other]
        for category in rule.categories {
            guard let number = rule.onlyNumber(of: category), let form = forms[choose(number)] else {
                continue
            }
            if form != found[.other] { found[category] = form }
        }
        return found
    }

    static let english = PluralRule(of: "en")

    /// Languages that have a rule of their own.
    package static var languages: [String] { rules.keys.sorted() }

    private static let usual = PluralRule([.one]) { $0 == 1 ? .one : .other }

    /// The last one or two digits of a number decide in many languages.
    private static func ends(_ count: Int, _ digits: ClosedRange<Int>, butNot teens: ClosedRange<Int>) -> Bool
    {
        digits.contains(count % 10) && !teens.contains(count % 100)
    }

    private static func million(_ count: Int) -> PluralCategory {
        count != 0 && count % 1_000_000 == 0 ? .many : .other
    }

    private static func eastSlavic(_ count: Int) -> PluralCategory {
        if ends(count, 1...1, butNot: 11...11) { return .one }
        return ends(count, 2...4, butNot: 12...14) ? .few : .many
    }

    private static func southSlavic(_ count: Int) -> PluralCategory {
        let category = eastSlavic(count)
        return category == .many ? .other : category
    }

    private static func slovene(_ count: Int) -> PluralCategory {
        switch count % 100 {
        case 1: .one
        case 2: .two
        case 3...4: .few
        default: .other
        }
    }

    private static func arabic(_ count: Int) -> PluralCategory {
        switch count {
        case 0: .zero
        case 1: .one
        case 2: .two
        default:
            switch count % 100 {
            case 3...10: .few
            case 11...99: .many
            default: .other
            }
        }
    }

    private static func welsh(_ count: Int) -> PluralCategory {
        switch count {
        case 0: .zero
        case 1: .one
        case 2: .two
        case 3: .few
        case 6: .many
        default: .other
        }
    }

    private static func irish(_ count: Int) -> PluralCategory {
        switch count {
        case 1: .one
        case 2: .two
        case 3...6: .few
        case 7...10: .many
        default: .other
        }
    }

    private static func gaelic(_ count: Int) -> PluralCategory {
        switch count {
        case 1, 11: .one
        case 2, 12: .two
        case 3...10, 13...19: .few
        default: .other
        }
    }

    private static func maltese(_ count: Int) -> PluralCategory {
        switch count {
        case 1: return .one
        case 2: return .two
        default: break
        }
        switch count % 100 {
        case 0 where count == 0, 3...10: return .few
        case 11...19: return .many
        default: return .other
        }
    }

    /// Languages by their rules.
    private static let rules: [String: PluralRule] = {
        let groups: [(languages: String, rule: PluralRule)] = [
            (
                "bm bo dz id ig ii ja jv km ko lo ms my sg su th to vi wo yo yue zh",
                PluralRule([]) { _ in .other }
            ),
            (
                "am as bn fa ff gu hi hy kn ln mg pa si ti wa zu",
                PluralRule([.one]) { $0 < 2 ? .one : .other }
            ),
            ("fr pt", PluralRule([.one, .many]) { $0 < 2 ? .one : million($0) }),
            ("ca es it", PluralRule([.one, .many]) { $0 == 1 ? .one : million($0) }),
            ("is mk", PluralRule([.one]) { ends($0, 1...1, butNot: 11...11) ? .one : .other }),
            ("fil tl", PluralRule([.one]) { [4, 6, 9].contains($0 % 10) ? .other : .one }),
            (
                "lv",
                PluralRule([.zero, .one]) {
                    if $0 % 10 == 0 || (11...19).contains($0 % 100) { return .zero }
                    return $0 % 10 == 1 ? .one : .other
                }
            ),
            ("he", PluralRule([.one, .two]) { $0 == 1 ? .one : $0 == 2 ? .two : .other }),
            (
                "ro",
                PluralRule([.one, .few]) {
                    if $0 == 1 { return .one }
                    return $0 == 0 || (1...19).contains($0 % 100) ? .few : .other
                }
            ),
            ("bs hr sr", PluralRule([.one, .few], southSlavic)),
            ("be ru uk", PluralRule([.one, .few, .many], eastSlavic)),
            (
                "pl",
                PluralRule([.one, .few, .many]) {
                    $0 == 1 ? .one : ends($0, 2...4, butNot: 12...14) ? .few : .many
                }
            ),
            (
                "cs sk",
                PluralRule([.one, .few, .many]) { $0 == 1 ? .one : (2...4).contains($0) ? .few : .other }
            ),
            (
                "lt",
                PluralRule([.one, .few, .many]) {
                    if ends($0, 1...1, butNot: 11...19) { return .one }
                    return ends($0, 2...9, butNot: 11...19) ? .few : .other
                }
            ),
            ("dsb hsb sl", PluralRule([.one, .two, .few], slovene)),
            ("ar", PluralRule([.zero, .one, .two, .few, .many], arabic)),
            ("cy", PluralRule([.zero, .one, .two, .few, .many], welsh)),
            ("ga", PluralRule([.one, .two, .few, .many], irish)),
            ("gd", PluralRule([.one, .two, .few], gaelic)),
            ("mt", PluralRule([.one, .two, .few, .many], maltese)),
        ]
        var rules: [String: PluralRule] = [:]
        for group in groups {
            for language in group.languages.split(separator: " ") { rules[String(language)] = group.rule }
        }
        return rules
    }()
}
