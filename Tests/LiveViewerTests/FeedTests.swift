import Foundation
import Testing

@testable import LiveViewer

@Suite struct FeedTests {
    private func count(_ inputs: [Input]) -> Int { inputs.count { if case .tick = $0 { true } else { false } } }

    @Test func bringsEverythingFromOtherThreads() {
        let feed = Feed()
        for _ in 0..<4 {
            Thread { for _ in 0..<20_000 { feed.push(.tick) } }.start()
        }
        var taken = 0
        // Each time something waits, the pipe is readable.
        while taken < 80_000 {
            var waiting = pollfd(fd: feed.wakeReader, events: Int16(POLLIN), revents: 0)
            #expect(poll(&waiting, 1, 60_000) == 1)
            #expect(feed.takeSignals().isEmpty)
            let inputs = feed.take()
            // A batch that is put in while there is room may go over it.
            #expect(inputs.count <= 10_001)
            taken += count(inputs)
        }
        #expect(taken == 80_000)
    }

    @Test func whoeverWaitsIsLetGoOnClosing() {
        let feed = Feed()
        let done = DispatchSemaphore(value: 0)
        Thread {
            while feed.push(.tick) {}
            done.signal()
        }.start()
        while feed.take().isEmpty {}
        feed.close()
        #expect(done.wait(timeout: .now() + 60) == .success)
        #expect(feed.take().isEmpty)
    }

    @Test func signalsComeByTheSamePipe() {
        let feed = Feed()
        _ = write(feed.wakeWriter, [UInt8(SIGWINCH)], 1)
        feed.push(.tick)
        #expect(feed.takeSignals() == [SIGWINCH])
        #expect(count(feed.take()) == 1)
    }
}
