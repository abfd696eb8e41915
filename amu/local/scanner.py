"""What answers as clamd on a laptop: it speaks the protocol, and knows one virus, the EICAR test file.

    python -m amu.local.scanner --port 3310

Whoever wants a real scanner names it in CLAMD.
"""

import argparse
import signal
import socketserver
import struct
import threading

from amu.local.processes import LISTENING, LOOPBACK

COMMAND = b"zINSTREAM\0"
LARGEST = 25 * 1024 * 1024  # bytes, as clamd takes unless told otherwise
# In two parts: a scanner on this machine should not find the test file here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"


class Handler(socketserver.StreamRequestHandler):
    timeout = 30

    def handle(self) -> None:
        self.wfile.write(self._answer() + b"\0")

    def _answer(self) -> bytes:
        if self.rfile.read(len(COMMAND)) != COMMAND:
            return b"UNKNOWN COMMAND"
        content = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            if len(content) + length > LARGEST:
                return b"INSTREAM size limit exceeded. ERROR"
            content += self.rfile.read(length)
        return b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def main() -> None:
    """Runs until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--port", type=int, required=True)
    stop = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)
    with Server((LOOPBACK, parser.parse_args().port), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(LISTENING, flush=True)
        signal.sigwait(stop)
        server.shutdown()


if __name__ == "__main__":
    main()
