import TestSupport
import Testing

@testable import LiveCore

/// Positions in several posts, and the texts that tell them.
@Suite struct StreamCursorTests {
    private func names(_ count: Int, prefix: String = "post") -> [PostID] {
        (0..<count).map { PostID(rawValue: "\(prefix)-\($0)")! }
    }

    private func text(_ positions: PostPositions) -> String { String(decoding: positions.text, as: UTF8.self) }

    @Test(arguments: [1, 2, 3, 10, 50]) func sayWhereAReaderStandsInEachPost(count: Int) throws {
        var random = SeededGenerator(seed: UInt64(count))
        for round in 0..<500 {
            let posts = names(count, prefix: "\(round)")
            var positions = PostPositions(of: posts)
            // From everywhere, or as they are in a busy stream: of one node or of several, close to one another.
            let isBusy = round % 2 == 0
            let ids: [EventID] = try posts.map { _ in
                let some = Int64.random(in: 0...EventID.max.rawValue, using: &random)
                let close = (2_832_026_348_973_056 as Int64) + .random(in: 0...4_096_000, using: &random)
                return try #require(EventID(rawValue: isBusy ? close : [0, 1, some].randomElement(using: &random)!))
            }
            for (place, id) in ids.enumerated() { positions[place] = id }
            let text = text(positions)
            #expect(text.utf8.count <= PostPositions.textLimit)
            #expect(text.utf8.allSatisfy { (0x30...0x7A).contains($0) || $0 == UInt8(ascii: "-") })
            let read = try #require(StreamCursor(text))
            #expect(read == .positions(positions))
            for place in posts.indices.shuffled(using: &random) {
                #expect(read.position(in: posts[place]) == ids[place])
            }
        }
    }

    /// Marks have 18 bits, so that some of so many sets have two that are the same without a salt.
    @Test func noTwoPostsOfAStreamAreTakenForEachOther() throws {
        var random = SeededGenerator(seed: 7)
        var salted = 0
        for _ in 0..<2_000 {
            let posts = (0..<50).map { _ in
                PostID(rawValue: String(UInt64.random(in: .min ... .max, using: &random), radix: 36))!
            }
            var positions = PostPositions(of: posts)
            for place in posts.indices { positions[place] = try #require(EventID(rawValue: Int64(place))) }
            #expect(posts.map { positions.position(in: $0)?.rawValue } == (0..<50).map { Int64($0) })
            salted += text(positions).dropFirst().first == "A" ? 0 : 1
        }
        #expect(salted > 0, "the test has not met the case it is for")
    }

    @Test func saysNothingOfOtherPosts() throws {
        let (mine, others) = (names(10), names(1_000, prefix: "other"))
        var positions = PostPositions(of: mine)
        for place in mine.indices { positions[place] = .max }
        let cursor = try #require(StreamCursor(text(positions)))
        // By chance one in 26,000 has the mark of one of the ten.
        #expect(others.count { cursor.position(in: $0) != nil } <= 1)
    }

    @Test func anIdIsMeantForEveryPost() throws {
        let cursor = try #require(StreamCursor("17"))
        #expect(names(3).map { cursor.position(in: $0)?.rawValue } == [17, 17, 17])
    }

    /// Ten posts with a hundred comments a second each: no longer than the frame around it.
    @Test func areShortInABusyStream() throws {
        var positions = PostPositions(of: names(10))
        for place in 0..<10 {
            positions[place] = try #require(EventID(rawValue: 2_832_026_348_973_056 - Int64(place) * 160 * 256))
        }
        #expect(positions.text.count <= 2 + 9 + 10 * 6)
    }

    /// A salt, nine digits and a mark; a distance makes it a text.
    private static let begun = "mAAAAAAAAAAAAA"
    private static let salted = "mAAAAAAAAAA"
    private static let many = String(repeating: "AAAA", count: 51)
    private static let endless = String(repeating: "_", count: 12)
    private static let none: [String] = [
        "", "m", "x", "-1", "9007199254740992", "1,2", "mAAAAAAAAA", salted, begun, "\(begun)g", "\(begun)C",
        "\(begun)=", "\(begun)A=", "\(begun)A\n", " \(begun)A", "\(begun)\u{e9}", "MAAAAAAAAAAAAAA",
        "\(begun)\(endless)", "mA_________AAAA", "\(salted)\(many)", "m\(String(repeating: "A", count: 100_000))",
    ]

    @Test func otherTextsAreNone() {
        for text in Self.none { #expect(StreamCursor(text) == nil, "\(text.prefix(100))") }
    }

    @Test func theShortestIsOne() throws {
        #expect(try #require(PostPositions(Self.begun + "A"))[0] == .zero)
    }

    /// Whatever comes in is one, or is none, and what is one is so by its own text.
    @Test func strangersMaySendWhatTheyLike() throws {
        var random = SeededGenerator(seed: 11)
        var accepted = 0
        for round in 0..<20_000 {
            var positions = PostPositions(of: names(.random(in: 1...50, using: &random)))
            positions[0] = EventID(rawValue: .random(in: 0...EventID.max.rawValue, using: &random))!
            var bytes = round % 3 == 0 ? [] : positions.text
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                let place = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0 where place < bytes.count: bytes[place] = .random(in: 0...255, using: &random)
                case 1 where place < bytes.count: bytes.remove(at: place)
                case 2: bytes = Array(bytes[..<place])
                default: bytes.insert("ABgmwz09-_".utf8.randomElement(using: &random) ?? 0, at: place)
                }
            }
            guard case .positions(let read) = StreamCursor(String(decoding: bytes, as: UTF8.self)) else { continue }
            accepted += 1
            #expect(read.text.count <= PostPositions.textLimit)
            #expect(PostPositions(text(read)) == read)
        }
        #expect(accepted > 1_000)
    }

