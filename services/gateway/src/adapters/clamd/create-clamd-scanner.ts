import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { ScanVerdict, VirusScanner } from '../../ports/virus-scanner.ts';

export type ClamdAddress =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

export interface ClamdPatience {
  readonly silenceMsMax: number;
  /** For one file, from the first byte to the verdict. */
  readonly scanMsMax: number;
}

const usualPatience: ClamdPatience = { silenceMsMax: 15_000, scanMsMax: 60_000 };
const replyCharsMax = 4_096;
const lengthBytes = 4;

/**
 * Asks ClamAV's clamd (its `INSTREAM` command): the file goes over in pieces, each after its length, and an empty one
 * ends it. Whatever is not a verdict counts as `away`, so that nothing passes because the scanner was in trouble.
 */
export function createClamdScanner(at: ClamdAddress, patience = usualPatience): VirusScanner {
  return {
    async scan(content) {
      const socket = connect(at.kind === 'tcp' ? { host: at.host, port: at.port } : { path: at.path });
      const tooLate = setTimeout(() => socket.destroy(), patience.scanMsMax);
      socket.setTimeout(patience.silenceMsMax, () => socket.destroy());
      try {
        const reply = readReply(socket);
        await send(socket, content, reply);
        return verdictOf(await reply);
      } catch {
        return 'away';
      } finally {
        clearTimeout(tooLate);
        socket.destroy();
      }
    },
  };
}

/** All that it says until it ends its line or goes; nothing where it goes without a word. */
function readReply(socket: Socket): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let said = '';
  socket.setEncoding('utf8');
  socket.on('data', (words: string) => {
    said += words;
    if (said.includes('\0') || said.length > replyCharsMax) resolve(said);
  });
  // It stops listening at once where a file is too large: what it said before counts, and not how it went.
  socket.on('error', () => resolve(said));
  socket.on('close', () => resolve(said));
  return promise;
}

async function send(socket: Socket, content: AsyncIterable<Uint8Array>, reply: Promise<string>): Promise<void> {
  let isOver = false;
  const over = reply.then(() => {
    isOver = true;
  });
  const write = async (bytes: Uint8Array) => {
    if (!isOver && !socket.write(bytes)) await Promise.race([once(socket, 'drain').catch(() => undefined), over]);
  };
  await write(Buffer.from('zINSTREAM\0'));
  for await (const chunk of content) {
    if (isOver) return;
    await write(lengthOf(chunk.byteLength));
    await write(chunk);
  }
  await write(lengthOf(0));
}

function lengthOf(bytes: number): Uint8Array {
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(bytes);
  return length;
}

function verdictOf(reply: string): ScanVerdict {
  const [line = ''] = reply.split('\0', 1);
  if (line === 'stream: OK') return 'clean';
  if (/^stream: .+ FOUND$/.test(line)) return 'infected';
  return line === 'INSTREAM size limit exceeded. ERROR' ? 'too-large' : 'away';
}
