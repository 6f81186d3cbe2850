import type { Socket } from 'node:net';

/** The connection breaks, after so long, unless whoever called has left before. */
export async function breakConnection(socket: Socket, hangMs = 0): Promise<void> {
  if (hangMs > 0) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, hangMs);
      socket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
  socket.destroy();
}