    // MARK: - In frames

    /// In every frame the id and nothing else is another's, however long it is, in both dialects.
    @Test func takeThePlaceOfEventsOwnIds() throws {
        var random = SeededGenerator(seed: 3)
        let post = names(1)[0]
        for round in 0..<100 {
            var own: [EventID] = []
            func events(_ dialect: StreamDialect, _ id: (EventID) -> String?) throws -> [SSEMessage] {
                var random = SeededGenerator(seed: UInt64(round))
                var frames: [UInt8] = []
                for number in 1...Int.random(in: 1...8, using: &random) {
                    let at = try #require(EventID(rawValue: Int64(number) * 1_000))
                    let long = String(repeating: "x", count: 70_000)
                    let contents = [random.text(upTo: 9), random.text(upTo: 200), long]
                    let comment = LiveCore.Comment(
                        post: post, id: at, author: random.text(upTo: 9), authorName: nil,
                        content: contents.randomElement(using: &random)!)
                    let gap = Gap(after: .zero, before: at.successor, reason: .slow)
                    frames += [
                        dialect.event(Event(comment)), dialect.viewers(number, in: post), dialect.gap(gap, in: post),
                        dialect.keepAlive,
                        dialect.thinned(Thinned(after: .zero, before: at, shown: 1, withheld: 2), in: post),
                        dialect.event(Event(post: post, id: at, action: .state(PostState()))),
                    ].randomElement(using: &random)!
                }
                var copy: [UInt8] = []
                own = []
                frames.withUnsafeBytes { frames in
                    dialect.copy(frames, to: &copy) { at in
                        own.append(at)
                        return Array((id(at) ?? "\(at)").utf8)
                    }
                }
                return try Self.messages(copy, dialect)
            }
            for length in [1, 64, Int.random(in: 1...711, using: &random)] {
                let other = String(repeating: "m", count: length)
                let (plain, event) = try (
                    events(.serverSentEvents) { _ in nil }, events(.serverSentEvents) { _ in other }
                )
                let text = try events(.webSocket) { _ in other }
                #expect(event.map(\.event) == plain.map(\.event) && event.map(\.data) == plain.map(\.data))
                #expect(text.map(\.event) == plain.map(\.event) && text.map(\.data) == plain.map(\.data))
                let numbered = plain.filter { $0.event != "viewers" }
                #expect(own.map(\.description) == numbered.map(\.lastEventID))
                #expect(text.allSatisfy { $0.lastEventID == ($0.event == "viewers" ? "" : other) })
                #expect(event.allSatisfy { $0.lastEventID == other || $0.event == "viewers" })
            }
        }
    }

    private static func messages(_ bytes: [UInt8], _ dialect: StreamDialect) throws -> [SSEMessage] {
        var messages: [SSEMessage] = []
        guard dialect == .webSocket else {
            var parser = SSEParser()
            parser.append(bytes)
            while let message = try parser.next() { messages.append(message) }
            return messages
        }
        var rest = bytes[...]
        while let first = rest.popFirst(), let short = rest.popFirst() {
            let lengthBytes = short == 127 ? 8 : short == 126 ? 2 : 0
            let length = rest.prefix(lengthBytes).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(lengthBytes)
            let count = lengthBytes == 0 ? Int(short) : length
            #expect(lengthBytes == (count < 126 ? 0 : count < 65_536 ? 2 : 8), "the shortest way to say it")
            try #require(rest.count >= count)
            if first == 0x81, let message = try TestWebSocket.event(Array(rest.prefix(count))) {
                messages.append(message)
            }
            rest = rest.dropFirst(count)
        }
        return messages
    }
}
