import http from 'node:http';
import { z } from 'zod';

const Update = z.looseObject({ update_id: z.number() });

export interface Delivery {
  update: z.infer<typeof Update>;
  headers: http.IncomingHttpHeaders;
  /** Answers this delivery; until then it stays in flight. */
  answer(status: number, headers?: Record<string, string>, body?: string): void;
}

export interface WebhookServer {
  url: string;
  /** Every delivery so far, answered or not. */
  deliveries: Delivery[];
  /** What becomes of a delivery at once; by default 200. Undefined leaves it in flight. */
  respond: (delivery: Delivery) => number | undefined;
  /** Resolves when so many deliveries have arrived in all. */
  received(count: number, deadlineMs?: number): Promise<Delivery[]>;
  close(): Promise<void>;
}

export async function startWebhookServer(): Promise<WebhookServer> {
  const waiting = new Set<() => void>();
  const deliveries: Delivery[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const delivery: Delivery = {
        update: Update.parse(JSON.parse(Buffer.concat(chunks).toString('utf8'))),
        headers: request.headers,
        answer: (status, headers = {}, body = '') => void response.writeHead(status, headers).end(body),
      };
      deliveries.push(delivery);
      const status = webhook.respond(delivery);
      if (status !== undefined) delivery.answer(status);
      for (const check of waiting) check();
    });
  });
  const port = await listen(server);

  const webhook: WebhookServer = {
    url: `http://127.0.0.1:${port}/hook`,
    deliveries,
    respond: () => 200,
    received: (count, deadlineMs = 3000) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (deliveries.length < count) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve(deliveries);
        };
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`${deliveries.length} of ${count} deliveries within ${deadlineMs} ms.`));
        }, deadlineMs);
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return webhook;
}

function listen(server: http.Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
