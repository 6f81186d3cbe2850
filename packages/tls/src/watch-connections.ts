import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { judgePeer, type PeerExpectation, type PeerVerdict } from './judge-peer.ts';

export type ConnectionWatch = {
  /** Judges who is at the other end, and keeps an eye on the connection if they may stay. */
  admit(socket: TLSSocket): PeerVerdict;
  /** Parts with those who may not stay any longer: what they have in hand gets `partWithinMs`. */
  judgeAgain(): void;
};

export type ConnectionWatchOptions = { expectation: () => PeerExpectation; partWithinMs: number };

export function watchConnections({ expectation, partWithinMs }: ConnectionWatchOptions): ConnectionWatch {
  const open = new Map<TLSSocket, X509Certificate>();

  return {
    admit(socket) {
      const certificate = socket.getPeerX509Certificate();
      const verdict = judgePeer(certificate, expectation());
      if (certificate && verdict === 'trusted') {
        open.set(socket, certificate);
        socket.once('close', () => open.delete(socket));
      }
      return verdict;
    },
    judgeAgain() {
      const expected = expectation();
      for (const [socket, certificate] of open) {
        if (judgePeer(certificate, expected) === 'trusted') continue;
        open.delete(socket);
        setTimeout(() => socket.destroy(), partWithinMs).unref();
      }
    },
  };
}
