import LiveCore
import TestSupport
import Testing

/// RFC 4180, however the bytes come.
@Suite struct CSVTests {
    private func records(_ text: String, split size: Int = .max) throws -> [[String]] {
        var parser = CSVParser()
        var records: [[String]] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            try parser.append(rest.prefix(size))
            rest = rest.dropFirst(size)
            while let record = try parser.nextRecord() { records.append(record) }
        }
        try parser.finish()
        while let record = try parser.nextRecord() { records.append(record) }
        return records
    }

    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,\n,b\n", [["a", ""], ["", "b"]]),
        ("\"a,b\",\"c\nd\",\"e\"\"f\"\n", [["a,b", "c\nd", "e\"f"]]),
        ("\"\",x\n", [["", "x"]]),
        ("a\n\n\nb\n", [["a"], ["b"]]),
        ("\u{FEFF}a,b\n", [["a", "b"]]),
        ("\u{FEFF}\"a\",\"b\"\r\n\u{FEFF}c,\"d\"\r\n", [["a", "b"], ["\u{FEFF}c", "d"]]),
        ("a\"b,c\n", [["a\"b", "c"]]),
        ("", []),
    ])
    func readsATable(text: String, expected: [[String]]) throws {
        #expect(try records(text) == expected)
        for size in 1...4 { #expect(try records(text, split: size) == expected) }
    }

    @Test func namesAQuoteThatIsNotClosed() {
        #expect(throws: ImportRefusal.self) { try records("a,\"b\n") }
    }

    @Test func readsWhatItWrites() throws {
        let fields = ["", "plain", "a,b", "a\"b", "\"", "line\nline", "日本 😀", " spaces "]
        #expect(try records(CSV.record(fields) + "\n") == [fields])
    }
}

/// Lines of logs, in every form that is known.
@Suite struct ImportedCommentTests {
    @Test(arguments: [
        #"{"ms":5,"author":"a","text":"hi"}"#,
        #"{"timestamp":5,"author_id":"a","comment":"hi","more":[1,{"x":null}]}"#,
        #"{"event":"comment","timestamp":5,"author_id":"a","content":"hi","author_name":null}"#,
    ])
    func readsALine(line: String) throws {
        let imported = try #require(try ImportedComment(json: Array(line.utf8)))
        #expect(imported == ImportedComment(try NewComment(author: "a", content: "hi"), milliseconds: 5))
    }

    @Test(arguments: [
        #"{"event":"pin","id":9,"video_id":"42","comment":{"comment_id":7,"comment":"hi","timestamp":5,"author_id":"a"}}"#,
        #"{"event":"delete","id":9,"video_id":"42","comment_id":7,"by":"mo"}"#,
        #"{"id":9,"after":1,"before":8,"reason":"slow","event":"gap"}"#,
        #"{"event":"something new","timestamp":5,"author_id":"a","comment":"hi"}"#,
    ])
    func anythingElseThatAStreamTellsIsNoComment(line: String) throws {
        #expect(try ImportedComment(json: Array(line.utf8)) == nil)
    }

    @Test func whatIsRestoredIsTheCommentThatItWas() throws {
        let line = #"{"event":"restore","id":9,"comment_id":7,"comment":"hi","timestamp":5,"author_id":"a"}"#
        let imported = try #require(try ImportedComment(json: Array(line.utf8)))
        #expect(imported.key?.rawValue == "7" && imported.milliseconds == 5)
    }

    @Test func knowsAnAnswerByItsKey() throws {
        let line = #"{"timestamp":5,"author_id":1,"comment":"hi","comment_id":17,"reply_to":16}"#
        let imported = try #require(try ImportedComment(json: Array(line.utf8)))
        #expect(imported.key?.rawValue == "17" && imported.answers?.rawValue == "16")
        #expect(imported.comment.author == "1" && imported.comment.replyTo == nil)
        var writer = JSONWriter()
        writer.imported(imported)
        #expect(try ImportedComment(json: writer.bytes) == imported)
    }

    @Test(arguments: [
        ("", "invalid_line"), ("[]", "invalid_line"), (#"{"ms":1,"author":"a"}"#, "invalid_line"),
        (#"{"ms":1.5,"author":"a","text":"x"}"#, "invalid_line"), (#"{"ms":1,"author":"","text":"x"}"#, "invalid_body"),
        (#"{"ms":1,"author":"a","text":" "}"#, "content_empty"),
        (#"{"ms":1,"author":"a","text":"x","key":"ü"}"#, "invalid_line"),
        (#"{"ms":1,"author":"a","text":{}}"#, "invalid_line"),
        (#"{"ms":true,"author":"a","text":"x"}"#, "invalid_line"),
    ])
    func saysWhatIsWrong(line: String, code: String) {
        let refusal = #expect(throws: ImportRefusal.self) { try ImportedComment(json: Array(line.utf8)) }
        #expect(refusal?.code == code)
    }

    @Test func numbersItsLines() throws {
        let lines = try ImportLines.read(Array("\n{}\n\r\n{\"ms\":1,\"author\":\"a\",\"text\":\"x\"}".utf8), .ndjson)
        #expect(lines.map(\.number) == [2, 4])
        let table = try ImportLines.read(Array("ms,author,text\n1,a,x\n2,b\n".utf8), .csv)
        #expect(table.map(\.number) == [1, 2])
        #expect(try table[0].content.get()?.milliseconds == 1)
        #expect(throws: ImportRefusal.self) { try table[1].content.get() }
    }

    @Test func aReportComesBackAsItWas() throws {
        var report = ImportReport()
        report.addImported()
        report.addKnown()
        report.addSkipped()
        for line in 1...150 { report.addRefused(line: line, .time) }
        #expect(report.refused.count == 100 && report.refusedCount == 150)
        #expect(try ImportReport(json: report.json) == report)
    }
}
