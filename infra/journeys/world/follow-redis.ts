import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Every byte that a Redis server hands to whoever repeats it: what it holds, and then each write, as in its file of writes. */
export interface FollowedRedis {
  heard(): Buffer;
  /** Has the server hold a value, by a connection of its own. */
  write(value: string): Promise<void>;
  close(): void;
}

/** A replica, as far as listening goes: it hears what the server appends to its file, wherever that lies. */
export async function followRedis(redisUrl: string): Promise<FollowedRedis> {
  const chunks: Buffer[] = [];
  const listening = await open(redisUrl);
  // Strings as they are, and no wait for other replicas.
  await ask(listening, 'CONFIG SET rdbcompression no repl-diskless-sync-delay 0');
  listening.on('data', (chunk: Buffer) => chunks.push(chunk));
  listening.write('SYNC\r\n');
  const writing = await open(redisUrl);
  return {
    heard: () => Buffer.concat(chunks),
    async write(value) {
      writing.write(`SET planted ${value}\r\n`);
    },
    close() {
      listening.destroy();
      writing.destroy();
    },
  };
}

async function open(redisUrl: string): Promise<Socket> {
  const { hostname, port, password } = new URL(redisUrl);
  const socket = connect({ host: hostname, port: Number(port || 6379) });
  socket.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  if (password !== '') await ask(socket, `AUTH ${decodeURIComponent(password)}`);
  return socket;
}

async function ask(socket: Socket, command: string): Promise<void> {
  socket.write(`${command}\r\n`);
  const [answer] = await once(socket, 'data');
  if (String(answer).startsWith('-')) throw new Error('Redis refuses a command.');
}
