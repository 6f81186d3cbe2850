import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { testVirus } from '../builders/bad-files.table.ts';

export interface FakeClamd {
  readonly address: { readonly kind: 'tcp'; readonly host: string; readonly port: number };
  /** Of every file it was shown to its end, in bytes. */
  readonly scanned: readonly number[];
  close(): Promise<void>;
}

export interface ClamdManners {
  /** As `StreamMaxLength` of the real one. */
  readonly streamBytesMax?: number;
  /** In place of a verdict; null: silence. */
  readonly says?: string | null;
}

const command = 'zINSTREAM\0';
const lengthBytes = 4;

/** Speaks `INSTREAM` as clamd does, and knows one virus. */
export async function startFakeClamd({ streamBytesMax = 30_000_000, says }: ClamdManners = {}): Promise<FakeClamd> {
  const scanned: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const reply = (words: string) => socket.end(`${words}\0`);
    const finish = (content: Buffer) => {
      scanned.push(content.length);
      if (says === null) return;
      if (says !== undefined) reply(says);
      else reply(content.includes(testVirus) ? 'stream: Win.Test.EICAR_HDB-1 FOUND' : 'stream: OK');
    };
    takeStream(socket, streamBytesMax, { finish, refuse: () => reply('INSTREAM size limit exceeded. ERROR') });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  return {
    address: { kind: 'tcp', host: '127.0.0.1', port: typeof at === 'object' && at !== null ? at.port : 0 },
    scanned,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function takeStream(
  socket: Socket,
  bytesMax: number,
  { finish, refuse }: { readonly finish: (content: Buffer) => void; readonly refuse: () => void },
): void {
  let waiting = Buffer.alloc(0);
  let isGreeted = false;
  const pieces: Buffer[] = [];
  let bytes = 0;
  socket.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    if (!isGreeted) {
      if (waiting.length < command.length) return;
      if (waiting.toString('latin1', 0, command.length) !== command) return void socket.end('UNKNOWN COMMAND\0');
      isGreeted = true;
      waiting = waiting.subarray(command.length);
    }
    while (waiting.length >= lengthBytes) {
      const length = waiting.readUInt32BE(0);
      if (length === 0) return finish(Buffer.concat(pieces));
      bytes += length;
      if (bytes > bytesMax) return refuse();
      if (waiting.length < lengthBytes + length) {
        bytes -= length;
        return;
      }
      pieces.push(Buffer.from(waiting.subarray(lengthBytes, lengthBytes + length)));
      waiting = waiting.subarray(lengthBytes + length);
    }
  });
}
