import { createServer } from 'node:net';

/** A TCP port of this machine that was free a moment ago. Whoever takes it must be ready to lose the race. */
export function findFreePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const probe = createServer();
  probe.once('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => {
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('The system named no port.'));
    });
  });
  return promise;
}
