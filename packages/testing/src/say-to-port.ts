import { connect } from 'node:net';

export interface Said {
  /** Everything the other side said until it, or the patience, was over. */
  readonly text: string;
  /** The status of each answer in it. */
  readonly statuses: readonly number[];
  readonly isClosed: boolean;
}

export interface SayOptions {
  /** Waits no longer than for so many answers. */
  readonly answersMax?: number;
  readonly patienceMs?: number;
}

/** Says something to a port of this machine, byte for byte, keeps the line open, and listens until it is closed. */
export async function sayToPort(port: number, words: string, options: SayOptions = {}): Promise<Said> {
  const { answersMax = Number.POSITIVE_INFINITY, patienceMs = 8_000 } = options;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let text = '';
  const socket = connect({ host: '127.0.0.1', port }, () => socket.write(words));
  const timer = setTimeout(() => resolve(false), patienceMs);
  socket.setEncoding('latin1');
  socket.on('data', (heard: string) => {
    text += heard;
    if (statusesIn(text).length >= answersMax) resolve(false);
  });
  // How it is closed says nothing: what was said before does.
  socket.on('error', () => resolve(true));
  socket.on('close', () => resolve(true));
  const isClosed = await promise;
  clearTimeout(timer);
  socket.destroy();
  return { text, statuses: statusesIn(text), isClosed };
}

function statusesIn(text: string): readonly number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
