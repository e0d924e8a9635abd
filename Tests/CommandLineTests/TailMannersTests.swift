import Foundation
import TestSupport
import Testing

/// How `lc tail` behaves among other programs.
@Suite(.blocking) struct TailMannersTests {
    private let server: ServerProcess

    init() throws {
        server = try ServerProcess()
        #expect(try run("yes 'something to fill a pipe with' | head -600 | lc post 42 --lines >/dev/null").status == 0)
    }

    private func run(_ script: String) throws -> Command.Outcome {
        try Command.run("\(UserSession.bash) -c \"$SCRIPT\"", environment: ["LC_URL": server.url, "SCRIPT": script])
    }

    /// A file can always be read, and that is no reason to look again and again.
    @Test func restsWhileNothingComes() throws {
        let ticks = try run(
            """
            cd "$(mktemp -d)"; lc tail 42 >out & until [[ -s out ]]; do sleep 0.01; done
            sleep 1; awk '{ print $14 + $15 }' /proc/$!/stat; kill $!
            """)
        // A second is a hundred ticks.
        #expect(try #require(ticks.lines.first.flatMap { Int($0) }) < 40)
    }

    @Test func heedsNohup() throws {
        let outcome = try run(
            """
            cd "$(mktemp -d)"; trap '' HUP; lc tail 42 >out & until [[ -s out ]]; do sleep 0.01; done
            kill -HUP $!; lc post 42 'more' >/dev/null
            until grep --quiet '"more"' out; do kill -0 $! || exit; sleep 0.01; done
            kill $!; wait $!; echo $?
            """)
        #expect(outcome.lines == ["143"], "\(outcome.errors)")
    }

    /// Two would overwrite each other's cursors.
    @Test func keepsItsCursorFileToItself() throws {
        let outcome = try run(
            """
            cd "$(mktemp -d)"; lc tail 42 --cursor-file c >/dev/null & until [[ -s c ]]; do sleep 0.01; done
            lc tail other --cursor-file c; echo $?; kill $!; wait $!; lc tail 42 -q --cursor-file c --no-follow; echo $?
            """)
        #expect(outcome.lines == ["1", "0"])
        #expect(outcome.errors == "lc: --cursor-file c: another lc tail is using it\n")
    }

    /// A full pipe that nobody reads does not hold it.
    @Test func endsThoughNobodyReads() throws {
        let outcome = try run(
            """
            cd "$(mktemp -d)"; mkfifo pipe; exec 9<>pipe; lc tail 42 --after 0 --cursor-file c >pipe 9>&- &
            until [[ -s c ]] && ! dd if=/dev/zero of=pipe bs=1 count=1 oflag=nonblock 2>/dev/null; do sleep 0.01; done
            kill $!; wait $!; echo $?
            """)
        #expect(outcome.lines == ["143"], "\(outcome.errors)")
    }
}
