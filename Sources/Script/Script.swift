import CDuktape
import Glibc
import Support

/// A script of plain ECMAScript 5 and the values that it leaves behind, in an engine of its own (Duktape).
///
/// It is how the tool runs what a browser runs, such as the ranking of the search. The one place that talks to Duktape;
/// it belongs to one thread.
package final class Script {
    /// Why a script stopped.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        /// The engine's message, such as `ReferenceError: identifier 'x' undefined`.
        package var description: String

        package init(description: String) { self.description = description }
    }

    private let context: OpaquePointer

    /// Runs a script.
    package init(_ source: String) throws(Failure) {
        guard let context = shim_create() else {
            throw Failure(description: "not enough memory for the script engine")
        }
        self.context = context
        addNormalize()
        _ = try value(of: source)
    }

    deinit { duk_destroy_heap(context) }

    /// Gives scripts a global variable that holds a text.
    package func set(_ name: String, to text: String) {
        Self.push(text, on: context)
        _ = name.withCString { duk_put_global_string(context, $0) }
    }

    /// The value of an expression, as text.
    package func value(of expression: String) throws(Failure) -> String {
        // A zero at the end, so that there is an address even where the text is empty.
        let source = Self.encoded(expression) + [0]
        let status = source.withUnsafeBufferPointer { view in
            view.withMemoryRebound(to: CChar.self) { shim_eval(context, $0.baseAddress, $0.count - 1) }
        }
        defer { duk_pop(context) }
        let text = Self.text(on: context)
        if status != 0 { throw Failure(description: text) }
        return text
    }

    private static func text(on context: OpaquePointer?) -> String {
        var length: duk_size_t = 0
        guard let start = shim_text(context, &length) else { return "" }
        return start.withMemoryRebound(to: UInt8.self, capacity: length) {
            decoded(UnsafeBufferPointer(start: $0, count: length))
        }
    }

    private static func push(_ text: String, on context: OpaquePointer?) {
        encoded(text).withUnsafeBufferPointer { view in
            _ = view.withMemoryRebound(to: CChar.self) { duk_push_lstring(context, $0.baseAddress, $0.count) }
        }
    }

    /// Adds `String.prototype.normalize`, which ECMAScript 5 does not have: NFC where it is asked for, else NFKD.
    private func addNormalize() {
        let normalize: duk_c_function = { context in
            let isComposed = Script.text(on: context) == "NFC"
            duk_push_this(context)
            let text = Script.text(on: context)
            duk_pop(context)
            let form = isComposed ? NormalForm.composed : .compatiblyDecomposed
            Script.push(form.of(text), on: context)
            return 1
        }
        shim_push_function(context, normalize)
        _ = duk_put_global_string(context, "normalize")
        _ = "String.prototype.normalize = normalize".withCString { shim_eval(context, $0, strlen($0)) }
        duk_pop(context)
    }

    /// A text in CESU-8, as Duktape keeps texts: each half of a surrogate pair by itself, so that a character counts as
    /// two there as it does in a browser.
    private static func encoded(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 >= 0xF0 }) else { return bytes }
        var all: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.value < 0x10000 {
                all += Array(String(scalar).utf8)
            } else {
                for unit in String(scalar).utf16 {
                    all += [0xE0 | UInt8(unit >> 12), 0x80 | UInt8(unit >> 6 & 63), 0x80 | UInt8(unit & 63)]
                }
            }
        }
        return all
    }

    private static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        // Halves of pairs are 0xED 0xA0 to 0xED 0xBF.
        guard zip(bytes, bytes.dropFirst()).contains(where: { $0 == 0xED && $1 >= 0xA0 }) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var units: [UInt16] = []
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            let width = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : 3
            guard at + width <= bytes.count else { break }
            switch width {
            case 1: units.append(UInt16(byte))
            case 2: units.append(UInt16(byte & 31) << 6 | UInt16(bytes[at + 1] & 63))
            default:
                units.append(
                    UInt16(byte & 15) << 12 | UInt16(bytes[at + 1] & 63) << 6 | UInt16(bytes[at + 2] & 63))
            }
            at += width
        }
        return String(decoding: units, as: UTF16.self)
    }
}
