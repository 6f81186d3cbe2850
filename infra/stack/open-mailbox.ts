import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface Letter {
  /** Address of whom it was sent to. */
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A mail server on loopback that keeps what it is given, for the demo and journeys. */
export interface Mailbox {
  readonly url: string;
  /** The latest, oldest first. */
  letters(): readonly Letter[];
  /** The code in the latest letter, to this address or to anybody; null where there is none. */
  latestCode(to?: string): string | null;
  /** While down it takes nothing. */
  setDown(down: boolean): void;
  close(): Promise<void>;
}

const lettersMax = 200;
const letterBytesMax = 64 * 1024;

export async function openMailbox(now: () => number = Date.now): Promise<Mailbox> {
  const letters: Letter[] = [];
  let isDown = false;
  const server = new SMTPServer({
    // On this machine alone, and for nobody: neither is worth its certificate.
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: letterBytesMax,
    onConnect: (_, done) => done(isDown ? new Error('Out of order.') : null),
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      readLetter(stream).then((letter) => {
        for (const to of recipients) letters.push({ ...letter, to, at: now() });
        letters.splice(0, Math.max(0, letters.length - lettersMax));
        done();
      }, done);
    },
  });
  // A client that goes away in the middle is nothing to stop for.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters: () => letters,
    latestCode: (to) => codeIn(letters.findLast((letter) => to === undefined || letter.to === to)?.text ?? ''),
    setDown(down) {
      isDown = down;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function readLetter(stream: NodeJS.ReadableStream): Promise<Pick<Letter, 'from' | 'subject' | 'text'>> {
  const { from, subject = '', text = '' } = await PostalMime.parse(await buffer(stream));
  return { from: from?.address ?? '', subject, text };
}

/** As it is typed; null where the letter has none. */
export function codeIn(text: string): string | null {
  const [, first = '', last = ''] = /\b(\d{4}) (\d{4})\b/.exec(text) ?? [];
  return first === '' ? null : first + last;
}
