import Foundation
import LiveCore
import Testing

/// Every row of "Bad input" in the HTTP contract that concerns a comment's body.
@Suite struct NewCommentTests {
    private func read(_ json: String) throws -> NewComment { try NewComment(json: Array(json.utf8)) }

    private func content(_ text: String) throws -> String { try NewComment(author: "1", content: text).content }

    @Test func readsABody() throws {
        let comment = try read(
            #" {"author_id": "5678", "extra": [{"a": null}, 1.5e3], "content": "hi", "author_name": "Ada","#
                + #" "reply_to": 9007199254740991} "#)
        #expect(comment.author == "5678")
        #expect(comment.authorName == "Ada")
        #expect(comment.content == "hi")
        #expect(comment.replyTo == .max)
    }

    @Test(arguments: [("5678", "5678"), ("-5", "-5"), ("0", "0"), ("9223372036854775807", "9223372036854775807")])
    func takesAnIntegerAsAuthor(number: String, author: String) throws {
        #expect(try read(#"{"author_id": \#(number), "content": "hi"}"#).author == author)
    }

    @Test func takesNullForWhatMayBeMissing() throws {
        let comment = try read(#"{"author_id": "1", "content": "x", "author_name": null, "reply_to": null}"#)
        #expect(comment.authorName == nil && comment.replyTo == nil)
    }

    @Test(arguments: [
        "", " ", "{", "[]", "\"text\"", "1", "null", "{}}", #"{"content": "x" "author_id": "1"}"#,
        #"{"content": "x", "author_id": "1"} x"#, #"{"content": "x", "author_id": "1",}"#,
        #"{'content': "x", "author_id": "1"}"#, "\u{FEFF}" + #"{"content": "x", "author_id": "1"}"#,
        #"{"author_id": "1", "content": "x", "deep": "# + String(repeating: "[", count: 70)
            + String(repeating: "]", count: 70) + "}",
    ])
    func refusesWhatIsNoObject(json: String) {
        #expect { try read(json) } throws: { error in
            guard case CommentRefusal.malformed = error else { return false }
            return true
        }
    }

    @Test(arguments: [
        (#"{"content": "x"}"#, "author_id"),
        (#"{"author_id": "1"}"#, "content"),
        (#"{"author_id": null, "content": "x"}"#, "author_id"),
        (#"{"author_id": 1.5, "content": "x"}"#, "author_id"),
        (#"{"author_id": 1e3, "content": "x"}"#, "author_id"),
        (#"{"author_id": ["1"], "content": "x"}"#, "author_id"),
        (#"{"author_id": true, "content": "x"}"#, "author_id"),
        (#"{"author_id": "", "content": "x"}"#, "author_id"),
        (#"{"author_id": "a\nb", "content": "x"}"#, "author_id"),
        (#"{"author_id": "a\u2028b", "content": "x"}"#, "author_id"),
        (#"{"author_id": "1", "content": 5}"#, "content"),
        (#"{"author_id": "1", "content": null}"#, "content"),
        (#"{"author_id": "1", "content": {}}"#, "content"),
        (#"{"author_id": "1", "content": "\u0000"}"#, "content"),
        (#"{"author_id": "1", "content": "a\u001bb"}"#, "content"),
        (#"{"author_id": "1", "content": "a\u0085b"}"#, "content"),
        (#"{"author_id": "1", "content": "a\ud800b"}"#, "content"),
        (#"{"author_id": "1", "content": "a\udc00b"}"#, "content"),
        ("{\"author_id\": \"1\", \"content\": \"a\u{1}b\"}", "content"),
        (#"{"author_id": "1", "content": "x", "author_name": 1}"#, "author_name"),
        (#"{"author_id": "1", "content": "x", "author_name": " "}"#, "author_name"),
        (#"{"author_id": "1", "content": "x", "author_name": "a\tb"}"#, "author_name"),
        (#"{"author_id": "1", "content": "x", "reply_to": "5"}"#, "reply_to"),
        (#"{"author_id": "1", "content": "x", "reply_to": -1}"#, "reply_to"),
        (#"{"author_id": "1", "content": "x", "reply_to": 1.0}"#, "reply_to"),
        (#"{"author_id": "1", "content": "x", "reply_to": 9007199254740992}"#, "reply_to"),
    ])
    func namesTheFieldThatIsWrong(json: String, field: String) {
        #expect { try read(json) } throws: { error in
            guard case CommentRefusal.invalid(field, _) = error else { return false }
            return true
        }
    }

    @Test(
        arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80]] as [[UInt8]])
    func refusesInvalidUTF8(bytes: [UInt8]) {
        let json = Array(#"{"author_id": "1", "content": "a"#.utf8) + bytes + Array(#"b"}"#.utf8)
        #expect { try NewComment(json: json) } throws: { error in
            guard case CommentRefusal.invalid(field: "content", _) = error else { return false }
            return true
        }
    }

    @Test func refusesEveryControlButTabAndLineEnds() throws {
        for value in (0...0x1F).map({ UInt32($0) }) + (0x80...0x9F).map({ UInt32($0) }) {
            let scalar = try #require(Unicode.Scalar(value))
            let text = "a\(scalar)b"
            if ["\t", "\n", "\r"].contains(scalar) {
                #expect(throws: Never.self) { try content(text) }
            } else {
                #expect(throws: CommentRefusal.self) { try content(text) }
            }
        }
        // DEL is neither C0 nor C1.
        #expect(try content("a\u{7F}b") == "a\u{7F}b")
    }

    @Test(arguments: ["", " ", "\n\t \r\n", "\u{3000}", "\u{A0}\u{2003}", "\u{2028}"])
    func refusesEmptyContent(text: String) {
        #expect(throws: CommentRefusal.contentEmpty) { try content(text) }
    }

    @Test func keepsWhiteSpaceAroundContent() throws {
        #expect(try content("  a \n") == "  a \n")
    }

    @Test(arguments: [
        ("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\n\rb", "a\n\nb"), ("a\r\r\nb", "a\n\nb"), ("a\r", "a\n"),
    ])
    func makesLineEndsLineFeeds(text: String, expected: String) throws {
        #expect(try Array(content(text).utf8) == Array(expected.utf8))
    }

    @Test(arguments: [
        String(repeating: "a", count: 2_000),
        String(repeating: "é", count: 2_000),
        String(repeating: "e\u{301}", count: 2_000),
        String(repeating: "👨‍👩‍👧‍👦", count: 320),
        String(repeating: "😀", count: 2_000),
        "a" + String(repeating: "\u{301}", count: 3_999),
        "x" + String(repeating: "\r\n", count: 1_999),
    ])
    func takesContentUpToTheLimits(text: String) {
        #expect(throws: Never.self) { try content(text) }
    }

    @Test(arguments: [
        String(repeating: "a", count: 2_001),
        String(repeating: "e\u{301}", count: 2_001),
        String(repeating: "👨‍👩‍👧‍👦", count: 321),
        "a" + String(repeating: "\u{301}", count: 4_000),
        "x" + String(repeating: "\r\n", count: 2_000),
        String(repeating: "😀", count: 2_000) + "a",
    ])
    func refusesContentOverTheLimits(text: String) {
        #expect(throws: CommentRefusal.contentTooLong) { try content(text) }
    }

    @Test func limitsNames() throws {
        #expect(throws: Never.self) { try NewComment(author: String(repeating: "é", count: 128), content: "x") }
        #expect(throws: CommentRefusal.self) {
            try NewComment(author: String(repeating: "a", count: 129), content: "x")
        }
        let name = String(repeating: "語", count: 64)
        #expect(throws: Never.self) { try NewComment(author: "1", authorName: name, content: "x") }
        #expect(throws: CommentRefusal.self) { try NewComment(author: "1", authorName: name + "語", content: "x") }
        // A character may be any number of scalars, so bytes are limited too.
        let heap = "a" + String(repeating: "\u{301}", count: 600)
        #expect(throws: CommentRefusal.self) { try NewComment(author: heap, content: "x") }
    }

    // MARK: - Fingerprints are stored, so they never change

    @Test func haveStableFingerprints() throws {
        #expect(try NewComment(author: "1", content: "hi").fingerprint == 6_997_190_472_437_702_215)
        let full = try NewComment(author: "1", authorName: "Ada", content: "hi", replyTo: EventID(rawValue: 5))
        #expect(full.fingerprint == -8_821_189_507_541_751_386)
    }

    @Test func haveFingerprintsThatTellFieldsApart() throws {
        let one = try NewComment(author: "1", content: "hi")
        // The author is part of the key, not of the content.
        #expect(try NewComment(author: "2", content: "hi").fingerprint == one.fingerprint)
        #expect(try NewComment(author: "1", content: "hi ").fingerprint != one.fingerprint)
        #expect(try NewComment(author: "1", authorName: "hi", content: "hi").fingerprint != one.fingerprint)
        #expect(try NewComment(author: "1", content: "hi", replyTo: .zero).fingerprint != one.fingerprint)
    }
}
