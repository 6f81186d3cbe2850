import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Taking a site down and up again. */
export interface Outage {
  /** Tells which server to close; before it, only `503` is possible. */
  attach(server: Server): void;
  isUnavailable(): boolean;
  down(how?: 'refused' | '503'): void;
  up(): Promise<void>;
}

/** What goes still while the site is down. */
export interface Pausable {
  pause(): void;
  resume(): void;
}

/** A site that is down sends no webhooks either; `announce` tells the boards. */
export function openOutage(webhooks: Pausable, announce: (isDown: boolean) => void): Outage {
  let server: Server | undefined;
  let closedAt: AddressInfo | undefined;
  let isUnavailable = false;

  return {
    attach(listening) {
      server = listening;
    },
    isUnavailable: () => isUnavailable,
    down(how = 'refused') {
      isUnavailable = true;
      webhooks.pause();
      announce(true);
      const address = server?.address();
      if (how === '503' || !server || !address || typeof address === 'string') return;
      closedAt = address;
      server.close();
      server.closeAllConnections();
    },
    async up() {
      isUnavailable = false;
      webhooks.resume();
      announce(false);
      if (!server || !closedAt) return;
      const { port, address } = closedAt;
      closedAt = undefined;
      await listen(server, port, address);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
