import Foundation
import LiveCore
import LiveHub
import LiveSQLite
import Logging
import NIOConcurrencyHelpers
import StoreContract
import TestSupport
import Testing

@Suite struct IngestTests {
    /// An ingest at work over a real store, and what came out of its bus.
    private final class Fixture: Sendable {
        let store: FaultyStore
        let bus = LocalBus()
        let ingest: Ingest
        private let log = NIOLockedValueBox<[[Event]]>([])

        init(_ folder: URL, capacity: Int, groupSize: Int) throws {
            store = FaultyStore(try SQLiteStore(path: folder.appending(path: "comments.db").path))
            ingest = Ingest(
                store: store, bus: bus, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                capacity: capacity, groupSize: groupSize)
            bus.subscribe { [self] events in log.withLockedValue { $0.append(events) } }
        }

        var published: [Event] { log.withLockedValue { $0.flatMap { $0 } } }

        func say(_ text: String, in post: PostID = TestHub.post) async throws -> Event {
            let new = try NewComment(author: "ann", content: text)
            let outcome = try await ingest.append(Draft(post: post, action: .comment(new, key: nil)))
            guard case .accepted(let event) = outcome else { throw TestHub.NotAccepted(outcome: outcome) }
            // Who is answered can be sure that it is on its way.
            #expect(published.contains(event))
            return event
        }

        /// Keeps the writer busy with one group, so that all that comes now waits.
        func busy(_ tasks: inout ThrowingTaskGroup<Event, any Error>) async throws {
            store.hold()
            let before = store.appends.count
            tasks.addTask { try await self.say("first") }
            try await eventually { self.store.appends.count == before + 1 }
        }
    }

    private func withIngest(
        capacity: Int = 10_000, groupSize: Int = 1_000, _ body: (Fixture) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            let fixture = try Fixture(folder, capacity: capacity, groupSize: groupSize)
            async let run: Void = fixture.ingest.run()
            do { try await body(fixture) } catch {
                fixture.store.release()
                fixture.ingest.close()
                throw error
            }
            fixture.ingest.close()
            await run
        }
    }

    @Test func whatWaitsBecomesOneGroup() async throws {
        try await withIngest { fixture in
            try await withThrowingTaskGroup(of: Event.self) { tasks in
                try await fixture.busy(&tasks)
                let waiting = Counter()
                for number in 0..<500 {
                    tasks.addTask {
                        waiting.add(1)
                        return try await fixture.say("\(number)")
                    }
                }
                try await eventually { waiting.value == 500 }
                fixture.store.release()
                var answered: Set<Event> = []
                for try await event in tasks { answered.insert(event) }
                #expect(answered.count == 501)
                #expect(Set(fixture.published) == answered)
            }
            #expect(fixture.store.appends.reduce(0, +) == 501)
            // All but those that came in the blink before the store was let go on.
            #expect(fixture.store.appends.count < 10)
            let stored = try await fixture.store.events(
                in: TestHub.post, after: .zero, limit: 1_000, moderationOnly: false)
            #expect(fixture.published == stored)
        }
    }

    @Test func groupsAreBounded() async throws {
        try await withIngest(groupSize: 10) { fixture in
            try await withThrowingTaskGroup(of: Event.self) { tasks in
                try await fixture.busy(&tasks)
                for number in 0..<95 { tasks.addTask { try await fixture.say("\(number)") } }
                fixture.store.release()
                try await tasks.waitForAll()
            }
            #expect(fixture.store.appends.allSatisfy { $0 <= 10 })
            #expect(fixture.store.appends.reduce(0, +) == 96)
        }
    }

    @Test func itEndsWhenItIsCancelled() async throws {
        try await TemporaryFolder.with { folder in
            let fixture = try Fixture(folder, capacity: 10, groupSize: 10)
            let run = Task { await fixture.ingest.run() }
            _ = try await fixture.say("hello")
            run.cancel()
            await run.value
            await #expect(throws: Ingest.Failure.self) { try await fixture.say("too late") }
        }
    }

    @Test func oneAfterTheOtherKeepsItsOrder() async throws {
        try await withIngest { fixture in
            var answered: [Event] = []
            for number in 0..<200 { answered.append(try await fixture.say("\(number)")) }
            #expect(fixture.published == answered)
        }
    }

    @Test func aFullQueueRefusesAndEmptiesAgain() async throws {
        try await withIngest(capacity: 5) { fixture in
            try await withThrowingTaskGroup(of: Event.self) { tasks in
                try await fixture.busy(&tasks)
                let refused = Counter()
                for number in 0..<20 {
                    tasks.addTask {
                        while true {
                            do { return try await fixture.say("\(number)") } catch Ingest.Failure.queueFull {
                                refused.add(1)
                                try await Task.sleep(for: .milliseconds(1))
                            }
                        }
                    }
                }
                try await eventually { refused.value >= 15 }
                fixture.store.release()
                try await tasks.waitForAll()
            }
            #expect(fixture.store.appends.allSatisfy { $0 <= 5 })
            #expect(Set(fixture.published.map(\.id)).count == 21)
        }
    }

    @Test func aGroupTheStoreRefusesFailsAndTheNextOneDoesNot() async throws {
        try await withIngest { fixture in
            _ = try await fixture.say("before")
            fixture.store.setAway(true)
            for _ in 0..<3 {
                await #expect {
                    _ = try await fixture.say("lost")
                } throws: { error in
                    guard case Ingest.Failure.storeUnavailable = error else { return false }
                    return true
                }
            }
            fixture.store.setAway(false)
            _ = try await fixture.say("after")
            let stored = try await fixture.store.events(
                in: TestHub.post, after: .zero, limit: 10, moderationOnly: false)
            #expect(stored == fixture.published)
            #expect(stored.count == 2)
        }
    }

    @Test func refusedDraftsAreAnsweredAndNotPublished() async throws {
        try await withIngest { fixture in
            let outcome = try await fixture.ingest.append(
                Draft(post: TestHub.post, action: .delete(.max, by: "mod", reason: nil)))
            #expect(outcome == .refused(.unknownComment))
            #expect(fixture.published.isEmpty)
        }
    }

    @Test func closingWritesWhatWaitsAndTakesNoMore() async throws {
        try await withIngest { fixture in
            try await withThrowingTaskGroup(of: Event.self) { tasks in
                try await fixture.busy(&tasks)
                let waiting = Counter()
                for number in 0..<50 {
                    tasks.addTask {
                        waiting.add(1)
                        return try await fixture.say("\(number)")
                    }
                }
                // A draft is queued at once when it is appended.
                try await eventually { waiting.value == 50 }
                try await Task.sleep(for: .milliseconds(20))
                fixture.ingest.close()
                await #expect {
                    _ = try await fixture.say("late")
                } throws: { error in
                    guard case Ingest.Failure.closed = error else { return false }
                    return true
                }
                fixture.store.release()
                var answered = 0
                while let result = await tasks.nextResult() { if case .success = result { answered += 1 } }
                #expect(answered == fixture.published.count)
                #expect(answered >= 1)
            }
        }
    }
}

final class Counter: Sendable {
    private let count = NIOLockedValueBox(0)
    var value: Int { count.withLockedValue { $0 } }
    func add(_ more: Int) { count.withLockedValue { $0 += more } }
}
