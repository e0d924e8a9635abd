import Foundation
import LiveCore
import TestSupport

/// A JSON value as a tree, for comparing this project's reader and writer with Foundation's.
///
/// Strings are kept as bytes: `String` takes canonically equivalent texts for equal, and JSON must not.
indirect enum JSONTree: Hashable, Sendable {
    case object([[UInt8]: JSONTree])
    case array([JSONTree])
    case string([UInt8])
    case integer(Int64)
    case boolean(Bool)
    case null

    static func string(_ text: String) -> JSONTree { .string(Array(text.utf8)) }

    /// A tree a few levels deep.
    static func random(using random: inout SeededGenerator, depth: Int = 4) -> JSONTree {
        switch Int.random(in: depth > 0 ? 0..<8 : 2..<8, using: &random) {
        case 0:
            let members = (0..<Int.random(in: 0...5, using: &random)).map { index in
                // The number keeps names apart that Foundation takes for the same.
                (Array("\(index)\(random.text(upTo: 5))".utf8), JSONTree.random(using: &random, depth: depth - 1))
            }
            return .object(Dictionary(uniqueKeysWithValues: members))
        case 1:
            let count = Int.random(in: 0...5, using: &random)
            return .array((0..<count).map { _ in .random(using: &random, depth: depth - 1) })
        case 2: return .integer(.random(in: .min ... .max, using: &random))
        case 3: return .integer(.random(in: -100...100, using: &random))
        case 4: return .boolean(.random(using: &random))
        case 5: return .null
        default: return .string(random.text(upTo: 30))
        }
    }

    /// As the project's writer puts it.
    func write(to writer: inout JSONWriter) {
        switch self {
        case .object(let members):
            writer.object { json in
                for (name, value) in members {
                    json.key(escaping: String(decoding: name, as: UTF8.self))
                    value.write(to: &json)
                }
            }
        case .array(let elements): writer.array { json in for element in elements { element.write(to: &json) } }
        case .string(let text): writer.string(String(decoding: text, as: UTF8.self))
        case .integer(let value): writer.integer(value)
        case .boolean(let value): writer.boolean(value)
        case .null: writer.null()
        }
    }

    /// As the project's reader sees it.
    init(reading reader: inout JSONReader) throws(JSONError) {
        switch try reader.kind() {
        case .object:
            var members: [[UInt8]: JSONTree] = [:]
            try reader.object { reader, name throws(JSONError) in
                members[Array(name.utf8)] = try JSONTree(reading: &reader)
            }
            self = .object(members)
        case .array:
            var elements: [JSONTree] = []
            try reader.array { reader throws(JSONError) in elements.append(try JSONTree(reading: &reader)) }
            self = .array(elements)
        case .string: self = .string(try reader.string())
        case .number: self = .integer(try reader.integer())
        case .boolean: self = .boolean(try reader.boolean())
        case .null:
            _ = try reader.nullIfPresent()
            self = .null
        }
    }

    /// In one of the many ways the standard allows: white space anywhere, any character escaped.
    func text(using random: inout SeededGenerator) -> String {
        func space(_ random: inout SeededGenerator) -> String {
            ["", "", "", " ", "\n", "\t\r\n "].randomElement(using: &random) ?? ""
        }
        let value: String
        switch self {
        case .object(let members):
            let all = members.map { name, value in
                space(&random) + Self.quoted(name, using: &random) + space(&random) + ":" + value.text(using: &random)
            }
            value = "{" + all.joined(separator: ",") + space(&random) + "}"
        case .array(let elements):
            value = "[" + elements.map { $0.text(using: &random) }.joined(separator: ",") + space(&random) + "]"
        case .string(let text): value = Self.quoted(text, using: &random)
        case .integer(let number): value = "\(number)"
        case .boolean(let flag): value = "\(flag)"
        case .null: value = "null"
        }
        return space(&random) + value + space(&random)
    }

    private static func quoted(_ utf8: [UInt8], using random: inout SeededGenerator) -> String {
        var result = "\""
        for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
            let short: [Unicode.Scalar: String] = [
                "\"": "\\\"", "\\": "\\\\", "/": "\\/", "\u{8}": "\\b", "\u{C}": "\\f", "\n": "\\n", "\r": "\\r",
                "\t": "\\t",
            ]
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            let choice = Int.random(in: 0..<4, using: &random)
            if choice == 0, let escape = short[scalar] {
                result += escape
            } else if choice == 1 || mustEscape {
                for unit in String(scalar).utf16 {
                    let hex = String(unit, radix: 16, uppercase: .random(using: &random))
                    result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                }
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

/// As Foundation's decoder sees it.
extension JSONTree: Decodable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: Name.self) {
            let members = try object.allKeys.map { name in
                (Array(name.stringValue.utf8), try object.decode(JSONTree.self, forKey: name))
            }
            self = .object(Dictionary(members) { $1 })
            return
        }
        if var array = try? decoder.unkeyedContainer() {
            var elements: [JSONTree] = []
            while !array.isAtEnd { elements.append(try array.decode(JSONTree.self)) }
            self = .array(elements)
            return
        }
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            self = .boolean(flag)
        } else if let text = try? value.decode(String.self) {
            self = .string(text)
        } else {
            self = .integer(try value.decode(Int64.self))
        }
    }
}
