import LiveCore
public import LiveHub
import NIOConcurrencyHelpers
import TestSupport
public import Testing

/// A rule that every `CommentBus` keeps, for use as a test's argument.
public struct BusRule: Sendable, CustomTestStringConvertible {
    let name: String
    let body: @Sendable (any CommentBus) async throws -> Void

    /// The rule, in words.
    public var testDescription: String { name }

    init(_ name: String, _ body: @escaping @Sendable (any CommentBus) async throws -> Void) {
        self.name = name
        self.body = body
    }

    /// Holds a new bus to the rule.
    public func check(_ bus: any CommentBus) async throws { try await body(bus) }
}

/// The rules of `CommentBus`, one suite for every bus.
public enum CommentBusContract {
    /// All of them. Each runs on a bus of its own.
    public static let rules = [
        BusRule("every subscriber gets every event, in the order of its post") { bus async throws in
            let logs = [EventLog(), EventLog()]
            for log in logs { bus.subscribe(log.receive) }
            let events = makeEvents(1_000, posts: 3)
            for start in stride(from: 0, to: events.count, by: 7) {
                await bus.publish(Array(events[start..<min(start + 7, events.count)]))
            }
            for log in logs {
                try await eventually { log.distinctCount == events.count }
                for post in Set(events.map(\.post)) {
                    #expect(log.firstArrivals(in: post) == events.filter { $0.post == post })
                }
            }
        },
        BusRule("a subscriber gets what is published after it subscribed") { bus async throws in
            let events = makeEvents(20, posts: 1)
            await bus.publish(Array(events[..<10]))
            let log = EventLog()
            bus.subscribe(log.receive)
            await bus.publish(Array(events[10...]))
            try await eventually { log.distinctCount >= 10 }
            #expect(log.firstArrivals(in: events[0].post).suffix(10) == events[10...])
        },
        BusRule("one call at a time, however many publish, and subscribers agree on the order") { bus async throws in
            let logs = [EventLog(), EventLog()]
            for log in logs { bus.subscribe(log.receive) }
            let events = makeEvents(4_000, posts: 4)
            await withTaskGroup { tasks in
                for post in Set(events.map(\.post)) {
                    tasks.addTask {
                        for event in events where event.post == post { await bus.publish([event]) }
                    }
                }
            }
            for log in logs {
                try await eventually { log.distinctCount == events.count }
                #expect(!log.wasInterrupted)
                for post in Set(events.map(\.post)) {
                    #expect(log.firstArrivals(in: post) == events.filter { $0.post == post })
                }
            }
        },
        BusRule("nobody needs to listen") { bus async throws in
            await bus.publish(makeEvents(3, posts: 1))
            await bus.publish([])
        },
    ]

    private static func makeEvents(_ count: Int, posts: Int) -> [Event] {
        var last = EventID.zero
        return (0..<count).map { number in
            last = .next(after: last, atNanoseconds: 1_760_000_000_000_000_000, node: 0)
            let post = StoreUnderTest.name("p\(number % posts)")
            return Event(LiveCore.Comment(post: post, id: last, author: "ann", content: "\(number)"))
        }
    }
}

/// What a subscriber has received.
private final class EventLog: Sendable {
    private struct State {
        var events: [Event] = []
        var seen: Set<Event> = []
        var isReceiving = false
        var wasInterrupted = false
    }

    private let state = NIOLockedValueBox(State())

    func receive(_ events: [Event]) {
        state.withLockedValue { state in
            state.wasInterrupted = state.wasInterrupted || state.isReceiving
            state.isReceiving = true
        }
        state.withLockedValue { state in
            for event in events where state.seen.insert(event).inserted { state.events.append(event) }
            state.isReceiving = false
        }
    }

    var wasInterrupted: Bool { state.withLockedValue { $0.wasInterrupted } }
    var distinctCount: Int { state.withLockedValue { $0.events.count } }
    /// A bus may deliver twice; what counts is the first time.
    func firstArrivals(in post: PostID) -> [Event] { state.withLockedValue { $0.events.filter { $0.post == post } } }
}
