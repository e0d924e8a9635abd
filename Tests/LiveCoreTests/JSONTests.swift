import Foundation
import LiveCore
import TestSupport
import Testing

/// The hand-written reader and writer agree with Foundation's.
@Suite struct JSONTests {
    private func read(_ bytes: some Sequence<UInt8>) throws(JSONError) -> JSONTree {
        try JSONReader.read(bytes) { reader throws(JSONError) in try JSONTree(reading: &reader) }
    }

    private func isJSON(_ bytes: [UInt8]) -> Bool {
        do throws(JSONError) {
            try JSONReader.read(bytes) { reader throws(JSONError) in try reader.skip() }
            return true
        } catch {
            return false
        }
    }

    @Test func writesWhatFoundationReads() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2_000 {
            let tree = JSONTree.random(using: &random)
            var writer = JSONWriter()
            tree.write(to: &writer)
            #expect(try JSONDecoder().decode(JSONTree.self, from: Data(writer.bytes)) == tree)
            #expect(try read(writer.bytes) == tree)
            let text = try #require(String(validating: writer.bytes, as: UTF8.self))
            #expect(!text.unicodeScalars.contains(where: UnsafeScalars.contains))
        }
    }

    @Test func readsWhatFoundationWritesAndReads() throws {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<2_000 {
            let tree = JSONTree.random(using: &random)
            let bytes = Array(tree.text(using: &random).utf8)
            #expect(try read(bytes) == tree)
            #expect(try JSONDecoder().decode(JSONTree.self, from: Data(bytes)) == tree)
            #expect(isJSON(bytes))
            let text = random.text(upTo: 100)
            #expect(try read(JSONEncoder().encode(text)) == .string(text))
        }
    }

    /// Texts that are nearly JSON: both take them, or neither does.
    @Test func acceptsExactlyWhatFoundationAccepts() throws {
        var random = SeededGenerator(seed: 13)
        var (taken, refused) = (0, 0)
        for _ in 0..<20_000 {
            var bytes = Array(JSONTree.random(using: &random, depth: 3).text(using: &random).utf8)
            for _ in 0..<Int.random(in: 1...2, using: &random) { mutate(&bytes, using: &random) }
            guard !isBeyondFoundation(bytes) else { continue }
            let foundation = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
            #expect(isJSON(bytes) == foundation, "\(String(decoding: bytes, as: UTF8.self)) \(bytes)")
            if foundation { taken += 1 } else { refused += 1 }
        }
        #expect(taken > 1_000 && refused > 1_000)
    }

    private func mutate(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
        let interesting = Array("{}[]\",:\\u0123456789-+.eEtrufalsn /\n\u{1}".utf8) + [0x00, 0x80, 0xC0, 0xED, 0xFF]
        guard let position = bytes.indices.randomElement(using: &random),
            let byte = interesting.randomElement(using: &random)
        else { return }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes.remove(at: position)
        case 1: bytes.insert(byte, at: position)
        case 2: bytes.insert(bytes[position], at: position)
        case 3: bytes.removeSubrange(position...)
        default: bytes[position] = byte
        }
    }

    /// Where Foundation is not strict, or not about JSON: it guesses UTF-16 and UTF-32 from zero bytes near the
    /// start and drops a byte order mark, it takes a comma before a closing bracket, and it can't hold every number.
    private func isBeyondFoundation(_ bytes: [UInt8]) -> Bool {
        if bytes.prefix(4).contains(0) || bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.prefix(2) == [0xFF, 0xFE] {
            return true
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return [",[ \\t\\r\\n]*[}\\]]", "[0-9][eE][-+]?[0-9]{3}"].contains { pattern in
            text.range(of: pattern, options: .regularExpression) != nil
        }
    }

    @Test(arguments: [
        "{\"a\":1,}", "[1,]", "[,1]", "{a:1}", "01", "-", "+1", ".5", "1.", "1e", "1e+", "0x1", "NaN", "Infinity",
        "tru",
        "nul", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"",
        "\"\n\"",
        "[1 2]", "{\"a\" 1}", "{\"a\":}", "{1:2}", "[1]]", "//", "'a'", "\u{A0}1", "",
    ])
    func refuses(text: String) {
        #expect(!isJSON(Array(text.utf8)))
    }

    @Test(arguments: [
        "-0", "0.5", "1E5", "1e-5", "-1.5e+10", "[ ]", "{ }", " \t\r\n1 ", "\"\\ud83d\\ude00\"", "\"\u{7F}\"",
    ])
    func takes(text: String) {
        #expect(isJSON(Array(text.utf8)))
    }

    @Test func readsTheWholeRangeOfIntegers() throws {
        #expect(try read("9223372036854775807".utf8) == .integer(.max))
        #expect(try read("-9223372036854775808".utf8) == .integer(.min))
        #expect(throws: JSONError.self) { try read("9223372036854775808".utf8) }
        #expect(throws: JSONError.self) { try read("1.0".utf8) }
    }

    @Test func boundsNesting() {
        func nested(_ levels: Int) -> [UInt8] {
            Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
        }
        #expect(isJSON(nested(Limits.jsonDepth)))
        #expect(!isJSON(nested(Limits.jsonDepth + 1)))
        #expect(!isJSON(Array(repeating: UInt8(ascii: "["), count: 1_000_000)))
    }

    @Test func saysWhere() {
        #expect { try read(#"{"a" 1}"#.utf8) } throws: { "\($0)" == "expected ':' after a name at byte 5" }
    }
}
