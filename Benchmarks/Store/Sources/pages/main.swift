// Pages of 50 at random cursors, straight from the store:
//     pages FILE                                     makes the tables, or brings them up to date
//     pages FILE NAME POSTS FIRST LAST SECONDS READERS
// asks for pages of the posts NAME-0 and so on, before ids between FIRST and LAST, and prints a line of JSON.
// READERS ask at the same time, each for one page after the other, on the store's reading threads, as lcd's requests do.
import LiveCore
import LiveSQLite

struct Reading {
    var milliseconds: [Double] = []
    var wrong = 0
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard let path = arguments.first else { fatalError("which file?") }
let store = try SQLiteStore(path: path)
if arguments.count == 7 {
    let numbers = arguments[2...].compactMap { Int64($0) }
    guard numbers.count == 5 else { fatalError("POSTS FIRST LAST SECONDS READERS are numbers") }
    try await measure(
        posts: (0..<numbers[0]).compactMap { PostID(rawValue: "\(arguments[1])-\($0)") },
        cursors: numbers[1]...numbers[2], seconds: numbers[3], readers: Int(numbers[4]))
}
try store.close()

func measure(posts: [PostID], cursors: ClosedRange<Int64>, seconds: Int64, readers: Int) async throws {
    let start = ContinuousClock.now
    let all = try await withThrowingTaskGroup(of: Reading.self) { group in
        for _ in 0..<readers {
            group.addTask(executorPreference: store.readingThreads) {
                try await read(posts, cursors, until: start + .seconds(seconds), takesTurns: readers > 1)
            }
        }
        return try await group.reduce(into: Reading()) {
            $0.milliseconds += $1.milliseconds
            $0.wrong += $1.wrong
        }
    }
    let took = (ContinuousClock.now - start) / .seconds(1)
    let sorted = all.milliseconds.sorted()
    print(
        """
        {"pages_per_second": \(Double(sorted.count) / took), "p50_ms": \(sorted[sorted.count / 2]), \
        "p99_ms": \(sorted[sorted.count * 99 / 100]), "wrong": \(all.wrong)}
        """)
}

/// One page after the other, each looked at: full, in order, and before its cursor.
func read(
    _ posts: [PostID], _ cursors: ClosedRange<Int64>, until end: ContinuousClock.Instant, takesTurns: Bool
) async throws -> Reading {
    var reading = Reading()
    var now = ContinuousClock.now
    while now < end {
        guard let post = posts.randomElement(), let cursor = EventID(rawValue: .random(in: cursors)) else { break }
        // As requests come: who has just been served goes behind those who wait.
        if takesTurns { await Task.yield() }
        let page = try await store.page(PageQuery(post: post, cursor: cursor, direction: .before, limit: 50))
        let ids = page.comments.map(\.id)
        let isRight = ids.count == 50 && ids.allSatisfy { $0 < cursor } && zip(ids, ids.dropFirst()).allSatisfy(<)
        if !isRight { reading.wrong += 1 }
        let later = ContinuousClock.now
        reading.milliseconds.append((later - now) / .milliseconds(1))
        now = later
    }
    return reading
}
