import LiveCore
import LiveHub
import LiveSQLite
import NIOConcurrencyHelpers
import NIOCore
import TestSupport
import Testing

/// Readers join, leave and resume on real loops while comments and moderation events keep coming.
@Suite struct JoinRaceTests {
    private static let viewers = NIOLockedValueBox<[TestViewer]>([])

    private struct Visit: Sendable {
        let start: StartPosition
        let maxRate: RateClass?
        let viewer: TestViewer
    }

    @Test(arguments: [1, 2])
    func everyReaderGetsEachEventOnceAndInOrder(loops: Int) async throws {
        try await Race.with(loops: loops) { race in
            let visits = try await race.run(posting: 1_000, to: [TestHub.post], readers: 16) { loop, seed, isDone in
                try await Self.visit(race.hub, loop, race.store, seed: seed, isDone: isDone)
            }
            .flatMap { $0 }
            let all = try await race.store.events(
                in: TestHub.post, after: .zero, limit: 10_000, moderationOnly: false)
            for visit in visits { try check(visit, against: all) }
            #expect(visits.count > 16)
        }
    }

    /// Joins, reads for a while, leaves and comes back where it was, until all is posted; then reads to the end.
    private static func visit(
        _ hub: Hub, _ loop: any EventLoop, _ store: SQLiteStore, seed: UInt64, isDone: @Sendable () -> Bool
    ) async throws -> [Visit] {
        var random = SeededGenerator(seed: seed)
        var visits: [Visit] = []
        var position: EventID?
        while true {
            let isLast = isDone()
            let starts: [StartPosition] = [.now, .history(.random(in: 1...60, using: &random)), .after(.zero)]
            let start = position.map(StartPosition.after) ?? starts.randomElement(using: &random) ?? .now
            let maxRate = Int.random(in: 0..<3, using: &random) == 0 ? RateClass.hundred : nil
            let viewer = TestViewer()
            // Its reader may still be a member when a wait fails.
            Self.viewers.withLockedValue { $0.append(viewer) }
            let membership = try await loop.submit {
                let reader = Reader(post: TestHub.post, from: start, output: viewer, maxRate: maxRate)
                hub.local(to: loop).join(reader)
                return NIOLoopBound(reader, eventLoop: loop)
            }.get()
            if isLast, start != .now {
                let head = try await store.head(of: TestHub.post)
                // Who was last told of what was withheld stands a little above the head, and has nothing to come.
                var reached = EventID.zero
                if case .after(let position) = start { reached = position }
                if reached < head {
                    try await eventually {
                        viewer.messages.last.flatMap { EventID($0.lastEventID) } ?? .zero >= head
                    }
                }
            } else {
                try await Task.sleep(for: .milliseconds(.random(in: 1...40, using: &random)))
                if Bool.random(using: &random) {
                    viewer.block()
                    try await Task.sleep(for: .milliseconds(20))
                    viewer.unblock()
                    loop.execute { hub.local(to: loop).resume(membership.value) }
                }
            }
            try await loop.submit { hub.local(to: loop).leave(membership.value) }.get()
            visits.append(Visit(start: start, maxRate: maxRate, viewer: viewer))
            if isLast { return visits }
            position = Bool.random(using: &random) ? viewer.messages.last.flatMap { EventID($0.lastEventID) } : nil
        }
    }

    private func check(_ visit: Visit, against all: [Event]) throws {
        if let rate = visit.maxRate {
            guard case .after(let position) = visit.start else { return }
            return try ThinnedModel(rate: rate, all: all).check(visit.viewer, from: position, isComplete: false)
        }
        let seen = visit.viewer.messages.filter { !$0.lastEventID.isEmpty }
        let ids = try seen.map { try #require(EventID($0.lastEventID)) }
        guard let first = ids.first, let last = ids.last else { return }
        let expected = all.filter { (first...last).contains($0.id) }
        #expect(ids == expected.map(\.id), "\(visit.start)")
        for (message, event) in zip(seen, expected) { #expect(message.event == "\(event.name)") }
        switch visit.start {
        case .after(let position): #expect(all.first { $0.id > position }?.id == first)
        case .history(let count):
            // It begins with a comment, and those behind it were at least so many when it joined.
            #expect(seen.first?.event == "comment" || seen.count >= count)
        case .now, .unknown: break
        }
    }
}
